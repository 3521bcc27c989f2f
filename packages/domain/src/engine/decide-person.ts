import type { CaseKind } from '../cases.js';
import { BrokenInvariant } from '../errors.js';
import { isOpen } from '../operation/operation.js';
import type { QueryResult, Stated } from '../operation/result.js';
import { beyondOurBooks, suspenseMovement, usable } from '../resolutions/difference.js';
import { situationOf } from '../resolutions/situation.js';
import { provenAmounts } from './agreement.js';
import { LATE_LOOKS_MS } from './charge-not-found.js';
import { OUTCOME_KINDS } from './closed-by-facts.js';
import { closeUnpaid } from './close-unpaid.js';
import { chargeTaken } from './decide-charge.js';
import { declineCancel } from './decide-cancel.js';
import { doneAfterAll, followingDone, followingRefused } from './decide-following.js';
import { NO_DELTAS, look, unchangedRow } from './decision.js';
import type { AmountDeltas, Decision } from './decision.js';
import { cancelClosed } from './end-cancel.js';
import type { FollowingVerb } from './following-verb.js';
import { heldAfterAll, lateRefundNo } from './late-money.js';
import { returnedMovement, takenMovement } from './movements.js';
import { takenOf } from './snapshot.js';
import type { PersonEvidence, PersonsWord, Rules, Snapshot } from './snapshot.js';
import { followingVerbOf } from './verbs.js';

/** What the numbers of refunds of a second payment begin with. */
export const DUPLICATE_REFUND = 'duplicate-';

/**
 * What a person's word means, as a decision like every other one: written by the same statement, under the same guard, beside a fact of its own.
 * Whether the word is allowed is judged before (`allowedResolutions`); one that is not is a bug here.
 */
export function decidePerson(snapshot: Snapshot, evidence: PersonEvidence, rules: Rules): Decision {
  const { word } = evidence;
  const decided = act(snapshot, evidence, rules);
  const saysOutcome = word.resolution === 'confirm' || word.resolution === 'decline' || word.resolution === 'adopt';
  return {
    ...decided,
    weight: 'news',
    movements: [...decided.movements, ...suspenseMovement(suspendedBy(snapshot, word) - word.writtenOff)],
    // What there was to be shown has been seen, and by which case it stood in suspense is the word's own matter.
    cases: [],
    settlesSuspense: [],
    // The case itself is closed by its id; one of the same kind about the payment asks for something else.
    closesCases: waits(word) ? [] : [...new Set([...decided.closesCases, ...(saysOutcome ? OUTCOME_KINDS : [])])],
  };
}

/** Money is to go back at the provider: the case stays open until it has. */
export function waits({ resolution }: Pick<PersonsWord, 'resolution'>): boolean {
  return resolution === 'refund' || resolution === 'refund_duplicate';
}

/** What stands in suspense by this case once the word is written, in minor units; above zero where the provider holds more than we know of. */
export function suspendedBy(snapshot: Snapshot, { resolution, kind, stated, writtenOff }: PersonsWord): bigint {
  const adoptsChange = resolution === 'adopt' && situationOf(snapshot) === 'open_change';
  if (resolution !== 'write_off' && !adoptsChange) return 0n;
  const { charge, operation } = snapshot;
  const beyond = beyondOurBooks(snapshot, kind, stated);
  if (beyond === undefined) return 0n;
  // Of one payment's figures every case says the same: what another of them has put into suspense is not put there again, and leaves it where the figures are ours by now.
  const byOthers = operation.id === charge.id ? (snapshot.writtenOff[charge.kind] ?? 0n) - writtenOff : 0n;
  return beyond - byOthers;
}

function act(snapshot: Snapshot, evidence: PersonEvidence, rules: Rules): Decision {
  const { word } = evidence;
  const unmoved = { ...look(snapshot, 'news', snapshot.operation.dueAt) };
  switch (word.resolution) {
    case 'confirm':
      return confirmed(snapshot, evidence, figuresAsked(snapshot, word));
    case 'adopt': {
      const stated = usable(snapshot, word.stated);
      if (stated === undefined) throw notAllowed(word);
      return situationOf(snapshot) === 'standing_charge' ? adopted(snapshot, stated) : confirmed(snapshot, evidence, stated);
    }
    case 'decline':
      return declined(snapshot, evidence, rules);
    case 'refund_duplicate':
      return { ...unmoved, followUp: givingBack(snapshot, `${DUPLICATE_REFUND}${snapshot.charge.id}`, snapshot.duplicateRefunds) };
    case 'refund':
      if (situationOf(snapshot) === 'closed_charge')
        return heldAfterAll(snapshot, held(snapshot, word), { ...rules, latePolicy: 'refund' }, evidence.receivedAt, true);
      return { ...unmoved, followUp: givingBack(snapshot, lateRefundNo(snapshot)) };
    case 'keep':
      if (situationOf(snapshot) === 'closed_charge' && word.kind === 'late_success')
        return heldAfterAll(snapshot, held(snapshot, word), { ...rules, latePolicy: 'keep' }, evidence.receivedAt);
      return { ...unmoved, movements: word.kind === 'duplicate_charge' ? outOfSuspense(snapshot) : [] };
    case 'write_off':
      return writtenOff(snapshot, evidence, unmoved);
  }
}

/** It was done, in these figures. */
function confirmed(snapshot: Snapshot, evidence: PersonEvidence, figures: Stated): Decision {
  const { order, charge, operation } = snapshot;
  switch (situationOf(snapshot)) {
    case 'open_charge': {
      const taken = provenAmounts(order, charge, figures) ?? NO_DELTAS;
      const decided = chargeTaken(snapshot, evidence, taken, { providerRef: charge.providerReference, stated: 'not_stated' });
      // A hold is looked at every day as it is.
      if (charge.kind === 'authorize') return decided;
      return { ...decided, operation: { ...decided.operation, dueAt: later(evidence) } };
    }
    case 'open_cancel':
      return chargeDoubted(snapshot, cancelClosed(snapshot, { declineCode: 'canceled', providerCode: null }), later(evidence));
    case 'open_change':
      return doubted(snapshot, followingDone(verbOf(snapshot), snapshot, operation.providerReference), evidence);
    case 'refused_change': {
      const effects = verbOf(snapshot).approvedLate(snapshot);
      if (effects === undefined) throw notAllowed(evidence.word);
      // What stands in suspense by the case itself is settled by the word.
      return doubted(snapshot, doneAfterAll({ ...snapshot, ownSuspense: [] }, effects, operation.providerReference), evidence);
    }
    case 'standing_charge':
    case 'duplicate':
    case 'closed_charge':
    case 'suspended':
    case 'done_change':
      throw notAllowed(evidence.word);
  }
}

/** No money was moved by it. */
function declined(snapshot: Snapshot, evidence: PersonEvidence, rules: Rules): Decision {
  const { charge, operation } = snapshot;
  switch (situationOf(snapshot)) {
    case 'open_charge': {
      const closed = closeUnpaid(snapshot, 'declined', 'declined_by_person', charge.providerCode, null);
      return { ...closed, operation: { ...closed.operation, dueAt: later(evidence) } };
    }
    case 'open_cancel': {
      const over = declineCancel(snapshot, evidence, rules);
      if (!snapshot.lateMoneyHeld) return chargeDoubted(snapshot, over, later(evidence));
      // What it was to return is there, as it was when it turned up: the merchant's policy says what becomes of it now.
      const believed = heldAfterAll(snapshot, held(snapshot, { ...evidence.word, given: askedOf(snapshot) }), rules, evidence.receivedAt);
      const decided = { ...believed, operation: over.operation, charge: believed.operation, releasesExclusive: true };
      return chargeDoubted(snapshot, decided, later(evidence));
    }
    case 'open_change':
      return doubted(snapshot, followingRefused(verbOf(snapshot), snapshot, 'declined_by_person', operation.providerCode), evidence);
    case 'standing_charge':
    case 'duplicate':
    case 'closed_charge':
    case 'suspended':
    case 'done_change':
    case 'refused_change':
      return look(snapshot, 'news', operation.dueAt);
  }
}

/** Nobody but a person has said it: the provider is asked once more, then. */
function later({ receivedAt }: PersonEvidence): number {
  return receivedAt + LATE_LOOKS_MS[0];
}

/** What follows a payment is asked after once more, and what its charge shows by now tells at once where the money is. */
function doubted(snapshot: Snapshot, decided: Decision, evidence: PersonEvidence): Decision {
  return { ...chargeDoubted(snapshot, decided, evidence.receivedAt), operation: { ...decided.operation, dueAt: later(evidence) } };
}

/** What stands in suspense for something that follows a payment is asked after once more, as what only a person has said. Where nothing does, the payment itself shows what is there: of a void or a tip that came undone only its figures tell how much. */
function writtenOff(snapshot: Snapshot, evidence: PersonEvidence, unmoved: Decision): Decision {
  if (snapshot.operation.id === snapshot.charge.id) return unmoved;
  if (suspendedBy(snapshot, evidence.word) === 0n) return chargeDoubted(snapshot, unmoved, evidence.receivedAt);
  return doubted(snapshot, unmoved, evidence);
}

/** The charge is asked after at `at`, where it is not sooner. */
function chargeDoubted({ charge }: Snapshot, decided: Decision, at: number): Decision {
  const row = decided.charge ?? unchangedRow(charge);
  return { ...decided, charge: { ...row, dueAt: row.dueAt === null || row.dueAt > at ? at : row.dueAt } };
}

/** What a payment has taken is what the provider states of it by now. */
function adopted(snapshot: Snapshot, stated: Stated): Decision {
  const { charge } = snapshot;
  const unmoved = look(snapshot, 'news', snapshot.operation.dueAt);
  const deltas = adoptedDeltas(snapshot, stated);
  const change = deltas.captured + deltas.excess + deltas.tip;
  return {
    ...unmoved,
    operation: { ...unchangedRow(charge), dueAt: charge.dueAt },
    deltas,
    movements: change === 0n ? [] : [change > 0n ? takenMovement(change) : returnedMovement(-change)],
  };
}

/** Base money up to what was asked is captured, what is beyond it is excess. */
export function adoptedDeltas({ charge }: Snapshot, stated: Stated): AmountDeltas {
  const captured = stated.base < charge.authorizedMinor ? stated.base : charge.authorizedMinor;
  return {
    ...NO_DELTAS,
    captured: captured - charge.capturedMinor,
    excess: stated.base - captured - charge.excessMinor,
    tip: stated.tip === undefined ? 0n : stated.tip - charge.tipTakenMinor,
  };
}

/** All that is left of a charge: by a refund of what was taken, by a void of what is only held. */
function givingBack(snapshot: Snapshot, refundNo: string, before = 0): Decision['followUp'] {
  if (snapshot.charge.kind === 'authorize' && takenOf(snapshot.charge) === 0n)
    return { kind: 'void', reason: snapshot.charge.duplicate ? 'duplicate' : 'late_success' };
  return { kind: 'refund', refundNo: before === 0 ? refundNo : `${refundNo}-${String(before + 1)}`, amountMinor: leftOf(snapshot) };
}

/** What was taken and neither given back nor reserved for that, in minor units. */
export function leftOf({ charge }: Snapshot): bigint {
  return takenOf(charge) - (charge.refundedMinor + charge.refundingMinor - charge.overRefundedMinor);
}

/** A second payment that the merchant keeps. */
function outOfSuspense(snapshot: Snapshot): Decision['movements'] {
  const amountMinor = takenOf(snapshot.charge) - snapshot.charge.refundedMinor;
  return snapshot.charge.duplicate && !snapshot.duplicateKept && amountMinor > 0n
    ? [{ debit: 'suspense', credit: 'merchant_payable', amountMinor }]
    : [];
}

/** The charge holds money after all: in the person's figures, the provider's, or (of a hold) as it was asked. */
function held(snapshot: Snapshot, { given, stated }: PersonsWord): Extract<QueryResult, { outcome: 'approved' }> {
  const figures = snapshot.charge.kind === 'authorize' ? askedOf(snapshot) : (given ?? usable(snapshot, stated) ?? askedOf(snapshot));
  return { outcome: 'approved', providerRef: snapshot.charge.providerReference ?? '', stated: figures };
}

function figuresAsked(snapshot: Snapshot, { given }: PersonsWord): Stated {
  return given ?? askedOf(snapshot);
}

/** A charge in the figures that it was asked in. */
export function askedOf({ charge, order }: Snapshot): Stated {
  const base = charge.amountMinor ?? order.amountMinor;
  const tip = charge.tipMinor ?? 0n;
  const cashback = charge.cashbackAskedMinor ?? 0n;
  return { base, ...(tip === 0n ? {} : { tip }), ...(cashback === 0n ? {} : { cashback }) };
}

function verbOf({ operation }: Snapshot): FollowingVerb {
  const verb = followingVerbOf(operation.kind);
  if (verb === undefined) throw new BrokenInvariant(`a ${operation.kind} is not one of what follows a payment`);
  return verb;
}

function notAllowed({ resolution, kind }: PersonsWord): BrokenInvariant {
  return new BrokenInvariant(`${resolution} of ${kind} was decided on, and its operation does not allow it`);
}

/** An operation that a person has had begun is over: where nothing of the charge is left, the case that waited for it is closed. */
export function closesWaiting(snapshot: Snapshot, decision: Decision): readonly CaseKind[] {
  const { operation, charge, underWay } = snapshot;
  const done = isOpen(operation.outcome) && decision.operation.outcome === 'approved';
  if (!done || underWay.length === 0) return [];
  if (operation.kind === 'void' || operation.kind === 'cancel') return underWay;
  return operation.kind === 'refund' && charge.refundedMinor + decision.deltas.refunded >= takenOf(charge) ? underWay : [];
}
