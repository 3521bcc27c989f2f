import type { ApiKey, Mode } from '@interlock/persistence';

/** An API key as every door shows it: without itself. Absent members are left out, never null. */
export interface ApiKeyView {
  readonly id: string;
  /** Absent: the platform's. */
  readonly merchantId?: string;
  readonly mode: Mode;
  readonly name: string;
  /** Its first characters, by which the evidence names it. */
  readonly prefix: string;
  readonly permissions: readonly string[];
  /** Empty: from anywhere. */
  readonly ipList: readonly string[];
  readonly state: 'usable' | 'expired' | 'revoked';
  readonly expiresAt?: string;
  /** Exact to a minute. */
  readonly lastUsedAt?: string;
  readonly createdBy?: string;
  readonly createdAt: string;
  readonly revokedAt?: string;
  /** The key that takes its place. */
  readonly successorId?: string;
}

/** `now`: epoch milliseconds. */
export function apiKeyView(key: ApiKey, now: number): ApiKeyView {
  const { id, merchantId, mode, name, prefix, permissions, ipList, expiresAt, lastUsedAt, createdBy, createdAt, revokedAt, successorId } =
    key;
  const expired = expiresAt !== null && expiresAt.getTime() <= now;
  return {
    id,
    ...(merchantId === null ? {} : { merchantId }),
    ...{ mode, name, prefix, permissions, ipList },
    state: revokedAt !== null ? 'revoked' : expired ? 'expired' : 'usable',
    ...(expiresAt === null ? {} : { expiresAt: expiresAt.toISOString() }),
    ...(lastUsedAt === null ? {} : { lastUsedAt: lastUsedAt.toISOString() }),
    ...(createdBy === null ? {} : { createdBy }),
    createdAt: createdAt.toISOString(),
    ...(revokedAt === null ? {} : { revokedAt: revokedAt.toISOString() }),
    ...(successorId === null ? {} : { successorId }),
  };
}

/** What the audit log keeps of it. */
export function auditedApiKey({ name, prefix, scope, permissions, ipList, expiresAt, revokedAt, successorId }: ApiKey): object {
  const times = { expiresAt: expiresAt?.toISOString() ?? null, revokedAt: revokedAt?.toISOString() ?? null };
  return { name, prefix, scope, permissions, ipList, ...times, successorId };
}
