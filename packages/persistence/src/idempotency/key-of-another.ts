import { IdempotencyKeyReused } from '@interlock/domain';
import { isUniqueViolation } from '../server/unique-violation.js';

/** For the `catch` of a write that takes a key: one that stands for a request of another kind is refused, and nothing was written. */
export function refuseKeyOfAnother(idempotencyKey: string): (error: unknown) => never {
  return (error) => {
    if (isUniqueViolation(error, 'idempotency_key_pkey')) throw new IdempotencyKeyReused(`Idempotency-Key "${idempotencyKey}"`, ['path']);
    throw error;
  };
}
