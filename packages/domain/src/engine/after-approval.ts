import type { QueryResult, Stated } from '../operation/result.js';
import { move } from '../order/transitions.js';
import { look } from './decision.js';
import type { Decision } from './decision.js';
import { disagrees } from './disagrees.js';
import { late } from './late-money.js';
import { takenOf, undoneBound } from './snapshot.js';
import type { ChargeFacts, Evidence, Rules, Snapshot } from './snapshot.js';

const HOUR_MS = 60 * 60 * 1000;
/** How often a hold is looked at: it lapses without anybody saying so. */
export const HOLD_LOOK_MS = 24 * HOUR_MS;

/** What an exchange means about a charge that is known to be approved. */
export function afterApproval(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const { charge } = snapshot;
  const { result } = evidence;
  // While a capture, tip, void or cancel of ours is open, its own queries decide.
  if (charge.openExclusive !== null) return look(snapshot, 'repeat', lookAfterHold(snapshot, evidence, HOUR_MS));
  switch (result.outcome) {
    case 'approved':
      return stillApproved(snapshot, evidence, rules, result);
    case 'declined':
    case 'reversed':
      return undone(snapshot, evidence, result);
    case 'pending':
    case 'unknown':
    case 'not_found':
    case 'not_sent':
    case 'no_answer':
      return look(snapshot, 'nothing_said', lookAfterHold(snapshot, evidence, HOUR_MS));
  }
}

type Of<O extends QueryResult['outcome']> = Extract<QueryResult, { outcome: O }>;

function stillApproved(snapshot: Snapshot, evidence: Evidence, rules: Rules, result: Of<'approved'>): Decision {
  const { order, charge } = snapshot;
  const over = order.state === 'reversed' || order.state === 'canceled';
  if (over && !charge.duplicate) {
    const bound = undoneBound(snapshot, rules);
    // A void or cancel that was done is not undone by a read that lags behind it.
    if (evidence.source !== 'query' || evidence.askedAt < bound)
      return look(snapshot, evidence.source === 'query' ? 'repeat' : 'news', Math.max(bound, evidence.receivedAt));
    if (charge.kind === 'sale') return late(snapshot, result, rules);
    return kept(snapshot, { kind: 'state_conflict', detail: 'the authorization was let go, and the provider still shows it' });
  }
  const contradiction = result.stated === 'not_stated' ? undefined : contradictionOf(snapshot, result.stated);
  return contradiction === undefined
    ? look(snapshot, 'repeat', lookAfterHold(snapshot, evidence, HOLD_LOOK_MS))
    : kept(snapshot, contradiction);
}

/** Whether what a provider states of an approved charge is what we know of it by now, after captures, increments, tips and refunds. */
function contradictionOf({ order, charge }: Snapshot, stated: Stated): Decision['cases'][number] | undefined {
  if (stated.currency !== undefined && stated.currency !== order.currency) {
    return { kind: 'currency_mismatch', detail: `after the payment: asked in ${order.currency}, the provider states ${stated.currency}` };
  }
  const figure = charge.kind === 'authorize' ? (stated.authorizedTotal ?? stated.base) : stated.base;
  const known = figuresOf(charge);
  if (!known.includes(figure)) {
    const detail = `after the payment: asked ${String(known[0])}, the provider states ${String(figure)} (minor units)`;
    return { kind: 'amount_mismatch', detail };
  }
  if (stated.tip !== undefined && stated.tip !== charge.tipTakenMinor && takenOf(charge) > 0n) {
    const detail = `the provider shows a tip of ${String(stated.tip)}, we know of ${String(charge.tipTakenMinor)} (minor units)`;
    return { kind: 'external_change', detail };
  }
  const returned = charge.refundedMinor + charge.refundingMinor;
  if (stated.refunded !== undefined && stated.refunded > returned) {
    const detail = `the provider has given back ${String(stated.refunded)}, we know of ${String(returned)} (minor units)`;
    return { kind: 'external_change', detail };
  }
  return undefined;
}

/** A hold is stated as it was asked, as it was raised to, or by what was captured of it. */
function figuresOf(charge: ChargeFacts): readonly bigint[] {
  const asked = charge.amountMinor ?? charge.authorizedMinor;
  return charge.kind === 'sale' ? [asked] : [charge.authorizedMinor, asked, charge.capturedMinor, takenOf(charge)];
}

function undone(snapshot: Snapshot, evidence: Evidence, result: Of<'declined'> | Of<'reversed'>): Decision {
  const { order, charge } = snapshot;
  if (order.state === 'reversed' || order.state === 'canceled' || order.state === 'refunded') return look(snapshot, 'repeat', null);
  const askedAfterApproval = evidence.source === 'query' && evidence.askedAt >= (charge.finishedAt ?? charge.createdAt);
  if (!askedAfterApproval) return disagrees(snapshot, evidence);
  // The order lives by its other charge; that this one is gone is what its case asks for.
  if (charge.duplicate && charge.kind === 'authorize') return look(snapshot, 'repeat', null);
  if (order.state === 'authorized') return holdGone(snapshot, result);
  return kept(snapshot, { kind: 'external_change', detail: 'the provider shows the payment as undone; we did not ask for that' });
}

/** What was held is no longer: it lapsed, which needs nobody, or somebody else has let it go. */
function holdGone(snapshot: Snapshot, result: Of<'declined'> | Of<'reversed'>): Decision {
  const lapsed = result.outcome === 'declined' && result.code === 'expired';
  return {
    ...look(snapshot, 'news', null),
    state: move(snapshot.order.state, 'hold_lapsed', 'approved', 'canceled'),
    cases: lapsed ? [] : [{ kind: 'external_change', detail: 'the provider no longer holds the authorization; we did not ask for that' }],
  };
}

/** A fact, and a case for a person; nothing else changes. */
function kept(snapshot: Snapshot, opened: Decision['cases'][number]): Decision {
  return { ...look(snapshot, 'news', null), cases: [opened] };
}

/** A hold is looked at for as long as it stands. */
function lookAfterHold({ order }: Snapshot, evidence: Evidence, pauseMs: number): number | null {
  return order.state === 'authorized' ? evidence.receivedAt + pauseMs : null;
}
