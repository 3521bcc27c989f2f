import { declineCodes, notSentCodes } from '../operation/decline-codes.js';
import { isOpen } from '../operation/operation.js';
import type { QueryResult } from '../operation/result.js';
import { nextLook } from '../operation/schedule.js';
import { isUndecided } from '../order/states.js';
import { move } from '../order/transitions.js';
import { agreementOf, sumTaken } from './agreement.js';
import { askedAfter } from './asked-after.js';
import { again, conclusive, nextAsk, unheard } from './cancel-timing.js';
import { LATE_LOOKS_MS } from './charge-not-found.js';
import { heldAfterAll } from './late-money.js';
import { ANSWERED_BY_END, answeredByYes } from './closed-by-facts.js';
import { NO_DELTAS, look, unchangedRow } from './decision.js';
import type { Decision, OperationChange } from './decision.js';
import { disagrees } from './disagrees.js';
import { cancelClosed, cancelReturned } from './end-cancel.js';
import { takenMovement } from './movements.js';
import { HOLD_LOOK_MS, lookAfterApproval } from './hold-look.js';
import { countNotFound } from './not-found-count.js';
import { arrivalBound, closingBound } from './snapshot.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

/** How often one cancel is asked before it is given up as declined. */
export const CANCEL_ATTEMPTS = 3;

/**
 * What an exchange under a cancel means. Its answer, yes or no, closes nothing: only a query of the charge asked after the answer does
 * (or, where the answer was lost, one asked after the cancel can no longer arrive). See docs/architecture.md, a cancel is closed by a query.
 */
export function decideCancel(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  if (!isOpen(snapshot.operation.outcome)) return look(snapshot, 'repeat', null);
  switch (evidence.source) {
    case 'answer':
      return answered(snapshot, evidence, rules);
    case 'query':
      return asked(snapshot, evidence, rules);
    case 'notification':
      // It counts as asked when the cancel was begun, so it closes nothing; the charge is asked now.
      return look(snapshot, 'news', evidence.receivedAt);
  }
}

function answered(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const { operation } = snapshot;
  const { result } = evidence;
  // A holder of an older attempt reports; the current attempt decides.
  if (evidence.attempt !== operation.attempts) return look(snapshot, 'repeat', operation.dueAt);
  switch (result.outcome) {
    case 'approved':
    case 'declined': {
      const said: OperationChange = {
        ...unchangedRow(operation),
        outcome: 'pending',
        answer: result.outcome === 'approved' ? 'yes' : 'no',
        answeredAt: evidence.receivedAt,
        providerCode: result.outcome === 'declined' ? result.providerCode : null,
        sendAgain: false,
        dueAt: evidence.receivedAt,
      };
      return {
        ...look(snapshot, 'news', evidence.receivedAt),
        operation: said,
      };
    }
    case 'not_sent': {
      // Three tries of one process, and no byte left: nothing was asked.
      const certain = evidence.attempt === 1 && evidence.lease === 1 && operation.lease === 1 && operation.outcome === null;
      if (!certain || snapshot.lateMoneyHeld) return lost(snapshot, evidence, rules);
      const declined = declineCancel(snapshot, evidence, rules);
      return { ...declined, operation: { ...declined.operation, declineCode: notSentCodes[result.cause] }, requiresLease: true };
    }
    case 'pending':
    case 'unknown':
    case 'reversed':
    case 'not_found':
    case 'no_answer':
      return lost(snapshot, evidence, rules);
  }
}

/** Nothing is known of the cancel: the order is uncertain, and the charge is asked. */
function lost(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const { order, operation } = snapshot;
  const next = nextAsk(snapshot, evidence, rules) ?? null;
  const state = isUndecided(order.state) ? move(order.state, 'cancel', 'unknown', 'uncertain') : order.state;
  return {
    ...look(snapshot, 'news', next),
    state,
    operation: {
      ...unchangedRow(operation),
      outcome: 'unknown',
      sendAgain: false,
      dueAt: next,
    },
    cases: next === null ? [unheard] : [],
  };
}

function asked(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const { result } = evidence;
  switch (result.outcome) {
    case 'approved':
      return stillPaid(snapshot, evidence, rules, result);
    case 'declined':
      // "It failed" is not "it was given back", and we know that it was taken.
      if (snapshot.charge.outcome === 'approved' && declineCodes[result.code].closes !== 'canceled') {
        const detail = `the payment was taken, and the provider now shows it as ${result.providerCode}`;
        return { ...again(snapshot, evidence, rules), weight: 'news', cases: [{ kind: 'state_conflict', detail }] };
      }
      return cancelClosed(snapshot, {
        declineCode: result.code,
        providerCode: result.providerCode,
      });
    case 'reversed':
      return cancelReturned(snapshot, result);
    case 'pending':
      return stillOpen(snapshot, evidence, rules, shownRow(snapshot, result.providerRef));
    case 'not_found':
      return neverSeen(snapshot, evidence, rules, result.providerCode);
    case 'unknown':
    case 'not_sent':
    case 'no_answer':
      return again(snapshot, evidence, rules);
  }
}

function stillPaid(snapshot: Snapshot, evidence: Evidence, rules: Rules, result: Extract<QueryResult, { outcome: 'approved' }>): Decision {
  const { order, charge } = snapshot;
  if (!isOpen(charge.outcome) && charge.outcome !== 'approved') {
    // A cancel asked because money had turned up late: it did not return it.
    const endedAt = charge.finishedAt ?? charge.createdAt;
    if (!askedAfter(evidence, endedAt)) return disagrees(snapshot, evidence, endedAt);
    if (!conclusive(snapshot, evidence, rules)) return again(snapshot, evidence, rules);
    const kept = heldAfterAll(snapshot, result, rules, evidence.receivedAt);
    if (snapshot.lateMoneyHeld && kept.operation.outcome !== 'approved')
      return { ...again(snapshot, evidence, rules), weight: 'news', cases: kept.cases };
    const op = {
      ...unchangedRow(snapshot.operation),
      outcome: 'declined' as const,
      declineCode: 'operation_refused' as const,
      dueAt: null,
    };
    return {
      ...kept,
      operation: op,
      charge: kept.operation,
      releasesExclusive: true,
    };
  }
  const agreement = agreementOf(order, charge, result.stated);
  const open = isOpen(charge.outcome);
  if (open && agreement.type !== 'agrees') {
    const detail = agreement.type === 'disagrees' ? agreement.detail : 'the provider says paid and states no amount';
    const kind = agreement.type === 'disagrees' ? agreement.kind : 'amount_mismatch';
    const waiting = again(snapshot, evidence, rules);
    return {
      ...waiting,
      weight: 'news',
      charge: shownRow(snapshot, result.providerRef),
      cases: [...waiting.cases, { kind, detail }],
    };
  }
  const taken = open && agreement.type === 'agrees' && charge.kind === 'sale' ? agreement.taken : NO_DELTAS;
  const row: OperationChange = {
    ...unchangedRow(charge),
    outcome: 'approved',
    providerReference: result.providerRef,
    shown: true,
    dueAt: null,
  };
  const movements = sumTaken(taken) > 0n ? [takenMovement(sumTaken(taken))] : [];
  if (!conclusive(snapshot, evidence, rules)) {
    const waiting = again(snapshot, evidence, rules);
    if (!open) return waiting;
    return {
      ...waiting,
      weight: 'news',
      state: move(order.state, charge.kind === 'sale' ? 'sale_beside_cancel' : 'authorize_beside_cancel', 'approved', 'uncertain'),
      charge: row,
      deltas: taken,
      movements,
    };
  }
  const standing = charge.kind === 'sale' ? 'paid' : 'authorized';
  return {
    ...look(snapshot, 'news', null),
    state: isUndecided(order.state)
      ? move(order.state, 'cancel', 'declined', standing)
      : move(order.state, 'cancel', 'declined', order.state),
    operation: {
      ...unchangedRow(snapshot.operation),
      outcome: 'declined',
      declineCode: 'operation_refused',
      dueAt: null,
    },
    // A look that was put off because of the cancel comes yet.
    charge: {
      ...row,
      dueAt:
        charge.outcome === 'approved' && charge.dueAt !== null
          ? charge.dueAt
          : lookAfterApproval(charge, result.stated, evidence.receivedAt),
    },
    deltas: taken,
    releasesExclusive: true,
    clearsCancelRequest: true,
    nextAction: null,
    receipt: result.receipt,
    movements,
    closesCases: agreement.type === 'agrees' ? answeredByYes(evidence) : ANSWERED_BY_END,
  };
}

/** Still open at the provider: the cancel is asked again while attempts are left, then given up; the charge goes on being asked after. */
function stillOpen(snapshot: Snapshot, evidence: Evidence, rules: Rules, shown: OperationChange | undefined): Decision {
  const { operation, charge } = snapshot;
  // Once the payment is known, "open" contradicts it, and a further cancel might return the money.
  if (charge.outcome === 'approved' || !conclusive(snapshot, evidence, rules)) {
    const waiting = again(snapshot, evidence, rules);
    return shown === undefined ? waiting : { ...waiting, weight: 'news', charge: shown };
  }
  if (operation.attempts < CANCEL_ATTEMPTS && rules.resend !== 'never') {
    const notBefore = Math.max(evidence.receivedAt + 1_000 * operation.attempts, charge.createdAt + rules.cancel.notBeforeMs);
    return {
      ...look(snapshot, 'news', notBefore),
      operation: {
        ...unchangedRow(operation),
        answer: null,
        answeredAt: null,
        sendAgain: true,
        dueAt: notBefore,
      },
      charge: shown,
    };
  }
  // Late money stands in suspense until this very cancel has an end: it is not given up.
  return snapshot.lateMoneyHeld ? again(snapshot, evidence, rules) : declineCancel(snapshot, evidence, rules, shown);
}

/** The charge's row once the provider has shown that it knows it: "not found" closes nothing from then on. Undefined where that is known. */
function shownRow({ charge }: Snapshot, reference: string | undefined): OperationChange | undefined {
  if (!isOpen(charge.outcome) || charge.shown) return undefined;
  return { ...unchangedRow(charge), providerReference: reference ?? charge.providerReference, shown: true };
}

/** "Not found" under a cancel: closes only when neither the charge nor the cancel can still arrive and the provider never showed the charge. */
function neverSeen(snapshot: Snapshot, evidence: Evidence, rules: Rules, providerCode: string): Decision {
  const { charge } = snapshot;
  const bound = Math.max(closingBound(snapshot, rules), arrivalBound(snapshot.operation, rules));
  if (charge.shown || charge.outcome === 'approved') return again(snapshot, evidence, rules);
  if (evidence.askedAt < bound) {
    const waiting = again(snapshot, evidence, rules);
    const due = waiting.operation.dueAt;
    return {
      ...waiting,
      operation: {
        ...waiting.operation,
        dueAt: due === null || due > bound ? bound : due,
      },
    };
  }
  const { enough, counted } = countNotFound(charge, evidence, rules);
  if (!enough) {
    return { ...look(snapshot, 'news', evidence.receivedAt + rules.notFound.apartMs), charge: { ...unchangedRow(charge), ...counted } };
  }
  const ended = cancelClosed(snapshot, { declineCode: 'canceled', providerCode });
  if (ended.charge === undefined) return ended;
  return { ...ended, charge: { ...ended.charge, declineCode: 'never_arrived', dueAt: evidence.receivedAt + LATE_LOOKS_MS[0] } };
}

/** The cancel is over and has done nothing: what was found out meanwhile stands, and an open charge is asked after again. */
export function declineCancel(snapshot: Snapshot, evidence: Pick<Evidence, 'receivedAt'>, rules: Rules, shown?: OperationChange): Decision {
  const { order, charge } = snapshot;
  const resumesAt = nextLook(rules.schedule, charge.createdAt, evidence.receivedAt, rules.spread).at ?? evidence.receivedAt + 60_000;
  const known = charge.outcome === 'approved' && isUndecided(order.state);
  return {
    ...look(snapshot, 'news', null),
    state: known ? move(order.state, 'cancel', 'declined', charge.kind === 'sale' ? 'paid' : 'authorized') : order.state,
    operation: {
      ...unchangedRow(snapshot.operation),
      outcome: 'declined',
      declineCode: 'operation_refused',
      sendAgain: false,
      dueAt: null,
    },
    charge: chargeBeside(snapshot, evidence.receivedAt, { shown, resumesAt, known }),
    releasesExclusive: true,
  };
}

/** When the charge is asked after once its cancel has done nothing. */
function chargeBeside(
  { charge }: Snapshot,
  now: number,
  { shown, resumesAt, known }: { readonly shown: OperationChange | undefined; readonly resumesAt: number; readonly known: boolean },
): OperationChange | undefined {
  if (isOpen(charge.outcome)) return { ...(shown ?? unchangedRow(charge)), dueAt: resumesAt };
  // What was shown of a charge that was closed beside the cancel had been left to the cancel.
  if (charge.outcome !== 'approved') return { ...unchangedRow(charge), dueAt: now };
  return known && charge.kind === 'authorize' ? { ...unchangedRow(charge), dueAt: now + HOLD_LOOK_MS } : undefined;
}
