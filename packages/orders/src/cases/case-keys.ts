import { IdempotencyKeyReused } from '@interlock/domain';
import { differingMembers } from '@interlock/persistence';
import type { CaseRepository } from '@interlock/persistence';

/** Whether this request has been carried out before. Throws `IdempotencyKeyReused` where its key stands for another one. */
export async function wasDone(
  cases: CaseRepository,
  merchantId: string,
  key: string,
  hashes: Readonly<Record<string, string>>,
): Promise<boolean> {
  const before = await cases.ofKey(merchantId, key);
  if (before === undefined) return false;
  const differing = differingMembers(before.hashes, hashes);
  if (differing.length > 0) throw new IdempotencyKeyReused(`Idempotency-Key "${key}"`, differing);
  return true;
}
