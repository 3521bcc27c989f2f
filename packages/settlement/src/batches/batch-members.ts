import { RUNTIME, chargeReference } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { takenOf } from '@interlock/domain';
import { STAMP_CHUNK, batchCandidates, readOrders, stampBatch } from '@interlock/persistence';
import type { BatchRecord, OperationRecord, OrderWithOperations, StoredScope } from '@interlock/persistence';
import type { Batches } from '@interlock/provider-kit';
import { Inject, Injectable } from '@nestjs/common';
import { providerScope } from './batch-scopes.js';

/** Which of our operations a batch holds. */
interface Asked {
  readonly providerAccountId: string;
  readonly scope: StoredScope;
  readonly action: 'close' | 'open';
  /** Epoch milliseconds: what ended after this may be in the next batch. */
  readonly finishedBy: number;
}

/** Payments and refunds that are in a batch, as the provider's adapter says, in pages: a day's payments are never in memory at once. */
@Injectable()
export class BatchMembers {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** Marks what the provider closed. What was marked by a process that died is passed over. */
  async stamp(batch: BatchRecord, batches: Batches, closedAsOf: number): Promise<void> {
    const { pool, clock, newId } = this.runtime;
    const { id: batchId, lease, providerAccountId, scope, actor, requestId } = batch;
    for await (const page of this.pages(batches, { providerAccountId, scope, action: 'close', finishedBy: closedAsOf })) {
      const eventIds = Object.fromEntries(page.map(({ orderId }) => [orderId, newId()]));
      if (page.length > 0) await stampBatch(pool, { batchId, lease, operations: page, eventIds, at: clock.now(), actor, requestId });
    }
  }

  /** What is in no batch yet: refunds count, and are taken off the total. */
  async openFigures(
    batches: Batches,
    asked: Pick<Asked, 'providerAccountId' | 'scope'>,
  ): Promise<{ readonly count: number; readonly totalMinor: bigint }> {
    let [count, totalMinor] = [0, 0n];
    for await (const page of this.pages(batches, { ...asked, action: 'open', finishedBy: this.runtime.clock.now() })) {
      count += page.length;
      totalMinor += page.reduce((sum, operation) => sum + handedIn(operation), 0n);
    }
    return { count, totalMinor };
  }

  private async *pages(batches: Batches, { action, ...asked }: Asked): AsyncGenerator<readonly OperationRecord[]> {
    const { pool } = this.runtime;
    let after: string | undefined;
    do {
      const candidates = await batchCandidates(pool, { ...asked, after, limit: STAMP_CHUNK });
      after = candidates.length < STAMP_CHUNK ? undefined : candidates.at(-1)?.id;
      const wanted = new Set(candidates.map(({ id }) => id));
      const orders = await readOrders(pool, [...new Set(candidates.map(({ orderId }) => orderId))]);
      yield orders.flatMap((read) =>
        read.operations.filter(
          (operation) =>
            wanted.has(operation.id) &&
            capturedBy(read, operation, asked.finishedBy) &&
            isIn(batches, asked.scope, action, read, operation),
        ),
      );
    } while (after !== undefined);
  }
}

/** A hold comes in with its capture, which may have ended after the close was asked though the hold was approved before. */
function capturedBy({ operations }: OrderWithOperations, operation: OperationRecord, finishedBy: number): boolean {
  if (operation.kind !== 'authorize') return true;
  return operations.some(
    ({ kind, chargeId, outcome, finishedAt }) =>
      kind === 'capture' && chargeId === operation.id && outcome === 'approved' && finishedAt !== null && finishedAt <= finishedBy,
  );
}

/** A refund is where its payment was taken. */
function isIn(
  batches: Batches,
  scope: StoredScope,
  action: 'close' | 'open',
  read: OrderWithOperations,
  { chargeId }: OperationRecord,
): boolean {
  const charge = read.operations.find(({ id }) => id === chargeId);
  return charge !== undefined && batches.stamps(providerScope(scope), chargeReference(read, charge), action);
}

const handedIn = (operation: OperationRecord): bigint =>
  operation.kind === 'refund' ? -(operation.amountMinor ?? 0n) : takenOf(operation);
