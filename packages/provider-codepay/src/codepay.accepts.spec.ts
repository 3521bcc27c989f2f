import { describe, expect, it } from '@jest/globals';
import type { ChargeReference } from '@interlock/provider-kit';
import { captured, charge, held, online } from '../testing/fixtures.js';
import { codepayAdapter } from './index.js';

const { limits, operations } = codepayAdapter;

describe('a method', () => {
  const accepts = (type: 'terminal' | 'redirect' | 'merchant_qr' | 'card', order: object = {}, method: object = {}) =>
    limits.methods
      .find((support) => support.type === type)
      ?.accepts({ type, ...method }, { settings: { cardEntry: true }, capture: 'automatic', tip: false, cashback: false, ...order });

  it('takes a card on a terminal with everything, or held and without anything beside it', () => {
    expect(accepts('terminal', { tip: true, cashback: true }, { scenario: 'card' })).toBe(true);
    expect(accepts('terminal', { capture: 'manual' })).toBe(true);
    for (const beside of [{ tip: true }, { cashback: true }])
      expect(accepts('terminal', { capture: 'manual', ...beside })).toContain('neither tip nor cashback');
  });

  it('takes codes on a terminal with a tip, and neither held nor with cashback', () => {
    for (const scenario of ['scan_payer', 'show_qr']) {
      expect(accepts('terminal', { tip: true }, { scenario })).toBe(true);
      expect(accepts('terminal', { cashback: true }, { scenario })).toContain('cards only');
      expect(accepts('terminal', { capture: 'manual' }, { scenario })).toContain('authorizes cards');
    }
  });

  it.each(['redirect', 'merchant_qr', 'card'] as const)('takes a plain sale by %s alone', (type) => {
    expect(accepts(type)).toBe(true);
    for (const order of [{ capture: 'manual' }, { tip: true }, { cashback: true }]) expect(accepts(type, order)).toContain('terminal only');
  });

  it('leads to its page by a code, and by nothing else that a payer scans', () => {
    expect(accepts('merchant_qr', {}, { form: 'qr' })).toBe(true);
    for (const form of ['wap', 'mini_program'])
      expect(accepts('merchant_qr', {}, { form })).toBe(`CodePay has no ${form}; redirect leads to its page`);
    expect(accepts('merchant_qr', {}, { payway: '3' })).toContain('payway');
    expect(accepts('merchant_qr', { options: { onScreenTip: true } })).toContain('onScreenTip');
  });

  it('takes cards in clear where the account allows it, not by default', () => {
    expect(accepts('card', { settings: {} })).toContain('card entry');
    expect(accepts('card', { settings: { cardEntry: false } })).toContain('card entry');
  });

  it('takes the options that it carries', () => {
    expect(accepts('terminal', { options: { onScreenTip: true, attach: 'x' } })).toBe(true);
    expect(accepts('redirect', { options: { attach: 'x', orderDetail: { allowPayments: ['Card'] } } })).toBe(true);
    expect(accepts('terminal', { options: { orderDetail: {} } })).toBe('the option orderDetail is not for the method terminal');
    expect(accepts('redirect', { options: { onScreenTip: true } })).toContain('onScreenTip');
    expect(accepts('terminal', { capture: 'manual', options: { onScreenTip: true } })).toContain('onScreenTip');
    expect(accepts('terminal', { options: { payway: '1' } })).toContain('payway');
    expect(accepts('terminal', { options: { attach: 'x'.repeat(129) } })).toContain('attach');
  });

  it('leaves the tip to the payer where it is asked on the screen', () => {
    expect(codepayAdapter.tipOnScreen?.({ onScreenTip: true })).toBe(true);
    for (const options of [undefined, {}, { onScreenTip: false }, { onScreenTip: 'true' }, 'onScreenTip'])
      expect(codepayAdapter.tipOnScreen?.(options)).toBe(false);
  });
});

describe('what follows a charge', () => {
  const rsa2 = { settings: { signType: 'RSA2' }, onTerminal: false };
  const basic = { settings: { signType: 'NONE' }, onTerminal: false };
  const there = { ...basic, onTerminal: true };
  const unnumbered = held();
  const { providerRef: _none, ...noNumber } = unnumbered;
  const qr = charge({ scenario: 'show_qr' });

  type Verb = 'capture' | 'increment' | 'adjust_tip' | 'void';
  it.each<[Verb, string, ChargeReference, typeof rsa2, true | string]>([
    ['capture', 'a hold', held(), rsa2, true],
    ['capture', 'a hold on a terminal under Basic Auth', held(), there, true],
    ['capture', 'a hold under Basic Auth', held(), basic, 'say onTerminal instead'],
    ['capture', 'a hold without a number', noNumber, rsa2, 'say onTerminal instead'],
    ['capture', 'a hold without a number, on a terminal', noNumber, there, true],
    ['capture', 'what is captured', captured(), rsa2, 'once'],
    ['capture', 'a sale', charge(), rsa2, 'already'],
    ['increment', 'a hold', held(), rsa2, true],
    ['increment', 'a hold under Basic Auth', held(), basic, 'RSA2'],
    ['increment', 'a hold without a number', noNumber, rsa2, 'not known'],
    ['increment', 'a hold on a terminal', held(), { ...rsa2, onTerminal: true }, 'without a terminal'],
    ['increment', 'what is captured', captured(), rsa2, 'captured already'],
    ['increment', 'a sale', charge(), rsa2, 'only an authorization'],
    ['adjust_tip', 'a card sale', charge(), basic, true],
    ['adjust_tip', 'what is captured', captured(), rsa2, true],
    ['adjust_tip', 'a hold', held(), rsa2, 'not captured yet'],
    ['adjust_tip', 'a code', qr, rsa2, 'card payments'],
    ['adjust_tip', 'a page', online, rsa2, 'card payments'],
    ['adjust_tip', 'on a terminal', charge(), there, 'without a terminal'],
    ['void', 'a hold', held(), rsa2, true],
    ['void', 'a hold under Basic Auth', held(), basic, 'say onTerminal instead'],
    ['void', 'a hold on a terminal', held(), there, true],
    ['void', 'a sale', charge(), basic, true],
    ['void', 'a code on a terminal', qr, rsa2, true],
    ['void', 'a sale nobody knows the terminal of', (({ providerTerminalSn: _sn, ...rest }) => rest)(charge()), rsa2, 'say onTerminal'],
    ['void', 'a page', online, rsa2, 'refund it instead'],
    ['void', 'what is captured', captured(), rsa2, 'refund it instead'],
  ])('%s of %s', (verb, _name, reference, asked, expected) => {
    const answer = operations[verb]?.accepts(reference, asked);
    if (expected === true) expect(answer).toBe(true);
    else expect(answer).toContain(expected);
  });

  it('may be sent again where a number or a value makes that harmless', () => {
    expect(Object.entries(operations).map(([verb, support]) => [verb, support.resend])).toEqual([
      ['sale', 'same_key'],
      ['authorize', 'same_key'],
      ['capture', 'same_key'],
      ['increment', 'never'],
      ['adjust_tip', 'sets_value'],
      ['cancel', 'same_key'],
      ['void', 'same_key'],
      ['refund', 'same_key'],
    ]);
  });
});
