import type { Pool } from 'pg';
import { caseList, orderFromJoinedRows } from '../engine/reads.js';
import type { OrderWithOperations } from '../engine/reads.js';
import { operationColumns, orderColumns } from '../engine/rows.js';
import type { WebhookDelivery, WebhookDeliveryState } from './webhook-delivery.entity.js';

/**
 * The orders as they stood at each delivery's version, by the delivery's id. The rows of the snapshot are read back by PostgreSQL as rows of
 * their tables, so that every column has its own type: no amount passes through a JSON number on its way here.
 */
export async function readSnapshots(pool: Pool, deliveryIds: readonly string[]): Promise<ReadonlyMap<string, OrderWithOperations>> {
  const { rows } = await pool.query<unknown[]>({
    name: 'delivery_snapshots',
    text: `select ${orderColumns.map((c) => `o.${c}`).join(', ')}, ${operationColumns.map((c) => `p.${c}`).join(', ')},
        ${caseList(`jsonb_populate_recordset(null::"case", d.snapshot -> 'cases') k`)}, d.id
      from webhook_delivery d cross join jsonb_populate_record(null::"order", d.snapshot -> 'order') o
        left join jsonb_populate_recordset(null::operation, nullif(d.snapshot -> 'operations', 'null')) p on true
      where d.id = any($1::uuid[]) order by p.id`,
    values: [[...deliveryIds]],
    rowMode: 'array',
  });
  const orders = new Map<string, OrderWithOperations>();
  for (const [id, of] of Map.groupBy(rows, (row) => row.at(-1) as string)) {
    const order = orderFromJoinedRows(of);
    if (order !== undefined) orders.set(id, order);
  }
  return orders;
}

/** A delivery as its log shows it. */
export type LoggedDelivery = Pick<
  WebhookDelivery,
  | 'id'
  | 'endpointId'
  | 'orderId'
  | 'version'
  | 'type'
  | 'occurredAt'
  | 'url'
  | 'state'
  | 'reason'
  | 'replayOf'
  | 'replayedAs'
  | 'tries'
  | 'inFlight'
  | 'dueAt'
  | 'createdAt'
  | 'finishedAt'
  | 'idempotencyHashes'
>;

const logged = `id, endpoint_id as "endpointId", order_id as "orderId", version, type, occurred_at as "occurredAt", url, state, reason, replay_of as "replayOf",
  replayed_as as "replayedAs", tries, in_flight as "inFlight", due_at as "dueAt", created_at as "createdAt", finished_at as "finishedAt",
  idempotency_hashes as "idempotencyHashes"`;

/** Each state is a statement of its own: the dead letters have an index, which a parameter would not let PostgreSQL use. */
const ofState: Readonly<Record<WebhookDeliveryState | 'any', string>> = {
  any: 'true',
  pending: `state = 'pending'`,
  delivered: `state = 'delivered'`,
  skipped: `state = 'skipped'`,
  dead: `state = 'dead'`,
  replayed: `state = 'replayed'`,
};

/** Newest first: ids below `before`. */
export async function listDeliveries(
  pool: Pool,
  input: {
    readonly merchantId: string;
    readonly endpointId: string;
    readonly state: WebhookDeliveryState | undefined;
    readonly before: string | undefined;
    readonly limit: number;
  },
): Promise<LoggedDelivery[]> {
  const state = input.state ?? 'any';
  const { rows } = await pool.query<LoggedDelivery>({
    name: `webhook_deliveries_${state}`,
    text: `select ${logged} from webhook_delivery where endpoint_id = $1 and merchant_id = $2 and ${ofState[state]} and ($3::uuid is null or id < $3)
      order by id desc limit $4`,
    values: [input.endpointId, input.merchantId, input.before ?? null, input.limit],
  });
  return rows;
}

export async function findDeliveryByKey(pool: Pool, merchantId: string, idempotencyKey: string): Promise<LoggedDelivery | undefined> {
  const { rows } = await pool.query<LoggedDelivery>({
    name: 'webhook_delivery_by_key',
    text: `select ${logged} from webhook_delivery where merchant_id = $1 and idempotency_key = $2`,
    values: [merchantId, idempotencyKey],
  });
  return rows[0];
}

/** What is still to be delivered, and since when the oldest of it waits; how many endpoints we have disabled for their failures. */
export interface WebhookBacklog {
  readonly pending: number;
  readonly oldestPendingAt: number | null;
  readonly deadLetters: number;
  readonly endpointsFailing: number;
}

export async function webhookBacklog(pool: Pool): Promise<WebhookBacklog> {
  type Row = { readonly pending: bigint; readonly oldest: Date | null; readonly dead: bigint; readonly failing: bigint };
  const { rows } = await pool.query<Row>({
    name: 'webhook_backlog',
    text: `select count(*) as pending, min(created_at) as oldest, (select count(*) from webhook_delivery where state = 'dead') as dead,
        (select count(*) from webhook_endpoint where state = 'failing') as failing
      from webhook_delivery where due_at is not null`,
  });
  const [row] = rows;
  return {
    pending: Number(row?.pending ?? 0n),
    oldestPendingAt: row?.oldest?.getTime() ?? null,
    deadLetters: Number(row?.dead ?? 0n),
    endpointsFailing: Number(row?.failing ?? 0n),
  };
}
