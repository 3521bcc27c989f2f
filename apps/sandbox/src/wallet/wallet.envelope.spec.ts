import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSign, generateKeyPairSync } from 'node:crypto';

import { SandboxScenario } from '../testing/sandbox-scenario.js';
import { WalletMerchant, type WalletAnswer } from '../testing/wallet-merchant.js';

const DISABLED = 'TEST_5X00000000000009';
const PATH = '/v1/payments/inquiryPayment';
const BODY = '{"paymentRequestId":"NOBODY"}';

let sandbox: SandboxScenario;
let merchant: WalletMerchant;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ wallet: [WalletMerchant.account(), WalletMerchant.account(DISABLED, { disabled: true })] });
  merchant = new WalletMerchant(sandbox.url);
});
afterAll(() => sandbox.close());

async function toldTo(headers: Record<string, string>, body = BODY, path = PATH): Promise<string> {
  const answer = await merchant.post(path, body, headers);
  expect(answer.status).toBe(200);
  const { result } = (await answer.json()) as WalletAnswer;
  return `${result.resultStatus}/${result.resultCode}`;
}

describe('headers and signature of wallet calls', () => {
  it('takes a signed call and signs the answer', async () => {
    expect(await merchant.inquire('NOBODY')).toEqual({
      result: { resultStatus: 'F', resultCode: 'ORDER_NOT_EXIST', resultMessage: 'The order does not exist.' },
    });
  });

  it('takes the signature in every published encoding, with and without blanks and key version', async () => {
    const headers = merchant.headers(PATH, BODY);
    const [, value = ''] = /signature=(.*)$/.exec(headers['signature'] ?? '') ?? [];
    const plain = decodeURIComponent(value);
    for (const signature of [
      `algorithm=RSA256,keyVersion=1,signature=${plain}`,
      `algorithm=SHA256withRSA, signature=${value}`,
      `signature=${plain.replaceAll('+', '-').replaceAll('/', '_')}`,
    ])
      expect(await toldTo({ ...headers, signature })).toBe('F/ORDER_NOT_EXIST');
  });

  it.each([
    ['a changed body', { body: BODY.replace('NOBODY', 'nobody') }],
    ['another time', { time: new Date(Date.now() - 1_000).toISOString() }],
    ['another path', { path: '/v1/payments/cancel' }],
    ['an unknown key version', { replace: ['keyVersion=1', 'keyVersion=2'] }],
    ['another algorithm', { replace: ['RSA256', 'ECC224'] }],
    ['no signature', { replace: [/signature=.*/, ''] }],
  ] as const)('refuses %s', async (_name, change) => {
    const headers = merchant.headers(PATH, BODY);
    const [from, to] = 'replace' in change ? change.replace : ['', ''];
    const spoiled = {
      ...headers,
      signature: (headers['signature'] ?? '').replace(from, to),
      ...('time' in change ? { 'request-time': change.time } : {}),
    };
    expect(await toldTo(spoiled, 'body' in change ? change.body : BODY, 'path' in change ? change.path : PATH)).toBe('F/INVALID_SIGNATURE');
  });

  it("refuses a stranger's key, and a signature over the path without its prefix", async () => {
    const headers = merchant.headers(PATH, BODY);
    const content = `POST /wallet${PATH}\n${merchant.clientId}.${headers['request-time'] ?? ''}.${BODY}`;
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const signature = encodeURIComponent(createSign('RSA-SHA256').update(content).sign(stranger, 'base64'));
    expect(await toldTo({ ...headers, signature: `algorithm=RSA256, keyVersion=1, signature=${signature}` })).toBe('F/INVALID_SIGNATURE');
    const unprefixed = merchant.headers(PATH, BODY, headers['request-time']);
    expect(await toldTo(unprefixed, BODY, `${PATH}?x=1`)).toBe('F/INVALID_SIGNATURE');
  });

  it('refuses unknown and disabled clients', async () => {
    expect(await toldTo({ ...merchant.headers(PATH, BODY), 'client-id': 'TEST_5X00000000000002' })).toBe('F/INVALID_CLIENT');
    expect(await toldTo({})).toBe('F/INVALID_CLIENT');
    expect(await new WalletMerchant(sandbox.url, DISABLED).told('inquiryPayment', { paymentRequestId: 'X' })).toBe(
      'F/INVALID_CLIENT_STATUS',
    );
  });

  it.each([
    ['2 minutes ago with an offset', new Date(Date.now() - 120_000 + 8 * 3_600_000).toISOString().replace(/\.\d+Z/, '+08:00')],
    ['a short offset', new Date(Date.now() - 4 * 3_600_000).toISOString().replace('Z', '-0400')],
    ['epoch milliseconds', String(Date.now())],
  ])('takes the time as %s', async (_name, time) => {
    expect(await toldTo(merchant.headers(PATH, BODY, time))).toBe('F/ORDER_NOT_EXIST');
  });

  it.each([
    ['', 'F/PARAM_ILLEGAL'],
    ['yesterday', 'F/PARAM_ILLEGAL'],
    ['2026-05-06T07:08:09', 'F/PARAM_ILLEGAL'],
    [new Date(Date.now() - 11 * 60_000).toISOString(), 'F/ACCESS_DENIED'],
    [new Date(Date.now() + 11 * 60_000).toISOString(), 'F/ACCESS_DENIED'],
  ])('answers the time %j with %s', async (time, told) => {
    expect(await toldTo(merchant.headers(PATH, BODY, time))).toBe(told);
  });

  it('does not shut out a caller in real time when its own clock was moved', async () => {
    const own = await SandboxScenario.start({ wallet: [WalletMerchant.account()] });
    await own.advance(86_400_000);
    expect(await new WalletMerchant(own.url).told('inquiryPayment', { paymentRequestId: 'NOBODY' })).toBe('F/ORDER_NOT_EXIST');
    await own.close();
  });

  it('tells undefined interfaces, unreadable messages, other media and other methods apart', async () => {
    expect(await merchant.told('evaluate', {})).toBe('F/NO_INTERFACE_DEF');
    expect(await toldTo(merchant.headers(PATH, '{"paymentRequestId":'), '{"paymentRequestId":')).toBe('F/MSG_PARSE_ERROR');
    expect(await toldTo(merchant.headers(PATH, '[]'), '[]')).toBe('F/PARAM_ILLEGAL');
    expect(await toldTo({ ...merchant.headers(PATH, BODY), 'content-type': 'text/xml' })).toBe('F/MEDIA_TYPE_NOT_ACCEPTABLE');
    const get = await fetch(`${sandbox.url}/wallet${PATH}`, { headers: merchant.headers(PATH, '') });
    expect(((await get.json()) as WalletAnswer).result.resultCode).toBe('INVALID_SIGNATURE');
    expect((await fetch(`${sandbox.url}/wallet/v2/payments/pay`, { method: 'POST' })).status).toBe(404);
  });

  it('keeps the whole request apart from clients that are not its own', async () => {
    const own = await SandboxScenario.start({ wallet: [WalletMerchant.account(), WalletMerchant.account('TEST_5X00000000000002')] });
    const [one, other] = [new WalletMerchant(own.url), new WalletMerchant(own.url, 'TEST_5X00000000000002')];
    const order = one.cashierOrder('2000');
    const { paymentId } = await one.call('pay', order);
    expect(await other.told('inquiryPayment', { paymentId })).toBe('F/ORDER_NOT_EXIST');
    expect(await other.told('inquiryPayment', { paymentRequestId: order['paymentRequestId'] })).toBe('F/ORDER_NOT_EXIST');
    expect(await other.told('pay', order)).toBe('S/SUCCESS');
    await own.close();
  });
});
