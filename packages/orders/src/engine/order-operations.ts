import { OperationInProgress } from '@interlock/domain';
import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';

/** The charge that the operation is about; of a charge, itself. */
export function chargeOf(read: OrderWithOperations, operation: OperationRecord): OperationRecord {
  const charge = read.operations.find((candidate) => candidate.id === operation.chargeId);
  if (charge === undefined) throw new Error(`operation ${operation.id} has no charge`);
  return charge;
}

/** The order as read, with this operation as this process knows it (just begun or just claimed). */
export function withOperation(read: OrderWithOperations, operation: OperationRecord): OrderWithOperations {
  const others = read.operations.filter((candidate) => candidate.id !== operation.id);
  return { ...read, operations: [...others, operation].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** A sale or an authorization. */
export function isCharge({ id, chargeId }: OperationRecord): boolean {
  return id === chargeId;
}

/** The charge that holds or took the money; of an order that has none, the latest. */
export function chargeInUse({ order, operations }: OrderWithOperations): OperationRecord {
  const charges = operations.filter(isCharge);
  const charge = charges.find(({ outcome, duplicate }) => outcome === 'approved' && !duplicate) ?? charges.at(-1);
  if (charge === undefined) throw new Error(`order ${order.id} has no charge`);
  return charge;
}

/** At most one change is open on a charge, and none beside an open refund; refunds run side by side. */
export function assertAlone(read: OrderWithOperations, charge: OperationRecord, begins: 'change' | 'refund'): void {
  if (charge.openExclusive !== null) {
    const open = read.operations.find((operation) => operation.id === charge.openExclusive);
    throw new OperationInProgress(open?.kind ?? 'cancel');
  }
  if (begins === 'change' && charge.openRefunds > 0) throw new OperationInProgress('refund');
}
