import { declineCodes } from '../operation/decline-codes.js';
import type { DeclineCode } from '../operation/decline-codes.js';
import type { QueryResult } from '../operation/result.js';
import { nextLook } from '../operation/schedule.js';
import { afterApproval } from './after-approval.js';
import { agreementOf } from './agreement.js';
import { askedAfter } from './asked-after.js';
import { askAgainAt } from './ask-again.js';
import { LATE_LOOKS_MS } from './charge-not-found.js';
import { look } from './decision.js';
import type { Decision } from './decision.js';
import { disagrees } from './disagrees.js';
import { cameAndWent, heldAfterAll } from './late-money.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

/**
 * What an exchange means once the charge is closed. A final state is never lowered by an older fact, and money that shows up after the
 * end is believed only from a query asked after it: everything else only has such a query asked.
 */
export function decideClosedCharge(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  return snapshot.charge.outcome === 'approved' ? afterApproval(snapshot, evidence, rules) : afterNo(snapshot, evidence, rules);
}

type Of<O extends QueryResult['outcome']> = Extract<QueryResult, { outcome: O }>;

function afterNo(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const { charge } = snapshot;
  const { result } = evidence;
  const finishedAt = charge.finishedAt ?? charge.createdAt;
  const endedAt = Math.max(finishedAt, snapshot.cancelEndedAt ?? finishedAt);
  const proven = askedAfter(evidence, endedAt);
  // A look that is due is ended by a query alone: what else comes in was not asked for.
  const rest = evidence.source === 'query' ? nextLateLook(snapshot, evidence.receivedAt) : charge.dueAt;
  switch (result.outcome) {
    case 'approved':
      if (!proven) return claimedPaid(snapshot, evidence, result, endedAt);
      if (charge.openExclusive !== null && !snapshot.otherLiveCharge) return look(snapshot, 'repeat', null);
      return heldAfterAll(snapshot, result, rules, evidence.receivedAt);
    case 'reversed':
      // Of a hold there is nothing to record: no money moved.
      if (charge.kind !== 'sale') return look(snapshot, 'repeat', rest);
      if (!proven) return disagrees(snapshot, evidence, endedAt);
      return charge.openExclusive === null ? cameAndWent(snapshot, result) : look(snapshot, 'repeat', null);
    case 'pending': {
      const next = nextLook(rules.schedule, finishedAt, evidence.receivedAt, rules.spread).at;
      if (next !== undefined) return look(snapshot, 'repeat', next);
      return {
        ...look(snapshot, 'news', null),
        cases: [{ kind: 'state_conflict', detail: 'the order is closed, and the provider still shows the payment open' }],
      };
    }
    case 'no_answer':
    case 'unknown':
      return look(snapshot, 'nothing_said', evidence.source === 'query' ? askAgainAt(charge, evidence.receivedAt) : charge.dueAt);
    case 'declined':
    case 'not_found':
      if (charge.answer === 'yes' && evidence.source === 'query' && charge.openExclusive === null)
        return proven ? contradictsYes(snapshot, result) : disagrees(snapshot, evidence, endedAt);
      return look(snapshot, 'repeat', rest);
    case 'not_sent':
      return look(snapshot, 'repeat', rest);
  }
}

/**
 * Shown paid by a word that is older than the end, or of unknown age: it opens nothing, but it is verified, so it is remembered until a query
 * asked after it has said what became of the money. Figures that are not ours are a person's at once.
 */
function claimedPaid(snapshot: Snapshot, evidence: Evidence, result: Of<'approved'>, endedAt: number): Decision {
  const { order, charge } = snapshot;
  const asked = disagrees(snapshot, evidence, endedAt);
  const agreement = agreementOf(order, charge, result.stated);
  if (agreement.type === 'disagrees')
    return {
      ...asked,
      weight: 'news',
      cases: [{ kind: agreement.kind, detail: `${evidence.source}, after the end: ${agreement.detail}` }],
    };
  if (agreement.type === 'not_stated' || charge.kind !== 'sale') return asked;
  return { ...asked, operation: { ...asked.operation, answer: 'yes', answeredAt: evidence.receivedAt } };
}

/** A verified word has shown the payment taken, and now it is closed with nothing kept: it came and went. A failure that took money is a contradiction. */
function contradictsYes(snapshot: Snapshot, result: Of<'declined'> | Of<'not_found'>): Decision {
  const { order, charge } = snapshot;
  if (result.outcome === 'declined' && declineCodes[result.code].closes === 'canceled') {
    const base = charge.amountMinor ?? order.amountMinor;
    const ours = {
      base,
      tip: charge.tipMinor ?? 0n,
      ...(charge.cashbackAskedMinor === null ? {} : { cashback: charge.cashbackAskedMinor }),
    };
    return cameAndWent(snapshot, { providerRef: undefined, stated: ours });
  }
  const known = look(snapshot, 'news', null);
  const detail = `a verified message showed the payment taken, and the provider now says ${result.providerCode}`;
  return { ...known, operation: { ...known.operation, answer: null, answeredAt: null }, cases: [{ kind: 'state_conflict', detail }] };
}

/** Ends that no provider has said. */
const unproven: readonly (DeclineCode | null)[] = ['never_arrived', 'declined_by_person'];

/** A charge that "never arrived", or that a person has written down as declined, is asked for again an hour and a day later; afterwards reconciliation finds what is left. */
function nextLateLook(snapshot: Snapshot, now: number): number | null {
  const { charge } = snapshot;
  if (!unproven.includes(charge.declineCode) || charge.finishedAt === null) return null;
  const { finishedAt } = charge;
  return LATE_LOOKS_MS.map((after) => finishedAt + after).find((at) => at > now) ?? null;
}
