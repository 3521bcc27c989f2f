import { describe, expect, it } from '@jest/globals';
import { nextLook } from '@interlock/domain';
import { codepayAdapter } from './index.js';

const { operations, limits } = codepayAdapter;

/** The looks at an operation that never ends, in seconds from its begin. */
function looks(schedule: ReturnType<typeof operations.sale.schedule>): { readonly before: number[]; readonly after: number[] } {
  const before: number[] = [];
  const after: number[] = [];
  for (let now = 0; ;) {
    const { at, stepsOver } = nextLook(schedule, 0, now);
    if (at === undefined) return { before, after };
    (stepsOver ? after : before).push(at / 1000);
    now = at;
  }
}

describe('codepayAdapter', () => {
  it('gives the gateway an order number that it takes', () => {
    const key = codepayAdapter.providerKeyFor('sale', '019a0000-0000-7000-8000-000000000001', () => Promise.resolve(1n));
    expect(key).toBe('019a0000000070008000000000000001');
  });

  it('asks every 2 s for a minute, then more slowly until 15 s past the expiry, then after a cancel', () => {
    const { before, after } = looks(operations.sale.schedule({ methodType: 'terminal' }));
    expect(before.slice(0, 3)).toEqual([2, 4, 6]);
    expect(before.filter((at) => at <= 60)).toHaveLength(30);
    expect(before.at(-1)).toBe(315);
    expect(operations.sale.schedule({ methodType: 'terminal' }).cancelAtEnd).toBe(true);
    expect(after.length).toBeGreaterThan(3);
  });

  it.each([60, 300, 3_600, 604_800])('keeps the looks at an order of %d s bounded and past its end', (seconds) => {
    const { before } = looks(operations.sale.schedule({ methodType: 'redirect', expiresInMs: seconds * 1000 }));
    expect(before.at(-1)).toBe(seconds + 15);
    expect(before.length).toBeLessThan(1_200);
  });

  it('looks at what follows a payment for longer than a terminal shows it, and never cancels it', () => {
    for (const support of [operations.capture, operations.increment, operations.adjust_tip, operations.void, operations.refund]) {
      const schedule = support?.schedule({ methodType: 'terminal' });
      expect(schedule?.cancelAtEnd).toBe(false);
      expect(schedule === undefined ? [] : looks(schedule).before.filter((at) => at > 300)).not.toHaveLength(0);
      expect(support?.notFound.afterExpiry).toBe(false);
    }
  });

  it('never closes on one "not found"', () => {
    for (const { notFound } of Object.values(operations)) {
      expect(notFound.answers).toBeGreaterThan(1);
      expect(notFound.apartMs).toBeGreaterThan(22_000);
    }
    expect(operations.sale.notFound.afterExpiry).toBe(true);
  });

  it('accepts the terminal scenarios and the page, and no payway', () => {
    const accepts = (type: string, method: object) =>
      limits.methods
        .find((support) => support.type === type)
        ?.accepts({ type: 'terminal', ...method }, { settings: {}, capture: 'automatic', tip: false, cashback: false });
    for (const scenario of ['card', 'scan_payer', 'show_qr', undefined])
      expect(accepts('terminal', scenario === undefined ? {} : { scenario })).toBe(true);
    expect(accepts('terminal', { scenario: 'toString' })).toBe('CodePay has no such scenario');
    expect(accepts('terminal', { payway: 'ALIPAY' })).toContain('payway');
    expect(accepts('redirect', {})).toBe(true);
    expect(limits.methods.map(({ type }) => type)).toEqual(['terminal', 'redirect', 'merchant_qr', 'card']);
  });
});
