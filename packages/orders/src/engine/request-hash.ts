import { canonical } from '@interlock/persistence';
import { createHash } from 'node:crypto';
import { BrokenInvariant } from '@interlock/domain';
import type { OperationRecord } from '@interlock/persistence';

/** What of an operation's row becomes the content of its request; none of it ever changes. */
const CONTENT = [
  'orderId',
  'kind',
  'chargeId',
  'providerAccountId',
  'providerKey',
  'currency',
  'amountMinor',
  'tipMinor',
  'cashbackAskedMinor',
  'tipOnScreen',
  'content',
  'refundNo',
  'operator',
  'reason',
] as const satisfies readonly (keyof OperationRecord)[];
export type RequestContent = Pick<OperationRecord, (typeof CONTENT)[number]>;

/** Stored before the first byte leaves. Members in any order: jsonb does not keep it. */
export function requestHashOf(operation: RequestContent): string {
  const content = Object.fromEntries(CONTENT.map((member) => [member, operation[member]]));
  return createHash('sha256').update(canonical(content)).digest('hex');
}

/** One key, one content, for ever: a further send of another content would be another operation under the same key. */
export function assertSameRequest(operation: OperationRecord): void {
  if (requestHashOf(operation) === operation.requestHash) return;
  throw new BrokenInvariant(`operation ${operation.id} is no longer what was sent first; it is not sent again`);
}
