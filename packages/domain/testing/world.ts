import type { CaseKind } from '../src/cases.js';
import { decide } from '../src/engine/decide.js';
import type { Decision, LedgerAccount, OperationChange } from '../src/engine/decision.js';
import type { ChargeFacts, Evidence, OrderFacts, Rules, Snapshot } from '../src/engine/snapshot.js';
import { takenOf } from '../src/engine/snapshot.js';
import { EXCLUSIVE_KINDS, isOpen } from '../src/operation/operation.js';
import type { ChargeKind, OperationKind } from '../src/operation/operation.js';
import { AMOUNT, BEGUN, SECOND, charge, order } from './snapshots.js';

/** A row of operation as the memory keeps it. */
export interface Row extends ChargeFacts {
  readonly chargeId: string;
  readonly late: boolean;
}

/**
 * One order in memory, written as the statements write it: the same guards, the same columns, the same constraints. What it refuses,
 * PostgreSQL refuses; what it holds after a decision can be judged as a whole.
 */
export class World {
  now = BEGUN;
  order: OrderFacts = order();
  readonly rows: Row[];
  readonly openCases: { readonly operationId: string; readonly kind: CaseKind }[] = [];
  readonly balance: Record<LedgerAccount, bigint> = { provider_receivable: 0n, merchant_payable: 0n, suspense: 0n };

  constructor(readonly kind: ChargeKind = 'sale') {
    this.rows = [{ ...charge({ id: 'charge-1', kind }), chargeId: 'charge-1', late: false }];
  }

  row(id: string): Row {
    const found = this.rows.find((candidate) => candidate.id === id);
    if (found === undefined) throw new Error(`no operation ${id}`);
    return found;
  }

  get charges(): readonly Row[] {
    return this.rows.filter(({ id, chargeId }) => id === chargeId);
  }

  snapshot(id: string): Snapshot {
    const operation = this.row(id);
    const its = this.row(operation.chargeId);
    const cancels = this.rows.filter(({ kind, chargeId }) => kind === 'cancel' && chargeId === its.id);
    return {
      order: this.order,
      charge: its,
      operation,
      otherLiveCharge: this.charges.some((other) => other.id !== its.id && isLive(other)),
      openCases: this.openCases
        .filter(({ operationId, kind }) => operationId === id || (operationId === its.id && kind !== 'outcome_unknown'))
        .map(({ kind }) => kind),
      cancelsBegun: cancels.length,
      cancelEndedAt: cancels.reduce<number | null>(
        (latest, { finishedAt }) => (finishedAt !== null && finishedAt > (latest ?? 0) ? finishedAt : latest),
        null,
      ),
      undoSentUntil: this.rows
        .filter(({ kind, chargeId, outcome }) => (kind === 'cancel' || kind === 'void') && chargeId === its.id && !isOpen(outcome))
        .reduce<number | null>((latest, { sendUntil }) => Math.max(latest ?? 0, sendUntil), null),
      lateRefunds: this.rows.filter(({ kind, chargeId, late }) => kind === 'refund' && chargeId === its.id && late).length,
      lateCancels: cancels.filter(({ late }) => late).length,
      lateMoneyHeld: its.outcome !== 'approved' && cancels.some(({ late, outcome }) => late && isOpen(outcome)),
    };
  }

  /** Decides and writes; returns the decision, or undefined where the lease that it needs has moved on. */
  finish(id: string, evidence: Evidence, rules: Rules): Decision | undefined {
    const decision = decide(this.snapshot(id), evidence, rules);
    if (decision.requiresLease && this.row(id).lease !== evidence.lease) return undefined;
    const { deltas, followUp } = decision;
    const chargeId = this.row(id).chargeId;
    this.change(id, decision.operation);
    if (decision.weight !== 'news') return decision;
    if (decision.charge !== undefined) this.change(chargeId, decision.charge);
    const before = this.row(chargeId);
    const begun = followUp === undefined ? undefined : this.followUp(followUp, chargeId);
    this.write({
      ...before,
      authorizedMinor: before.authorizedMinor + deltas.authorized,
      capturingMinor: before.capturingMinor + deltas.capturing,
      capturedMinor: before.capturedMinor + deltas.captured,
      tipTakenMinor: before.tipTakenMinor + deltas.tip,
      cashbackMinor: before.cashbackMinor + deltas.cashback,
      surchargeMinor: before.surchargeMinor + deltas.surcharge,
      excessMinor: before.excessMinor + deltas.excess,
      refundingMinor: before.refundingMinor + deltas.refunding + (begun?.kind === 'refund' ? (begun.amountMinor ?? 0n) : 0n),
      refundedMinor: before.refundedMinor + deltas.refunded,
      overRefundedMinor: before.overRefundedMinor + deltas.overRefunded,
      openRefunds: before.openRefunds + deltas.openRefunds + (begun?.kind === 'refund' ? 1 : 0),
      openExclusive:
        begun?.kind === 'cancel' || begun?.kind === 'void' ? begun.id : decision.releasesExclusive ? null : before.openExclusive,
    });
    const cancelRequested = decision.clearsCancelRequest ? null : this.order.cancelRequested;
    this.order = { ...this.order, state: decision.state, cancelRequested, updatedAt: this.now };
    for (const { debit, credit, amountMinor } of decision.movements) {
      if (amountMinor <= 0n) throw new Error('a movement of nothing');
      this.balance[debit] += amountMinor;
      this.balance[credit] -= amountMinor;
    }
    for (const { kind } of decision.cases) this.openCases.push({ operationId: id, kind });
    const closed = (open: { readonly operationId: string; readonly kind: CaseKind }): boolean =>
      (open.operationId === id || open.operationId === chargeId) && decision.closesCases.includes(open.kind);
    this.openCases.splice(0, Infinity, ...this.openCases.filter((open) => !closed(open)));
    return decision;
  }

  private followUp(what: NonNullable<Decision['followUp']>, chargeId: string): Row {
    if (what.kind === 'next_route') return this.begin(this.kind, undefined, AMOUNT);
    if (what.kind === 'cancel') return this.begin('cancel', chargeId, null, what.reason === 'late_success');
    if (what.kind === 'void') return this.begin('void', chargeId, null, true);
    return this.begin('refund', chargeId, what.amountMinor, true);
  }

  /** The guard of begin_refund. */
  beginRefund(amountMinor: bigint): boolean {
    const its = this.charges.find(({ outcome, duplicate }) => outcome === 'approved' && !duplicate);
    if (its === undefined || (this.order.state !== 'paid' && this.order.state !== 'partially_refunded')) return false;
    const reserved = its.refundedMinor + its.refundingMinor - its.overRefundedMinor + amountMinor;
    if (its.openExclusive !== null || reserved > takenOf(its)) return false;
    this.begin('refund', its.id, amountMinor);
    this.write({ ...this.row(its.id), refundingMinor: its.refundingMinor + amountMinor, openRefunds: its.openRefunds + 1 });
    return true;
  }

  /** The guards of begin_capture, begin_increment, begin_adjust_tip and begin_void. `amountMinor` of a tip is the whole tip. */
  beginChange(kind: 'capture' | 'increment' | 'adjust_tip' | 'void', amountMinor: bigint): boolean {
    const its = this.charges.find(({ outcome, duplicate }) => outcome === 'approved' && !duplicate);
    if (its === undefined || its.openExclusive !== null || its.openRefunds > 0) return false;
    const held = this.order.state === 'authorized' && its.kind === 'authorize';
    const untouched = this.order.state === 'paid' && its.refundedMinor === 0n;
    const fits = {
      capture: held && its.capturedMinor + its.capturingMinor + amountMinor <= its.authorizedMinor,
      increment: held && its.capturedMinor === 0n,
      adjust_tip: untouched,
      void: (held || untouched) && its.capturingMinor === 0n && its.refundedMinor === 0n,
    };
    if (!fits[kind]) return false;
    const row = this.begin(kind, its.id, kind === 'capture' || kind === 'increment' ? amountMinor : null);
    if (kind === 'adjust_tip') this.write({ ...row, tipMinor: amountMinor });
    const capturing = kind === 'capture' ? amountMinor : 0n;
    this.write({ ...this.row(its.id), openExclusive: row.id, capturingMinor: its.capturingMinor + capturing });
    return true;
  }

  /** The guard of begin_cancel, or of request_cancel while the payment is being sent. */
  beginCancel(): boolean {
    const its = this.charges.at(-1);
    if (its === undefined) return false;
    if (this.order.state === 'created' && this.order.cancelRequested === null) {
      this.order = { ...this.order, cancelRequested: 'merchant' };
      return true;
    }
    if ((this.order.state !== 'pending' && this.order.state !== 'uncertain') || !isOpen(its.outcome)) return false;
    if (its.openExclusive !== null || its.openRefunds > 0) return false;
    const cancel = this.begin('cancel', its.id, null);
    this.write({ ...this.row(its.id), openExclusive: cancel.id });
    this.order = { ...this.order, cancelRequested: null };
    return true;
  }

  /** A claim, and the further send that it may be for. */
  claim(id: string): void {
    const claimed = { ...this.row(id), lease: this.row(id).lease + 1, dueAt: this.now + 60 * SECOND };
    const attempt = { attempts: claimed.attempts + 1, sendAgain: false, sendUntil: this.now + 5 * SECOND, answer: null, answeredAt: null };
    this.write(claimed.sendAgain && isOpen(claimed.outcome) ? { ...claimed, ...attempt } : claimed);
  }

  private begin(kind: OperationKind, chargeId: string | undefined, amountMinor: bigint | null, late = false): Row {
    const id = chargeId === undefined ? `charge-${String(this.charges.length + 1)}` : `${kind}-${String(this.rows.length)}`;
    const times = { createdAt: this.now, sendUntil: this.now + 5 * SECOND, dueAt: this.now + 20 * SECOND };
    const row = {
      ...charge({ id, kind, amountMinor, ...times, ...(chargeId === undefined ? {} : { authorizedMinor: 0n }) }),
      chargeId: chargeId ?? id,
      late,
    };
    this.rows.push(row);
    return row;
  }

  private change(id: string, to: OperationChange): void {
    const before = this.row(id);
    const reopened = to.outcome === 'approved' && (before.outcome === 'declined' || before.outcome === 'not_sent');
    const finishedAt = isOpen(to.outcome) ? null : reopened ? this.now : (before.finishedAt ?? this.now);
    this.write({ ...before, ...to, shown: before.shown || to.shown, finishedAt });
  }

  private write(row: Row): void {
    const index = this.rows.findIndex(({ id }) => id === row.id);
    this.rows[index] = row;
  }
}

function isLive(row: Row): boolean {
  return !row.duplicate && (isOpen(row.outcome) || row.outcome === 'approved');
}

/** What the database itself refuses, in its own words; nothing where all holds. */
export function brokenConstraints(world: World): string[] {
  const broken: string[] = [];
  for (const row of world.rows) {
    const amounts = [row.capturedMinor, row.tipTakenMinor, row.cashbackMinor, row.surchargeMinor, row.excessMinor];
    if (
      [...amounts, row.authorizedMinor, row.capturingMinor, row.refundingMinor, row.refundedMinor, row.overRefundedMinor].some(
        (amount) => amount < 0n,
      )
    )
      broken.push('a negative amount');
    if (row.capturedMinor + row.capturingMinor > row.authorizedMinor) broken.push('captured_within_authorized');
    if (row.refundedMinor + row.refundingMinor - row.overRefundedMinor > takenOf(row)) broken.push('refunded_within_taken');
    if (row.openExclusive !== null && row.openRefunds > 0) broken.push('exclusive_beside_no_refund');
    if (isOpen(row.outcome) !== (row.finishedAt === null)) broken.push('finished_when_closed');
  }
  if (world.charges.filter(isLive).length > 1) broken.push('operation_one_live_charge');
  for (const { id, openExclusive, openRefunds } of world.charges) {
    const open = world.rows.filter((row) => row.chargeId === id && row.id !== id && isOpen(row.outcome));
    const exclusive = open.filter(({ kind }) => EXCLUSIVE_KINDS.some((one) => one === kind));
    if (exclusive.length > 1) broken.push('operation_one_exclusive');
    if ((exclusive[0]?.id ?? null) !== openExclusive) broken.push('open_exclusive names what is open');
    if (open.filter(({ kind }) => kind === 'refund').length !== openRefunds) broken.push('open_refunds counts the open refunds');
  }
  return broken;
}
