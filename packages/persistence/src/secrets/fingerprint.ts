import { createHash } from 'node:crypto';

/** What a secret is told apart by: the first 16 hex digits of its SHA-256. For secrets that nobody guesses; a short one could be searched for by it. */
export function fingerprint(secret: string | Uint8Array): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 16);
}
