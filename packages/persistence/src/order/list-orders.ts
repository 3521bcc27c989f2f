import type { OrderState, ProviderName } from '@interlock/domain';
import type { Pool } from 'pg';

/** Which orders are wanted; what is left out does not matter. */
export interface OrderFilters {
  readonly merchantId: string;
  /** Begun at this moment or after it, and before that one; epoch milliseconds. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly state?: OrderState | undefined;
  readonly storeNo?: string | undefined;
  readonly terminalSn?: string | undefined;
  readonly operator?: string | undefined;
  readonly provider?: ProviderName | undefined;
  readonly amountMinor?: bigint | undefined;
  /** Ids below this one: the last of the page before. */
  readonly before?: string | undefined;
}

/** Ids are made a little after the moment that an order is begun at, never much. */
const ID_AFTER_MS = 60_000;

type Condition = (parameter: (value: unknown) => string) => string;

/**
 * What each filter asks of a row `o`. An order's id begins with its time (UUIDv7), so that a time is also a range of ids, which every index here is
 * ordered by.
 */
function conditionsOf(filters: OrderFilters): Readonly<Record<string, Condition | undefined>> {
  const { from, to, state, storeNo, terminalSn, operator, provider, amountMinor, before } = filters;
  const given = <T>(value: T | undefined, condition: (value: T) => Condition): Condition | undefined =>
    value === undefined ? undefined : condition(value);
  return {
    merchant: (p) => `o.merchant_id = ${p(filters.merchantId)}::uuid`,
    from: given(from, (at) => (p) => `o.created_at >= ${p(new Date(at))}::timestamptz and o.id >= ${p(firstId(at))}::uuid`),
    to: given(to, (at) => (p) => `o.created_at < ${p(new Date(at))}::timestamptz and o.id < ${p(firstId(at + ID_AFTER_MS))}::uuid`),
    [`state_${stateGroup(state)}`]: given(state, stateCondition),
    store: given(storeNo, (value) => (p) => `o.store_no = ${p(value)}::text`),
    terminal: given(terminalSn, (value) => (p) => `o.terminal_sn = ${p(value)}::text`),
    operator: given(operator, (value) => (p) => `o.operator = ${p(value)}::text`),
    provider: given(
      provider,
      // Asked of each row that is looked at, never of the whole table: `limit` keeps it from being turned into a join.
      (value) => (p) =>
        `(select true from operation c where c.order_id = o.id and c.id = c.charge_id and c.provider = ${p(value)}::text limit 1)`,
    ),
    amount: given(amountMinor, (value) => (p) => `o.amount_minor = ${p(value.toString())}::bigint`),
    before: given(before, (value) => (p) => `o.id < ${p(value)}::uuid`),
  };
}

const stateGroup = (state: OrderState | undefined): string => (state === 'created' || state === 'paid' ? state : 'other');

/** A sale is created for a moment and then paid, nearly always: an index that holds those two would be written by each of them. */
function stateCondition(state: OrderState): Condition {
  // Whatever is created is being sent, so that its row is due, or waits for its terminal.
  if (state === 'created')
    return () => `o.state = 'created' and o.id in (select c.order_id from operation c where c.due_at is not null and c.outcome is null
      union all select w.order_id from terminal_order w where w.state = 'waiting')`;
  if (state === 'paid') return () => `o.state = 'paid'`;
  return (p) => `o.state = ${p(state)}::text and o.state not in ('created', 'paid')`;
}

/** The statement of exactly these filters: one that leaves some of them open would be planned for none of them. */
export function listStatement(
  filters: OrderFilters,
  limit: number,
): { readonly name: string; readonly text: string; readonly values: unknown[] } {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${String(values.push(value))}`;
  const conditions = Object.entries(conditionsOf(filters)).flatMap(([name, condition]) =>
    condition === undefined ? [] : [{ name, text: condition(parameter) }],
  );
  const where = conditions.map(({ text }) => text).join(' and ');
  return {
    name: ['list_orders', ...conditions.slice(1).map(({ name }) => name)].join('_'),
    text: `select o.id from "order" o where ${where} order by o.id desc limit ${parameter(limit)}::integer`,
    values,
  };
}

/** A page of a merchant's orders, newest first. */
export async function listOrders(pool: Pool, filters: OrderFilters, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(listStatement(filters, limit));
  return rows.map(({ id }) => id);
}

/** The lowest id that can be made at this millisecond. */
function firstId(at: number): string {
  const time = Math.min(Math.max(at, 0), 0xffff_ffff_ffff).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
