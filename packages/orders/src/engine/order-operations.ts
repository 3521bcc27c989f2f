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
