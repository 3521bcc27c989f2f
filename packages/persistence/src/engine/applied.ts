import type { OperationRecord } from './records.js';
import type { FinishInput } from './finish.js';
import type { OrderWithOperations } from './reads.js';

/**
 * The order as a plain finish of its charge has left it, without a read: what the statement wrote, by the decision that it wrote.
 * Only where no other write came between (`version` is the next one); a test holds it against a read.
 */
export function applied(read: OrderWithOperations, input: FinishInput, version: number): OrderWithOperations | undefined {
  if (version !== read.order.version + 1) return undefined;
  const { decision, at } = input;
  const { deltas, operation: to } = decision;
  const charge = read.operations.find((operation) => operation.id === input.snapshot.operation.id);
  if (charge === undefined) return undefined;
  // A holder that has stalled until its row was due again leaves it due.
  const stalled = input.claimedDueAt !== null && input.claimedDueAt <= at && (to.dueAt === null || to.dueAt > at);
  const reopened = to.outcome === 'approved' && (charge.outcome === 'declined' || charge.outcome === 'not_sent');
  const closed = to.outcome === 'approved' || to.outcome === 'declined' || to.outcome === 'not_sent';
  const after: OperationRecord = {
    ...charge,
    ...to,
    providerReference: to.providerReference ?? charge.providerReference,
    shown: charge.shown || to.shown,
    dueAt: stalled ? charge.dueAt : to.dueAt,
    looks: charge.looks + (input.isQuery ? 1 : 0),
    finishedAt: closed ? (reopened ? at : (charge.finishedAt ?? at)) : null,
    authorizedMinor: charge.authorizedMinor + deltas.authorized,
    capturingMinor: charge.capturingMinor + deltas.capturing,
    capturedMinor: charge.capturedMinor + deltas.captured,
    tipTakenMinor: charge.tipTakenMinor + deltas.tip,
    cashbackMinor: charge.cashbackMinor + deltas.cashback,
    surchargeMinor: charge.surchargeMinor + deltas.surcharge,
    excessMinor: charge.excessMinor + deltas.excess,
    refundingMinor: charge.refundingMinor + deltas.refunding,
    refundedMinor: charge.refundedMinor + deltas.refunded,
    overRefundedMinor: charge.overRefundedMinor + deltas.overRefunded,
    openRefunds: charge.openRefunds + deltas.openRefunds,
    openExclusive: decision.releasesExclusive ? null : charge.openExclusive,
  };
  return {
    ...read,
    order: {
      ...read.order,
      state: decision.state,
      version,
      cancelRequested: decision.clearsCancelRequest ? null : read.order.cancelRequested,
      nextAction: decision.nextAction === undefined ? read.order.nextAction : decision.nextAction,
      payment: decision.receipt ?? read.order.payment,
      updatedAt: at,
    },
    operations: read.operations.map((operation) => (operation.id === after.id ? after : operation)),
  };
}
