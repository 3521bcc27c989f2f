import type { Queryable } from '../server/queryable.js';
import type { ApiKey } from './api-key.entity.js';
import type { Mode } from './merchant.entity.js';

/** Whose keys: a merchant's, or with null the platform's of one mode. */
export interface KeyOwner {
  readonly mode: Mode;
  readonly merchantId: string | null;
}
export type ApiKeyChange = Partial<Pick<ApiKey, 'name' | 'ipList' | 'expiresAt' | 'revokedAt' | 'successorId'>>;

const columns = `id, merchant_id as "merchantId", scope, mode, prefix, key_hash as "keyHash", permissions, created_at as "createdAt", revoked_at as "revokedAt",
  name, ip_list as "ipList", expires_at as "expiresAt", last_used_at as "lastUsedAt", created_by as "createdBy", successor_id as "successorId"`;
const owned = 'mode = $1 and merchant_id is not distinct from $2::uuid';

/** Newest first, those that were revoked or have expired among them. */
export async function listApiKeys(database: Queryable, owner: KeyOwner, before: string | undefined, limit: number): Promise<ApiKey[]> {
  const text = `select ${columns} from api_key where ${owned} and ($3::uuid is null or id < $3) order by id desc limit $4`;
  return (await database.query<ApiKey>(text, [owner.mode, owner.merchantId, before ?? null, limit])).rows;
}

/** `lock`: held against every other change until the transaction ends. */
export async function findApiKey(database: Queryable, owner: KeyOwner, id: string, lock?: 'lock'): Promise<ApiKey | undefined> {
  const text = `select ${columns} from api_key where ${owned} and id = $3${lock === undefined ? '' : ' for no key update'}`;
  return (await database.query<ApiKey>(text, [owner.mode, owner.merchantId, id])).rows[0];
}

/** The key itself is stored nowhere: its hash and its first characters are. */
export async function insertApiKey(transaction: Queryable, key: Omit<ApiKey, 'revokedAt' | 'lastUsedAt' | 'successorId'>): Promise<ApiKey> {
  const { id, merchantId, scope, mode, prefix, keyHash, permissions, createdAt, name, ipList, expiresAt, createdBy } = key;
  const text = `insert into api_key (id, merchant_id, scope, mode, prefix, key_hash, permissions, created_at, name, ip_list, expires_at, created_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;
  await transaction.query(text, [id, merchantId, scope, mode, prefix, keyHash, permissions, createdAt, name, ipList, expiresAt, createdBy]);
  return { ...key, revokedAt: null, lastUsedAt: null, successorId: null };
}

export async function changeApiKey(transaction: Queryable, before: ApiKey, change: ApiKeyChange): Promise<ApiKey> {
  const after = { ...before, ...change };
  const text = 'update api_key set name = $2, ip_list = $3, expires_at = $4, revoked_at = $5, successor_id = $6 where id = $1';
  await transaction.query(text, [after.id, after.name, after.ipList, after.expiresAt, after.revokedAt, after.successorId]);
  return after;
}
