import { ProviderRegistry, RUNTIME, pause } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { BrokenInvariant, decide, postponed } from '@interlock/domain';
import type { Decision, Evidence, ProviderResult, QueryResult, Rules, Snapshot } from '@interlock/domain';
import {
  MerchantRepository,
  applied,
  isConnectionLoss,
  isPlain,
  isUniqueViolation,
  lookNow,
  readOrder,
  snapshotOf,
  writeFinish,
} from '@interlock/persistence';
import type { Cause, FactRecord, OperationRecord, OrderWithOperations, RoutingRecord } from '@interlock/persistence';
import type { Exchange } from '@interlock/provider-kit';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { OperationCounts } from '../metrics/operation-counts.js';
import { followUpOf } from './follow-up.js';
import { outsideOperation } from './outside-operation.js';
import { maskedResult } from './masked-result.js';
import { mayGoOn } from './readiness.js';
import { rulesFor } from './rules.js';
import { withShortLink } from './short-link.js';
import { SEND_WINDOW_MS } from './windows.js';

/** What another writer may have taken first; any other unique violation (a provider key that is there already) is a bug. */
export const RACES = [
  'operation_one_live_charge',
  'operation_one_exclusive',
  'operation_refund_no',
  'transition_pkey',
  'outbox_order_id_version_key',
];

/** How often a finish reads and decides again before it leaves the rest to the next look. */
const FINISH_TRIES = 100;
/** How long it waits for a database that is away before it leaves the rest to a worker, which looks a little later than that. */
const OUTAGE_MS = 20_000;
const OUTAGE_PAUSE_MS = 200;

/** One exchange, about to become a decision. */
export interface Finish {
  readonly read: OrderWithOperations;
  readonly operationId: string;
  readonly source: 'answer' | 'query' | 'notification';
  readonly askedAt: number;
  readonly attempt: number;
  readonly lease: number;
  readonly result: ProviderResult | QueryResult;
  readonly exchanges: readonly Exchange[];
  /** The `due_at` that this holder's begin or claim wrote. */
  readonly claimedDueAt: number | null;
  readonly cause: Cause;
  /** Where a candidate is left and this process holds what its call needs. */
  readonly nextRoute?: NextRoute | undefined;
  /** Asked for a person: the end of the schedule begins no cancel of ours. */
  readonly asksOnly?: boolean;
}

/** The charge of the next candidate, not yet begun, and the routing with the proof that closed the one before it. */
export type NextRoute = (
  read: OrderWithOperations,
  dead: OperationRecord,
  decision: Decision,
) => Promise<{ readonly operation: OperationRecord; readonly routing: RoutingRecord }>;

/** Until when an operation of ours may be sent, on both clocks. */
export interface SendWindow {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

export interface Finished {
  readonly read: OrderWithOperations;
  /** Begun by the same statement, to be sent by this process. */
  readonly followUp: { readonly operation: OperationRecord; readonly window: SendWindow } | undefined;
}

/** The one end of every exchange: answer, query, notification and the worker's recovery. */
@Injectable()
export class Finisher {
  private readonly logger = new Logger('Finisher');

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly providers: ProviderRegistry,
    private readonly merchants: MerchantRepository,
    private readonly counts: OperationCounts,
  ) {}

  async finish(given: Finish): Promise<Finished> {
    const { pool, clock, newId } = this.runtime;
    let { read } = given;
    let together = false;
    const input = { ...given, result: withShortLink(this.runtime, read.order, given.operationId, given.result) };
    for (let attempt = 0; attempt < FINISH_TRIES; attempt += 1) {
      const at = clock.now();
      const window = { wallMs: at + SEND_WINDOW_MS, monotonicMs: clock.monotonic() + SEND_WINDOW_MS };
      const mayBegin = mayGoOn(this.runtime);
      const snapshot = snapshotOf(read, input.operationId);
      const operation = read.operations.find((candidate) => candidate.id === input.operationId) as OperationRecord;
      const charge = read.operations.find((candidate) => candidate.id === operation.chargeId) as OperationRecord;
      const known = rulesFor({
        adapter: this.providers.adapter(operation.provider),
        read,
        charge,
        operation,
        latePolicy:
          charge.finishedAt === null ? 'refund' : ((await this.merchants.find(read.order.merchantId))?.latePaymentPolicy ?? 'refund'),
        nextRoute: input.nextRoute !== undefined && mayBegin,
      });
      const rules = input.asksOnly === true ? { ...known, schedule: { ...known.schedule, cancelAtEnd: false } } : known;
      const evidence = {
        source: input.source,
        askedAt: input.askedAt,
        receivedAt: at,
        attempt: input.attempt,
        lease: input.lease,
        result: input.result,
      };
      const decided = decidedOn(snapshot, evidence, rules, together);
      if (decided === undefined) {
        read = await this.reread(read.order.id);
        together = true;
        continue;
      }
      const decision = mayBegin ? decided : postponed(snapshot, decided, at);
      const begun = await this.followUp(decision, read, charge, at, input);
      const { records } = decision;
      const recorded = records && outsideOperation(records, { id: newId(), order: read.order, charge, askedAt: input.askedAt, at });
      const writing = {
        snapshot,
        decision,
        fact: this.factOf(input, at),
        cause: causeOf(input.cause, read, decision),
        at,
        claimedDueAt: input.claimedDueAt,
        lease: input.lease,
        isQuery: input.source === 'query',
        providerAccountId: operation.providerAccountId,
        currency: read.order.currency,
        followUp: begun?.operation,
        recorded,
        closesCases: decision.closesCases.filter((kind) => read.cases.some((open) => open.kind === kind && open.state !== 'closed')),
        routing: begun?.routing,
        newId,
      };
      const written = await writeFinish(pool, writing).catch((error: unknown) => {
        // A unique violation wrote nothing, not even the fact: read again and decide again (a second approval becomes a duplicate).
        // A connection that broke may have written it or not: read again, and what is written already is then a repeat.
        if (isUniqueViolation(error, ...RACES) || isConnectionLoss(error)) return 'lost' as const;
        // A check that refuses a decision refuses it again: a bug, to be seen at once.
        if (isCheckViolation(error)) throw brokenBy(error, input.operationId);
        throw error;
      });
      const after =
        written !== 'lost' && written.version !== undefined && isPlain(writing) ? applied(read, writing, written.version) : undefined;
      read = after ?? (await this.reread(read.order.id));
      if (written === 'lost') continue;
      if (written.version !== undefined) {
        this.counts.written(snapshot, decision, operation);
        this.tell(input, snapshot, read);
      }
      const operationBegun = begun?.operation;
      return { read, followUp: operationBegun === undefined ? undefined : { operation: operationBegun, window } };
    }
    this.logger.error(
      { orderId: read.order.id, operationId: input.operationId },
      'an exchange was decided a hundred times and never written; it is looked at again',
    );
    await lookNow(pool, input.operationId, clock.now());
    return { read, followUp: undefined };
  }

  /** Waits for a database that has gone away (a restart, a fail-over): this process alone knows what the provider said, and somebody waits for it. */
  private async reread(orderId: string): Promise<OrderWithOperations> {
    const { pool, clock } = this.runtime;
    const until = clock.monotonic() + OUTAGE_MS;
    for (;;) {
      try {
        const read = await readOrder(pool, 'byId', [orderId]);
        if (read === undefined) throw new BrokenInvariant(`order ${orderId} is gone`);
        return read;
      } catch (error) {
        if (!isConnectionLoss(error) || clock.monotonic() >= until) throw error;
        await pause(clock, OUTAGE_PAUSE_MS);
      }
    }
  }

  /** A worker's changes and a provider's own message show in no answer, so they are told; what a request changes is in its command's line. */
  private tell(input: Finish, before: Snapshot, after: OrderWithOperations): void {
    const operation = after.operations.find(({ id }) => id === input.operationId);
    const line = {
      orderId: after.order.id,
      merchantOrderNo: after.order.merchantOrderNo,
      from: before.order.state,
      to: after.order.state,
      version: after.order.version,
      operationId: input.operationId,
      kind: before.operation.kind,
      outcome: operation?.outcome,
      provider: operation?.provider,
      source: input.source,
    };
    if (this.runtime.processName === 'worker' || input.source === 'notification') this.logger.log(line, 'order changed');
    else this.logger.debug(line, 'order changed');
  }

  private factOf(input: Finish, at: number): FactRecord {
    const last = input.exchanges.at(-1);
    const silent = input.source !== 'notification' && input.exchanges.every((exchange) => exchange.outcome !== 'answered');
    return {
      id: this.runtime.newId(),
      source: silent ? 'no_answer' : input.source,
      attempt: input.attempt,
      lease: input.lease,
      askedAt: input.askedAt,
      receivedAt: at,
      outcome: input.result.outcome,
      result: maskedResult(input.result),
      exchanges: input.exchanges,
      bodySha256: last?.bodySha256 ?? null,
      signature: last?.verdict ?? null,
      requestId: input.cause.requestId,
    };
  }

  /** The operation that a decision begins: the next route's charge, a cancel that somebody waits for, the refund of late money. */
  private async followUp(
    decision: Decision,
    read: OrderWithOperations,
    charge: OperationRecord,
    now: number,
    input: Finish,
  ): Promise<{ readonly operation: OperationRecord; readonly routing?: RoutingRecord } | undefined> {
    const { followUp } = decision;
    if (followUp === undefined) return undefined;
    if (followUp.kind === 'next_route') return input.nextRoute?.(read, charge, decision);
    return {
      operation: await followUpOf(this.runtime, this.providers.adapter(charge.provider), { followUp, order: read.order, charge, now }),
    };
  }
}

/**
 * The decision, or undefined where rows that were not read together allow none: an operation as it was claimed beside an order that somebody has closed
 * since. Read together, they must allow one.
 */
function decidedOn(snapshot: Snapshot, evidence: Evidence, rules: Rules, together: boolean): Decision | undefined {
  try {
    return decide(snapshot, evidence, rules);
  } catch (error) {
    if (error instanceof BrokenInvariant && !together) return undefined;
    throw error;
  }
}

/** Why the line of the history stands there. A cancel that was only noted, and that the payment was faster than, leaves no other trace. */
function causeOf(cause: Cause, { order }: OrderWithOperations, { clearsCancelRequest, followUp, state }: Decision): Cause {
  const undone = clearsCancelRequest && followUp === undefined && (state === 'paid' || state === 'authorized');
  return order.cancelRequested !== null && undone ? { ...cause, cause: 'cancel_overtaken' } : cause;
}

function isCheckViolation(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === '23514';
}

function brokenBy(error: Error, operationId: string): BrokenInvariant {
  const constraint = 'constraint' in error ? String(error.constraint) : error.message;
  return new BrokenInvariant(`the decision about operation ${operationId} breaks ${constraint}`, { cause: error });
}
