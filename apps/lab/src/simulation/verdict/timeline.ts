import type { Pool } from 'pg';

const timeline = `
select at, line from (
  select p.created_at as at, 0 as rank, format('%s begun at %s %s under %s, attempts %s: %s %s %s', p.kind, p.provider, p.amount_minor, p.provider_key, p.attempts,
    coalesce(p.outcome, 'running'), coalesce(p.decline_code, ''), coalesce(p.provider_code, '')) as line
  from operation p join "order" o on o.id = p.order_id where o.merchant_order_no = $1
  union all
  select f.received_at, 1, format('  %s of the %s asked at %s, attempt %s, lease %s: %s', f.source, p.kind, to_char(f.asked_at, 'HH24:MI:SS.MS'), f.attempt, f.lease, f.result)
  from fact f join operation p on p.id = f.operation_id join "order" o on o.id = p.order_id where o.merchant_order_no = $1
  union all
  select t.at, 2, format('    version %s: %s -> %s by %s (%s)', t.version, t.from_state, t.to_state, t.cause, t.actor)
  from transition t join "order" o on o.id = t.order_id where o.merchant_order_no = $1
  union all
  select k.opened_at, 3, format('    case %s %s: %s', k.kind, k.state, k.detail) from "case" k join "order" o on o.id = k.order_id where o.merchant_order_no = $1
  union all
  select e.at, 4, format('    entry %s %s of the %s', e.account, e.amount_minor, p.kind)
  from entry e join operation p on p.id = e.operation_id join "order" o on o.id = e.order_id where o.merchant_order_no = $1 and e.account = 'provider_receivable'
) lines order by at, rank, line`;

/** What an order's rows tell of it, in the order in which it happened. */
export async function timelineOf(pool: Pool, merchantOrderNo: string): Promise<string> {
  const { rows } = await pool.query<{ at: Date; line: string }>(timeline, [merchantOrderNo]);
  return rows.map(({ at, line }) => `${at.toISOString()} ${line}`).join('\n');
}
