import { OperationInProgress } from '@interlock/domain';
import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';
import { InvalidState } from '../errors.js';

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

/** The charge that holds or took the money; of an order that has none such, the latest; undefined of one that no terminal of ours has taken. */
export function chargeOfOrder({ operations }: OrderWithOperations): OperationRecord | undefined {
  const charges = operations.filter(isCharge);
  return charges.find(({ outcome, duplicate }) => outcome === 'approved' && !duplicate) ?? charges.at(-1);
}

/** The same of an order whose payment was begun. */
export function chargeInUse(read: OrderWithOperations): OperationRecord {
  const charge = chargeOfOrder(read);
  if (charge === undefined) throw new InvalidState(`the order is ${read.order.state}: no payment of it was begun`);
  return charge;
}

/** It stands ready for one of our own terminals, and nothing of it was sent. */
export function isWaiting({ order, operations }: OrderWithOperations): boolean {
  return order.state === 'created' && operations.length === 0;
}

/** At most one change is open on a charge, and none beside an open refund; refunds run side by side. */
export function assertAlone(read: OrderWithOperations, charge: OperationRecord, begins: 'change' | 'refund'): void {
  if (charge.openExclusive !== null) {
    const open = read.operations.find((operation) => operation.id === charge.openExclusive);
    throw new OperationInProgress(open?.kind ?? 'cancel');
  }
  if (begins === 'change' && charge.openRefunds > 0) throw new OperationInProgress('refund');
}
