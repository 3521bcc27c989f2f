import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ACCESS_TOKEN,
  agreementSale,
  answers,
  cancelOf,
  CLIENT_ID,
  clp,
  refund,
  sale,
  ScriptedWallet,
  success,
} from './testing/scripted-wallet.js';
import { walletAdapter } from './wallet.adapter.js';
import { checkSignature } from './wallet.signing.js';

const { operations } = walletAdapter;
const executeSale = operations.sale.execute;
const executeCancel = operations.cancel.execute;
const executeRefund = operations.refund.execute;

let wallet: ScriptedWallet;
beforeAll(async () => {
  wallet = await ScriptedWallet.start();
});
afterAll(() => wallet.close());
beforeEach(() => {
  wallet.received.length = 0;
  wallet.script = answers('S', 'SUCCESS');
});

const form = { method: 'POST', redirectionUrl: 'https://wallet.example/cashier?orderId=WP-0001' };
const redirect = { type: 'redirect', url: form.redirectionUrl, httpMethod: 'POST' };

describe('a sale', () => {
  it('asks for a cashier order as the document writes it, under a signature that the wallet accepts', async () => {
    await executeSale(sale({ returnUrl: 'https://shop.example/back', expiresAt: sale().createdAt + 60_000 }), wallet.call());
    const [received] = wallet.received;
    expect(received).toMatchObject({ path: '/v1/payments/pay', signature: 'valid' });
    expect(received?.headers).toMatchObject({
      'client-id': 'TEST_5X00000000000001',
      'request-time': '2024-05-06T07:08:09+00:00',
      'content-type': 'application/json; charset=UTF-8',
    });
    expect(received?.json).toEqual({
      productCode: '51051000101000000011',
      paymentRequestId: '0192f0c0a1b27c3d8e4f5a6b7c8d9e0f',
      paymentAmount: { currency: 'CLP', value: '2000' },
      order: {
        referenceOrderId: 'ORD-0001',
        orderDescription: 'Café Ñuñoa',
        orderAmount: { currency: 'CLP', value: '2000' },
        orderCreateTime: '2024-05-06T07:08:09+00:00',
      },
      paymentExpiryTime: '2024-05-06T07:09:09+00:00',
      paymentNotifyUrl: 'https://merchant.example/hooks/wallet/account-1',
      paymentRedirectUrl: 'https://shop.example/back',
    });
  });

  it('sends the same body again under the same key, with an expiry even where the order names none', async () => {
    await executeSale(sale(), wallet.call());
    await executeSale(sale(), wallet.call({ attempt: 2, now: () => sale().createdAt + 600_000 }));
    expect(wallet.received[1]?.text).toBe(wallet.received[0]?.text);
    expect(wallet.received[0]?.json['paymentExpiryTime']).toBe('2024-05-06T07:23:09+00:00');
  });

  it('at the cashier is pending on S, with the page to go to, although the answer carries a payment time', async () => {
    wallet.script = answers('S', 'SUCCESS', { paymentId: 'WP-0001', paymentTime: '2022-11-24T18:34:09+08:00', redirectActionForm: form });
    expect(await executeSale(sale(), wallet.call())).toEqual({
      outcome: 'pending',
      providerRef: 'WP-0001',
      customerAction: redirect,
      providerCode: 'SUCCESS',
    });
  });

  it('at the cashier is never approved, not even by an S without a page', async () => {
    wallet.script = answers('S', 'SUCCESS', { paymentId: 'WP-0001', paymentAmount: { currency: 'CLP', value: '2000' } });
    expect(await executeSale(sale(), wallet.call())).toEqual({ outcome: 'pending', providerRef: 'WP-0001', providerCode: 'SUCCESS' });
  });

  it('by agreement is approved by S without a page, stating what the answer states and nothing else', async () => {
    wallet.script = answers('S', 'SUCCESS', { paymentId: 'WP-0002' });
    expect(await executeSale(agreementSale(), wallet.call())).toEqual({
      outcome: 'approved',
      providerRef: 'WP-0002',
      stated: 'not_stated',
      receipt: { referenceNo: 'WP-0002' },
    });
    expect(wallet.received[0]?.json).toMatchObject({ productCode: '51051000101000100031', paymentAuthCode: ACCESS_TOKEN });
    wallet.script = answers('S', 'SUCCESS', { paymentId: 'WP-0002', paymentAmount: { currency: 'CLP', value: 1999 } });
    expect(await executeSale(agreementSale(), wallet.call())).toEqual({
      outcome: 'approved',
      providerRef: 'WP-0002',
      stated: { base: 1999n, currency: 'CLP' },
      receipt: { referenceNo: 'WP-0002' },
    });
  });

  it('by agreement is pending where the wallet wants the payer on a page', async () => {
    wallet.script = answers('S', 'SUCCESS', { paymentId: 'WP-0002', redirectActionForm: form });
    expect(await executeSale(agreementSale(), wallet.call())).toMatchObject({ outcome: 'pending', customerAction: redirect });
    wallet.script = answers('S', 'SUCCESS', { paymentId: 'WP-0002', redirectActionForm: 'a form that cannot be read' });
    expect(await executeSale(agreementSale(), wallet.call())).toEqual({
      outcome: 'pending',
      providerRef: 'WP-0002',
      providerCode: 'SUCCESS',
    });
  });

  it.each([
    ['S', 'REPEAT_REQUEST', { outcome: 'pending', providerCode: 'REPEAT_REQUEST' }],
    ['A', 'ACCEPT', { outcome: 'pending', providerCode: 'ACCEPT' }],
    ['U', 'UNKNOWN_EXCEPTION', { outcome: 'unknown', cause: 'provider_error', providerCode: 'UNKNOWN_EXCEPTION' }],
    ['U', 'PAYMENT_IN_PROCESS', { outcome: 'unknown', cause: 'provider_error', providerCode: 'PAYMENT_IN_PROCESS' }],
    ['F', 'REQUEST_TRAFFIC_EXCEED_LIMIT', { outcome: 'unknown', cause: 'busy', providerCode: 'REQUEST_TRAFFIC_EXCEED_LIMIT' }],
    ['F', 'USER_BALANCE_NOT_ENOUGH', { outcome: 'declined', code: 'insufficient_funds', providerCode: 'USER_BALANCE_NOT_ENOUGH' }],
    ['F', 'EXPIRED_ACCESS_TOKEN', { outcome: 'declined', code: 'expired_agreement', providerCode: 'EXPIRED_ACCESS_TOKEN' }],
    ['F', 'REPEAT_REQ_INCONSISTENT', { outcome: 'unknown', cause: 'resend_refused', providerCode: 'REPEAT_REQ_INCONSISTENT' }],
    ['F', 'SOMETHING_NEW', { outcome: 'unknown', cause: 'unknown_code', providerCode: 'SOMETHING_NEW' }],
    ['S', 'SOMETHING_NEW', { outcome: 'unknown', cause: 'unknown_code', providerCode: 'SOMETHING_NEW' }],
    ['F', 'SUCCESS', { outcome: 'unknown', cause: 'unknown_code', providerCode: 'SUCCESS' }],
    ['R', 'SUCCESS', { outcome: 'unknown', cause: 'unknown_code', providerCode: 'SUCCESS' }],
  ])('answered %s %s is told as it is', async (status, code, expected) => {
    wallet.script = answers(status, code);
    expect(await executeSale(agreementSale(), wallet.call())).toEqual(expected);
  });

  it('is not called declined by the refusal of a resend', async () => {
    for (const code of ['INVALID_SIGNATURE', 'USER_BALANCE_NOT_ENOUGH', 'ACCESS_DENIED']) {
      wallet.script = answers('F', code);
      expect(await executeSale(agreementSale(), wallet.call({ attempt: 2 }))).toEqual({
        outcome: 'unknown',
        cause: 'resend_refused',
        providerCode: code,
      });
    }
  });

  it('is not sent where the wallet could not take it', async () => {
    const refusals = [
      sale({ method: { type: 'payer_code', code: '280000000000000000' } }),
      sale({ method: { type: 'agreement', accessToken: 'x'.repeat(129) } }),
      sale({ amount: clp(0n) }),
      sale({ amount: clp(10_000_000_000_000_000n) }),
      sale({ providerKey: 'a key with blanks' }),
      sale({ notifyUrl: `https://merchant.example/${'x'.repeat(1024)}` }),
    ];
    for (const request of refusals)
      expect(await executeSale(request, wallet.call())).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request' });
    expect(await executeSale(sale(), wallet.call({ secrets: { merchantPrivateKey: 'none', walletPublicKeys: {} } }))).toMatchObject({
      outcome: 'not_sent',
    });
    expect(wallet.received).toEqual([]);
  });

  it('shows an order number with characters that wallets refuse under our own key', async () => {
    await executeSale(sale({ merchantOrderNo: 'ORD#1 @home' }), wallet.call());
    expect(wallet.received[0]?.json['order']).toMatchObject({ referenceOrderId: sale().providerKey });
  });
});

describe('an answer', () => {
  const stranger = () => wallet.merchant.privateKey;
  const paid = { result: success, paymentId: 'WP-0002' };

  it.each<[string, () => ScriptedWallet['script'], string, string]>([
    ['signed with a key that is not the wallet’s', () => ({ body: paid, signWith: stranger() }), 'bad_signature', 'invalid'],
    ['without a signature', () => ({ body: paid, headers: { signature: undefined } }), 'bad_signature', 'missing'],
    ['without the time that was signed', () => ({ body: paid, headers: { 'response-time': undefined } }), 'bad_signature', 'invalid'],
    [
      'with another time than was signed',
      () => ({ body: paid, headers: { 'response-time': '2024-05-06T07:08:11+08:00' } }),
      'bad_signature',
      'invalid',
    ],
    ['for another merchant', () => ({ body: paid, headers: { 'client-id': 'ANOTHER' } }), 'bad_signature', 'invalid'],
    ['that is no JSON', () => ({ body: 'success' }), 'unreadable_answer', 'valid'],
    ['without a result', () => ({ body: { paymentId: 'WP-0002' } }), 'unreadable_answer', 'valid'],
    ['about another payment', () => ({ body: { ...paid, paymentRequestId: 'another' } }), 'unreadable_answer', 'valid'],
    [
      'with an amount that is none',
      () => ({ body: { ...paid, paymentAmount: { currency: 'CLP', value: '20.00' } } }),
      'unreadable_answer',
      'valid',
    ],
    ['with HTTP 500', () => ({ body: paid, status: 500 }), 'provider_error', 'valid'],
    ['with HTTP 429', () => ({ body: paid, status: 429 }), 'busy', 'valid'],
  ])('%s leaves the sale unknown', async (_case, script, cause, verdict) => {
    wallet.script = script();
    const call = wallet.call();
    expect(await executeSale(agreementSale(), call)).toEqual({ outcome: 'unknown', cause });
    expect(call.http.exchanges).toMatchObject([{ outcome: 'answered', verdict }]);
  });

  it('that never comes leaves it unknown, one that could not be asked for is not sent', async () => {
    wallet.script = (_request, response) => response.socket?.destroy();
    expect(await executeSale(sale(), wallet.call())).toEqual({ outcome: 'unknown', cause: 'connection_lost' });
    wallet.script = () => undefined;
    expect(await executeSale(sale(), wallet.call({ totalTimeoutMs: 100 }))).toEqual({ outcome: 'unknown', cause: 'timeout' });
    expect(await executeSale(sale(), wallet.call({ sendUntilPassed: true }))).toMatchObject({
      outcome: 'not_sent',
      cause: 'past_send_until',
    });
  });

  it('leaves no token in the transcript, even where the wallet repeats it, nor bytes that nobody signed', async () => {
    wallet.script = answers('F', 'INVALID_ACCESS_TOKEN', { echo: `token ${ACCESS_TOKEN}`, accessToken: ACCESS_TOKEN });
    const call = wallet.call();
    await executeSale(agreementSale(), call);
    expect(JSON.stringify(call.http.exchanges)).not.toContain(ACCESS_TOKEN);
    expect(call.http.exchanges).toMatchObject([
      { verdict: 'valid', answer: { result: { resultCode: 'INVALID_ACCESS_TOKEN' } }, request: { body: { paymentAuthCode: '***' } } },
    ]);
    wallet.script = { body: { result: success }, signWith: wallet.merchant.privateKey };
    const unsigned = wallet.call();
    await executeSale(agreementSale(), unsigned);
    expect(unsigned.http.exchanges[0]?.answer).toBeUndefined();
  });
});

describe('a change of keys', () => {
  const keyOf = (key: KeyObject) => key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'der' }).toString('base64');
  const next = { ours: generateKeyPairSync('rsa', { modulusLength: 2048 }), theirs: generateKeyPairSync('rsa', { modulusLength: 2048 }) };
  const secrets = () => ({
    merchantPrivateKey: { '1': wallet.secrets.merchantPrivateKey, '2': keyOf(next.ours.privateKey) },
    walletPublicKeys: { ...wallet.secrets.walletPublicKeys, '2': keyOf(next.theirs.publicKey) },
  });
  const paid = { result: success, paymentId: 'WP-0002', paymentAmount: { currency: 'CLP', value: '2000' } };

  it('of the wallet leaves both of its keys good, each under its own version', async () => {
    const answered = async (keyVersion: number, signWith: KeyObject) => {
      wallet.script = { body: paid, signWith, keyVersion };
      return (await executeSale(agreementSale(), wallet.call({ secrets: secrets() }))).outcome;
    };
    expect(await answered(1, wallet.wallet.privateKey)).toBe('approved');
    expect(await answered(2, next.theirs.privateKey)).toBe('approved');
    expect(await answered(1, next.theirs.privateKey)).toBe('unknown');
    expect(await answered(3, next.theirs.privateKey)).toBe('unknown');
  });

  it('of ours is the setting keyVersion alone, and an answer to a notification follows it', async () => {
    for (const [keyVersion, key] of [
      [1, wallet.merchant.publicKey],
      [2, next.ours.publicKey],
    ] as const) {
      const settings = wallet.settings({ keyVersion });
      const call = wallet.call({ settings, secrets: secrets() });
      await executeSale(sale(), call);
      const [{ headers, text } = { headers: undefined, text: '' }] = wallet.received.splice(0);
      const sent = {
        method: 'POST',
        uri: '/v1/payments/pay',
        clientId: CLIENT_ID,
        time: String(headers?.['request-time']),
        body: Buffer.from(text),
      };
      expect(checkSignature(String(headers?.['signature']), sent, new Map([[keyVersion, key]]))).toBe('valid');
      const answer = walletAdapter.notification.answer('accepted', wallet.notification('{}'), call);
      expect(answer.headers['signature']).toContain(`keyVersion=${String(keyVersion)}`);
    }
    expect(await executeSale(sale(), wallet.call({ settings: wallet.settings({ keyVersion: 3 }), secrets: secrets() }))).toMatchObject({
      outcome: 'not_sent',
      cause: 'invalid_request',
    });
  });
});

describe('a wallet’s own ways', () => {
  it('with a prefix in the URL and in the path sign all of it, where no other prefix is named', async () => {
    const { baseUrl } = wallet.settings() as { baseUrl: string };
    await executeSale(sale(), wallet.call({ settings: wallet.settings({ baseUrl: `${baseUrl}/sandbox`, basePath: '/aps/api' }) }));
    expect(wallet.received[0]).toMatchObject({ path: '/sandbox/aps/api/v1/payments/pay', signature: 'valid' });
  });

  it('behind a gateway that strips the prefix sign the path that arrives', async () => {
    await executeSale(sale(), wallet.call({ settings: wallet.settings({ basePath: '/aps/api', signedPathPrefix: '' }) }));
    const [received] = wallet.received;
    expect(received).toMatchObject({ path: '/aps/api/v1/payments/pay', signature: 'invalid' });
    const { signature, 'request-time': time } = received?.headers ?? {};
    const arrived = {
      method: 'POST',
      uri: '/v1/payments/pay',
      clientId: CLIENT_ID,
      time: String(time),
      body: Buffer.from(received?.text ?? ''),
    };
    expect(checkSignature(String(signature), arrived, new Map([[1, wallet.merchant.publicKey]]))).toBe('valid');
  });

  it('name paths, product codes, key version, encoding and merchant', async () => {
    const merchant = { referenceMerchantId: 'M0001', merchantMCC: '1405', merchantName: 'UGG Technology Limited' };
    const settings = wallet.settings({
      cancelPath: 'cancelPayment',
      refundPath: 'refundApply',
      productCodes: { cashier: '51051000101000000099' },
      signatureEncoding: 'plain',
      merchant,
    });
    await executeSale(sale(), wallet.call({ settings }));
    await executeCancel(cancelOf(), wallet.call({ settings }));
    await executeRefund(refund(), wallet.call({ settings }));
    expect(wallet.received.map(({ path, signature }) => [path, signature])).toEqual([
      ['/v1/payments/pay', 'valid'],
      ['/v1/payments/cancelPayment', 'valid'],
      ['/v1/payments/refundApply', 'valid'],
    ]);
    expect(wallet.received[0]?.json).toMatchObject({ productCode: '51051000101000000099', order: { merchant } });
    expect(wallet.received[0]?.headers['signature']).toMatch(/^algorithm=RSA256, keyVersion=1, signature=[A-Za-z0-9+/]+==$/);
  });
});
