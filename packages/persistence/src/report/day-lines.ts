import type { CurrencyCode, ProviderName } from '@interlock/domain';
import type { Pool } from 'pg';
import type { BusinessDay } from './business-day.js';

/** How many, and how much in minor units. */
export interface Figures {
  readonly count: number;
  readonly minor: bigint;
}
export const FIGURES = ['sales', 'tips', 'cashback', 'surcharges', 'refunds', 'voids', 'open'] as const;
export type Figure = (typeof FIGURES)[number];

/** The day of one terminal at one provider in one currency. */
export interface DayLine extends Readonly<Record<Figure, Figures>> {
  readonly storeNo: string | null;
  readonly terminalSn: string | null;
  /** Null: orders that wait for their terminal, so that no provider is chosen. */
  readonly provider: ProviderName | null;
  readonly currency: CurrencyCode;
}

/** The store that an order is of: the one that it names, else its terminal's. */
const placed = `left join terminal t on o.terminal_sn is not null and t.merchant_id = o.merchant_id and t.terminal_sn = o.terminal_sn
    left join store ts on ts.id = t.store_id
    join day d on d.store_no is not distinct from coalesce(o.store_no, ts.store_no)`;
const days = `day as (
  select * from unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) as d (store_no, from_at, to_at)
)`;
const ofTerminal = '($5::text is null or o.terminal_sn = $5)';
const first = '(select min(d.from_at) from day d)';
const last = '(select max(d.to_at) from day d)';

/**
 * By when money moved, from the books alone: what providers owe us is debited by what was taken and credited by what went back. Tip, cashback and
 * surcharge have no account of their own; the first money of a charge holds them, as the charge's row says, and a change of the tip is one by itself.
 * Of a charge that was undone whole the row says nothing any more: its tip is the one that was asked for, and the rest stands with the sales.
 */
const moved = {
  name: 'day_moved',
  text: `
with ${days}, moved as (
  select d.store_no, o.terminal_sn, p.provider, e.currency, e.id, e.operation_id, e.order_id, e.amount_minor, p.kind, p.charge_id
  -- Each order by its own key (offset 0 keeps it so): a day is a small part of what there is.
  from entry e cross join lateral (select * from "order" r where r.id = e.order_id offset 0) o join operation p on p.id = e.operation_id
    ${placed}
  where e.merchant_id = $1 and e.account = 'provider_receivable' and e.at >= ${first} and e.at < ${last} and e.at >= d.from_at and e.at < d.to_at
    and ${ofTerminal}
), parted as (
  select m.*, coalesce(x.tip, 0) as tip, coalesce(x.cashback, 0) as cashback, coalesce(x.surcharge, 0) as surcharge
  from moved m left join lateral (
    select case when undone.it then coalesce(c.tip_minor, 0) else c.tip_taken_minor - coalesce(changed.tip, 0) end as tip,
      case when undone.it then 0 else c.cashback_minor end as cashback, case when undone.it then 0 else c.surcharge_minor end as surcharge
    from operation c,
      lateral (select c.captured_minor + c.tip_taken_minor + c.cashback_minor + c.surcharge_minor + c.excess_minor = 0 as it) undone,
      lateral (select sum(b.amount_minor) as tip from entry b join operation q on q.id = b.operation_id
        where b.order_id = m.order_id and b.account = 'provider_receivable' and q.charge_id = c.id and q.kind = 'adjust_tip') changed,
      lateral (select b.id from entry b join operation q on q.id = b.operation_id
        where b.order_id = m.order_id and b.account = 'provider_receivable' and b.amount_minor > 0 and q.charge_id = c.id
          and q.kind in ('sale', 'authorize', 'capture', 'increment') order by b.at, b.id limit 1) began
    where c.id = m.charge_id and began.id = m.id
  ) x on true
), told as (
  select m.store_no, m.terminal_sn, m.provider, m.currency, m.operation_id, f.figure, f.minor
  from parted m, lateral (values
    (case when m.kind in ('sale', 'authorize', 'capture', 'increment') then 'sales' when m.kind = 'adjust_tip' then 'tips' when m.kind = 'refund' then 'refunds' else 'voids' end,
      case when m.kind in ('refund', 'void', 'cancel') then -m.amount_minor else m.amount_minor - m.tip - m.cashback - m.surcharge end),
    ('tips', m.tip), ('cashback', m.cashback), ('surcharges', m.surcharge)) as f (figure, minor)
  where f.minor <> 0
)
select store_no, terminal_sn, provider, currency, figure, count(distinct operation_id)::integer as count, sum(minor)::text as minor
from told group by store_no, terminal_sn, provider, currency, figure`,
} as const;

/** Orders begun on the day that are not decided by now, and holds that are not captured. */
const open = {
  name: 'day_open',
  text: `
with ${days}, undecided as (
  select o.id from "order" o where o.merchant_id = $1 and o.state in ('pending', 'uncertain', 'authorized') and o.state not in ('created', 'paid')
  union all select p.order_id from operation p where p.merchant_id = $1 and p.due_at is not null and p.outcome is null and p.id = p.charge_id
  union all select w.order_id from terminal_order w where w.merchant_id = $1 and w.state = 'waiting'
)
select d.store_no, o.terminal_sn, c.provider, o.currency, 'open' as figure, count(*)::integer as count, sum(o.amount_minor)::text as minor
from (select distinct u.id from undecided u) u join "order" o on o.id = u.id and o.state in ('created', 'pending', 'uncertain', 'authorized')
  ${placed}
  left join lateral (select p.provider from operation p where p.order_id = o.id and p.id = p.charge_id order by p.id desc limit 1) c on true
where o.created_at >= d.from_at and o.created_at < d.to_at and ${ofTerminal}
group by d.store_no, o.terminal_sn, c.provider, o.currency`,
} as const;

export const dayStatements = { moved, open } as const;

interface Row {
  readonly store_no: string | null;
  readonly terminal_sn: string | null;
  readonly provider: ProviderName | null;
  readonly currency: CurrencyCode;
  readonly figure: Figure;
  readonly count: number;
  readonly minor: string;
}
const NONE: Figures = { count: 0, minor: 0n };

/** What moved on these days and what of them is open, by store, terminal, provider and currency. */
export async function readDayLines(
  pool: Pool,
  input: { readonly merchantId: string; readonly days: readonly BusinessDay[]; readonly terminalSn: string | undefined },
): Promise<readonly DayLine[]> {
  const { merchantId, days: of, terminalSn } = input;
  const times = (side: 'from' | 'to'): Date[] => of.map((day) => new Date(day[side]));
  const values = [merchantId, of.map(({ storeNo }) => storeNo), times('from'), times('to'), terminalSn ?? null];
  const [one, other] = await Promise.all([pool.query<Row>({ ...moved, values }), pool.query<Row>({ ...open, values })]);
  const groups = Map.groupBy([...one.rows, ...other.rows], (row) =>
    JSON.stringify([row.store_no ?? '', row.terminal_sn ?? '', row.provider ?? '', row.currency]),
  );
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, rows]) => lineOf(rows) ?? []);
}

function lineOf(rows: readonly Row[]): DayLine | undefined {
  const [any] = rows;
  if (any === undefined) return undefined;
  const figure = (name: Figure): Figures =>
    rows
      .filter((row) => row.figure === name)
      .reduce((sum, { count, minor }) => ({ count: sum.count + count, minor: sum.minor + BigInt(minor) }), NONE);
  return {
    storeNo: any.store_no,
    terminalSn: any.terminal_sn,
    provider: any.provider,
    currency: any.currency,
    sales: figure('sales'),
    tips: figure('tips'),
    cashback: figure('cashback'),
    surcharges: figure('surcharges'),
    refunds: figure('refunds'),
    voids: figure('voids'),
    open: figure('open'),
  };
}
