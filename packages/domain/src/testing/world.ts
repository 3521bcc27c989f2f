import { isDisputed } from '../cases.js';
import type { CaseKind } from '../cases.js';
import { ownCases } from '../engine/closed-by-facts.js';
import { decide } from '../engine/decide.js';
import { waits } from '../engine/decide-person.js';
import type { Decision, LedgerAccount, OperationChange, OutsideChange } from '../engine/decision.js';
import { takenOf } from '../engine/snapshot.js';
import type { Evidence, PersonsWord, Rules, Snapshot } from '../engine/snapshot.js';
import { isOpen } from '../operation/operation.js';
import type { ChargeKind, OperationKind } from '../operation/operation.js';
import { isUndecided } from '../order/states.js';
import { brokenConstraints } from './constraints.js';
import { AMOUNT, BEGUN, SECOND, charge, order } from './rows.js';
import type { OpenCase, OrderRow, Read, Row } from './read.js';
import { snapshotInMemory } from './snapshot-in-memory.js';

/** What a holder writes with its decision: its lease, and the `due_at` that its own begin or claim wrote. */
export interface Holder {
  readonly lease: number;
  readonly claimedDueAt: number | null;
}
type Change = 'capture' | 'increment' | 'adjust_tip' | 'void';

/** How long an operation may be sent after its begin, and until when its holder may be at it. */
const SEND_WINDOW = 5 * SECOND;
const GRACE = 5 * SECOND;

/**
 * One order in memory, written as the statements of packages/persistence write it: the same guards, the same columns, the same constraints.
 * What it refuses, PostgreSQL refuses; a test there plays the same steps against both. What it holds can be judged as a whole.
 */
export class World {
  now = BEGUN;
  order: OrderRow = { ...order(), expiryHandled: true };
  rows: readonly Row[];
  openCases: readonly OpenCase[] = [];
  answered: readonly OpenCase[] = [];
  balance: Readonly<Record<LedgerAccount, bigint>> = { provider_receivable: 0n, merchant_payable: 0n, suspense: 0n };

  /** `totalTimeoutMs`: of one call, which sets when a begun operation is due. */
  constructor(
    readonly kind: ChargeKind = 'sale',
    readonly totalTimeoutMs = 10 * SECOND,
  ) {
    this.rows = [{ ...charge({ id: 'charge-1', kind, ...this.timesAt(BEGUN) }), chargeId: 'charge-1', late: false, outside: false }];
  }

  /** Another one of the same kind that holds the same; what is written to one is not seen in the other. */
  copy(): this {
    return Object.assign(Object.create(Object.getPrototypeOf(this) as object) as this, this);
  }

  read(): Read {
    return { order: this.order, rows: this.rows, openCases: this.openCases, answered: this.answered };
  }

  row(id: string): Row {
    const found = this.rows.find((candidate) => candidate.id === id);
    if (found === undefined) throw new Error(`no operation ${id}`);
    return found;
  }

  get charges(): readonly Row[] {
    return this.rows.filter(({ id, chargeId }) => id === chargeId);
  }

  /** The charge that holds or took the money; of an order that has none, the latest. */
  get chargeInUse(): Row {
    const { charges } = this;
    const its = charges.find(({ outcome, duplicate }) => outcome === 'approved' && !duplicate) ?? charges.at(-1);
    if (its === undefined) throw new Error('no charge');
    return its;
  }

  snapshot(id: string): Snapshot {
    return snapshotInMemory(this.read(), id);
  }

  /** Reads, decides and writes at once; returns the decision, or undefined where the guard refuses it. */
  finish(id: string, evidence: Evidence, rules: Rules): Decision | undefined {
    const seen = this.read();
    const decision = decide(snapshotInMemory(seen, id), evidence, rules);
    const written = this.write(seen, id, decision, { lease: evidence.lease, claimedDueAt: this.row(id).dueAt }, this.now);
    return written === 'lost' ? undefined : decision;
  }

  /**
   * The guarded statement: writes a decision that was made on `seen`, or nothing at all where what it judges is no longer so. Returns what the
   * decision began.
   */
  write(seen: Read, id: string, decision: Decision, holder: Holder, at: number): { readonly begun: Row | undefined } | 'lost' {
    if (decision.weight !== 'news') return this.touch(seen, id, decision, holder, at);
    const { deltas, followUp } = decision;
    const snapshot = snapshotInMemory(seen, id);
    if (!this.holds(snapshot, decision.requiresLease ? holder.lease : undefined)) return 'lost';
    const after = this.copy();
    after.change(id, decision.operation, snapshot.operation, holder.claimedDueAt, at);
    const chargeId = snapshot.charge.id;
    if (decision.charge !== undefined && id !== chargeId)
      after.change(chargeId, decision.charge, snapshot.charge, snapshot.charge.dueAt, at);
    const its = after.row(chargeId);
    const begun = followUp === undefined ? undefined : after.followUp(followUp, chargeId, at);
    const refunding = begun?.kind === 'refund' ? (begun.amountMinor ?? 0n) : 0n;
    after.put({
      ...its,
      authorizedMinor: its.authorizedMinor + deltas.authorized,
      capturingMinor: its.capturingMinor + deltas.capturing,
      capturedMinor: its.capturedMinor + deltas.captured,
      tipTakenMinor: its.tipTakenMinor + deltas.tip,
      cashbackMinor: its.cashbackMinor + deltas.cashback,
      surchargeMinor: its.surchargeMinor + deltas.surcharge,
      excessMinor: its.excessMinor + deltas.excess,
      refundingMinor: its.refundingMinor + deltas.refunding + refunding,
      refundedMinor: its.refundedMinor + deltas.refunded,
      overRefundedMinor: its.overRefundedMinor + deltas.overRefunded,
      openRefunds: its.openRefunds + deltas.openRefunds + (refunding > 0n ? 1 : 0),
      openExclusive:
        begun?.kind === 'cancel' || begun?.kind === 'void' ? begun.id : decision.releasesExclusive ? null : snapshot.charge.openExclusive,
    });
    for (const other of decision.asksAfter) if (after.row(other).dueAt === null) after.put({ ...after.row(other), dueAt: at });
    after.moved(at, { state: decision.state, ...(decision.clearsCancelRequest ? { cancelRequested: null } : {}) });
    after.post(decision);
    const recorded = decision.records === undefined ? undefined : after.record(decision.records, chargeId, at);
    after.closeAndOpenCases(recorded?.id ?? id, chargeId, decision, ownCases(snapshot));
    // A unique index is an answer: another writer was first, and what is there is read and decided again.
    if (after.isTaken()) return 'lost';
    Object.assign(this, after);
    return { begun };
  }

  /** The same statement with a person's word: the case is closed by it, or waits for the end of what the word has begun. */
  say(
    seen: Read,
    id: string,
    decision: Decision,
    { resolution, kind }: Pick<PersonsWord, 'resolution' | 'kind'>,
  ): ReturnType<World['write']> {
    const { lease, dueAt } = this.row(id);
    const after = this.copy();
    const written = after.write(seen, id, decision, { lease, claimedDueAt: dueAt }, this.now);
    if (written === 'lost') return written;
    const isIt = (one: OpenCase): boolean => one.operationId === id && one.kind === kind;
    const others = after.openCases.filter((one) => !isIt(one));
    after.openCases = waits({ resolution }) ? [...others, { operationId: id, kind, waits: true }] : others;
    if (resolution === 'confirm' || resolution === 'decline' || resolution === 'adopt')
      after.answered = [...after.answered, { operationId: id, kind }];
    Object.assign(this, after);
    return written;
  }

  /** What the guard of a finish judges: the columns of the rows that it locks, against those that the decision was made on. */
  private holds({ order: seen, charge: its, operation }: Snapshot, leaseHeld: number | undefined): boolean {
    const [present, now] = [this.row(its.id), this.row(operation.id)];
    return (
      this.order.version === seen.version &&
      this.order.state === seen.state &&
      this.order.cancelRequested === seen.cancelRequested &&
      present.outcome === its.outcome &&
      present.openExclusive === its.openExclusive &&
      present.capturedMinor === its.capturedMinor &&
      present.refundedMinor === its.refundedMinor &&
      present.overRefundedMinor === its.overRefundedMinor &&
      isSame(now, operation) &&
      this.leaseStands(now, leaseHeld)
    );
  }

  protected leaseStands(now: Row, leaseHeld: number | undefined): boolean {
    return leaseHeld === undefined || now.lease === leaseHeld;
  }

  /** A repeat or a failed query: no version, only what to do next. */
  private touch(seen: Read, id: string, decision: Decision, holder: Holder, at: number): { readonly begun: undefined } | 'lost' {
    const { operation } = snapshotInMemory(seen, id);
    if (!isSame(this.row(id), operation)) return 'lost';
    this.change(id, decision.operation, operation, holder.claimedDueAt, at);
    return { begun: undefined };
  }

  private isTaken(): boolean {
    const unique = ['operation_one_live_charge', 'operation_one_exclusive', 'operation_refund_no'];
    return brokenConstraints(this).some((name) => unique.includes(name));
  }

  private post({ movements }: Decision): void {
    const balance = { ...this.balance };
    for (const { debit, credit, amountMinor } of movements) {
      if (amountMinor <= 0n) throw new Error('a movement of nothing');
      balance[debit] += amountMinor;
      balance[credit] -= amountMinor;
    }
    this.balance = balance;
  }

  private closeAndOpenCases(id: string, chargeId: string, { cases, closesCases }: Decision, own: readonly CaseKind[]): void {
    const closed = ({ operationId, kind }: OpenCase): boolean =>
      (operationId === id || (operationId === chargeId && !own.includes(kind))) && closesCases.includes(kind);
    const left = this.openCases.filter((open) => !closed(open));
    const opened = cases.map(({ kind }) => ({ operationId: id, kind }));
    const isThere = (one: OpenCase): boolean =>
      this.openCases.some(({ operationId, kind }) => operationId === one.operationId && kind === one.kind);
    this.openCases = [
      ...left,
      ...opened.filter((one, index) => !isThere(one) && opened.findIndex(({ kind }) => kind === one.kind) === index),
    ];
    // A case that is opened again is nobody's answer any more.
    this.answered = this.answered.filter(
      ({ operationId, kind }) => !this.openCases.some((one) => one.operationId === operationId && one.kind === kind),
    );
  }

  private followUp(what: NonNullable<Decision['followUp']>, chargeId: string, at: number): Row {
    if (what.kind === 'next_route') return this.begin(this.kind, undefined, AMOUNT, at);
    if (what.kind === 'cancel') return this.begin('cancel', chargeId, null, at, what.reason === 'late_success');
    if (what.kind === 'void') return this.begin('void', chargeId, null, at, true);
    return this.begin('refund', chargeId, what.amountMinor, at, true);
  }

  /** A change made outside us is over as it is written; the last moment to send it is past. */
  private record({ kind, amountMinor, tipMinor }: OutsideChange, chargeId: string, at: number): Row {
    const begun = this.begin(kind, chargeId, amountMinor, at);
    const over = { outcome: 'approved', finishedAt: at, dueAt: null, shown: true, sendUntil: at, attempts: 0 } as const;
    const row = { ...begun, ...over, tipMinor, outside: true };
    this.put(row);
    return row;
  }

  /** The guard of begin_charge: an order number that is there begins nothing. Returns the charge that was begun. */
  beginCharge(): Row | undefined {
    return this.isThere() ? undefined : this.begin(this.kind, undefined, AMOUNT, this.now);
  }

  protected isThere(): boolean {
    return this.rows.length > 0;
  }

  /** The guard of begin_refund. */
  beginRefund(amountMinor: bigint): Row | undefined {
    const its = this.chargeInUse;
    if (its.outcome !== 'approved' || (this.order.state !== 'paid' && this.order.state !== 'partially_refunded')) return undefined;
    const reserved = its.refundedMinor + its.refundingMinor - its.overRefundedMinor + amountMinor;
    if (its.openExclusive !== null || reserved > takenOf(its)) return undefined;
    const row = this.begin('refund', its.id, amountMinor, this.now);
    this.put({ ...this.row(its.id), refundingMinor: its.refundingMinor + amountMinor, openRefunds: its.openRefunds + 1 });
    this.moved(this.now, {});
    return row;
  }

  /** The guards of begin_capture, begin_increment, begin_adjust_tip and begin_void. `amountMinor` of a tip is the whole tip. */
  beginChange(kind: Change, amountMinor: bigint): Row | undefined {
    const its = this.chargeInUse;
    if (its.outcome !== 'approved' || its.openExclusive !== null || its.openRefunds > 0) return undefined;
    const held = this.order.state === 'authorized' && its.kind === 'authorize';
    const untouched = its.refundedMinor === 0n;
    const fits = {
      capture: held && its.capturedMinor + its.capturingMinor + amountMinor <= its.authorizedMinor,
      increment: held && its.capturedMinor === 0n,
      adjust_tip: this.order.state === 'paid' && untouched,
      void: (this.order.state === 'paid' || this.order.state === 'authorized') && its.capturingMinor === 0n && untouched,
    };
    if (!fits[kind]) return undefined;
    const row = this.begin(kind, its.id, kind === 'capture' || kind === 'increment' ? amountMinor : null, this.now);
    if (kind === 'adjust_tip') this.put({ ...row, tipMinor: amountMinor });
    const capturing = kind === 'capture' ? amountMinor : 0n;
    this.put({ ...this.row(its.id), openExclusive: row.id, capturingMinor: its.capturingMinor + capturing });
    this.moved(this.now, {});
    return row;
  }

  /**
   * A cancel that somebody wants, as the orders package begins it: asked of the provider where the guard of begin_cancel lets it, noted while the
   * payment is being sent or where only a person may cancel. Returns the cancel that was begun, 'noted', or undefined where nothing changed.
   */
  wantCancel(by: 'merchant' | 'expiry'): Row | 'noted' | undefined {
    const its = this.chargeInUse;
    if (!isUndecided(this.order.state) || its.openExclusive !== null) return undefined;
    const disputed = by === 'expiry' && isDisputed(this.openCases.map(({ kind }) => kind));
    if (this.order.state === 'created' || disputed) return this.requestCancel(by) ? 'noted' : undefined;
    return this.beginCancel(by);
  }

  /** The guard of request_cancel. */
  requestCancel(by: 'merchant' | 'expiry'): boolean {
    const { state, cancelRequested } = this.order;
    if (!isUndecided(state) || !(cancelRequested === null || (cancelRequested === 'expiry' && by === 'merchant'))) return false;
    for (const its of this.charges) if (its.dueAt === null && isOpen(its.outcome)) this.put({ ...its, dueAt: this.now });
    this.moved(this.now, { cancelRequested: by, expiryHandled: this.order.expiryHandled || by === 'expiry' });
    return true;
  }

  /** The guard of begin_cancel. */
  beginCancel(by: 'merchant' | 'expiry'): Row | undefined {
    const its = this.chargeInUse;
    if ((this.order.state !== 'pending' && this.order.state !== 'uncertain') || !isOpen(its.outcome)) return undefined;
    if (its.openExclusive !== null || its.openRefunds > 0) return undefined;
    const cancel = this.begin('cancel', its.id, null, this.now);
    this.put({ ...this.row(its.id), openExclusive: cancel.id });
    this.moved(this.now, { cancelRequested: null, expiryHandled: this.order.expiryHandled || by === 'expiry' });
    return cancel;
  }

  /** Whether the worker looks for this order because its time is over. */
  get isExpired(): boolean {
    const { expiryHandled, state, expiresAt, cancelRequested } = this.order;
    if (expiryHandled || !isUndecided(state) || expiresAt === null || expiresAt > this.now || cancelRequested !== null) return false;
    return this.charges.every(({ openExclusive }) => openExclusive === null);
  }

  /** The statements claim_due and claim_one: the lease is raised, and `due_at` moved past the call that it announces. */
  claim(id: string, leaseUntil = this.now + 60 * SECOND): Row {
    const claimed = { ...this.row(id), lease: this.row(id).lease + 1, dueAt: leaseUntil };
    this.put(claimed);
    return claimed;
  }

  /** The guard of begin_attempt: a further send under the same key, by the holder of the lease, while the operation is open. */
  beginAttempt(id: string, lease: number, dueAt = this.now + 60 * SECOND): Row | undefined {
    const row = this.row(id);
    if (row.lease !== lease || !isOpen(row.outcome)) return undefined;
    if (row.kind === 'cancel' && this.row(row.chargeId).outcome === 'approved') return undefined;
    const sendUntil = this.now + SEND_WINDOW;
    const attempt = { ...row, attempts: row.attempts + 1, sendAgain: false, sendUntil, dueAt, answer: null, answeredAt: null };
    this.put(attempt);
    return attempt;
  }

  /** The statement look_now; `hinted` is the same but for an operation whose first outcome is still being waited for. */
  lookNow(id: string): void {
    const row = this.row(id);
    this.put({ ...row, dueAt: row.dueAt === null ? this.now : Math.min(row.dueAt - 1, this.now) });
  }

  hinted(id: string): void {
    if (this.row(id).outcome !== null) this.lookNow(id);
  }

  /**
   * A hint that came since the holder's own claim is not lost: `due_at` is written only where it still holds what the claim wrote and is not due by
   * now, or to look now.
   */
  protected dueAfter(before: Row, to: number | null, seenDueAt: number | null, at: number): number | null {
    const isNow = to !== null && to <= at;
    const stalled = seenDueAt !== null && seenDueAt <= at;
    return (before.dueAt === seenDueAt && !stalled) || isNow ? to : before.dueAt;
  }

  private timesAt(begun: number): Pick<Row, 'createdAt' | 'sendUntil' | 'dueAt'> {
    const sendUntil = begun + SEND_WINDOW;
    return { createdAt: begun, sendUntil, dueAt: sendUntil + this.totalTimeoutMs + GRACE };
  }

  private begin(kind: OperationKind, chargeId: string | undefined, amountMinor: bigint | null, at: number, late = false): Row {
    const id = chargeId === undefined ? `charge-${String(this.charges.length + 1)}` : `${kind}-${String(this.rows.length)}`;
    const row = {
      ...charge({ id, kind, amountMinor, ...this.timesAt(at), ...(chargeId === undefined ? {} : { authorizedMinor: 0n }) }),
      chargeId: chargeId ?? id,
      late,
      outside: false,
    };
    this.rows = [...this.rows, row];
    return row;
  }

  private change(id: string, to: OperationChange, seen: OperationChange, heldDueAt: number | null, at: number): void {
    const before = this.row(id);
    const reopened = to.outcome === 'approved' && (before.outcome === 'declined' || before.outcome === 'not_sent');
    this.put({
      ...before,
      ...to,
      providerReference: to.providerReference ?? before.providerReference,
      shown: before.shown || to.shown,
      // What the decision leaves as it saw it stays what it is by now: it is no wish to look, however late it is.
      dueAt: to.dueAt === seen.dueAt ? before.dueAt : this.dueAfter(before, to.dueAt, heldDueAt, at),
      finishedAt: isOpen(to.outcome) ? null : reopened ? at : (before.finishedAt ?? at),
    });
  }

  private moved(at: number, to: Partial<OrderRow>): void {
    this.order = { ...this.order, ...to, version: this.order.version + 1, updatedAt: at };
  }

  private put(row: Row): void {
    this.rows = this.rows.map((other) => (other.id === row.id ? row : other));
  }
}

/** Of the operation itself every guard judges outcome, answer and attempts. */
function isSame(row: Row, seen: Snapshot['operation']): boolean {
  return row.outcome === seen.outcome && row.answer === seen.answer && row.attempts === seen.attempts;
}
