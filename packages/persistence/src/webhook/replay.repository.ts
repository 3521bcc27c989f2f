import type { Pool } from 'pg';
import { bound, named } from '../engine/named.js';
import type { NamedStatement } from '../engine/named.js';
import type { ReplaySelection, WebhookReplay } from './webhook-replay.entity.js';

const columns = `id, merchant_id as "merchantId", endpoint_id as "endpointId", selection, cursor_id as "cursorId", replayed, idempotency_key as "idempotencyKey",
  idempotency_hashes as "idempotencyHashes", created_at as "createdAt", finished_at as "finishedAt"`;

const beginStatement = named(
  'begin_webhook_replay',
  `
insert into webhook_replay (id, merchant_id, endpoint_id, selection, replayed, idempotency_key, idempotency_hashes, created_at)
values (:id, :merchant_id, :endpoint_id, :selection::jsonb, 0, :idempotency_key, :idempotency_hashes::jsonb, :at)
on conflict (merchant_id, idempotency_key) do nothing returning ${columns}`,
);

/** Which deliveries of the endpoint each selection means, as far as they are there. */
const selections = {
  deliveryIds: `d.id in (select jsonb_array_elements_text(job.selection -> 'deliveryIds')::uuid)`,
  orderId: `d.order_id = (job.selection ->> 'orderId')::uuid`,
  from: `d.created_at >= (job.selection ->> 'from')::timestamptz and d.created_at < (job.selection ->> 'to')::timestamptz
    and (job.selection ->> 'state' is null or d.state = job.selection ->> 'state')`,
} as const;
type SelectionMember = keyof typeof selections;

/**
 * One page of a replay: copies of the deliveries, under ids of their own, due now. A receiver that knows the first id takes the copy too; one
 * that was given up or skipped shows what it became. What still waits is not copied, nor what this replay itself has written. The row's lock
 * gives each page to one worker.
 */
const pageStatement = (member: SelectionMember): NamedStatement =>
  named(
    `webhook_replay_page_${member.toLowerCase()}`,
    `
with job as (
  select r.* from webhook_replay r where r.id = :id and r.finished_at is null for update of r skip locked
), page as (
  select d.*, row_number() over (order by d.id) as place from webhook_delivery d, job
  where d.endpoint_id = job.endpoint_id and d.merchant_id = job.merchant_id and ${selections[member]}
    and d.state in ('delivered', 'skipped', 'dead') and d.type <> 'webhook.test' and (job.cursor_id is null or d.id > job.cursor_id) and d.created_at <= job.created_at
  order by d.id limit cardinality(:ids::uuid[])
), copied as (
  insert into webhook_delivery (id, merchant_id, endpoint_id, order_id, version, type, occurred_at, url, snapshot, payload, state, replay_of, attempts, tries,
    lease, in_flight, due_at, created_at)
  select (:ids::uuid[])[page.place], page.merchant_id, page.endpoint_id, page.order_id, page.version, page.type, page.occurred_at, page.url, page.snapshot,
    page.payload, 'pending', page.id, 0, '[]', 0, false, :at::timestamptz, :at from page
), shown as (
  update webhook_delivery d set replayed_as = (:ids::uuid[])[page.place], state = case d.state when 'delivered' then 'delivered' else 'replayed' end
  from page where d.id = page.id returning d.id
), counted as (
  select count(*) as copies, max(page.id::text)::uuid as last from page
)
update webhook_replay r set cursor_id = coalesce(counted.last, r.cursor_id), replayed = r.replayed + counted.copies::integer,
  finished_at = case when counted.copies < cardinality(:ids::uuid[]) then :at::timestamptz end
from job, counted where r.id = job.id returning r.finished_at is null as more`,
  );

const pages: Readonly<Record<SelectionMember, NamedStatement>> = {
  deliveryIds: pageStatement('deliveryIds'),
  orderId: pageStatement('orderId'),
  from: pageStatement('from'),
};

/** Replays, as jobs that go on page by page. */
export class WebhookReplayRepository {
  constructor(private readonly pool: Pool) {}

  /** Undefined where the merchant has used the key. A key that stands for another kind of request throws a unique violation. */
  async begin(replay: Omit<WebhookReplay, 'cursorId' | 'replayed' | 'finishedAt'>): Promise<WebhookReplay | undefined> {
    const { rows } = await this.pool.query<WebhookReplay>(
      bound(beginStatement, {
        id: replay.id,
        merchant_id: replay.merchantId,
        endpoint_id: replay.endpointId,
        selection: replay.selection,
        idempotency_key: replay.idempotencyKey,
        idempotency_hashes: replay.idempotencyHashes,
        at: replay.createdAt,
      }),
    );
    return rows[0];
  }

  async find(merchantId: string, id: string): Promise<WebhookReplay | undefined> {
    return this.#one('webhook_replay_by_id', 'merchant_id = $1 and id = $2', [merchantId, id]);
  }

  async findByKey(merchantId: string, idempotencyKey: string): Promise<WebhookReplay | undefined> {
    return this.#one('webhook_replay_by_key', 'merchant_id = $1 and idempotency_key = $2', [merchantId, idempotencyKey]);
  }

  /** Those that are not done, oldest first. */
  async open(limit: number): Promise<Pick<WebhookReplay, 'id' | 'selection'>[]> {
    const { rows } = await this.pool.query<Pick<WebhookReplay, 'id' | 'selection'>>({
      name: 'open_webhook_replays',
      text: 'select id, selection from webhook_replay where finished_at is null order by id limit $1',
      values: [limit],
    });
    return rows;
  }

  /** Carries a replay on by as many deliveries as there are ids. Returns whether more may be left; false where another worker is at it. */
  async page(replay: Pick<WebhookReplay, 'id' | 'selection'>, ids: readonly string[], at: number): Promise<boolean> {
    const { rows } = await this.pool.query<{ more: boolean }>(
      bound(pages[memberOf(replay.selection)], { id: replay.id, ids, at: new Date(at) }),
    );
    return rows[0]?.more ?? false;
  }

  async #one(name: string, where: string, values: readonly string[]): Promise<WebhookReplay | undefined> {
    const text = `select ${columns} from webhook_replay where ${where}`;
    return (await this.pool.query<WebhookReplay>({ name, text, values: [...values] })).rows[0];
  }
}

function memberOf(selection: ReplaySelection): SelectionMember {
  if ('deliveryIds' in selection) return 'deliveryIds';
  return 'orderId' in selection ? 'orderId' : 'from';
}
