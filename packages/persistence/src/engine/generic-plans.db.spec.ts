import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, createTestKeyRing, seedWebhookEndpoint, type TestDatabase } from '../testing/index.js';
import { NOW, PAID, chargeRecord, factRecord, insertOrder, orderRecord, seedPlace } from '../../testing/engine-rows.js';
import { statements } from '../../testing/statements.js';
import { listStatement, type OrderFilters } from '../order/list-orders.js';
import { dayStatements } from '../report/day-lines.js';
import * as deliveries from '../webhook/delivery-statements.js';

/**
 * The pool runs every statement by its generic plan, which knows no value: what looks cheap when it is explained with values may read a whole
 * table there. So each is planned as it is run, beside tables that are full enough for the planner to see the difference.
 */
const FINISHED = 20_000;
/** What grows with every order. */
const GROWING = new Set(['order', 'operation', 'fact', 'transition', 'entry', 'outbox', 'case', 'idempotency_key', 'webhook_delivery']);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const place = await seedPlace(database.pool);
  const order = orderRecord(place, { state: 'paid' });
  const sale = chargeRecord(place, order.id, PAID);
  await insertOrder(database.pool, order, sale);
  const endpoint = await seedWebhookEndpoint(database.pool, createTestKeyRing(), { merchantId: place.merchantId });
  await database.pool.query(FILL, [order.id, FINISHED, JSON.stringify(factRecord()), new Date(NOW), endpoint.id]);
  await database.pool.query(FILL_BOOKS);
  // Not the accounts: what is not counted yet the planner takes for more than it is.
  await database.pool.query(`analyze ${[...GROWING].map((table) => `"${table}"`).join(', ')}`);
});
afterAll(() => database.drop());

const NO_ID = '00000000-0000-7000-8000-000000000000';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

function readWhole(plan: Plan): string[] {
  const table = plan['Relation Name'] ?? '';
  const own = plan['Node Type'] === 'Seq Scan' && GROWING.has(table) ? [table] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(readWhole)];
}

const filters: readonly Omit<OrderFilters, 'merchantId'>[] = [
  {},
  { from: NOW },
  { to: NOW },
  { state: 'created' },
  { state: 'paid' },
  { state: 'failed' },
  { storeNo: '1' },
  { terminalSn: '1' },
  { operator: 'o' },
  { provider: 'upay', from: NOW },
  { amountMinor: 1n, from: NOW },
  {
    storeNo: '1',
    terminalSn: '1',
    operator: 'o',
    state: 'uncertain',
    from: NOW,
    to: NOW,
    amountMinor: 1n,
    provider: 'upay',
    before: NO_ID,
  },
];
const lists = filters.map((asked) => listStatement({ ...asked, merchantId: NO_ID }, 20));

describe('beside many finished orders', () => {
  it.each([...statements, ...lists, ...Object.values(dayStatements), ...Object.values(deliveries)])(
    '$name reads no table whole',
    async ({ text }) => {
      const { rows } = await database.pool.query<{ 'QUERY PLAN': readonly [{ readonly Plan: Plan }] }>(
        `explain (generic_plan, format json) ${text}`,
      );
      expect(rows[0]?.['QUERY PLAN'].flatMap(({ Plan: plan }) => readWhole(plan))).toEqual([]);
    },
  );
});

/** Copies of a paid order with what hangs on it, one in eight of them due: $1 the order, $2 how many, $3 a fact's body, $4 when, $5 a webhook's endpoint. */
const FILL = `
with template as (select o as order_row, c as charge_row from operation c join "order" o on o.id = c.order_id where o.id = $1),
  copy as (select md5('o' || n)::uuid as order_id, md5('c' || n)::uuid as charge_id, n from generate_series(1, $2::integer) n),
  orders as (
    insert into "order" select r.* from template, copy,
      jsonb_populate_record(template.order_row, jsonb_build_object('id', copy.order_id, 'merchant_order_no', copy.order_id)) r
  ), operations as (
    insert into operation select r.* from template, copy, jsonb_populate_record(template.charge_row, jsonb_build_object('id', copy.charge_id,
      'charge_id', copy.charge_id, 'order_id', copy.order_id, 'provider_key', copy.charge_id, 'due_at', case when copy.n % 8 = 0 then $4::timestamptz end)) r
  ), facts as (
    insert into fact (id, operation_id, order_id, source, attempt, lease, asked_at, received_at, outcome, result, exchanges, request_id)
    select copy.charge_id, copy.charge_id, copy.order_id, 'answer', 1, 1, $4, $4, 'approved', $3::jsonb, '[]', 'request-1' from copy
  ), transitions as (
    insert into transition (order_id, version, from_state, to_state, operation_id, cause, actor, request_id, at)
    select copy.order_id, 1, null, 'paid', copy.charge_id, 'sale', 'merchant', 'request-1', $4 from copy
  ), cases as (
    insert into "case" (id, merchant_id, order_id, operation_id, kind, state, detail, opened_at, due_at, closed_at)
    select copy.charge_id, (template.order_row).merchant_id, copy.order_id, copy.charge_id, 'outcome_unknown', 'closed', '', $4, $4, $4 from copy, template
  ), keys as (
    insert into idempotency_key (merchant_id, key, used_for, row_id)
    select (template.order_row).merchant_id, copy.charge_id, 'operation', copy.charge_id from copy, template
  ), deliveries as (
    insert into webhook_delivery (id, merchant_id, endpoint_id, order_id, version, type, occurred_at, snapshot, state, attempts, tries, lease, in_flight,
      due_at, created_at, finished_at)
    select copy.charge_id, (template.order_row).merchant_id, $5, copy.order_id, 1, 'order.paid', $4, '{}', case when copy.n % 8 = 0 then 'pending' else 'delivered' end,
      1, '[]', 1, false, case when copy.n % 8 = 0 then $4::timestamptz end, $4, case when copy.n % 8 <> 0 then $4::timestamptz end from copy, template
  )
insert into outbox (id, merchant_id, order_id, version, type, payload, created_at)
select copy.charge_id, (template.order_row).merchant_id, copy.order_id, 1, 'order.paid', '{}', $4 from copy, template`;

/** Each payment in the books, a second after the one before. */
const FILL_BOOKS = `
with booked as (select p.*, row_number() over (order by p.id) as n from operation p)
insert into entry (id, movement_id, order_id, operation_id, merchant_id, provider_account_id, account, currency, amount_minor, at)
select md5(leg.account || b.id)::uuid, b.id, b.order_id, b.id, b.merchant_id, b.provider_account_id, leg.account, b.currency, leg.sign * b.amount_minor,
  b.created_at + b.n * interval '1 second'
from booked b, (values ('provider_receivable', 1), ('merchant_payable', -1)) as leg (account, sign) order by b.n`;
