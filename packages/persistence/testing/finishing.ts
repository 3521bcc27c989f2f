import { look, unchangedRow } from '@interlock/domain';
import type { Decision, OperationChange } from '@interlock/domain';
import { v7 as uuid } from 'uuid';
import type { FinishInput } from '../src/engine/finish.js';
import { snapshotOf } from '../src/engine/reads.js';
import type { OperationRecord, OrderRecord } from '../src/engine/records.js';
import { NOW, SECOND, cause, factRecord } from './engine-rows.js';

/** When a finish of a test is written. */
export const FINISHED = NOW + 30 * SECOND;

type DecisionGiven = Omit<Partial<Decision>, 'operation' | 'charge'> & {
  readonly operation?: Partial<OperationChange>;
  readonly charge?: Partial<OperationChange>;
};

/** The input of a finish whose decision was made on these rows; what the test names differs from "news, and nothing changed". */
export function finishInput(
  rows: { readonly order: OrderRecord; readonly charge: OperationRecord; readonly operation?: OperationRecord },
  decided: DecisionGiven,
  over: Partial<FinishInput> = {},
): FinishInput {
  const { order, charge, operation = charge } = rows;
  const operations = operation === charge ? [charge] : [charge, operation];
  const snapshot = snapshotOf({ order, operations, cases: [] }, operation.id);
  const bare = look(snapshot, 'news', null);
  return {
    snapshot,
    decision: {
      ...bare,
      ...decided,
      operation: { ...bare.operation, ...decided.operation },
      charge: decided.charge === undefined ? undefined : { ...unchangedRow(charge), ...decided.charge },
    },
    fact: factRecord(),
    cause: { ...cause, cause: 'answer' },
    at: FINISHED,
    claimedDueAt: operation.dueAt,
    lease: operation.lease,
    isQuery: false,
    providerAccountId: charge.providerAccountId,
    currency: order.currency,
    followUp: undefined,
    recorded: undefined,
    closesCases: [],
    routing: undefined,
    newId: () => uuid(),
    ...over,
  };
}
