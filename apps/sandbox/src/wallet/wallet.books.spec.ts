import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Receiver, SandboxScenario } from '../testing/sandbox-scenario.js';
import { WalletMerchant } from '../testing/wallet-merchant.js';

const DAY_MS = 86_400_000;

let stateDirectory: string;
let receiver: Receiver;

beforeAll(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'wallet-books-'));
  receiver = await Receiver.start();
});
afterAll(async () => {
  await receiver.close();
  await rm(stateDirectory, { recursive: true });
});

const start = (): Promise<SandboxScenario> => SandboxScenario.start({ wallet: [WalletMerchant.account()] }, { stateDirectory });

describe("the wallet's books", () => {
  it('outlive the sandbox: holds, captures, refunds on their way, tokens, used codes and what is still to happen', async () => {
    const before = await start();
    const shop = new WalletMerchant(before.url);
    const [held, lapsing] = [await shop.hold('2000'), await shop.hold('3000')];
    const capture = shop.captureRequest(held, '1500');
    const captured = await shop.call('capture', capture);
    const refund = shop.refundRequest('', '500', { paymentRequestId: undefined, paymentId: held, captureId: captured['captureId'] });
    await shop.call('refund', refund);
    const { authUrl } = await shop.call('authorizations/prepare', { scopes: 'AGREEMENT_PAY', extendInfo: '{}' });
    const contractId = String(authUrl).split('/').at(-1) ?? '';
    const { json } = await before.control('POST', `/wallet/contracts/${contractId}/agree`);
    const { authCode } = json as { authCode: string };
    const redeem = { grantType: 'AUTHORIZATION_CODE', authCode };
    const tokens = await shop.call('authorizations/applyToken', redeem);
    const ended = await shop.told('authorizations/cancelToken', { accessToken: 'a-token' });
    expect(ended).toBe('S/SUCCESS');
    const late = await shop.open('2000', { paymentNotifyUrl: `${receiver.url}/n` });
    receiver.answer = { status: 500, body: '' };
    await before.act('wallet', late, 'pay');
    await before.advance(1_000);
    expect(receiver.received).toHaveLength(1);
    await before.close();

    const books = await readFile(join(stateDirectory, 'books.jsonl'), 'utf8');
    for (const secret of [authCode, tokens['accessToken'], tokens['refreshToken']]) expect(books).not.toContain(String(secret));

    const after = await start();
    const again = new WalletMerchant(after.url);
    expect(await again.call('capture', capture)).toEqual(captured);
    expect(await again.refundStatus(refund['refundRequestId'])).toBe('SUCCESS');
    expect(await again.told('authorizations/applyToken', redeem)).toBe('F/AUTH_CODE_ALREADY_USED');
    expect(await again.told('pay', again.agreementOrder('2000', { paymentAuthCode: tokens['accessToken'] }))).toBe('S/SUCCESS');
    expect(await again.told('pay', again.agreementOrder('2000'))).toBe('F/INVALID_ACCESS_TOKEN');
    receiver.answer = { status: 200, body: '{"result":{"resultStatus":"S"}}' };
    await after.advance(120_000);
    expect(receiver.received).toHaveLength(2);
    await after.advance(7 * DAY_MS);
    expect((await again.call('inquiryPayment', { paymentId: lapsing }))['paymentStatus']).toBe('CANCELLED');
    const moved = (await after.truth('wallet')).map(({ held: hold, charges }) => [
      `held ${hold}`,
      ...charges.map(({ kind, amount }) => `${kind} ${amount}`),
    ]);
    const [captured1500, paid] = [
      ['held 0', 'capture 1500', 'refund -500'],
      ['held 0', 'payment 2000'],
    ];
    // The refused agreement is an order of which nothing was taken.
    expect(moved).toEqual([captured1500, ['held 0'], paid, paid, ['held 0']]);
    await after.close();
  });

  it('keep a rotated key of each side', async () => {
    const before = await start();
    const clientId = 'TEST_5X00000000000001';
    const rotated = await before.control('POST', '/wallet/wallet-keys', { clientId, keyVersion: '7' });
    expect(rotated.status).toBe(201);
    await before.close();
    const after = await start();
    const path = '/v1/payments/inquiryPayment';
    const shop = new WalletMerchant(after.url);
    const answer = await shop.post(path, '{"paymentId":"X"}', shop.headers(path, '{"paymentId":"X"}'));
    expect(answer.headers.get('signature')).toContain('keyVersion=7');
    await after.close();
  });
});
