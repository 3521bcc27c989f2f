import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { answers, ScriptedWallet, type Script } from './testing/scripted-wallet.js';
import { check } from './wallet.check.js';

let wallet: ScriptedWallet;
beforeAll(async () => {
  wallet = await ScriptedWallet.start();
});
afterAll(() => wallet.close());

it('asks after a number that is nobody’s', async () => {
  wallet.script = answers('F', 'ORDER_NOT_EXIST');
  expect(await check(wallet.call())).toEqual({ credentials: 'accepted', providerCode: 'ORDER_NOT_EXIST' });
  expect(wallet.received.at(-1)).toMatchObject({ path: '/v1/payments/inquiryPayment', signature: 'valid' });
  expect(wallet.received.at(-1)?.json).toEqual({ paymentRequestId: expect.stringMatching(/^check\d+$/) });
});

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
it.each<[string, Script, object]>([
  ['a signature that is not taken', answers('F', 'INVALID_SIGNATURE'), { credentials: 'refused', providerCode: 'INVALID_SIGNATURE' }],
  ['a client that is not known', answers('F', 'INVALID_CLIENT'), { credentials: 'refused', providerCode: 'INVALID_CLIENT' }],
  ['a clock that is too far off', answers('F', 'ACCESS_DENIED'), { credentials: 'refused', providerCode: 'ACCESS_DENIED' }],
  ['a wallet that cannot say', answers('U', 'UNKNOWN_EXCEPTION'), { credentials: 'unknown', cause: 'provider_error' }],
  [
    'an answer that none of the wallet’s keys verifies',
    { body: { result: { resultStatus: 'F', resultCode: 'ORDER_NOT_EXIST', resultMessage: '' } }, signWith: stranger },
    { credentials: 'unknown', cause: 'bad_signature' },
  ],
])('%s', async (_, script, expected) => {
  wallet.script = script;
  expect(await check(wallet.call())).toMatchObject(expected);
});
