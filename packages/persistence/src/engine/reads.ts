import { DUPLICATE_REFUND, LATE_REFUND, isOpen, ownCases } from '@interlock/domain';
import type { CaseKind, OperationFacts, PageAction, Resolution, Snapshot } from '@interlock/domain';
import type { Pool } from 'pg';
import type { CaseRecord, OperationRecord, OrderRecord, TransitionRecord } from './records.js';
import { operationColumns, operationFromRow, orderColumns, orderFromRow } from './rows.js';

/**
 * An order with all of its operations and cases, as one read sees them; operations in the order in which they were begun. One that waits for its
 * terminal, or was closed while it waited, has none.
 */
export interface OrderWithOperations {
  readonly order: OrderRecord;
  readonly operations: readonly OperationRecord[];
  readonly cases: readonly CaseRecord[];
}

/** The cases of a source of rows named `k`, as one value. */
export const caseList = (
  from: string,
): string => `(select jsonb_agg(jsonb_build_object('id', k.id, 'operationId', k.operation_id, 'kind', k.kind, 'state', k.state, 'resolution', k.resolution, 'detail', k.detail,
  'suspense', k.suspense_minor::text, 'openedAt', extract(epoch from k.opened_at) * 1000) order by k.id) from ${from})`;
const cases = caseList('"case" k where k.order_id = o.id');
const orderWithOperations = (where: string): string =>
  `select ${orderColumns.map((c) => `o.${c}`).join(', ')}, ${operationColumns.map((c) => `p.${c}`).join(', ')}, ${cases}
   from "order" o left join operation p on p.order_id = o.id where ${where} order by p.id`;

export const readStatements = {
  byId: { name: 'order_by_id', text: orderWithOperations('o.id = $1') },
  ofMerchantById: {
    name: 'order_of_merchant_by_id',
    text: orderWithOperations('o.id = $1 and o.merchant_id = $2'),
  },
  byMerchantOrderNo: {
    name: 'order_by_merchant_order_no',
    text: orderWithOperations('o.merchant_id = $1 and o.merchant_order_no = $2'),
  },
  ofMerchantByPlatformSn: {
    name: 'order_of_merchant_by_platform_sn',
    text: orderWithOperations('o.platform_sn = $1 and o.merchant_id = $2'),
  },
  byOperation: {
    name: 'order_by_operation',
    text: orderWithOperations('o.id = (select q.order_id from operation q where q.id = $1)'),
  },
  byIdempotencyKey: {
    name: 'order_by_idempotency_key',
    text: orderWithOperations('o.id = (select q.order_id from operation q where q.merchant_id = $1 and q.idempotency_key = $2)'),
  },
  byProviderKey: {
    name: 'order_by_provider_key',
    text: orderWithOperations('o.id = (select q.order_id from operation q where q.provider_account_id = $1 and q.provider_key = $2)'),
  },
} as const;

/** Returns undefined where there is no such order. */
export async function readOrder(
  pool: Pool,
  statement: keyof typeof readStatements,
  values: readonly string[],
): Promise<OrderWithOperations | undefined> {
  const answer = await pool.query<unknown[]>({
    ...readStatements[statement],
    values: [...values],
    rowMode: 'array',
  });
  return orderFromJoinedRows(answer.rows);
}

/** The orders of these ids by one statement, in the order of the ids; an id of no order is left out. */
export async function readOrders(pool: Pool, ids: readonly string[]): Promise<OrderWithOperations[]> {
  const answer = await pool.query<unknown[]>({
    name: 'orders_by_ids',
    text: orderWithOperations('o.id = any($1::uuid[])'),
    values: [[...ids]],
    rowMode: 'array',
  });
  const rowsOf = Map.groupBy(answer.rows, (row) => row[idColumn]);
  return ids.flatMap((id) => orderFromJoinedRows(rowsOf.get(id) ?? []) ?? []);
}

const idColumn = orderColumns.indexOf('id');

/** One row for each operation, each with the whole order: the order's columns, the operation's (null where there is none), the cases. */
export function orderFromJoinedRows(rows: readonly unknown[][]): OrderWithOperations | undefined {
  const first = rows[0];
  if (first === undefined) return undefined;
  const split = orderColumns.length;
  const object = (columns: readonly string[], from: readonly unknown[], offset: number): Record<string, unknown> =>
    Object.fromEntries(columns.map((column, index) => [column, from[offset + index]]));
  return {
    order: orderFromRow(object(orderColumns, first, 0)),
    operations: rows.filter((row) => row[split] !== null).map((row) => operationFromRow(object(operationColumns, row, split))),
    cases: (first[split + operationColumns.length] as CaseRecord[] | null) ?? [],
  };
}

/** Where a short link leads; undefined for a code that is none, and once the order waits for its payer no more. */
export async function readLinkedPage(pool: Pool, code: string): Promise<PageAction | undefined> {
  const answer = await pool.query<{ page: PageAction }>({
    name: 'linked_page',
    text: `select o.next_action -> 'link' -> 'page' as page from "order" o
      where o.next_action -> 'link' is not null and o.next_action -> 'link' ->> 'code' = $1 and o.state in ('created', 'pending', 'uncertain')`,
    values: [code],
  });
  return answer.rows[0]?.page;
}

/** An operation as far as a hint is judged by it. */
export type OperationGlance = Pick<OperationRecord, 'id' | 'chargeId' | 'outcome'>;

/** By the key that the provider knows it by; undefined where there is none. A glance, since nearly every hint says what we know already. */
export async function glanceAtOperation(pool: Pool, providerAccountId: string, providerKey: string): Promise<OperationGlance | undefined> {
  const answer = await pool.query<{ id: string; charge_id: string; outcome: OperationGlance['outcome'] }>({
    name: 'operation_glance',
    text: 'select id, charge_id, outcome from operation where provider_account_id = $1 and provider_key = $2',
    values: [providerAccountId, providerKey],
  });
  const [row] = answer.rows;
  return row && { id: row.id, chargeId: row.charge_id, outcome: row.outcome };
}

/** What a decision about one of the order's operations is made on. Throws where the operation is not of this order. */
export function snapshotOf(read: OrderWithOperations, operationId: string): Snapshot {
  const operation = read.operations.find((candidate) => candidate.id === operationId);
  const charge = operation === undefined ? undefined : read.operations.find((candidate) => candidate.id === operation.chargeId);
  if (operation === undefined || charge === undefined) throw new RangeError(`operation ${operationId} is not of order ${read.order.id}`);
  const its = read.operations.filter(({ chargeId }) => chargeId === charge.id);
  const cancels = its.filter(({ kind }) => kind === 'cancel');
  const ended = its.filter(({ kind, outcome }) => (kind === 'cancel' || kind === 'void') && !isOpen(outcome));
  const outsideRefunds = its.filter(({ kind, origin }) => kind === 'refund' && origin === 'provider');
  const late = cancels.filter(({ origin, reason }) => origin === 'interlock' && reason === 'late_success');
  const apart: readonly CaseKind[] = ['outcome_unknown', ...ownCases({ operation })];
  return {
    order: read.order,
    charge,
    operation,
    otherLiveCharge: read.operations.some((other) => isLiveCharge(other) && other.id !== charge.id),
    openCases: read.cases
      .filter(({ state }) => state !== 'closed')
      .filter(({ kind, operationId: of }) => of === operation.id || (of === charge.id && !apart.includes(kind)))
      .map(({ kind }) => kind),
    cancelsBegun: cancels.length,
    cancelEndedAt: latest(cancels.flatMap(({ finishedAt }) => finishedAt ?? [])),
    undoSentUntil: latest(ended.map(({ sendUntil }) => sendUntil)),
    settledAt: its.some(({ outcome }) => isOpen(outcome)) ? null : latest(its.flatMap(({ finishedAt }) => finishedAt ?? [])),
    followedUntil: latest(its.filter(({ id }) => id !== charge.id).map(({ sendUntil }) => sendUntil)),
    outsideRefundAt: latest(outsideRefunds.map(({ createdAt }) => createdAt)),
    lateRefunds: its.filter(({ refundNo }) => refundNo?.startsWith(LATE_REFUND) === true).length,
    lateCancels: late.length,
    lateMoneyHeld: charge.outcome !== 'approved' && late.some(({ outcome }) => isOpen(outcome)),
    writtenOff: writtenOffOf(read.cases, its),
    ownSuspense: read.cases.flatMap(({ operationId: of, state, kind, suspense }) =>
      of === operation.id && state === 'closed' && suspense !== null && suspense !== '0' ? [{ kind, amountMinor: BigInt(suspense) }] : [],
    ),
    refundsWrittenOff: its.flatMap(({ id, kind, outcome }) =>
      kind === 'refund' && outcome === 'approved' && isWrittenOff(read, id) ? [id] : [],
    ),
    duplicateKept: read.cases.some(
      ({ kind, state, operationId: of, resolution }) =>
        kind === 'duplicate_charge' && state === 'closed' && of === charge.id && resolution === 'keep',
    ),
    duplicateRefunds: read.operations.filter(
      ({ chargeId, refundNo }) => chargeId === charge.id && refundNo?.startsWith(DUPLICATE_REFUND) === true,
    ).length,
    saidByPerson: read.cases
      .filter(({ state, operationId: of, resolution }) => state === 'closed' && of === operation.id && isWord(resolution))
      .map(({ kind }) => kind),
    underWay: read.cases
      .filter(
        ({ state, operationId: of, resolution }) => state === 'open' && resolution !== null && (of === operation.id || of === charge.id),
      )
      .map(({ kind }) => kind),
  };
}

/** Null where there is none. */
const latest = (times: readonly number[]): number | null => (times.length === 0 ? null : Math.max(...times));

/** Above zero: the provider is said to hold what our rows say is gone. */
function isWrittenOff({ cases }: OrderWithOperations, id: string): boolean {
  return cases.some(
    ({ operationId, state, suspense }) => operationId === id && state === 'closed' && suspense !== null && BigInt(suspense) > 0n,
  );
}

function writtenOffOf(cases: readonly CaseRecord[], its: readonly OperationRecord[]): Snapshot['writtenOff'] {
  const sums: Partial<Record<OperationFacts['kind'], bigint>> = {};
  for (const { operationId, suspense } of cases) {
    const kind = its.find(({ id }) => id === operationId)?.kind;
    if (suspense !== null && kind !== undefined) sums[kind] = (sums[kind] ?? 0n) + BigInt(suspense);
  }
  return sums;
}

/** A person has said what became of the operation. */
function isWord(resolution: Resolution | null): boolean {
  return resolution === 'confirm' || resolution === 'decline' || resolution === 'adopt';
}

function isLiveCharge(operation: OperationFacts): boolean {
  return (
    (operation.kind === 'sale' || operation.kind === 'authorize') &&
    !operation.duplicate &&
    (isOpen(operation.outcome) || operation.outcome === 'approved')
  );
}

/** One line of the timeline with the masked exchange that proves it. */
export interface TimelineLine extends TransitionRecord {
  readonly fact: {
    readonly source: string;
    readonly outcome: string;
    readonly askedAt: number;
    readonly receivedAt: number;
    readonly exchanges: unknown;
    readonly bodySha256: string | null;
    readonly signature: string | null;
  } | null;
}

/** Every transition of an order with its evidence, oldest first. */
export async function readTimeline(pool: Pool, orderId: string): Promise<TimelineLine[]> {
  const answer = await pool.query<Record<string, unknown>>({
    name: 'timeline',
    text: `select t.*, f.source, f.outcome as fact_outcome, f.asked_at, f.received_at, f.exchanges, f.body_sha256, f.signature
      from transition t left join fact f on f.id = t.fact_id where t.order_id = $1 order by t.version`,
    values: [orderId],
  });
  return answer.rows.map((row) => ({
    version: row['version'] as number,
    fromState: row['from_state'] as TimelineLine['fromState'],
    toState: row['to_state'] as TimelineLine['toState'],
    operationId: row['operation_id'] as string | null,
    operationOutcome: row['operation_outcome'] as TimelineLine['operationOutcome'],
    factId: row['fact_id'] as string | null,
    cause: row['cause'] as string,
    actor: row['actor'] as string,
    requestId: row['request_id'] as string,
    at: (row['at'] as Date).getTime(),
    fact:
      row['source'] === null
        ? null
        : {
            source: row['source'] as string,
            outcome: row['fact_outcome'] as string,
            askedAt: (row['asked_at'] as Date).getTime(),
            receivedAt: (row['received_at'] as Date).getTime(),
            exchanges: row['exchanges'],
            bodySha256: row['body_sha256'] as string | null,
            signature: row['signature'] as string | null,
          },
  }));
}

/** What happened to a case of an order: one line of its history. */
export interface CaseLine {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly what: string;
  readonly reason: string | null;
  /** The exchange that made it so; null: a person's word, or it was not kept. */
  readonly factId: string | null;
  readonly at: number;
}

/** Every line of the histories of an order's cases, oldest first. */
export async function readCaseLines(pool: Pool, orderId: string): Promise<CaseLine[]> {
  type Row = Omit<CaseLine, 'at'> & { readonly at: Date };
  const answer = await pool.query<Row>({
    name: 'case_lines',
    text: `select k.id as "caseId", k.kind, e.what, e.reason, e.fact_id as "factId", e.at
      from "case" k join case_event e on e.case_id = k.id where k.order_id = $1 order by e.at, k.id, e.number`,
    values: [orderId],
  });
  return answer.rows.map((row) => ({ ...row, at: row.at.getTime() }));
}
