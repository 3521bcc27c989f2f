import type { KeyRing } from '../secrets/key-ring.js';

/**
 * An HMAC per top-level member of a request, so that a repeat can be told from another request under the same number without keeping
 * what must not be kept (a payer's code). Members in any order; what is not there has no hash.
 */
export function memberHashes(keyRing: KeyRing, members: object): Record<string, string> {
  const hashes: Record<string, string> = {};
  for (const [name, value] of Object.entries(members) as [string, unknown][]) {
    if (value !== undefined) hashes[name] = keyRing.hmac(`${name}=${canonical(value)}`, 'request-content');
  }
  return hashes;
}

/** Names of the members that differ, sorted. */
export function differingMembers(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name]).sort();
}

/** JSON with sorted members, so that the order in which they came means nothing. */
export function canonical(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value as Record<string, unknown>).filter(([, member]) => member !== undefined);
  return `{${members
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)
    .join(',')}}`;
}
