import type { QueryResult } from '../operation/result.js';
import { move } from '../order/transitions.js';
import { askAgainAt } from './ask-again.js';
import { askedAfter } from './asked-after.js';
import { contradictionsGone } from './closed-by-facts.js';
import { look } from './decision.js';
import type { Decision } from './decision.js';
import { differenceOf } from './difference.js';
import type { Difference } from './difference.js';
import { disagrees } from './disagrees.js';
import { HOLD_LOOK_MS } from './hold-look.js';
import { late } from './late-money.js';
import { adopted, heldNoMore, isWhole, undoneOutside } from './outside-change.js';
import { settledBound, takenOf, undoneBound } from './snapshot.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

const HOUR_MS = 60 * 60 * 1000;

/** What an exchange means about a charge that is known to be approved. */
export function afterApproval(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const { charge } = snapshot;
  const { result } = evidence;
  switch (result.outcome) {
    case 'approved':
      return stillApproved(snapshot, evidence, rules, result);
    case 'declined':
    case 'reversed':
      return undone(snapshot, evidence, result);
    case 'pending':
    case 'unknown':
    case 'no_answer':
      if (charge.openExclusive !== null) return afterOurs(snapshot, evidence, false);
      if (evidence.source !== 'query') return look(snapshot, 'nothing_said', charge.dueAt);
      return look(snapshot, 'nothing_said', lookAfterHold(snapshot, evidence, HOUR_MS) ?? askAgainAt(charge, evidence.receivedAt));
    case 'not_found':
    case 'not_sent':
      return look(snapshot, 'nothing_said', rested(snapshot, evidence, lookAfterHold(snapshot, evidence, HOUR_MS)));
  }
}

type Of<O extends QueryResult['outcome']> = Extract<QueryResult, { outcome: O }>;

function stillApproved(snapshot: Snapshot, evidence: Evidence, rules: Rules, result: Of<'approved'>): Decision {
  const { order, charge } = snapshot;
  const difference = result.stated === 'not_stated' ? undefined : differenceOf(snapshot, result.stated);
  // While a capture, tip, void or cancel of ours is open, its own queries decide.
  if (charge.openExclusive !== null) return afterOurs(snapshot, evidence, difference !== undefined);
  const over = order.state === 'reversed' || order.state === 'canceled';
  if (over && !charge.duplicate) {
    const bound = undoneBound(snapshot, rules);
    // A void or cancel that was done is not undone by a read that lags behind it.
    if (evidence.source !== 'query') return look(snapshot, 'news', evidence.receivedAt);
    if (evidence.askedAt < bound) return look(snapshot, 'repeat', Math.max(bound, evidence.receivedAt));
    if (charge.kind === 'sale') return late(snapshot, result, rules, evidence.receivedAt);
    return kept(snapshot, evidence, { kind: 'state_conflict', detail: 'the authorization was let go, and the provider still shows it' });
  }
  if (difference !== undefined) return differs(snapshot, evidence, rules, difference);
  const dueAt = lookAfterHold(snapshot, evidence, HOLD_LOOK_MS);
  // Where no figures are stated, there are none that may be somebody else's.
  if (result.stated === 'not_stated') return look(snapshot, 'repeat', rested(snapshot, evidence, dueAt));
  const overtaken = dueAt === null ? overtakenAsKnown(snapshot, evidence) : undefined;
  return overtaken ?? asKnown(snapshot, evidence, dueAt);
}

/**
 * Figures that are ours say nothing where something of ours was begun on the charge and the query was not asked after its end: they may be those of
 * somebody else's change, of the same amount as what we have done since. Undefined where they do. A hold is looked at again anyway.
 */
function overtakenAsKnown(snapshot: Snapshot, evidence: Evidence): Decision | undefined {
  const { followedUntil, settledAt } = snapshot;
  if (evidence.source !== 'query' || followedUntil === null) return undefined;
  if (settledAt === null) return afterOurs(snapshot, evidence, true);
  return askedAfter(evidence, settledAt) ? undefined : disagrees(snapshot, evidence, settledAt);
}

/** What a query proves that was asked when nothing of ours was under way is taken over; anything else waits for such a query. */
function differs(snapshot: Snapshot, evidence: Evidence, rules: Rules, difference: Difference): Decision {
  if (difference.type === 'unclear')
    return { ...kept(snapshot, evidence, difference), asksAfter: difference.refunds === true ? snapshot.refundsWrittenOff : [] };
  // What is open of ours may be what is shown: it ends first.
  if (evidence.source === 'query' && snapshot.settledAt === null) return afterOurs(snapshot, evidence, true);
  const endedAt = snapshot.settledAt ?? evidence.receivedAt;
  if (!askedAfter(evidence, endedAt)) return disagrees(snapshot, evidence, endedAt);
  const bound = settledBound(snapshot, rules);
  // An older tip, or less than we know of, may be a read that lags behind what we have done.
  if ((difference.type === 'tip' || difference.type === 'less') && evidence.askedAt < bound)
    return look(snapshot, 'repeat', Math.max(bound, evidence.receivedAt));
  if (difference.type === 'less') return kept(snapshot, evidence, { kind: 'state_conflict', detail: difference.detail });
  return adopted(snapshot, difference, evidence.receivedAt);
}

function undone(snapshot: Snapshot, evidence: Evidence, result: Of<'declined'> | Of<'reversed'>): Decision {
  const { order, charge } = snapshot;
  if (charge.openExclusive !== null) return afterOurs(snapshot, evidence, takenOf(charge) > 0n);
  const over = order.state === 'reversed' || order.state === 'canceled' || order.state === 'failed' || order.state === 'refunded';
  if (over && !charge.duplicate) return asKnown(snapshot, evidence, null);
  if (evidence.source === 'query' && snapshot.settledAt === null) return afterOurs(snapshot, evidence, true);
  const endedAt = snapshot.settledAt ?? evidence.receivedAt;
  if (!askedAfter(evidence, endedAt)) return disagrees(snapshot, evidence, endedAt);
  if (charge.duplicate && takenOf(charge) === charge.refundedMinor) return duplicateGone(snapshot);
  if (order.state === 'authorized' && !charge.duplicate) return holdGone(snapshot, result);
  // A void that was refused and yet done stands in suspense already.
  if ((snapshot.writtenOff.void ?? 0n) !== 0n) return asKnown(snapshot, evidence, null);
  const unclear = unclearReturn(snapshot, result);
  return unclear === undefined ? undoneOutside(snapshot) : kept(snapshot, evidence, unclear);
}

/** Why a payment that is shown as undone is not simply all of it given back; undefined where it is. */
function unclearReturn({ order, charge }: Snapshot, result: Of<'declined'> | Of<'reversed'>): Decision['cases'][number] | undefined {
  const detail = 'the provider shows the payment as undone; we did not ask for that';
  if (result.outcome === 'declined' || result.stated === 'not_stated' || charge.refundedMinor > 0n)
    return { kind: 'external_change', detail };
  const { stated } = result;
  if (stated.currency !== undefined && stated.currency !== order.currency)
    return { kind: 'currency_mismatch', detail: `${detail}: in ${order.currency}, the provider states ${stated.currency}` };
  if (
    !isWhole(charge, stated.base) ||
    (typeof stated.captured === 'bigint' && stated.captured !== charge.capturedMinor + charge.excessMinor)
  )
    return {
      kind: 'amount_mismatch',
      detail: `${detail}: ${String(takenOf(charge))}, the provider states ${String(stated.base)} (minor units)`,
    };
  return undefined;
}

/** That this one holds nothing any more is what its case asks for; the order lives by its other charge. */
function duplicateGone(snapshot: Snapshot): Decision {
  if (!snapshot.openCases.includes('duplicate_charge')) return look(snapshot, 'repeat', null);
  return { ...look(snapshot, 'news', null), closesCases: ['duplicate_charge'] };
}

/** What was held is no longer: it lapsed, which needs nobody, or somebody else has let it go. */
function holdGone(snapshot: Snapshot, result: Of<'declined'> | Of<'reversed'>): Decision {
  if (result.outcome === 'declined' && result.code === 'expired') {
    return { ...look(snapshot, 'news', null), state: move(snapshot.order.state, 'hold_lapsed', 'approved', 'canceled') };
  }
  const captured = result.outcome === 'reversed' && result.stated !== 'not_stated' ? result.stated.captured : undefined;
  return heldNoMore(snapshot, typeof captured === 'bigint' ? captured : 0n);
}

/** What is shown is what we know; a contradiction that stood in a case is none any more. */
function asKnown(snapshot: Snapshot, evidence: Evidence, dueAt: number | null): Decision {
  const closesCases = contradictionsGone(snapshot, evidence);
  const next = rested(snapshot, evidence, dueAt);
  return closesCases.length === 0 ? look(snapshot, 'repeat', next) : { ...look(snapshot, 'news', next), closesCases };
}

/** A look that is due is ended by a query alone: what else comes in was not asked for. */
function rested({ charge }: Snapshot, { source }: Evidence, dueAt: number | null): number | null {
  return source === 'query' ? dueAt : charge.dueAt;
}

/** A fact, and a case for a person; nothing else changes. Another source than a query makes us ask as well. */
function kept(snapshot: Snapshot, evidence: Evidence, { kind, detail }: Decision['cases'][number]): Decision {
  const dueAt = evidence.source === 'query' ? lookAfterHold(snapshot, evidence, HOLD_LOOK_MS) : evidence.receivedAt;
  return { ...look(snapshot, 'news', dueAt), cases: [{ kind, detail }] };
}

/** Something of ours is under way on the charge. What is shown beside it is looked at an hour later, and rarer the older the charge is: what is under way may wait for a person. */
function afterOurs(snapshot: Snapshot, evidence: Evidence, differs: boolean): Decision {
  const { receivedAt } = evidence;
  return look(
    snapshot,
    'repeat',
    differs ? Math.max(receivedAt + HOUR_MS, askAgainAt(snapshot.charge, receivedAt)) : lookAfterHold(snapshot, evidence, HOUR_MS),
  );
}

/** A hold is looked at for as long as it stands; one beside another charge for as long as its case is open. */
function lookAfterHold({ order, charge, openCases }: Snapshot, evidence: Evidence, pauseMs: number): number | null {
  const stands = charge.duplicate ? charge.kind === 'authorize' && openCases.includes('duplicate_charge') : order.state === 'authorized';
  return stands ? evidence.receivedAt + pauseMs : null;
}
