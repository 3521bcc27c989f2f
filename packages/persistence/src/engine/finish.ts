import { CASE_DUE_MS, eventFor, ownCases } from '@interlock/domain';
import type { CaseKind, Decision, OperationChange, Snapshot } from '@interlock/domain';
import type { Pool } from 'pg';
import type { SettledCase } from '../case/case-notes.js';
import type { Cause } from './cause.js';
import type { FactRecord, OperationRecord, RoutingRecord } from './records.js';
import { finishChargeStatement, finishFollowingStatement, finishPlainChargeStatement, touchStatement } from './finish-statements.js';
import { bound } from './named.js';
import { operationRow, toJson } from './rows.js';

export interface FinishInput {
  readonly snapshot: Snapshot;
  readonly decision: Decision;
  readonly fact: FactRecord;
  readonly cause: Cause;
  readonly at: number;
  /** The `due_at` that the caller's own begin or claim wrote, epoch milliseconds; null: none. */
  readonly claimedDueAt: number | null;
  readonly lease: number;
  readonly isQuery: boolean;
  readonly providerAccountId: string;
  readonly currency: string;
  readonly followUp: OperationRecord | undefined;
  /** The row of the change made outside us that the decision records. */
  readonly recorded: OperationRecord | undefined;
  /** Of the kinds that the decision closes, those that are open on the order. */
  readonly closesCases: readonly CaseKind[];
  readonly routing: RoutingRecord | undefined;
  /** The case that a person's word is about. */
  readonly settles?: SettledCase | undefined;
  /** Makes an id; UUIDv7 in processes, seeded in a simulation. */
  readonly newId: () => string;
}

/** No row holds it, so `due_at` stays, whoever has written it since. */
const KEPT = { due_at: null, seen_due_at: '-infinity' };

/**
 * Parameters of what a decision writes to one row. Where it leaves the next look as it saw it (`seen`), the row keeps its own: a time that has come is
 * else taken for the wish to look now, and written over the claim of a worker that has begun to look.
 */
function changeOf(to: OperationChange, seen: OperationChange, heldDueAt: number | null): Record<string, unknown> {
  return {
    outcome: to.outcome,
    provider_reference: to.providerReference,
    decline_code: to.declineCode,
    provider_code: to.providerCode,
    shown: to.shown,
    answer: to.answer,
    answered_at: iso(to.answeredAt),
    not_found_count: to.notFoundCount,
    not_found_at: iso(to.notFoundAt),
    send_again: to.sendAgain,
    duplicate: to.duplicate,
    ...(to.dueAt === seen.dueAt ? KEPT : { due_at: iso(to.dueAt), seen_due_at: iso(heldDueAt) }),
  };
}

/** Anything was heard of the operation, which is what a cancel or void of a charge waits for that was given up asking. */
const isHeard = ({ outcome }: FactRecord): boolean => outcome !== 'no_answer';

/** The same of the charge that the operation follows, under names of their own. */
function chargeChangeOf({ decision, snapshot: { charge } }: FinishInput): Record<string, unknown> {
  const change = changeOf(decision.charge ?? charge, charge, charge.dueAt);
  return Object.fromEntries(Object.entries(change).map(([name, value]) => [`charge_${name}`, value]));
}

/** Writes a decision. Returns the order's version (undefined for a mere touch that won), or `lost` when the rows are no longer those that it was made on: read and decide again. */
export async function writeFinish(pool: Pool, input: FinishInput): Promise<{ readonly version: number | undefined } | 'lost'> {
  return input.decision.weight === 'news' ? writeNews(pool, input) : touch(pool, input);
}

async function touch(pool: Pool, input: FinishInput): Promise<{ readonly version: undefined } | 'lost'> {
  const { snapshot, decision } = input;
  const { operation } = snapshot;
  const answer = await pool.query(
    bound(touchStatement, {
      operation_id: operation.id,
      seen_outcome: operation.outcome,
      seen_answer: operation.answer,
      seen_attempts: operation.attempts,
      at: iso(input.at),
      looks: input.isQuery ? 1 : 0,
      repeats: decision.weight === 'repeat' ? 1 : 0,
      heard: isHeard(input.fact),
      ...changeOf(decision.operation, operation, input.claimedDueAt),
    }),
  );
  return answer.rowCount === 1 ? { version: undefined } : 'lost';
}

async function writeNews(pool: Pool, input: FinishInput): Promise<{ readonly version: number | undefined } | 'lost'> {
  const { snapshot, decision, cause, newId } = input;
  const { order, charge, operation } = snapshot;
  const own = operation.id === charge.id;
  const statement = !own ? finishFollowingStatement : isPlain(input) ? finishPlainChargeStatement : finishChargeStatement;
  const answer = await pool.query<{ version: number }>(
    bound(statement, {
      order_id: order.id,
      charge_id: charge.id,
      operation_id: operation.id,
      seen_state: order.state,
      seen_version: order.version,
      seen_cancel_requested: order.cancelRequested,
      seen_charge_outcome: charge.outcome,
      seen_open_exclusive: charge.openExclusive,
      seen_captured: charge.capturedMinor,
      seen_refunded: charge.refundedMinor,
      seen_over_refunded: charge.overRefundedMinor,
      seen_outcome: operation.outcome,
      seen_answer: operation.answer,
      seen_attempts: operation.attempts,
      lease_held: decision.requiresLease ? input.lease : null,
      at: iso(input.at),
      state: decision.state,
      clears_cancel_request: decision.clearsCancelRequest,
      sets_next_action: decision.nextAction !== undefined,
      next_action: decision.nextAction === undefined || decision.nextAction === null ? null : toJson(decision.nextAction),
      payment: decision.receipt === undefined ? null : toJson(decision.receipt),
      routing: input.routing === undefined ? null : toJson(input.routing),
      looks: input.isQuery ? 1 : 0,
      cause: cause.cause,
      actor: cause.actor,
      request_id: cause.requestId,
      event_id: newId(),
      event_type: eventFor(order.state, decision.state),
      currency: input.currency,
      ...changeOf(decision.operation, operation, input.claimedDueAt),
      ...(own ? { heard: isHeard(input.fact) } : chargeChangeOf(input)),
      ...amountsOf(input),
      ...factOf(input.fact),
      ...legsOf(input),
      ...(statement === finishPlainChargeStatement ? undefined : rareOf(input)),
    }),
  );
  const version = answer.rows[0]?.version;
  return version === undefined ? 'lost' : { version };
}

function amountsOf({ snapshot, decision, followUp }: FinishInput): Record<string, unknown> {
  const { deltas } = decision;
  const refundFollows = followUp?.kind === 'refund' ? (followUp.amountMinor ?? 0n) : 0n;
  return {
    authorized: deltas.authorized,
    capturing: deltas.capturing,
    captured: deltas.captured,
    tip: deltas.tip,
    cashback: deltas.cashback,
    surcharge: deltas.surcharge,
    excess: deltas.excess,
    refunding: deltas.refunding + refundFollows,
    refunded: deltas.refunded,
    over_refunded: deltas.overRefunded,
    open_refunds: deltas.openRefunds + (refundFollows > 0n ? 1 : 0),
    open_exclusive:
      followUp?.kind === 'cancel' || followUp?.kind === 'void'
        ? followUp.id
        : decision.releasesExclusive
          ? null
          : snapshot.charge.openExclusive,
  };
}

function factOf(fact: FactRecord): Record<string, unknown> {
  return {
    fact_id: fact.id,
    fact_source: fact.source,
    fact_attempt: fact.attempt,
    fact_lease: fact.lease,
    fact_asked_at: iso(fact.askedAt),
    fact_received_at: iso(fact.receivedAt),
    fact_outcome: fact.outcome,
    fact_result: toJson(fact.result),
    fact_exchanges: toJson(fact.exchanges),
    fact_body_sha256: fact.bodySha256,
    fact_signature: fact.signature,
    fact_request_id: fact.requestId,
  };
}

/** Each movement as its two legs, debit and credit. */
function legsOf({ decision, newId }: FinishInput): Record<string, unknown> {
  const { movements } = decision;
  const movementIds = movements.map(() => newId());
  return {
    leg_ids: movements.flatMap(() => [newId(), newId()]),
    leg_movement_ids: movementIds.flatMap((id) => [id, id]),
    leg_accounts: movements.flatMap(({ debit, credit }) => [debit, credit]),
    leg_amounts: movements.flatMap(({ amountMinor }) => [amountMinor, -amountMinor]),
  };
}

function rareOf({ snapshot, decision, at, newId, closesCases, followUp, recorded, settles }: FinishInput): Record<string, unknown> {
  const due_at = iso(at + CASE_DUE_MS);
  const added = [followUp, recorded].filter((operation) => operation !== undefined);
  return {
    subject_id: recorded?.id ?? snapshot.operation.id,
    subject_outcome: recorded?.outcome ?? decision.operation.outcome,
    cases: JSON.stringify(decision.cases.map(({ kind, detail }) => ({ id: newId(), kind, detail, due_at }))),
    closes_cases: closesCases,
    settles_suspense: decision.settlesSuspense,
    asks_after: decision.asksAfter,
    own_cases: ownCases(snapshot),
    added: JSON.stringify(added.map(operationRow)),
    case_id: settles?.caseId ?? null,
    case_closes: settles?.closes ?? null,
    resolution: settles?.resolution ?? null,
    suspense: settles?.suspenseMinor ?? null,
    case_notes: settles === undefined ? null : JSON.stringify(settles.notes),
  };
}

/** No case and no other operation, of the charge itself, and nothing that waits for it: nearly every sale. */
export function isPlain(
  input: Pick<FinishInput, 'snapshot' | 'decision' | 'fact' | 'followUp' | 'recorded' | 'closesCases' | 'settles'>,
): boolean {
  const { decision, snapshot } = input;
  return (
    decision.weight === 'news' &&
    snapshot.operation.id === snapshot.charge.id &&
    decision.cases.length === 0 &&
    input.closesCases.length === 0 &&
    input.followUp === undefined &&
    input.recorded === undefined &&
    input.settles === undefined &&
    (snapshot.charge.openExclusive === null || !isHeard(input.fact))
  );
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
