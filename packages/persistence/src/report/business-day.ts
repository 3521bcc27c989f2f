import type { Pool } from 'pg';

/** One business day of a store: from its cut-off to the next one, by the clock on its wall. 23 and 25 hours where that clock is changed. */
export interface BusinessDay {
  /** Null: orders that name no store and no terminal; their day is that of UTC. */
  readonly storeNo: string | null;
  readonly timeZone: string;
  readonly dayStartsMinute: number;
  /** Epoch milliseconds; `to` is the first moment of the next day. */
  readonly from: number;
  readonly to: number;
}

/** PostgreSQL knows every time zone's history. A wall clock that shows the cut-off twice begins the day at the second time, one that skips it, an hour later. */
const businessDays = {
  name: 'business_days',
  text: `
with place as (
  select s.store_no, s.time_zone, s.day_starts_minute from store s where s.merchant_id = $1 and ($2::text is null or s.store_no = $2)
  union all select null, 'UTC', 0 where $2::text is null
), day as (
  select p.*, $3::date + make_interval(mins => p.day_starts_minute) as starts, ($3::date + 1) + make_interval(mins => p.day_starts_minute) as ends from place p
)
select d.store_no, d.time_zone, d.day_starts_minute, d.starts at time zone d.time_zone as from_at, d.ends at time zone d.time_zone as to_at
from day d order by d.store_no nulls last`,
} as const;

interface Row {
  readonly store_no: string | null;
  readonly time_zone: string;
  readonly day_starts_minute: number;
  readonly from_at: Date;
  readonly to_at: Date;
}

/** `date`: YYYY-MM-DD, by each store's own clock. Without a store: every store of the merchant, and the orders of none. */
export async function readBusinessDays(
  pool: Pool,
  { merchantId, storeNo, date }: { readonly merchantId: string; readonly storeNo: string | undefined; readonly date: string },
): Promise<readonly BusinessDay[]> {
  const { rows } = await pool.query<Row>({ ...businessDays, values: [merchantId, storeNo ?? null, date] });
  return rows.map((row) => ({
    storeNo: row.store_no,
    timeZone: row.time_zone,
    dayStartsMinute: row.day_starts_minute,
    from: row.from_at.getTime(),
    to: row.to_at.getTime(),
  }));
}
