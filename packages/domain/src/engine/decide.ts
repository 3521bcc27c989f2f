import { BrokenInvariant } from '../errors.js';
import { decideCancel } from './decide-cancel.js';
import { decideCharge } from './decide-charge.js';
import { decideRefund } from './decide-refund.js';
import type { Decision } from './decision.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

/** The one place where an exchange becomes a decision: answer, query, notification and recovery all come through here. Pure. */
export function decide(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
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
