import type { Pool } from 'pg';
import { bound, named } from '../engine/named.js';
import type { KeyRing } from '../secrets/key-ring.js';
import type { Queryable } from '../server/queryable.js';
import type { WebhookSecret } from './webhook-secret.entity.js';

/** A secret in clear, for memory only. */
export type OpenWebhookSecret = WebhookSecret;

/** Whose: an endpoint's, or (null) the merchant's for the orders' own notifyUrl. */
export interface SecretOwner {
  readonly merchantId: string;
  readonly endpointId: string | null;
}

const columns = `id, merchant_id as "merchantId", endpoint_id as "endpointId", secret, idempotency_key as "idempotencyKey",
  idempotency_hashes as "idempotencyHashes", created_at as "createdAt", expires_at as "expiresAt"`;

const owned = 's.merchant_id = :merchant_id and s.endpoint_id is not distinct from :endpoint_id::uuid';

/** The newest gets its end, and only where it was there to get one a new one is written: of two rotations at once, one. */
const rotateStatement = named(
  'rotate_webhook_secret',
  `
with aged as (
  update webhook_secret s set expires_at = :expires_at where ${owned} and s.expires_at is null
    and (select count(*) from webhook_secret s where ${owned} and s.expires_at > :at::timestamptz) < :most::integer
  returning s.merchant_id, s.endpoint_id
)
insert into webhook_secret (id, merchant_id, endpoint_id, secret, idempotency_key, idempotency_hashes, created_at)
select :id::uuid, aged.merchant_id, aged.endpoint_id, :secret, :idempotency_key, :idempotency_hashes::jsonb, :at from aged returning ${columns}`,
);

const firstStatement = named(
  'first_notify_secret',
  `insert into webhook_secret (id, merchant_id, secret, created_at) values (:id, :merchant_id, :secret, :at)
  on conflict (merchant_id, coalesce(endpoint_id, merchant_id)) where expires_at is null do nothing`,
);

/** What webhooks are signed with, sealed in the table. */
export class WebhookSecretRepository {
  constructor(
    private readonly pool: Pool,
    private readonly keyRing: KeyRing,
  ) {}

  seal(id: string, secret: string): Promise<string> {
    return this.keyRing.seal(secret, contextOf(id));
  }

  /** Those that sign at this time, newest first. Throws `SecretUnreadable`. */
  async live({ merchantId, endpointId }: SecretOwner, at: number): Promise<OpenWebhookSecret[]> {
    const { rows } = await this.pool.query<WebhookSecret>({
      name: 'live_webhook_secrets',
      text: `select ${columns} from webhook_secret where merchant_id = $1 and endpoint_id is not distinct from $2::uuid
        and (expires_at is null or expires_at > $3) order by id desc`,
      values: [merchantId, endpointId, new Date(at)],
    });
    return Promise.all(rows.map((row) => this.#opened(row)));
  }

  async findByKey(merchantId: string, idempotencyKey: string): Promise<OpenWebhookSecret | undefined> {
    const { rows } = await this.pool.query<WebhookSecret>({
      name: 'webhook_secret_by_key',
      text: `select ${columns} from webhook_secret where merchant_id = $1 and idempotency_key = $2`,
      values: [merchantId, idempotencyKey],
    });
    return rows[0] === undefined ? undefined : this.#opened(rows[0]);
  }

  /** Undefined where another rotation was faster, or more than `most` older ones still sign. A key that was used before throws a unique violation. */
  async rotate(
    transaction: Queryable,
    owner: SecretOwner,
    input: {
      readonly id: string;
      readonly secret: string;
      /** When the present one ends. */
      readonly expiresAt: number;
      readonly most: number;
      readonly at: number;
      readonly idempotencyKey: string;
      readonly idempotencyHashes: Readonly<Record<string, string>>;
    },
  ): Promise<OpenWebhookSecret | undefined> {
    const { rows } = await transaction.query<WebhookSecret>(
      bound(rotateStatement, {
        merchant_id: owner.merchantId,
        endpoint_id: owner.endpointId,
        id: input.id,
        secret: await this.seal(input.id, input.secret),
        expires_at: new Date(input.expiresAt),
        most: input.most,
        at: new Date(input.at),
        idempotency_key: input.idempotencyKey,
        idempotency_hashes: input.idempotencyHashes,
      }),
    );
    return rows[0] === undefined ? undefined : this.#opened(rows[0]);
  }

  /** The merchant's first for its orders' own notifyUrl, where it has none. */
  async ensureForNotify(input: {
    readonly id: string;
    readonly merchantId: string;
    readonly secret: string;
    readonly at: number;
  }): Promise<void> {
    const sealed = await this.seal(input.id, input.secret);
    await this.pool.query(bound(firstStatement, { id: input.id, merchant_id: input.merchantId, secret: sealed, at: new Date(input.at) }));
  }

  async #opened(row: WebhookSecret): Promise<OpenWebhookSecret> {
    return { ...row, secret: await this.keyRing.openText(row.secret, contextOf(row.id)) };
  }
}

const contextOf = (id: string): string => `webhook_secret:${id}`;
