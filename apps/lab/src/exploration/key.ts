import { CASE_KINDS, OPERATION_KINDS, ORDER_STATES, OUTCOMES, RESOLUTIONS } from '@interlock/domain';
import type { Stated } from '@interlock/domain';
import { SECOND } from '@interlock/domain/testing';
import type { OpenCase, Read, Row } from '@interlock/domain/testing';
import { COUNTED } from './configuration.js';
import type { Facts } from './provider.js';
import type { Account, Request, Run, State, Wish } from './state.js';

/**
 * A text that two states share when nothing that can still happen tells them apart: times count from now and end where no rule looks any further
 * back, versions and leases are only compared, processes and requests have no order.
 */
export function keyOf(state: State): string {
  const { world, left } = state;
  const { now } = world;
  const stalled = state.runs.some(({ until }) => until === Infinity);
  const writer = new Writer(now, stalled ? STALLED : PAST);
  let key = writer.read(world.read());
  for (const account of state.accounts) key += writer.account(account);
  key += sorted(state.runs.map((run) => writer.run(run, state)));
  key += sorted(state.requests.map((request) => writer.request(request, state)));
  for (const what of COUNTED) key += String.fromCharCode(left[what]);
  return key + String.fromCharCode(left.refunds, left.outside);
}

/**
 * Seconds after which no rule tells one moment of the past from another: the schedule's and the expiry's end, the bound of a send with the longest
 * query, and that query alone. A process that stalls may still hold what it asked long ago.
 */
const PAST = { schedule: 41, send: 21, query: 6 };
const STALLED = { schedule: 400, send: 400, query: 400 };
const FACTS: readonly Facts['state'][] = ['unseen', 'accepted', 'paid', 'held', 'refused', 'closed', 'returned'];
const PHASES: readonly Run['phase'][] = ['sending', 'sent', 'resending', 'asking', 'heard', 'speaking'];
const PROCESSES: readonly Run['process'][] = ['gateway', 'worker', 'hook'];
const SOURCES: readonly Run['source'][] = ['answer', 'query', 'notification'];

/** Rows do not change, and most steps leave most of them as they are: what was written of a row at a moment is written again. */
const written = new WeakMap<Row, { readonly now: number; readonly past: typeof PAST; readonly key: string }>();

class Writer {
  constructor(
    private readonly now: number,
    private readonly past: typeof PAST,
  ) {}

  read({ order, rows, openCases, answered }: Read): string {
    const over = order.state === 'canceled' || order.state === 'reversed';
    const wish = order.cancelRequested === null ? 0 : order.cancelRequested === 'merchant' ? 1 : 2;
    let key = String.fromCharCode(ORDER_STATES.indexOf(order.state), wish, flags(order.expiryHandled), openCases.length, rows.length);
    key +=
      this.time(order.expiryHandled ? null : order.expiresAt, this.past.schedule) +
      this.time(over ? order.updatedAt : null, this.past.query);
    const caseKey = ({ operationId, kind, waits }: OpenCase): string =>
      String.fromCharCode(indexOf(rows, operationId), CASE_KINDS.indexOf(kind), flags(waits === true));
    key += `${sorted(openCases.map(caseKey))}|${sorted(answered.map(caseKey))}`;
    for (const row of rows) key += this.known(row, rows);
    return key;
  }

  private known(row: Row, rows: readonly Row[]): string {
    const before = written.get(row);
    if (before?.now === this.now && before.past === this.past) return before.key;
    const key = this.row(row, rows);
    written.set(row, { now: this.now, past: this.past, key });
    return key;
  }

  private row(row: Row, rows: readonly Row[]): string {
    const head = String.fromCharCode(
      OPERATION_KINDS.indexOf(row.kind),
      indexOf(rows, row.chargeId),
      row.outcome === null ? 9 : OUTCOMES.indexOf(row.outcome),
    );
    const isCharge = row.id === row.chargeId;
    const byPerson = row.declineCode === 'declined_by_person';
    const unproven = byPerson || row.declineCode === 'never_arrived';
    const past = isCharge ? this.past.schedule : this.past.query;
    const ends =
      this.time(row.sendUntil, this.past.send) +
      this.due(row.dueAt) +
      (unproven && isCharge ? this.exactly(row.finishedAt) : this.time(row.finishedAt, past)) +
      String.fromCharCode(
        row.lease === 1 ? 1 : 2,
        flags(row.duplicate, row.late, row.outside, unproven, row.answer === 'yes', byPerson),
        hundreds(row.amountMinor ?? row.tipMinor ?? 0n),
      );
    return head + ends + (row.finishedAt === null ? this.open(row) : '.') + (isCharge ? amountsKey(row, rows) : '.');
  }

  /** What is looked at of an operation only until it is closed. */
  private open(row: Row): string {
    const answer = row.answer === null ? 0 : row.answer === 'yes' ? 1 : 2;
    return (
      String.fromCharCode(row.attempts, answer, row.notFoundCount, flags(row.sendAgain, row.shown)) +
      this.time(row.createdAt, this.past.schedule) +
      this.time(row.answeredAt, this.past.query) +
      this.time(row.notFoundAt, this.past.send)
    );
  }

  account({ facts, shown, shownBy, notifications, untold }: Account): string {
    const lags = shown !== facts;
    return factsKey(facts) + (lags ? factsKey(shown) + this.exactly(shownBy) : '-') + String.fromCharCode(notifications, flags(untold));
  }

  run(run: Run, { world }: State): string {
    const row = world.row(run.operationId);
    const present = world.read();
    const stale = run.seen.rows !== present.rows || run.seen.order !== present.order || run.seen.openCases !== present.openCases;
    const seenRow = run.seen.rows.find(({ id }) => id === run.operationId);
    // A value of the past is never written again, so all that is left to tell is whether it still stands.
    const stands = row.dueAt === run.claimedDueAt;
    return (
      String.fromCharCode(
        PROCESSES.indexOf(run.process),
        indexOf(world.rows, run.operationId),
        PHASES.indexOf(run.phase),
        run.attempt,
        SOURCES.indexOf(run.source),
        flags(run.lease === 1, run.lease === row.lease, run.lease === seenRow?.lease, run.holdsPlan, run.until === Infinity, stands),
      ) +
      (stands ? '' : this.due(run.claimedDueAt)) +
      this.exactly(run.phase === 'sending' ? run.sendUntil : null) +
      this.exactly(run.source === 'query' ? run.askedAt : null) +
      this.exactly(run.until === Infinity ? null : run.until) +
      resultKey(run.result) +
      (run.wish === undefined ? '' : wishKey(run.wish)) +
      (stale ? (run.seen.order.version === present.order.version ? '=' : '<') + this.read(run.seen) : '')
    );
  }

  request({ kind, key, attempt, operationId, until }: Request, { world }: State): string {
    return (
      String.fromCharCode(OPERATION_KINDS.indexOf(kind), attempt, indexOf(world.rows, operationId)) +
      key +
      this.exactly(until === Infinity ? null : until)
    );
  }

  /** What is due is due, since whenever. */
  private due(moment: number | null): string {
    return moment !== null && moment < this.now ? this.exactly(this.now) : this.exactly(moment);
  }

  private time(moment: number | null, past: number): string {
    return moment !== null && moment < this.now - past * SECOND ? '\u0001' : this.exactly(moment);
  }

  private exactly(moment: number | null): string {
    if (moment === null) return '\u0000';
    const seconds = (moment - this.now) / SECOND;
    return seconds > -20_000 && seconds < 20_000
      ? String.fromCharCode(21_000 + seconds)
      : String.fromCharCode(50_000 + Math.round(seconds / 60));
  }
}

function amountsKey(row: Row, rows: readonly Row[]): string {
  return String.fromCharCode(
    row.openExclusive === null ? 99 : indexOf(rows, row.openExclusive),
    row.openRefunds,
    hundreds(row.authorizedMinor),
    hundreds(row.capturingMinor),
    hundreds(row.capturedMinor),
    hundreds(row.tipTakenMinor),
    hundreds(row.refundingMinor),
    hundreds(row.refundedMinor),
    hundreds(row.overRefundedMinor),
    hundreds(row.excessMinor),
  );
}

function factsKey({ state, heldMinor, tipMinor, refunds }: Facts): string {
  const figures = String.fromCharCode(FACTS.indexOf(state), hundreds(heldMinor), hundreds(tipMinor), refunds.length);
  return figures + refunds.map(({ key }) => key).join();
}

/** Which of the answers of the model it is, and in which figures; what else they hold is the same in all of one kind. */
function resultKey(result: Run['result']): string {
  if (result === undefined) return '-';
  const word = 'code' in result ? result.code : 'cause' in result ? result.cause : 'stated' in result ? statedKey(result.stated) : '';
  return `${result.outcome}${word};`;
}

function statedKey(stated: Stated | 'not_stated'): string {
  if (stated === 'not_stated') return stated;
  const { base, tip, authorizedTotal, captured, refunded } = stated;
  const figures = [base, tip, authorizedTotal, captured === 'not_stated' ? undefined : captured, refunded];
  return String.fromCharCode(...figures.map((figure) => (figure === undefined ? 0 : hundreds(figure))));
}

function wishKey({ kind, resolution }: Wish): string {
  return String.fromCharCode(CASE_KINDS.indexOf(kind), RESOLUTIONS.indexOf(resolution));
}

const flags = (...given: readonly boolean[]): number => given.reduce((sum, flag, index) => (flag ? sum + (1 << index) : sum), 0);
const hundreds = (amount: bigint): number => Number(amount) / 100 + 100;
const sorted = (keys: string[]): string => (keys.length < 2 ? keys.join() : keys.sort().join());
const indexOf = (rows: readonly Row[], id: string): number => rows.findIndex((row) => row.id === id);
