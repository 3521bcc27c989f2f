import type { CaseKind, OperationKind, Outcome } from '@interlock/domain';
import type { CaseLine, OperationRecord, OrderWithOperations, TimelineLine } from '@interlock/persistence';
import { evidenceView } from './evidence-view.js';
import type { EvidenceView } from './evidence-view.js';
import type { AmountView } from './order-view.js';

/**
 * Who or what changed an order. `request`: a caller of ours. `answer`, `query`, `notification`: what a provider said to a call, when it was
 * asked, or by itself. `worker`: time, without anybody asking. `person`: somebody's word on a case.
 */
export const TIMELINE_CAUSES = ['request', 'answer', 'query', 'notification', 'worker', 'person'] as const;
export type TimelineCause = (typeof TIMELINE_CAUSES)[number];

/** An operation as it stood at that line: `outcome` null while it ran. */
export interface TimelineOperationView {
  readonly id: string;
  readonly kind: OperationKind;
  readonly outcome: Outcome | null;
  readonly provider: string;
  readonly amount?: AmountView;
  readonly tip?: AmountView;
  readonly refundNo?: string;
}

/** One line of an order's history: who or what, when, since when, and the masked exchange that proves it. */
export interface TimelineEntryView {
  readonly version: number;
  readonly at: string;
  readonly sincePreviousMs: number;
  readonly from: string | null;
  readonly to: string;
  readonly cause: TimelineCause;
  /** More about the cause, where there is more to say: `expiry`, `cancel_overtaken`, `batch_closed`. */
  readonly reason?: string;
  readonly actor: string;
  readonly requestId: string;
  /** What the line is about: the operation that was begun, or that something was learned of. */
  readonly operation?: TimelineOperationView;
  /** Operations of our own that the same change began: the next route, a cancel, the refund of late money. */
  readonly begins?: readonly TimelineOperationView[];
  readonly cases?: readonly { readonly id: string; readonly kind: CaseKind; readonly what: string; readonly detail?: string }[];
  readonly evidence?: EvidenceView;
}

/** The history of an order as it is shown, oldest first. */
export function timelineView(
  { operations }: OrderWithOperations,
  lines: readonly TimelineLine[],
  caseLines: readonly CaseLine[],
): TimelineEntryView[] {
  const beginning = new Map(operations.map((operation) => [operation, beginningOf(operation, lines)]));
  return lines.map((line, index): TimelineEntryView => {
    const previous = lines[index - 1];
    const operation = operations.find(({ id }) => id === line.operationId);
    const begins = operations.filter((begun) => begun !== operation && beginning.get(begun) === line);
    // By the exchange that opened or closed it; what has none happened in the same statement.
    const cases = caseLines.filter(({ factId, at }) => (factId === null ? at === line.at : factId === line.factId));
    return {
      version: line.version,
      at: text(line.at),
      sincePreviousMs: previous === undefined ? 0 : line.at - previous.at,
      from: line.fromState,
      to: line.toState,
      ...causeOf(line),
      actor: line.actor,
      requestId: line.requestId,
      ...(operation === undefined ? {} : { operation: operationOf(operation, line.operationOutcome) }),
      ...(begins.length === 0 ? {} : { begins: begins.map((begun) => operationOf(begun, null)) }),
      ...(cases.length === 0 ? {} : { cases: cases.map(caseOf) }),
      ...(line.fact === null ? {} : { evidence: evidenceView(line.fact) }),
    };
  });
}

/** The line by which an operation was begun: its own, or that of the exchange which made us begin it, in the same statement. */
function beginningOf({ id, createdAt }: OperationRecord, lines: readonly TimelineLine[]): TimelineLine | undefined {
  const first = lines.findIndex(({ operationId }) => operationId === id);
  if (lines[first]?.fact === null) return lines[first];
  return lines.slice(0, first === -1 ? lines.length : first).findLast(({ at, fact }) => at === createdAt && fact !== null);
}

/** The cause as it is written down says in some lines why, where the reader wants to know who or what. */
function causeOf({ cause, fact, actor }: TimelineLine): Pick<TimelineEntryView, 'cause' | 'reason'> {
  if (isCause(cause)) return { cause };
  switch (cause) {
    case 'cancel_overtaken':
      return { cause: isCause(fact?.source) ? fact.source : 'answer', reason: cause };
    case 'batch_closed':
      return { cause: actor === 'worker' ? 'worker' : 'request', reason: cause };
    case 'case_proposed':
    case 'case_rejected':
      return { cause: 'person', reason: cause };
    default:
      return { cause: fact?.source === 'person' ? 'person' : 'worker', reason: cause };
  }
}

const isCause = (word: string | undefined): word is TimelineCause => (TIMELINE_CAUSES as readonly (string | undefined)[]).includes(word);

function operationOf(operation: OperationRecord, outcome: Outcome | null): TimelineOperationView {
  const amount = (minor: bigint): AmountView => ({ currency: operation.currency, value: minor.toString() });
  return {
    id: operation.id,
    kind: operation.kind,
    outcome,
    provider: operation.provider,
    ...(operation.amountMinor === null ? {} : { amount: amount(operation.amountMinor) }),
    ...(operation.tipMinor === null ? {} : { tip: amount(operation.tipMinor) }),
    ...(operation.refundNo === null ? {} : { refundNo: operation.refundNo }),
  };
}

function caseOf({ caseId, kind, what, reason }: CaseLine): NonNullable<TimelineEntryView['cases']>[number] {
  return { id: caseId, kind, what, ...(reason === null ? {} : { detail: reason }) };
}

function text(ms: number): string {
  return new Date(ms).toISOString();
}
