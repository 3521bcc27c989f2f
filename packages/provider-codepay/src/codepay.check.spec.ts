import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { accepted, refused, ScriptedGateway, unsigned } from '../testing/scripted-gateway.js';
import { check } from './codepay.check.js';

let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await ScriptedGateway.start();
});
afterAll(() => gateway.close());

it('asks after a number that is nobody’s', async () => {
  gateway.says(refused('E04111'));
  expect(await check(gateway.call())).toEqual({ credentials: 'accepted', providerCode: 'E04111' });
  expect(gateway.received.at(-1)?.fields).toMatchObject({ method: 'order.query', merchant_order_no: expect.stringMatching(/^check\d+$/) });
});

it.each([
  ['an answer that shows something', accepted({ trans_status: 2 }), { credentials: 'accepted' }],
  ['a signature that is not taken', refused('SYS002'), { credentials: 'refused', providerCode: 'SYS002' }],
  [
    'the same from a gateway that does not know whose key to sign for',
    unsigned({ code: 'SYS002', msg: 'sign error', psn: '1' }),
    { credentials: 'refused', cause: 'bad_signature', providerCode: 'SYS002' },
  ],
  [
    'an answer that the key of the gateway does not verify',
    unsigned({ code: 'E04111', msg: 'no such order', psn: '1' }),
    { credentials: 'unknown', cause: 'bad_signature', providerCode: 'E04111' },
  ],
  ['a code that nobody published', refused('E99999'), { credentials: 'unknown', providerCode: 'E99999' }],
  ['a page of somebody in between', { status: 502, body: '<html>' }, { credentials: 'unknown', cause: 'provider_error' }],
] as const)('%s', async (_, reply, expected) => {
  gateway.says(reply);
  expect(await check(gateway.call())).toEqual(expected);
});

it('an account that cannot be used asks nothing', async () => {
  const before = gateway.received.length;
  expect(await check({ ...gateway.call(), settings: {} })).toEqual({ credentials: 'unknown', cause: 'invalid_request' });
  expect(gateway.received).toHaveLength(before);
});
