import type { CaseFact } from '@interlock/persistence';

/** The masked exchange, or the word, that proves a line of a history. */
export interface EvidenceView {
  readonly source: string;
  readonly outcome: string;
  readonly askedAt: string;
  readonly receivedAt: string;
  readonly bodySha256?: string;
  readonly signature?: string;
  readonly exchanges: unknown;
}

export function evidenceView(fact: Omit<CaseFact, 'result'>): EvidenceView {
  return {
    source: fact.source,
    outcome: fact.outcome,
    askedAt: new Date(fact.askedAt).toISOString(),
    receivedAt: new Date(fact.receivedAt).toISOString(),
    ...(fact.bodySha256 === null ? {} : { bodySha256: fact.bodySha256 }),
    ...(fact.signature === null ? {} : { signature: fact.signature }),
    exchanges: fact.exchanges,
  };
}
