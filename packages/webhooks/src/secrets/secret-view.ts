import type { OpenWebhookSecret } from '@interlock/persistence';

/** A secret without itself. */
export interface SecretView {
  readonly id: string;
  readonly createdAt: string;
  /** Until then it signs beside the newest; absent: it is the newest. */
  readonly expiresAt?: string;
}

export function secretView({ id, createdAt, expiresAt }: OpenWebhookSecret): SecretView {
  return { id, createdAt: createdAt.toISOString(), ...(expiresAt === null ? {} : { expiresAt: expiresAt.toISOString() }) };
}
