import { describe, expect, it } from '@jest/globals';
import { currencyCode, nextLook } from '@interlock/domain';
import fc from 'fast-check';
import { createUpayAdapter, upayAdapter } from './upay.adapter.js';
import { isRefundKey, refundKey } from './upay.keys.js';
import { schedules } from './upay.schedules.js';

const id = '0199a1b2-c3d4-e5f6-0718-293a4b5c6d7e';
const next = (last: bigint) => (): Promise<bigint> => Promise.resolve(last);

describe('provider keys', () => {
  it('are the operation id, except for a refund', async () => {
    for (const kind of ['sale', 'cancel'] as const)
      expect(await upayAdapter.providerKeyFor(kind, id, next(7n))).toBe('0199a1b2c3d4e5f60718293a4b5c6d7e');
    expect(await upayAdapter.providerKeyFor('refund', id, next(3600n))).toBe('R00000000002s05c6d7e');
  });

  it('of refunds hold 20 characters and differ whenever the sequence does', () => {
    const sequence = fc.bigInt({ min: 1n, max: 9_223_372_036_854_775_807n });
    fc.assert(
      fc.property(sequence, sequence, fc.uuid(), fc.uuid(), (a, b, one, other) => {
        expect(refundKey(one, a)).toMatch(/^R[0-9a-z]{19}$/);
        expect(isRefundKey(refundKey(one, a))).toBe(true);
        if (a !== b) expect(refundKey(one, a)).not.toBe(refundKey(other, b));
      }),
      { numRuns: 300 },
    );
  });
});

/** The moments, in seconds after the begin, at which a schedule looks before it gives up or cancels. */
function looks(schedule: Parameters<typeof nextLook>[0]): number[] {
  const seconds: number[] = [];
  let now = 0;
  for (;;) {
    const { at, stepsOver } = nextLook(schedule, 0, now);
    if (at === undefined || stepsOver) return seconds;
    seconds.push(at / 1000);
    now = at;
  }
}

describe('schedules (Upay Web API, Polling and automatic cancel)', () => {
  it('ask a payment every 3 s for a minute and every 10 s for another, then cancel', () => {
    const seconds = looks(schedules.pay);
    expect(seconds.slice(0, 2)).toEqual([3, 6]);
    expect(seconds.slice(19)).toEqual([60, 70, 80, 90, 100, 110, 120]);
    expect(schedules.pay.cancelAtEnd).toBe(true);
  });

  it('ask a shown code every 2 s, then every 5 s until it is closed, and once at 250 s', () => {
    const seconds = looks(schedules.precreate);
    expect(seconds.slice(0, 2)).toEqual([2, 4]);
    expect(seconds.slice(14, 17)).toEqual([30, 35, 40]);
    expect(seconds.slice(-2)).toEqual([240, 250]);
    expect(schedules.precreate.cancelAtEnd).toBe(true);
  });

  it('never ask an order more than once in 2 s, and go on for a day before a person has to look', () => {
    for (const schedule of Object.values(schedules)) {
      const seconds = looks(schedule);
      seconds.forEach((at, index) => expect(at - (seconds[index - 1] ?? 0)).toBeGreaterThanOrEqual(2));
      expect(schedule.afterwardsMs).toEqual([60_000, 300_000, 900_000, 3_600_000, 21_600_000, 86_400_000]);
    }
    expect(looks(schedules.refund)[0]).toBe(20);
  });

  it('are chosen by how the payer pays', () => {
    const { schedule } = upayAdapter.operations.sale;
    expect(schedule({ methodType: 'payer_code' })).toBe(schedules.pay);
    expect(schedule({ methodType: 'merchant_qr' })).toBe(schedules.precreate);
    expect(schedule({ methodType: 'redirect' })).toBe(schedules.precreate);
  });
});

const plain = { settings: { terminalSn: '1' }, capture: 'automatic', tip: false, cashback: false } as const;

describe('limits', () => {
  it('take Mexican pesos unless an account of another market is set up', () => {
    expect(upayAdapter.limits.currencies).toEqual(['MXN']);
    expect(createUpayAdapter({ currencies: [currencyCode('VND')] }).limits.currencies).toEqual(['VND']);
    expect(upayAdapter.limits).toMatchObject({ minMinor: 1n, maxMinor: 9_999_999_999n, refundDays: 90 });
  });

  it('take the methods that Upay has, with a payway of digits', () => {
    const accepts = Object.fromEntries(upayAdapter.limits.methods.map((method) => [method.type, method.accepts]));
    expect(Object.keys(accepts)).toEqual(['payer_code', 'merchant_qr', 'redirect', 'terminal']);
    expect(accepts['payer_code']?.({ type: 'payer_code' }, plain)).toBe(true);
    expect(accepts['payer_code']?.({ type: 'payer_code', payway: 'wechat' }, plain)).toBe('payway is 1 to 4 digits');
    expect(accepts['merchant_qr']?.({ type: 'merchant_qr', payway: 'wechat' }, plain)).toBe('payway is 1 to 4 digits');
  });

  const named = { buyer: { payerUid: 'oWx1234567890' } };
  const needsUid = 'WAP and mini program need the wallet user id (buyer.payerUid or the option payerUid)';
  const needsPayway = 'precreate needs a payway, and the account has no default';
  it.each([
    [{ type: 'merchant_qr', payway: '3' }, undefined, {}, true],
    [{ type: 'merchant_qr' }, '3', {}, true],
    [{ type: 'merchant_qr' }, undefined, {}, needsPayway],
    [{ type: 'merchant_qr', form: 'wap' }, '3', {}, needsUid],
    [{ type: 'merchant_qr', form: 'mini_program' }, '3', { buyer: { name: 'José' } }, needsUid],
    [{ type: 'merchant_qr', form: 'mini_program' }, '3', named, true],
    [{ type: 'merchant_qr', form: 'toString' }, '3', named, 'Upay has no such form'],
    [{ type: 'redirect' }, '3', named, true],
    [{ type: 'redirect' }, '3', {}, needsUid],
    [{ type: 'redirect' }, undefined, named, needsPayway],
  ] as const)('of %j with the default payway %s and %j say %s', (method, defaultPayway, order, answer) => {
    const support = upayAdapter.limits.methods.find(({ type }) => type === method.type);
    expect(support?.accepts(method, { ...plain, settings: { ...plain.settings, defaultPayway }, ...order })).toBe(answer);
  });
});

describe('settings and secrets', () => {
  const { settingsSchema, secretsSchema } = upayAdapter;
  const settings = { baseUrl: 'https://vsi-api.shouqianba.com', terminalSn: '10298371039' };

  it('are filled with what MUWE uses', () => {
    expect(settingsSchema.parse(settings)).toEqual({
      ...settings,
      terminal: {},
      operator: 'interlock',
      timeZone: 'America/Mexico_City',
      revoke: false,
      withheld: [],
      notificationScheme: 'md5',
    });
  });

  it.each([
    ['plain HTTP to another machine', { ...settings, baseUrl: 'http://vsi-api.shouqianba.com' }],
    ['a serial that would break the header', { ...settings, terminalSn: '1 2' }],
    ['RSA without a key', { ...settings, notificationScheme: 'rsa-sha256' }],
    ['a key that is none', { ...settings, notificationScheme: 'rsa-sha256', notificationPublicKey: 'x' }],
    ['neither a terminal nor a vendor', { baseUrl: settings.baseUrl, vendorSn: '91800129' }],
    ['a zone that is none', { ...settings, timeZone: 'Mexico' }],
    ['a member that nobody knows', { ...settings, terminalKey: 'secret' }],
  ])('refuse %s', (_, value) => {
    expect(settingsSchema.safeParse(value).success).toBe(false);
  });

  it('refuse a key too short to be hidden', () => {
    expect(secretsSchema.safeParse({ terminalKey: '68d499beda5f72116592f5c527465656' }).success).toBe(true);
    expect(secretsSchema.safeParse({ terminalKey: 'short' }).success).toBe(false);
  });
});
