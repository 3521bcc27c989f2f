import { BrokenInvariant } from '../errors.js';
import { decideCancel } from './decide-cancel.js';
import { decideCharge } from './decide-charge.js';
import { decideRefund } from './decide-refund.js';
import type { Decision } from './decision.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

/** The one place where an exchange becomes a decision: answer, query, notification and recovery all come through here. Pure. */
export function decide(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  return withoutRepeats(snapshot, decideByKind(snapshot, evidence, rules));
}

function decideByKind(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  switch (snapshot.operation.kind) {
    case 'sale':
    case 'authorize':
      return decideCharge(snapshot, evidence, rules);
    case 'cancel':
      return decideCancel(snapshot, evidence, rules);
    case 'refund':
      return decideRefund(snapshot, evidence, rules);
    case 'capture':
    case 'increment':
    case 'adjust_tip':
    case 'void':
      throw new BrokenInvariant(`${snapshot.operation.kind} is never begun`);
  }
}

/** A case that is open already is not opened again, and an exchange that says nothing but that is a repeat: it raises no version. */
function withoutRepeats(snapshot: Snapshot, decision: Decision): Decision {
  const cases = decision.cases.filter(({ kind }) => !snapshot.openCases.includes(kind));
  if (cases.length === decision.cases.length) return decision;
  const changes =
    cases.length > 0 ||
    decision.state !== snapshot.order.state ||
    decision.operation.outcome !== snapshot.operation.outcome ||
    decision.charge !== undefined ||
    decision.followUp !== undefined ||
    decision.movements.length > 0 ||
    decision.nextAction !== undefined;
  return { ...decision, cases, weight: changes ? decision.weight : 'repeat' };
}
