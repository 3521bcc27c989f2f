import { ProviderRegistry, RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { BrokenInvariant, decidePerson, suspendedBy, waits } from '@interlock/domain';
import type { PersonsWord } from '@interlock/domain';
import { MerchantRepository, isUniqueViolation, readOrder, snapshotOf, writeFinish } from '@interlock/persistence';
import type { CaseNote, Cause, OperationRecord, OrderWithOperations } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { OperationCounts } from '../metrics/operation-counts.js';
import { RACES } from './finisher.js';
import type { Finished } from './finisher.js';
import { followUpOf } from './follow-up.js';
import { chargeOf } from './order-operations.js';
import { rulesFor } from './rules.js';
import { SEND_WINDOW_MS } from './windows.js';

/** A person's word about a case, judged to be allowed on the order as read. */
export interface Word {
  readonly caseId: string;
  readonly operationId: string;
  readonly word: PersonsWord;
  /** Who says it, and why; also the words of what it begins. */
  readonly person: string;
  readonly reason: string;
  /** As it is kept: a fact of its own, and the lines of the case's history. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly notes: (factId: string, at: string) => readonly CaseNote[];
  readonly cause: Cause;
}

/**
 * Commit 2 of a person's word: the same pure decision, the same statement and the same guard as of every exchange. One try: where somebody was
 * faster, whoever asks reads and judges again, for what is allowed may have changed.
 */
@Injectable()
export class WordFinisher {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly providers: ProviderRegistry,
    private readonly merchants: MerchantRepository,
    private readonly counts: OperationCounts,
  ) {}

  /** Undefined where the rows are no longer those that the word was judged on. Throws PostgreSQL's unique violation where the request's key is taken. */
  async write(read: OrderWithOperations, said: Word): Promise<Finished | undefined> {
    const { pool, clock, newId } = this.runtime;
    const at = clock.now();
    const window = { wallMs: at + SEND_WINDOW_MS, monotonicMs: clock.monotonic() + SEND_WINDOW_MS };
    const snapshot = snapshotOf(read, said.operationId);
    const operation = operationOf(read, said.operationId);
    const charge = chargeOf(read, operation);
    const adapter = this.providers.adapter(charge.provider);
    const latePolicy = (await this.merchants.find(read.order.merchantId))?.latePaymentPolicy ?? 'refund';
    const rules = rulesFor({ adapter, read, charge, operation, latePolicy, nextRoute: false });
    const decision = decidePerson(snapshot, { source: 'person', receivedAt: at, word: said.word }, rules);
    const { followUp } = decision;
    if (followUp?.kind === 'next_route') throw new BrokenInvariant("a person's word opens no route");
    const words = { operator: said.person, reason: said.reason };
    const begun =
      followUp === undefined ? undefined : await followUpOf(this.runtime, adapter, { followUp, order: read.order, charge, now: at, words });
    const factId = newId();
    const suspended = suspendedBy(snapshot, said.word);
    const written = await writeFinish(pool, {
      snapshot,
      decision,
      fact: {
        id: factId,
        source: 'person',
        attempt: operation.attempts,
        lease: operation.lease,
        askedAt: at,
        receivedAt: at,
        outcome: said.word.resolution,
        result: said.content,
        exchanges: [said.content],
        bodySha256: null,
        signature: null,
        requestId: said.cause.requestId,
      },
      cause: said.cause,
      at,
      claimedDueAt: operation.dueAt,
      lease: operation.lease,
      isQuery: false,
      providerAccountId: operation.providerAccountId,
      currency: read.order.currency,
      followUp: begun,
      recorded: undefined,
      closesCases: decision.closesCases.filter((kind) => read.cases.some((open) => open.kind === kind && open.state !== 'closed')),
      routing: undefined,
      settles: {
        caseId: said.caseId,
        closes: !waits(said.word),
        resolution: said.word.resolution,
        suspenseMinor: suspended === 0n && said.word.writtenOff === 0n ? null : suspended,
        notes: said.notes(factId, new Date(at).toISOString()),
      },
      newId,
    }).catch((error: unknown) => {
      if (isUniqueViolation(error, ...RACES)) return 'lost' as const;
      throw error;
    });
    if (written === 'lost') return undefined;
    this.counts.written(snapshot, decision, operation);
    const after = await readOrder(pool, 'byId', [read.order.id]);
    if (after === undefined) throw new BrokenInvariant(`order ${read.order.id} is gone`);
    return { read: after, followUp: begun === undefined ? undefined : { operation: begun, window } };
  }
}

/** Throws where the operation is not of this order. */
export function operationOf(read: OrderWithOperations, operationId: string): OperationRecord {
  const operation = read.operations.find(({ id }) => id === operationId);
  if (operation === undefined) throw new BrokenInvariant(`operation ${operationId} is not of order ${read.order.id}`);
  return operation;
}
