import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QueryRequest } from '@interlock/provider-kit';
import { orderStatus, voidStatus } from './upay.mapping.js';
import { query } from './upay.query.js';
import { revocable, revoke } from './upay.void.js';
import { upaySettings } from './upay.settings.js';
import { CLIENT_SN, MXN, ScriptedUpay, SN, business, chargeOf, view, voidOf } from '../testing/scripted-upay.js';

const upay = new ScriptedUpay();
beforeAll(() => upay.start());
afterAll(() => upay.stop());

/** 2026-05-22T08:00:00Z is two in the morning of the 22nd in Mexico City (UTC-6, no daylight saving). */
const PAID_AT = 1_779_436_800_000;
const HOUR = 3_600_000;
const on = (overrides: object = {}): ReturnType<typeof upay.call> =>
  upay.call({ settings: { revoke: true }, now: PAID_AT + HOUR, ...overrides });
const canceled = view({ order_status: 'CANCELED', net_amount: '0' });

describe('void', () => {
  it('revokes the order by both numbers, with the members of its document and no other', async () => {
    upay.answers(business('CANCEL_SUCCESS', canceled));
    expect(await revoke(voidOf(), on())).toEqual({ outcome: 'approved', providerRef: SN, stated: { base: 1000n } });
    expect(upay.last.path).toBe('/upay/v2/revoke');
    expect(upay.last.raw.toString()).toBe(`{"terminal_sn":"10298371039","sn":"${SN}","client_sn":"${CLIENT_SN}"}`);
  });

  it('says what the provider states, and nothing where it states nothing', async () => {
    upay.answers(
      business('CANCEL_SUCCESS', view({ order_status: 'CANCELED', net_amount: '0', total_amount: '900' })),
      business('CANCEL_SUCCESS'),
    );
    expect(await revoke(voidOf(), on())).toMatchObject({ outcome: 'approved', stated: { base: 900n } });
    expect(await revoke(voidOf(), on())).toEqual({ outcome: 'approved', providerRef: SN, stated: 'not_stated' });
  });

  it.each([
    ['CANCEL_IN_PROGRESS', undefined, undefined, { outcome: 'pending' }],
    ['CANCEL_ERROR', undefined, undefined, { outcome: 'unknown', cause: 'provider_error' }],
    ['CANCEL_ABORT_ERROR', undefined, undefined, { outcome: 'unknown', cause: 'provider_error' }],
    ['CANCEL_SUCCESS', view(), undefined, { outcome: 'unknown', cause: 'unknown_code' }],
    ['CANCEL_SUCCESS', view({ order_status: 'CANCELED', net_amount: '400' }), undefined, { outcome: 'unknown', cause: 'amount_mismatch' }],
    ['CANCEL_SUCCESS', view({ client_sn: 'MEX1' }), undefined, { outcome: 'unknown', cause: 'unreadable_answer' }],
    [
      'CANCEL_SUCCESS',
      view({ order_status: 'CANCELED', net_amount: '0', total_amount: '9.00' }),
      undefined,
      { outcome: 'unknown', cause: 'unreadable_answer' },
    ],
    ['FAIL', undefined, 'UPAY_CANCEL_INVALID_ORDER_STATE', { outcome: 'declined', code: 'invalid_state' }],
    ['FAIL', undefined, 'UPAY_CANCEL_ORDER_NOOP', { outcome: 'pending', providerCode: 'UPAY_CANCEL_ORDER_NOOP' }],
    ['FAIL', undefined, 'SELLER_BALANCE_NOT_ENOUGH', { outcome: 'declined', code: 'merchant_balance_too_low' }],
    ['FAIL', undefined, 'SOMETHING_NEW', { outcome: 'unknown', cause: 'unknown_code' }],
    ['REVOKE_SUCCESS', canceled, undefined, { outcome: 'unknown', cause: 'unknown_code' }],
    ['REFUND_SUCCESS', canceled, undefined, { outcome: 'unknown', cause: 'unknown_code' }],
  ])('%s with %j and %s', async (result, data, error, expected) => {
    upay.answers(business(result, data, error));
    expect(await revoke(voidOf(), on())).toMatchObject(expected);
  });

  it('a no to a resend says nothing of the first send', async () => {
    upay.answers(business('FAIL', undefined, 'UPAY_CANCEL_INVALID_ORDER_STATE'));
    expect(await revoke(voidOf(), on({ attempt: 2 }))).toMatchObject({ outcome: 'unknown', cause: 'resend_refused' });
  });

  it.each([
    ['where the agreement has no revoke', voidOf(), upay, { settings: {} }, 'settings.revoke'],
    ['on the next day there', voidOf(), upay, { now: PAID_AT + 22 * HOUR }, 'own day'],
    [
      'after a refund of a part',
      voidOf({ charge: chargeOf({ amounts: { authorized: 1000n, captured: 1000n, tip: 0n, cashback: 0n, surcharge: 0n, refunded: 1n } }) }),
      upay,
      {},
      'refund the rest',
    ],
    ['on a terminal', voidOf({ onTerminal: { providerTerminalSn: 'P1', terminalSn: 'T1' } }), upay, {}, 'onTerminal'],
  ])('is not sent %s', async (_, request, server, options, text) => {
    const before = server.received.length;
    const result = await revoke(request, on(options));
    expect(result).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request' });
    expect('detail' in result && result.detail).toContain(text);
    expect(server.received).toHaveLength(before);
  });
});

describe('the day of a revoke', () => {
  const settings = (timeZone?: string): unknown =>
    upaySettings.parse({ baseUrl: 'https://vsi-api.shouqianba.com', terminalSn: '1', revoke: true, ...(timeZone && { timeZone }) });
  const asked = (now: number | undefined, timeZone?: string): true | string =>
    revocable(chargeOf(), { onTerminal: false, settings: settings(timeZone), ...(now === undefined ? {} : { now }) });

  it('is the calendar day of the account, not of the machine and not 24 hours', () => {
    expect(asked(PAID_AT + 22 * HOUR - 1)).toBe(true);
    expect(asked(PAID_AT + 22 * HOUR)).toContain('own day');
    expect(asked(PAID_AT + 8 * HOUR - 1, 'Asia/Shanghai')).toBe(true);
    expect(asked(PAID_AT + 8 * HOUR, 'Asia/Shanghai')).toContain('own day');
  });

  it('is left to the moment of sending where no time is given', () => {
    expect(asked(undefined)).toBe(true);
  });
});

describe('query of a void', () => {
  const request: QueryRequest = {
    kind: 'query',
    operation: { kind: 'void', providerKey: 'v', amount: { currency: MXN, minor: 1000n }, onTerminal: false },
    charge: chargeOf({ providerRef: SN }),
  };

  it.each(Object.keys(orderStatus) as (keyof typeof orderStatus)[])('reads %s as its table says', async (status) => {
    upay.answers(business('SUCCESS', { sn: SN, client_sn: CLIENT_SN, order_status: status }));
    const result = await query(request, upay.call());
    expect(result.outcome).toBe(voidStatus[status]);
    if (result.outcome === 'not_found') expect(result.providerCode).toBe(status);
    else expect(result).toMatchObject({ providerRef: SN });
  });

  it('asks after the order and states what was given back', async () => {
    upay.answers(business('SUCCESS', canceled));
    expect(await query(request, upay.call())).toEqual({ outcome: 'approved', providerRef: SN, stated: { base: 1000n } });
    expect(upay.last.json).toEqual({ terminal_sn: '10298371039', sn: SN, client_sn: CLIENT_SN });
  });

  it.each([
    ['that keeps money', view({ order_status: 'CANCELED', net_amount: '1' }), { outcome: 'unknown', cause: 'amount_mismatch' }],
    [
      'in a state that nobody published',
      view({ order_status: 'REVOKED' }),
      { outcome: 'unknown', cause: 'unknown_code', providerCode: 'REVOKED' },
    ],
    ['without a state', view({ order_status: undefined }), { outcome: 'no_answer', cause: 'unreadable_answer' }],
  ])('an order %s', async (_, data, expected) => {
    upay.answers(business('SUCCESS', data));
    expect(await query(request, upay.call())).toMatchObject(expected);
  });
});
