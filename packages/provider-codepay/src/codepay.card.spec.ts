import { constants, privateDecrypt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SaleRequest } from '@interlock/provider-kit';
import { address, basicAuth, broken, card, cardMethod, KEY, saleRequest, TRANS_NO, USD } from '../testing/fixtures.js';
import { accepted, refused, ScriptedGateway, unsigned, type Reply } from '../testing/scripted-gateway.js';
import { keys } from '../testing/vectors.js';
import { readPrivateKey } from './codepay.signing.js';
import { codepayAdapter } from './index.js';

const { sale } = codepayAdapter.operations;

let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await ScriptedGateway.start();
});
afterAll(() => gateway.close());

const paid = {
  trans_no: TRANS_NO,
  trans_status: 2,
  pay_channel_trans_no: '1',
  pay_user_account_id: '411111******1111',
  trans_end_time: '2025-09-10 20:07:21',
  ref_no: '000012345678',
  pay_method_id: 'Visa',
};
const page = 'https://acs.example.test/3ds?session=secret-session';

describe('a sale with a card in clear', () => {
  const run = (reply: Reply, overrides: Partial<SaleRequest> = {}, call = gateway.call({ settings: { cardEntry: true } })) => {
    gateway.says(reply);
    return sale.execute(saleRequest({ method: cardMethod, ...overrides }), call);
  };
  const decrypted = (text: unknown): unknown => {
    const blocks = Buffer.from(String(text), 'base64');
    const key = { key: readPrivateKey(keys.gatewayPrivateKey), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
    const plain = Array.from({ length: blocks.length / 256 }, (_, at) => privateDecrypt(key, blocks.subarray(at * 256, at * 256 + 256)));
    return JSON.parse(Buffer.concat(plain).toString());
  };

  it('sends it encrypted for the gateway, and takes a yes without an amount as one to confirm', async () => {
    const device = { ip: '203.0.113.9' };
    expect(await run(accepted(paid), { device, returnUrl: 'https://shop.example.test/back', options: { cardType: 'debit' } })).toEqual({
      outcome: 'approved',
      providerRef: TRANS_NO,
      stated: 'not_stated',
      receipt: { brand: 'Visa', maskedAccount: '411111******1111', referenceNo: '000012345678' },
    });
    const fields = gateway.received[0]?.fields;
    expect(fields).toMatchObject({
      method: 'pay.merchant.checkout',
      merchant_order_no: KEY,
      price_currency: 'USD',
      order_amount: 144.3,
      enc_type: 'RSA',
      term_ip: '203.0.113.9',
      return_url: 'https://shop.example.test/back',
      expires: 300,
    });
    expect(decrypted(fields?.card)).toEqual({ pan: card.number, holder: card.holder, cvv: card.cvv, expiry: '0931', card_type: 'DEBIT' });
    expect(JSON.parse(String(fields?.billing_address))).toEqual(address);
  });

  it('cuts what is longer than a block of 214 bytes', async () => {
    const holder = 'Ö'.repeat(64);
    const long = { ...card, holder, number: '4'.repeat(19) };
    await run(accepted(paid), { method: { type: 'card', card: long, billingAddress: {} } });
    expect(decrypted(gateway.received[0]?.fields.card)).toEqual({ pan: long.number, holder, cvv: card.cvv, expiry: '0931' });
    expect(Buffer.from(String(gateway.received[0]?.fields.card), 'base64')).toHaveLength(256);
    expect(gateway.received[0]?.fields.billing_address).toBe('{}');
  });

  it.each<[string, Readonly<Record<string, unknown>>, object]>([
    ['4', { trans_status: 4 }, { outcome: 'approved', stated: 'not_stated' }],
    ['0', { trans_status: 0 }, { outcome: 'pending', providerCode: '0', providerRef: TRANS_NO }],
    ['9', { trans_status: 9 }, { outcome: 'pending' }],
    [
      'a 3-D Secure page',
      { trans_status: 0, redirect_url_3dsecure: page },
      { outcome: 'pending', customerAction: { type: 'redirect', url: page, httpMethod: 'GET' } },
    ],
    ['a 3-D Secure page beside a yes', { redirect_url_3dsecure: page }, { outcome: 'pending' }],
    ['a page that is a script', { redirect_url_3dsecure: 'javascript:alert(1)' }, { outcome: 'unknown', cause: 'unreadable_answer' }],
    ['a page that is no text', { redirect_url_3dsecure: '\u0000' }, { outcome: 'unknown', cause: 'unreadable_answer' }],
    ['1', { trans_status: 1 }, { outcome: 'declined', code: 'declined_by_provider', providerCode: '1' }],
    ['1, insufficient funds', { trans_status: 1, trans_error_code: 'TS-D2012' }, { outcome: 'declined', code: 'insufficient_funds' }],
    ['1 beside an approval', { trans_status: 1, trans_error_code: '000' }, { outcome: 'unknown', cause: 'provider_error' }],
    ['3', { trans_status: 3 }, { outcome: 'unknown', cause: 'provider_error', providerCode: '3' }],
    ['7', { trans_status: 7 }, { outcome: 'unknown', cause: 'unknown_code', providerCode: '7' }],
    ['no status', { trans_status: '' }, { outcome: 'unknown', cause: 'unreadable_answer' }],
    ['no number', { trans_no: '' }, { outcome: 'unknown', cause: 'unreadable_answer' }],
  ])('reads %s', async (_name, overrides, expected) => {
    expect(await run(accepted({ ...paid, ...overrides }))).toMatchObject(expected);
  });

  it.each(broken)('is unknown after %s', async (_name, reply, cause) => {
    expect(await run(reply)).toMatchObject({ outcome: 'unknown', cause });
  });

  it('is declined for the account alone, and by nothing after another send', async () => {
    expect(await run(refused('E07303'))).toMatchObject({ outcome: 'declined', code: 'provider_configuration' });
    const again = gateway.call({ settings: { cardEntry: true }, attempt: 2 });
    expect(await run(accepted({ ...paid, trans_status: 1 }), {}, again)).toMatchObject({ outcome: 'unknown', cause: 'resend_refused' });
    expect(await run(accepted(), {})).toEqual({ outcome: 'unknown', cause: 'unreadable_answer' });
  });

  it('keeps the card out of transcript and result, even where the gateway repeats it', async () => {
    const echo = `[E1]card ${card.number} of ${card.holder} with ${card.cvv} refused`;
    const shown = { ...paid, pay_user_account_id: card.number, card: JSON.stringify(card), note: echo, redirect_url_3dsecure: page };
    for (const reply of [
      accepted(shown),
      refused('E07303'),
      unsigned({ code: 'E1', msg: echo, psn: '1', echo, data: { echo } }),
      { body: echo },
      'drop' as const,
    ]) {
      const call = gateway.call({ settings: { cardEntry: true } });
      const result = await run(reply, {}, call);
      const kept = JSON.stringify(call.http.exchanges, (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
      for (const secret of [card.number, card.holder, `"${card.cvv}"`, ` ${card.cvv} `, address.address1, 'secret-session'])
        expect(kept).not.toContain(secret);
      expect(kept).toContain('"card":"***"');
      expect(JSON.stringify(result)).not.toContain(card.number);
    }
  });

  it.each<[string, object, string]>([
    ['number', { number: '4111 1111 1111 1111' }, 'card.number'],
    ['number of too few digits', { number: '41111111111' }, 'card.number'],
    ['month', { expiryMonth: '13' }, 'card.expiryMonth'],
    ['year of two digits', { expiryYear: '31' }, 'card.expiryYear'],
    ['code', { cvv: '98765' }, 'card.cvv'],
    ['holder', { holder: 'TEST\nCARD' }, 'card.holder'],
    ['further member', { track2: '4111111111111111=3109' }, 'card'],
  ])('refuses a card with a wrong %s before anything is sent, and quotes nothing', async (_name, wrong, path) => {
    const result = await run('drop', { method: { type: 'card', card: { ...card, ...wrong }, billingAddress: address } });
    expect(result).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request', detail: expect.stringContaining(path) });
    for (const value of [...Object.values(wrong), card.number]) expect(JSON.stringify(result)).not.toContain(String(value));
    expect(gateway.received).toHaveLength(0);
  });

  it.each<[string, Partial<SaleRequest>, object, string]>([
    ['where the account does not allow it', {}, {}, 'card entry'],
    [
      'where no key is held to encrypt with',
      {},
      { settings: { ...basicAuth.settings, cardEntry: true }, secrets: { ...basicAuth.secrets, gatewayPublicKey: undefined } },
      'gateway key',
    ],
    ['with a tip', { tip: { currency: USD, minor: 1n } }, { settings: { cardEntry: true } }, 'terminal only'],
    ['to hold an amount', { kind: 'authorize' }, { settings: { cardEntry: true } }, 'terminal only'],
    ['of a kind that cannot be sent', { options: { cardType: 'gift' } }, { settings: { cardEntry: true } }, 'gift'],
    ['with an option of the page', { options: { extParams: 'x' } }, { settings: { cardEntry: true } }, 'extParams'],
    [
      'with a wrong country',
      { method: { ...cardMethod, billingAddress: { country: 'USA' } } as never },
      { settings: { cardEntry: true } },
      'country',
    ],
  ])('refuses it %s', async (_name, overrides, account, detail) => {
    expect(await run('drop', overrides, gateway.call(account))).toMatchObject({
      outcome: 'not_sent',
      detail: expect.stringContaining(detail),
    });
    expect(gateway.received).toHaveLength(0);
  });
});
