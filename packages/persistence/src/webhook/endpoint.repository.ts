import type { Pool } from 'pg';
import { bound, named } from '../engine/named.js';
import type { Queryable } from '../server/queryable.js';
import type { WebhookEndpoint } from './webhook-endpoint.entity.js';

const columns = `id, merchant_id as "merchantId", kind, url, description, event_types as "eventTypes", state, state_at as "stateAt", failures,
  failing_since as "failingSince", idempotency_key as "idempotencyKey", idempotency_hashes as "idempotencyHashes", created_at as "createdAt", updated_at as "updatedAt"`;

/** What a merchant may change of an endpoint; the rest stays. */
export interface EndpointChange {
  readonly url?: string | undefined;
  readonly description?: string | null | undefined;
  readonly eventTypes?: readonly string[] | null | undefined;
  /** Enabled again, an endpoint begins without a failure. */
  readonly enabled?: boolean | undefined;
}

/** The endpoint and its first secret, or neither: where the merchant has used the key, or has as many endpoints as it may. */
const createStatement = named(
  'create_webhook_endpoint',
  `
with made as (
  insert into webhook_endpoint (id, merchant_id, kind, url, description, event_types, state, state_at, failures, idempotency_key, idempotency_hashes, created_at, updated_at)
  select :id::uuid, :merchant_id::uuid, 'endpoint', :url, :description, :event_types::text[], 'enabled', :at::timestamptz, 0, :idempotency_key, :idempotency_hashes::jsonb, :at, :at
  where (select count(*) from webhook_endpoint e where e.merchant_id = :merchant_id and e.kind = 'endpoint' and e.state <> 'deleted') < :most::integer
  on conflict (merchant_id, idempotency_key) where idempotency_key is not null do nothing
  returning id, merchant_id
)
insert into webhook_secret (id, merchant_id, endpoint_id, secret, created_at) select :secret_id, made.merchant_id, made.id, :secret, :at from made returning id`,
);

const changeStatement = named(
  'change_webhook_endpoint',
  `update webhook_endpoint e set url = coalesce(:url, e.url),
    description = case when :sets_description then :description else e.description end,
    event_types = case when :sets_event_types then :event_types::text[] else e.event_types end,
    state = coalesce(:state, e.state), state_at = case when :state is null or :state = e.state then e.state_at else :at::timestamptz end,
    failures = case when :state = 'enabled' then 0 else e.failures end,
    failing_since = case when :state = 'enabled' then null else e.failing_since end, updated_at = :at
  where e.id = :id and e.merchant_id = :merchant_id and e.state <> 'deleted' returning ${columns}`,
);

const removeStatement = named(
  'remove_webhook_endpoint',
  `update webhook_endpoint set state = 'deleted', state_at = :at::timestamptz, updated_at = :at
  where id = :id and merchant_id = :merchant_id and state <> 'deleted' returning ${columns}`,
);

/**
 * The lane of a notifyUrl's origin: what goes there is claimed, counted and disabled as what goes to an endpoint is. None where the merchant has as
 * many as it may.
 */
const notifyStatement = named(
  'ensure_notify_lane',
  `insert into webhook_endpoint (id, merchant_id, kind, url, state, state_at, failures, created_at, updated_at)
  select :id::uuid, :merchant_id::uuid, 'notify', :origin::text, 'enabled', :at::timestamptz, 0, :at, :at
  where (select count(*) from webhook_endpoint e where e.merchant_id = :merchant_id and e.kind = 'notify' and e.state in ('enabled', 'failing')) < :most::integer
  on conflict (merchant_id, url) where kind = 'notify' do nothing`,
);

/** A statement of its own: it sees also the lane that somebody else has just made. */
const hasLaneStatement = named(
  'has_notify_lane',
  `select from webhook_endpoint where merchant_id = :merchant_id and kind = 'notify' and url = :origin`,
);

/** Where merchants hear of changes. What is deleted is not found any more. */
export class WebhookEndpointRepository {
  constructor(private readonly pool: Pool) {}

  /** `secret`: sealed. Returns whether it was made. */
  async create(
    transaction: Queryable,
    input: {
      readonly endpoint: Pick<WebhookEndpoint, 'id' | 'merchantId' | 'url' | 'description' | 'idempotencyKey' | 'idempotencyHashes'> & {
        readonly eventTypes: readonly string[] | null;
      };
      readonly secret: { readonly id: string; readonly sealed: string };
      readonly most: number;
      readonly at: number;
    },
  ): Promise<boolean> {
    const { endpoint, secret, most, at } = input;
    const answer = await transaction.query(
      bound(createStatement, {
        id: endpoint.id,
        merchant_id: endpoint.merchantId,
        url: endpoint.url,
        description: endpoint.description,
        event_types: endpoint.eventTypes,
        idempotency_key: endpoint.idempotencyKey,
        idempotency_hashes: endpoint.idempotencyHashes,
        secret_id: secret.id,
        secret: secret.sealed,
        most,
        at: new Date(at),
      }),
    );
    return answer.rowCount === 1;
  }

  find(merchantId: string, id: string): Promise<WebhookEndpoint | undefined> {
    return this.#one('webhook_endpoint_by_id', `merchant_id = $1 and id = $2 and state <> 'deleted'`, [merchantId, id]);
  }

  /** Deleted or not. */
  findByKey(merchantId: string, idempotencyKey: string): Promise<WebhookEndpoint | undefined> {
    return this.#one('webhook_endpoint_by_key', 'merchant_id = $1 and idempotency_key = $2', [merchantId, idempotencyKey]);
  }

  /** Newest first: ids below `before`. */
  async list(merchantId: string, before: string | undefined, limit: number): Promise<WebhookEndpoint[]> {
    const { rows } = await this.pool.query<WebhookEndpoint>({
      name: 'webhook_endpoints',
      text: `select ${columns} from webhook_endpoint where merchant_id = $1 and ($2::uuid is null or id < $2) and state <> 'deleted' order by id desc limit $3`,
      values: [merchantId, before ?? null, limit],
    });
    return rows;
  }

  /** Held against every other change until the transaction ends. */
  async lock(transaction: Queryable, merchantId: string, id: string): Promise<WebhookEndpoint | undefined> {
    const text = `select ${columns} from webhook_endpoint where merchant_id = $1 and id = $2 and state <> 'deleted' for no key update`;
    return (await transaction.query<WebhookEndpoint>(text, [merchantId, id])).rows[0];
  }

  /** Undefined where there is no such endpoint. */
  async change(
    transaction: Queryable,
    merchantId: string,
    id: string,
    change: EndpointChange,
    at: number,
  ): Promise<WebhookEndpoint | undefined> {
    const { url, description, eventTypes, enabled } = change;
    const { rows } = await transaction.query<WebhookEndpoint>(
      bound(changeStatement, {
        ...{ id, merchant_id: merchantId, url: url ?? null },
        ...{ sets_description: description !== undefined, description: description ?? null },
        ...{ sets_event_types: eventTypes !== undefined, event_types: eventTypes ?? null },
        state: enabled === undefined ? null : enabled ? 'enabled' : 'disabled',
        at: new Date(at),
      }),
    );
    return rows[0];
  }

  async remove(transaction: Queryable, merchantId: string, id: string, at: number): Promise<WebhookEndpoint | undefined> {
    const { rows } = await transaction.query<WebhookEndpoint>(bound(removeStatement, { id, merchant_id: merchantId, at: new Date(at) }));
    return rows[0];
  }

  /** Whether the merchant had such an endpoint and it was deleted. */
  async isRemoved(merchantId: string, id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query({
      name: 'webhook_endpoint_is_removed',
      text: `select from webhook_endpoint where merchant_id = $1 and id = $2 and state = 'deleted'`,
      values: [merchantId, id],
    });
    return rowCount === 1;
  }

  /** Before an order with a notifyUrl of this origin is begun: its deliveries are written to this lane. Returns whether there is one. */
  async ensureNotifyLane(lane: {
    readonly id: string;
    readonly merchantId: string;
    readonly origin: string;
    readonly most: number;
    readonly at: number;
  }): Promise<boolean> {
    const its = { merchant_id: lane.merchantId, origin: lane.origin };
    const made = await this.pool.query(bound(notifyStatement, { ...its, id: lane.id, most: lane.most, at: new Date(lane.at) }));
    return made.rowCount === 1 || (await this.pool.query(bound(hasLaneStatement, its))).rowCount === 1;
  }

  async #one(name: string, where: string, values: readonly string[]): Promise<WebhookEndpoint | undefined> {
    const text = `select ${columns} from webhook_endpoint where ${where}`;
    return (await this.pool.query<WebhookEndpoint>({ name, text, values: [...values] })).rows[0];
  }
}
