import type { Offer, Stated } from '@interlock/domain';
import type { CaseEventRow, CaseFact, CaseRow, OperationRecord, Proposal } from '@interlock/persistence';
import { evidenceView } from '../orders/evidence-view.js';
import type { EvidenceView } from '../orders/evidence-view.js';
import { operationView } from '../orders/order-view.js';
import type { AmountView, OperationView } from '../orders/order-view.js';
import { statedText } from './stated.js';
import type { StatedText } from './stated.js';

/** A case as lists show it. Absent members are left out, never null. */
export interface CaseSummary {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly detail: string;
  readonly owner?: string;
  readonly openedAt: string;
  readonly dueAt: string;
  readonly overdue: boolean;
  readonly closedAt?: string;
  /** What a person has made of it; while it is open, what they have had begun. */
  readonly resolution?: string;
  readonly proposal?: ProposalView;
  readonly order: {
    readonly id: string;
    readonly merchantOrderNo: string;
    readonly state: string;
    readonly version: number;
    readonly amount: AmountView;
  };
  readonly operationId: string;
  readonly provider: { readonly name: string; readonly accountId: string };
}

export interface ProposalView {
  readonly resolution: string;
  readonly person: string;
  readonly reason: string;
  readonly evidence?: string;
  readonly amount?: AmountView;
  readonly tip?: AmountView;
  /** What the provider had stated by then, in minor units, where the resolution goes by that. */
  readonly stated?: StatedText;
  readonly stake: AmountView;
  readonly at: string;
}

/** The whole case. */
export interface CaseView extends CaseSummary {
  readonly operation: OperationView;
  /** The masked exchange, or the word, that opened it; absent where it was opened without one. */
  readonly evidence?: EvidenceView;
  /** Figures that the provider has stated, in minor units. */
  readonly stated?: StatedText;
  /** What stands in suspense by this case: above zero where the provider holds more than we know of. */
  readonly suspense?: AmountView;
  readonly history: readonly CaseEventView[];
  readonly resolutions: readonly OfferView[];
}

export interface CaseEventView {
  readonly number: number;
  readonly what: string;
  readonly at: string;
  readonly person?: string;
  /** The API key by its first characters. */
  readonly actor?: string;
  readonly reason?: string;
  readonly evidence?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly factId?: string;
  readonly requestId?: string;
}

export interface OfferView {
  readonly resolution: string;
  readonly does: string;
  readonly members: readonly { readonly name: string; readonly required: boolean; readonly is: string }[];
  /** The most that may be at stake; above `secondPersonAbove` another person must agree. */
  readonly stake: AmountView;
  readonly needsSecondPerson: boolean;
}

/** All that a whole view is made of. */
export interface CaseInFull {
  readonly row: CaseRow;
  readonly operation: OperationRecord;
  readonly fact: CaseFact | undefined;
  readonly stated: Stated | undefined;
  readonly history: readonly CaseEventRow[];
  readonly offers: readonly Offer[];
  readonly stake: bigint;
  readonly limit: bigint | undefined;
}

export function caseSummary(row: CaseRow, now: number): CaseSummary {
  const amount = amountIn(row);
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    detail: row.detail,
    ...(row.owner === null ? {} : { owner: row.owner }),
    openedAt: text(row.openedAt),
    dueAt: text(row.dueAt),
    overdue: row.state !== 'closed' && row.dueAt < now,
    ...(row.closedAt === null ? {} : { closedAt: text(row.closedAt) }),
    ...(row.resolution === null ? {} : { resolution: row.resolution }),
    ...(row.proposal === null ? {} : { proposal: proposalView(row.proposal, amount) }),
    order: {
      id: row.orderId,
      merchantOrderNo: row.merchantOrderNo,
      state: row.orderState,
      version: row.orderVersion,
      amount: amount(row.amountMinor),
    },
    operationId: row.operationId,
    provider: { name: row.provider, accountId: row.providerAccountId },
  };
}

export function caseView({ row, operation, fact, stated, history, offers, stake, limit }: CaseInFull, now: number): CaseView {
  const amount = amountIn(row);
  return {
    ...caseSummary(row, now),
    operation: operationView(operation),
    ...(fact === undefined ? {} : { evidence: evidenceView(fact) }),
    ...(stated === undefined ? {} : { stated: statedText(stated) }),
    ...(row.suspenseMinor === null ? {} : { suspense: amount(row.suspenseMinor) }),
    history: history.map(eventView),
    resolutions: offers.map((offer) => ({
      resolution: offer.resolution,
      does: offer.does,
      members: membersOf(offer),
      stake: amount(stake),
      needsSecondPerson:
        offer.resolution !== 'ask_again' &&
        offer.resolution !== 'reject' &&
        (row.proposal !== null || (limit !== undefined && stake > limit)),
    })),
  };
}

const membersOf = ({ evidence, figures }: Offer): OfferView['members'] => [
  { name: 'person', required: true, is: 'who does it, as your back office knows its people' },
  { name: 'reason', required: true, is: 'why' },
  { name: 'evidence', required: evidence === 'required', is: 'what proves it' },
  ...(figures === 'none'
    ? []
    : [
        { name: 'amount', required: figures === 'required', is: "the base money that was taken, in the order's currency" },
        { name: 'tip', required: false, is: 'the tip beside it' },
      ]),
];

function eventView({ number, what, person, actor, reason, evidence, detail, factId, requestId, at }: CaseEventRow): CaseEventView {
  return {
    number,
    what,
    at: text(at),
    ...(person === null ? {} : { person }),
    ...(actor === null ? {} : { actor }),
    ...(reason === null ? {} : { reason }),
    ...(evidence === null ? {} : { evidence }),
    ...(detail === null ? {} : { detail }),
    ...(factId === null ? {} : { factId }),
    ...(requestId === null ? {} : { requestId }),
  };
}

function proposalView(proposal: Proposal, amount: (minor: bigint) => AmountView): ProposalView {
  return {
    resolution: proposal.resolution,
    person: proposal.person,
    reason: proposal.reason,
    ...(proposal.evidence === undefined ? {} : { evidence: proposal.evidence }),
    ...(proposal.amount === undefined ? {} : { amount: amount(BigInt(proposal.amount)) }),
    ...(proposal.tip === undefined ? {} : { tip: amount(BigInt(proposal.tip)) }),
    ...(proposal.stated === undefined ? {} : { stated: proposal.stated }),
    stake: amount(BigInt(proposal.stake)),
    at: proposal.at,
  };
}

const amountIn =
  ({ currency }: CaseRow) =>
  (minor: bigint): AmountView => ({ currency, value: minor.toString() });

function text(ms: number): string {
  return new Date(ms).toISOString();
}
