import { describe, expect, it } from '@jest/globals';
import { currencyCode } from '../money/money.js';
import type { Stated } from '../operation/result.js';
import { AMOUNT, operation, order } from '../../testing/snapshots.js';
import { agreementOf } from './agreement.js';

/** What each provider can say beside the amount: Upay has no currency and no parts, the wallet a currency alone, CodePay all of them. */
const providers = {
  upay: { currency: false, tip: [undefined], cashback: [undefined], surcharge: [undefined] },
  wallet: { currency: true, tip: [undefined], cashback: [undefined], surcharge: [undefined] },
  codepay: { currency: true, tip: [undefined, 0n, 150n, 180n], cashback: [undefined, 0n, 500n], surcharge: [undefined, 12n] },
} as const;
const askedTips = [
  ['no tip', { tipMinor: null, tipOnScreen: false }],
  ['a tip of 150', { tipMinor: 150n, tipOnScreen: false }],
  ['a tip on the screen', { tipMinor: null, tipOnScreen: true }],
] as const;
const askedCashbacks = [null, 500n] as const;

const rows = Object.entries(providers).flatMap(([provider, says]) =>
  askedTips.flatMap(([asksTip, tipAsked]) =>
    askedCashbacks.flatMap((cashbackAskedMinor) =>
      says.tip.flatMap((tip) =>
        says.cashback.flatMap((cashback) =>
          says.surcharge.map((surcharge) => {
            const stated: Stated = {
              base: AMOUNT,
              ...(says.currency ? { currency: currencyCode('USD') } : {}),
              ...(tip === undefined ? {} : { tip }),
              ...(cashback === undefined ? {} : { cashback }),
              ...(surcharge === undefined ? {} : { surcharge }),
            };
            const asked = { ...tipAsked, cashbackAskedMinor };
            return { provider, asks: `${asksTip}, cashback ${String(cashbackAskedMinor)}`, asked, stated };
          }),
        ),
      ),
    ),
  ),
);

/** The rule in words: what was asked must be stated; a tip is the one asked but on the screen; cashback only where it was asked. */
function expected({ asked, stated }: (typeof rows)[number]): 'agrees' | 'not_stated' | 'disagrees' {
  const fixedTip = asked.tipOnScreen ? undefined : (asked.tipMinor ?? 0n);
  if (fixedTip !== undefined && fixedTip > 0n && stated.tip === undefined) return 'not_stated';
  if (fixedTip !== undefined && (stated.tip ?? 0n) !== fixedTip) return 'disagrees';
  if (asked.cashbackAskedMinor !== null) return stated.cashback === undefined ? 'not_stated' : 'agrees';
  return (stated.cashback ?? 0n) === 0n ? 'agrees' : 'disagrees';
}

describe('agreement of amounts, in every combination that a provider can state', () => {
  it.each(rows.map((row) => [`${row.provider}: ${row.asks}; ${statement(row.stated)}`, row] as const))('%s', (_, row) => {
    const agreement = agreementOf(order(), operation(row.asked), row.stated);
    expect(agreement.type).toBe(expected(row));
    if (agreement.type !== 'agrees') return;
    const { base: captured, tip = 0n, cashback = 0n, surcharge = 0n } = row.stated;
    expect(agreement.taken).toMatchObject({ captured, tip, cashback, surcharge, excess: 0n });
  });

  it.each(
    rows
      .filter(({ stated }) => stated.currency !== undefined)
      .map((row) => [`${row.provider}: ${row.asks}; ${statement(row.stated)}`, row] as const),
  )('in another currency never: %s', (_, { asked, stated }) => {
    const other = { ...stated, currency: currencyCode('EUR') };
    expect(agreementOf(order(), operation(asked), other)).toMatchObject({ type: 'disagrees', kind: 'currency_mismatch' });
  });
});

function statement(stated: Stated): string {
  return Object.entries(stated)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}
