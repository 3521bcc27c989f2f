import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { ApiKey } from './api-key.entity.js';

/** What a request is allowed, by the key that it carries. */
export type KnownKey = Pick<ApiKey, 'id' | 'merchantId' | 'scope' | 'mode' | 'permissions'>;

/** Characters of a key that may be shown: enough of `sk_test_…` to tell keys apart. */
const PREFIX_LENGTH = 12;

const findByHash = `
select id, merchant_id as "merchantId", scope, mode, permissions from api_key where key_hash = $1 and revoked_at is null`;

const insertKey = `
insert into api_key (id, merchant_id, scope, mode, prefix, key_hash, permissions, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`;

/** Keys are found by their SHA-256; no salt is needed, since they are random and long. */
export class ApiKeyRepository {
  constructor(private readonly pool: pg.Pool) {}

  /** The key as the request carries it. A revoked one is not found. */
  async find(key: string): Promise<KnownKey | undefined> {
    const { rows } = await this.pool.query<KnownKey>({ name: 'api_key_by_hash', text: findByHash, values: [hashOf(key)] });
    return rows[0];
  }

  /** Stores the key's hash and first characters, never the key. */
  async insert(key: string, { id, merchantId, scope, mode, permissions, createdAt }: KnownKey & Pick<ApiKey, 'createdAt'>): Promise<void> {
    const prefix = key.slice(0, PREFIX_LENGTH);
    await this.pool.query(insertKey, [id, merchantId, scope, mode, prefix, hashOf(key), permissions, createdAt]);
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
