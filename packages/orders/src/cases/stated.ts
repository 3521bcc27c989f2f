import type { CurrencyCode, QueryResult, Stated } from '@interlock/domain';
import type { CaseFact, Proposal } from '@interlock/persistence';

const FIGURES = ['tip', 'cashback', 'surcharge', 'authorizedTotal', 'refunded'] as const;

/** What the provider stated in the exchange that opened the case; amounts stand as text in a fact. */
function statedInFact(fact: CaseFact | undefined): Stated | 'not_stated' {
  const stated = fact?.result['stated'];
  return typeof stated === 'object' && stated !== null ? statedOf(stated as StatedText) : 'not_stated';
}

/** As it stands in JSON. */
export type StatedText = Readonly<Record<string, string>>;

export function statedText(stated: Stated): StatedText {
  return Object.fromEntries(Object.entries(stated).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}

function statedOf(members: StatedText): Stated | 'not_stated' {
  if (members['base'] === undefined) return 'not_stated';
  const figures = FIGURES.flatMap((name) => {
    const amount = members[name];
    return amount === undefined ? [] : [[name, BigInt(amount)] as const];
  });
  const { currency, captured } = members;
  return {
    base: BigInt(members['base']),
    ...(currency === undefined ? {} : { currency: currency as CurrencyCode }),
    ...(captured === undefined ? {} : { captured: captured === 'not_stated' ? captured : BigInt(captured) }),
    ...Object.fromEntries(figures),
  };
}

/** What the provider has stated last: just now, where it did, else when something was proposed, else when the case was opened. */
export function latestStated(fact: CaseFact | undefined, proposal: Proposal | null, said: QueryResult | undefined): Stated | 'not_stated' {
  const now = said !== undefined && 'stated' in said ? said.stated : 'not_stated';
  if (now !== 'not_stated') return now;
  return proposal?.stated === undefined ? statedInFact(fact) : statedOf(proposal.stated);
}
