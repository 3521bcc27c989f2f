import { IdempotencyKeyReused } from '@interlock/domain';
import { differingMembers } from './content-hash.js';

type Hashes = Readonly<Record<string, string>>;

/** Throws `IdempotencyKeyReused`, naming the members that differ, where the key stands for another request. */
export function assertSame(idempotencyKey: string, before: { readonly idempotencyHashes: Hashes | null }, hashes: Hashes): void {
  const differing = differingMembers(before.idempotencyHashes ?? {}, hashes);
  if (differing.length > 0) throw new IdempotencyKeyReused(`Idempotency-Key "${idempotencyKey}"`, differing);
}
