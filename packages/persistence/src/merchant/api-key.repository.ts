import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { ApiKey } from './api-key.entity.js';

/** What a request is allowed, by the key that it carries. */
export type KnownKey = Pick<ApiKey, 'id' | 'merchantId' | 'scope' | 'mode' | 'permissions' | 'ipList' | 'expiresAt'>;

/** A key to be; without a name it is called by its first characters. */
export type NewApiKey = Pick<ApiKey, 'id' | 'merchantId' | 'scope' | 'mode' | 'permissions' | 'createdAt'> &
  Partial<Pick<ApiKey, 'name' | 'ipList' | 'expiresAt' | 'createdBy'>>;

/** Characters of a key that may be shown: enough of `sk_test_…` to tell keys apart. */
const PREFIX_LENGTH = 12;

const findByHash = `
select id, merchant_id as "merchantId", scope, mode, permissions, ip_list as "ipList", expires_at as "expiresAt" from api_key where key_hash = $1 and revoked_at is null`;

const insertKey = `
insert into api_key (id, merchant_id, scope, mode, prefix, key_hash, permissions, created_at, name, ip_list, expires_at, created_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

/** Keys are found by their SHA-256; no salt is needed, since they are random and long. */
export class ApiKeyRepository {
  constructor(private readonly pool: pg.Pool) {}

  /** The key as the request carries it. A revoked one is not found. */
  async find(key: string): Promise<KnownKey | undefined> {
    const { rows } = await this.pool.query<KnownKey>({ name: 'api_key_by_hash', text: findByHash, values: [hashOf(key)] });
    return rows[0];
  }

  /** Stores the key's hash and first characters, never the key. */
  async insert(key: string, given: NewApiKey): Promise<void> {
    const { id, merchantId, scope, mode, permissions, createdAt } = given;
    const prefix = key.slice(0, PREFIX_LENGTH);
    const { name = prefix, ipList = [], expiresAt = null, createdBy = null } = given;
    const values = [id, merchantId, scope, mode, prefix, hashOf(key), permissions, createdAt, name, ipList, expiresAt, createdBy];
    await this.pool.query(insertKey, values);
  }

  /** Puts other permissions in the place of the present ones. */
  async permit(id: string, permissions: readonly string[]): Promise<void> {
    await this.pool.query('update api_key set permissions = $2 where id = $1', [id, permissions]);
  }

  async revoke(id: string, at: Date): Promise<void> {
    await this.pool.query('update api_key set revoked_at = $2 where id = $1 and revoked_at is null', [id, at]);
  }
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
