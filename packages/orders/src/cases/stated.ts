import type { CurrencyCode, QueryResult, Stated } from '@interlock/domain';
import type { CaseFact } from '@interlock/persistence';

const FIGURES = ['tip', 'cashback', 'surcharge', 'authorizedTotal', 'refunded'] as const;

/** What the provider stated in the exchange that opened the case; amounts stand as text in a fact. */
function statedInFact(fact: CaseFact | undefined): Stated | 'not_stated' {
  const stated = fact?.result['stated'];
  if (typeof stated !== 'object' || stated === null) return 'not_stated';
  const members = stated as Readonly<Record<string, string | undefined>>;
  if (members['base'] === undefined) return 'not_stated';
  const figures = FIGURES.flatMap((name) => {
    const amount = members[name];
    return amount === undefined ? [] : [[name, BigInt(amount)] as const];
  });
  const { currency } = members;
  return {
    base: BigInt(members['base']),
    ...(currency === undefined ? {} : { currency: currency as CurrencyCode }),
    ...Object.fromEntries(figures),
  };
}

/** What the provider has stated last: just now, where it did, else when the case was opened. */
export function latestStated(fact: CaseFact | undefined, said: QueryResult | undefined): Stated | 'not_stated' {
  const now = said !== undefined && 'stated' in said ? said.stated : 'not_stated';
  return now === 'not_stated' ? statedInFact(fact) : now;
}
