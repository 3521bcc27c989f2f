import { randomBytes } from 'node:crypto';

/** Standard Webhooks: between 24 and 64 bytes. */
const SECRET_BYTES = 32;

/** `whsec_` and random bytes as base64. */
export function newSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}
