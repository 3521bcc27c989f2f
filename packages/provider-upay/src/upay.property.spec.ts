import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { currencyCode, exponentOf } from '@interlock/domain';
import type { AccountResult, HttpTransport, ProviderCall, ProviderResult, QueryRequest, QueryResult } from '@interlock/provider-kit';
import { MessageUnreadable } from '@interlock/provider-kit';
import fc from 'fast-check';
import { activation } from './upay.activation.js';
import { cancel } from './upay.cancel.js';
import { notification } from './upay.notification.js';
import { query } from './upay.query.js';
import { refund } from './upay.refund.js';
import { sale } from './upay.sale.js';
import { upaySecrets, upaySettings } from './upay.settings.js';
import { authorization, md5Signature, md5Verifies, rsaVerifies, signatureToken } from './upay.signing.js';
import { revoke } from './upay.void.js';
import { amountFrom, amountText } from './upay.wire.js';
import { bytesLike } from '../testing/arbitrary-answers.js';
import {
  CLIENT_SN,
  MXN,
  NOTIFY_URL,
  PAYER_CODE,
  PREVIOUS_KEY,
  REFUND_NO,
  SN,
  TERMINAL_KEY,
  business,
  chargeOf,
  refundOf,
  saleOf,
  view,
  voidOf,
} from '../testing/scripted-upay.js';

const VENDOR_KEY = 'vendor_key_test_123456';
const NEW_KEY = 'b5f1e7c2d9a84036b5f1e7c2d9a84036';
const settings = upaySettings.parse({
  baseUrl: 'https://vsi-api.shouqianba.com',
  terminalSn: '10298371039',
  defaultPayway: '3',
  deviceId: 'pos-1',
  vendorSn: '91800129',
  appId: 'muwe-mx',
  revoke: true,
  orderPush: { path: '/mis/push' },
});
const secrets = upaySecrets.parse({ terminalKey: TERMINAL_KEY, previousTerminalKey: PREVIOUS_KEY, vendorKey: VENDOR_KEY });

/** A call whose every request is answered with these bytes; `noted` is what a transcript would keep of them. */
function answered(status: number, body: Buffer, noted: unknown[]): ProviderCall {
  const http: HttpTransport = {
    send: () => Promise.resolve({ type: 'answered', status, headers: {}, body, bodySha256: '' }),
    note: (_, answer) => void noted.push(answer),
  };
  return { settings, secrets, currency: MXN, http, now: () => 1_779_436_900_000, attempt: 1 };
}

/** The same call, and the bytes and signatures of its requests. */
function watched(call: ProviderCall): { readonly http: HttpTransport; readonly requests: (readonly [Buffer, string])[] } {
  const requests: (readonly [Buffer, string])[] = [];
  const http: HttpTransport = {
    send: (request) => {
      requests.push([Buffer.from(request.body), request.headers['authorization'] ?? '']);
      return call.http.send(request);
    },
    note: (verdict, answer) => call.http.note(verdict, answer),
  };
  return { http, requests };
}

interface Words {
  readonly result_code?: unknown;
  readonly biz_response?: {
    readonly result_code?: unknown;
    readonly error_code?: unknown;
    readonly data?: Record<string, unknown>;
  } & Record<string, unknown>;
}
const queryOf = (operation: QueryRequest['operation']): QueryRequest => ({
  kind: 'query',
  operation,
  charge: chargeOf({ providerRef: SN }),
});
const PAID = /^(PAID|PARTIAL_REFUNDED|REFUNDED|REFUND_INPROGRESS|REFUND_ERROR)$/;
const REFUNDED = /^(PARTIAL_)?REFUND/;
const refunded = view({ order_status: 'PARTIAL_REFUNDED', net_amount: '600', refund_request_no: REFUND_NO });
const canceled = view({ order_status: 'CANCELED', net_amount: '0' });
const identity = { terminal_sn: '10298371039', terminal_key: NEW_KEY };
const created = view({ order_status: 'CREATED', status: 'IN_PROG', qr_code: 'https://qr.example/1', net_amount: undefined });
const cancelRequest = { kind: 'cancel', providerKey: 'c', charge: chargeOf(), notifyUrl: NOTIFY_URL } as const;
const ofVoid = { kind: 'void', providerKey: 'v', amount: { currency: MXN, minor: 1000n }, onTerminal: false } as const;
const ofRefund = { ...ofVoid, kind: 'refund', providerKey: REFUND_NO, amount: { currency: MXN, minor: 400n } } as const;

type Outcome = ProviderResult | QueryResult | AccountResult;
/** One operation: how it is asked, an answer that is good, and what the words of any answer have to be before it counts as a yes. */
const operations: Readonly<Record<string, readonly [(call: ProviderCall) => Promise<Outcome>, object, (words: Words) => void]>> = {
  pay: [
    (call) => sale(saleOf(), call),
    business('PAY_SUCCESS', view()),
    (words) => {
      expect(words.biz_response?.result_code).toMatch(/^(PAY_)?SUCCESS$/);
      expect(words.biz_response?.data).toMatchObject({ client_sn: CLIENT_SN, order_status: expect.stringMatching(PAID) });
    },
  ],
  precreate: [
    (call) => sale(saleOf({ method: { type: 'merchant_qr', payway: '3' } }), call),
    business('PRECREATE_SUCCESS', created),
    (words) => {
      expect(words.biz_response).toMatchObject({ result_code: 'SUCCESS', data: { order_status: expect.stringMatching(PAID) } });
    },
  ],
  'order push': [
    (call) => sale(saleOf({ method: { type: 'terminal', scenario: 'card', providerTerminalSn: 'P', terminalSn: 'T' } }), call),
    business('PRECREATE_SUCCESS', created),
    (words) => {
      expect(words.biz_response).toMatchObject({ result_code: 'SUCCESS', data: { order_status: expect.stringMatching(PAID) } });
    },
  ],
  cancel: [
    (call) => cancel(cancelRequest, call),
    business('CANCEL_SUCCESS', canceled),
    (words) => {
      const { result_code: result, error_code: error } = words.biz_response ?? {};
      expect(error === 'UPAY_CANCEL_ORDER_NOOP' ? 'CANCEL_SUCCESS' : result).toMatch(/^(CANCEL_(ABORT_)?)?SUCCESS$/);
    },
  ],
  void: [
    (call) => revoke(voidOf(), call),
    business('CANCEL_SUCCESS', canceled),
    (words) => expect(words.biz_response?.result_code).toMatch(/^(CANCEL_(ABORT_)?)?SUCCESS$/),
  ],
  refund: [
    (call) => refund(refundOf(), call),
    business('REFUND_SUCCESS', refunded),
    (words) => {
      expect(words.biz_response?.result_code).toMatch(/^(REFUND_)?SUCCESS$/);
      expect(words.biz_response?.data).toMatchObject({ status: 'SUCCESS', order_status: expect.stringMatching(REFUNDED) });
    },
  ],
  'query of a sale': [
    (call) => query(queryOf({ kind: 'sale' }), call),
    business('SUCCESS', view()),
    (words) => {
      expect(words.biz_response).toMatchObject({ result_code: 'SUCCESS', data: { sn: SN, order_status: expect.stringMatching(PAID) } });
    },
  ],
  'query of a void': [
    (call) => query(queryOf(ofVoid), call),
    business('SUCCESS', canceled),
    (words) => expect(words.biz_response).toMatchObject({ result_code: 'SUCCESS', data: { sn: SN, order_status: 'CANCELED' } }),
  ],
  'query of a refund': [
    (call) => query(queryOf(ofRefund), call),
    business('SUCCESS', refunded),
    (words) => {
      const data = { sn: SN, status: 'SUCCESS', order_status: expect.stringMatching(REFUNDED) };
      expect(words.biz_response).toMatchObject({ result_code: 'SUCCESS', data });
    },
  ],
  activate: [
    (call) => activation.activate({ code: 'A1B2C3D4', deviceId: 'pos-1' }, call),
    { result_code: '200', biz_response: identity },
    (words) =>
      expect({ ...words.biz_response, ...words.biz_response?.data }).toMatchObject({ terminal_key: expect.stringMatching(/^.{8,128}$/su) }),
  ],
  checkin: [
    (call) => activation.checkIn(call),
    { result_code: '200', biz_response: { result_code: 'TERMINAL_CHECKIN_SUCCESS', data: identity } },
    (words) => expect({ ...words.biz_response, ...words.biz_response?.data }).toMatchObject({ terminal_sn: '10298371039' }),
  ],
};

/** Eleven operations and the notification: more than 5,000 bodies. */
const RUNS = 500;

describe('whatever bytes a server answers', () => {
  it.each(Object.entries(operations))('%s answers with a value, and with a yes only to an explicit one', async (_, [ask, good, isYes]) => {
    let approvals = 0;
    await fc.assert(
      fc.asyncProperty(bytesLike(good), fc.constantFrom(200, 200, 200, 400, 500, 302), async (body, status) => {
        const noted: unknown[] = [];
        const result = await ask(answered(status, body, noted));
        const kept = JSON.stringify(noted);
        for (const secret of [TERMINAL_KEY, PREVIOUS_KEY, VENDOR_KEY, PAYER_CODE, NEW_KEY]) expect(kept).not.toContain(secret);
        if (result.outcome !== 'approved') return;
        approvals += 1;
        const words = JSON.parse(body.toString()) as Words;
        expect([status, words.result_code]).toEqual([200, '200']);
        isYes(words);
        const { total_amount: total, settlement_amount: settled } = words.biz_response?.data ?? {};
        // Only figures that the answer states.
        if ('stated' in result && result.stated !== 'not_stated') expect([total, settled]).toContain(String(result.stated.base));
      }),
      { numRuns: RUNS },
    );
    // A code that waits to be paid is no yes; all else has been met.
    expect(approvals > 0 || JSON.stringify(good).includes('PRECREATE')).toBe(true);
  });

  it('a notification is read or refused by name, and is never more than a hint', async () => {
    const good = view({ finish_time: '1779436800000' });
    await fc.assert(
      fc.asyncProperty(bytesLike(good), async (body) => {
        const headers = { authorization: authorization('10298371039', body, TERMINAL_KEY) };
        const message = { method: 'POST', path: '/hooks/upay/account-1', headers, body };
        try {
          expect(await notification.read(message, { settings, secrets, currency: MXN, now: Date.now })).toMatchObject({ type: 'hint' });
        } catch (error) {
          expect(error).toBeInstanceOf(MessageUnreadable);
        }
      }),
      { numRuns: RUNS },
    );
  });
});

describe('signatures', () => {
  const anyText = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed());

  it('are of the bytes that are sent, whatever the values: any JSON, any script, number texts, nested values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), anyText, (value, key) => {
        const body = Buffer.from(JSON.stringify(value));
        const expected = createHash('md5')
          .update(Buffer.concat([body, Buffer.from(key)]))
          .digest('hex');
        expect(authorization('1', body, key)).toBe(`1 ${expected}`);
        expect(md5Verifies(body, expected.toUpperCase(), [`${key}x`, key])).toBe(true);
        expect(md5Verifies(Buffer.concat([body, Buffer.from(' ')]), expected, [key])).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('of a sale verify over the received bytes for any texts of the order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), async (subject, description) => {
        const call = answered(200, Buffer.from('{}'), []);
        const sent = watched(call);
        await sale(saleOf({ subject, description }), { ...call, http: sent.http });
        for (const [bytes, header] of sent.requests) {
          expect(header).toBe(`10298371039 ${md5Signature(bytes, TERMINAL_KEY)}`);
          expect(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))).toMatchObject({ client_sn: CLIENT_SN });
        }
        expect(sent.requests).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  it('and their header are read without throwing, whatever stands there', () => {
    const pem = '-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----';
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String()), (header) => {
        const token = signatureToken(header);
        expect(token === undefined || /^\S+$/.test(token)).toBe(true);
        expect(md5Verifies(Buffer.from('{}'), token ?? '', [TERMINAL_KEY])).toBe(false);
        if (token !== undefined && !/^[A-Za-z0-9+/]+={0,2}$/.test(token)) expect(rsaVerifies(Buffer.from('{}'), token, pem)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('amounts', () => {
  /** ISO 4217: a currency for each number of decimals. */
  it.each([
    ['JPY', 0],
    ['MXN', 2],
    ['KWD', 3],
    ['CLF', 4],
  ])('of %s are minor units both ways, and its %i decimals change nothing', async (code, decimals) => {
    const currency = currencyCode(code);
    expect(exponentOf(currency)).toBe(decimals);
    await fc.assert(
      fc.asyncProperty(fc.bigInt(1n, 9_999_999_999n), async (minor) => {
        const call = answered(200, Buffer.from(JSON.stringify(business('PAY_SUCCESS', view({ total_amount: minor.toString() })))), []);
        const sent = watched(call);
        const result = await sale(saleOf({ amount: { currency, minor } }), { ...call, currency, http: sent.http });
        expect(JSON.parse(sent.requests[0]?.[0].toString() ?? '')).toMatchObject({ total_amount: minor.toString() });
        expect(result).toMatchObject({ outcome: 'approved', stated: { base: minor } });
      }),
    );
  });

  it('beyond 10 digits are not written, and nothing but digits is read', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 30n), 10n ** 30n), fc.string({ unit: 'binary' }), (minor, text) => {
        if (minor <= 0n || minor > 9_999_999_999n) expect(amountText(minor)).toBeUndefined();
        expect(amountFrom(text) === undefined || /^[0-9]{1,10}$/.test(text)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
