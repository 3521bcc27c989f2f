import { NO_DELTAS } from '@interlock/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool, PoolClient } from 'pg';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, createTestKeyRing, seedProvenBatch, seedWebhookEndpoint, type TestDatabase } from '../testing/index.js';
import { FINISHED, finishInput } from '../../testing/finishing.js';
import {
  HELD,
  NOW,
  PAID,
  cause,
  chargeRecord,
  followingRecord,
  insertOrder,
  orderRecord,
  seedPlace,
  type Place,
} from '../../testing/engine-rows.js';
import { stampBatch } from '../batch/stamp.js';
import { beginCharge } from '../engine/begin-charge.js';
import { beginFollowing, beginStatements, type FollowingKind } from '../engine/begin-following.js';
import { writeFinish } from '../engine/finish.js';
import { readOrder, type OrderWithOperations } from '../engine/reads.js';
import type { OperationRecord, OrderRecord } from '../engine/records.js';
import { requestCancel } from '../engine/request-cancel.js';
import { readSnapshots } from './delivery-reads.js';
import { WebhookEndpointRepository } from './endpoint.repository.js';

const keyRing = createTestKeyRing();
const BEYOND_DOUBLES = 9_007_199_254_740_993n;
let database: TestDatabase;
let place: Place;
let endpointId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  place = await seedPlace(database.pool);
  endpointId = (await seedWebhookEndpoint(database.pool, keyRing, { merchantId: place.merchantId })).id;
});
afterAll(() => database.drop());

/** Lanes of one merchant, more than a page of the table holds. */
const MANY = 300;

interface Reads {
  /** Scans of the cases: nothing of an event but the copy of its order reads them. */
  readonly case: number;
  /** Rows of endpoints and lanes that were looked at. */
  readonly endpointRows: number;
}

/** What this connection has read so far. */
async function readsOf(client: PoolClient): Promise<Reads> {
  const { rows } = await client.query<Reads>(
    `select (select seq_scan + idx_scan from pg_stat_xact_user_tables where relname = 'case')::integer as case,
      (select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables where relname = 'webhook_endpoint')::integer as "endpointRows"`,
  );
  return rows[0] ?? { case: NaN, endpointRows: NaN };
}

/** What an event of this order reads, and how many deliveries it writes; nothing of it stays. */
async function readsOfEvent(pool: Pool, { id, merchantId }: OrderRecord): Promise<{ readonly reads: Reads; readonly written: number }> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const before = await readsOf(client);
    await client.query(
      `insert into outbox (id, merchant_id, order_id, version, type, payload, created_at) values ($1, $2, $3, 1, 'order.updated', '{}', $4)`,
      [uuid(), merchantId, id, new Date(NOW)],
    );
    const after = await readsOf(client);
    const written = await client.query('select from webhook_delivery where order_id = $1', [id]);
    const reads = { case: after.case - before.case, endpointRows: after.endpointRows - before.endpointRows };
    return { reads, written: written.rowCount ?? 0 };
  } finally {
    await client.query('rollback');
    client.release();
  }
}

interface Row {
  readonly id: string;
  readonly endpointId: string;
  readonly version: number;
  readonly type: string;
  readonly url: string | null;
  readonly occurredAt: Date;
}

async function deliveriesOf(orderId: string): Promise<Row[]> {
  const { rows } = await database.pool.query<Row>(
    `select id, endpoint_id as "endpointId", version, type, url, occurred_at as "occurredAt" from webhook_delivery where order_id = $1 order by version, endpoint_id`,
    [orderId],
  );
  return rows;
}

/** What the snapshot leaves out: no view shows it. */
function shown({ order, operations, cases }: OrderWithOperations): OrderWithOperations {
  const bare = (operation: OperationRecord): OperationRecord => ({ ...operation, content: null, idempotencyHashes: null, requestHash: '' });
  return { order: { ...order, content: {}, contentHashes: {} }, operations: operations.map(bare), cases };
}

/** The statement has run: its delivery holds the order exactly as it is read now. */
async function expectSnapshotOf(orderId: string, version: number, type: string): Promise<void> {
  const read = await readOrder(database.pool, 'byId', [orderId]);
  if (read === undefined) throw new Error('no such order');
  expect(read.order.version).toBe(version);
  const delivery = (await deliveriesOf(orderId)).at(-1);
  expect(delivery).toMatchObject({ endpointId, version, type, occurredAt: new Date(read.order.updatedAt) });
  const snapshots = await readSnapshots(database.pool, [delivery?.id ?? '']);
  expect(snapshots.get(delivery?.id ?? '')).toEqual(shown(read));
}

async function inserted(
  order: Partial<OrderRecord>,
  charge: Partial<OperationRecord>,
): Promise<{ order: OrderRecord; charge: OperationRecord }> {
  const made = orderRecord(place, { content: { buyer: { name: 'a-person' } }, metadata: { desk: '4' }, ...order });
  const row = chargeRecord(place, made.id, { content: { options: { note: 'an-option' } }, ...charge });
  await insertOrder(database.pool, made, row);
  return { order: made, charge: row };
}

describe('each statement that changes an order writes its deliveries, with the order as it is after it:', () => {
  it('the begin of a charge, also of an amount that no JSON number holds', async () => {
    const order = orderRecord(place, { amountMinor: BEYOND_DOUBLES, content: { buyer: { name: 'a-person' } } });
    const charge = chargeRecord(place, order.id, { amountMinor: BEYOND_DOUBLES, authorizedMinor: BEYOND_DOUBLES });
    expect(await beginCharge(database.pool, { order, charge, cause, eventId: uuid() })).toBe(true);
    await expectSnapshotOf(order.id, 1, 'order.created');
  });

  it('a plain finish', async () => {
    const rows = await inserted({ state: 'pending', nextAction: { type: 'wait_for_payer' } }, { outcome: 'pending' });
    const deltas = { ...NO_DELTAS, captured: 1000n };
    const movements = [{ debit: 'provider_receivable', credit: 'merchant_payable', amountMinor: 1000n }] as const;
    const decided = { state: 'paid', operation: { outcome: 'approved', dueAt: null }, deltas, movements, nextAction: null } as const;
    const receipt = { brand: 'VISA', payerPaid: 900n, fee: 7n };
    expect(await writeFinish(database.pool, finishInput(rows, { ...decided, receipt }))).toEqual({ version: 2 });
    await expectSnapshotOf(rows.order.id, 2, 'order.paid');
  });

  it('a finish that opens a case and begins the next charge', async () => {
    const rows = await inserted({ state: 'created' }, {});
    const next = chargeRecord(place, rows.order.id, { createdAt: FINISHED });
    const decided = {
      operation: { outcome: 'declined', declineCode: 'provider_busy', dueAt: null },
      cases: [{ kind: 'unknown_code', detail: 'a word that nobody documented' }],
    } as const;
    expect(await writeFinish(database.pool, finishInput(rows, decided, { followUp: next }))).toEqual({ version: 2 });
    await expectSnapshotOf(rows.order.id, 2, 'order.updated');
    const [delivery] = await deliveriesOf(rows.order.id);
    const snapshot = (await readSnapshots(database.pool, [delivery?.id ?? ''])).get(delivery?.id ?? '');
    expect(snapshot).toMatchObject({
      operations: [{ outcome: 'declined' }, { id: next.id }],
      cases: [{ kind: 'unknown_code', state: 'open' }],
    });
  });

  it('a finish of what follows a charge', async () => {
    const rows = await inserted({ state: 'paid' }, { ...PAID, refundingMinor: 400n, openRefunds: 1 });
    const operation = followingRecord(rows.charge, 'refund', { createdAt: NOW + 1 });
    await insertOrder(database.pool, orderRecord(place), operation);
    const deltas = { ...NO_DELTAS, refunding: -400n, refunded: 400n, openRefunds: -1 };
    const decided = { state: 'partially_refunded', operation: { outcome: 'approved', dueAt: null }, deltas } as const;
    expect(await writeFinish(database.pool, finishInput({ ...rows, operation }, decided))).toEqual({ version: 2 });
    await expectSnapshotOf(rows.order.id, 2, 'order.partially_refunded');
  });

  const chargeOf: Readonly<Record<FollowingKind, readonly [Partial<OrderRecord>, Partial<OperationRecord>]>> = {
    refund: [{ state: 'paid' }, PAID],
    cancel: [{ state: 'pending', cancelRequested: 'expiry' }, { outcome: 'pending' }],
    void: [{ state: 'authorized' }, HELD],
    capture: [{ state: 'authorized' }, HELD],
    increment: [{ state: 'authorized' }, HELD],
    adjust_tip: [{ state: 'paid' }, PAID],
  };
  it.each(Object.keys(beginStatements) as FollowingKind[])('the begin of a %s', async (kind) => {
    const { order, charge } = await inserted(...chargeOf[kind]);
    const operation = followingRecord(charge, kind, { amountMinor: 100n, tipMinor: 5n });
    expect(await beginFollowing(database.pool, { operation, cause, eventId: uuid() })).toBe(2);
    await expectSnapshotOf(order.id, 2, 'order.updated');
  });

  it('a request to cancel', async () => {
    const { order } = await inserted({ state: 'created' }, {});
    expect(await requestCancel(database.pool, { orderId: order.id, by: 'merchant', at: NOW + 1, cause, eventId: uuid() })).toBe(2);
    await expectSnapshotOf(order.id, 2, 'order.updated');
  });

  it('the stamp of a batch, for each of its orders', async () => {
    const one = await inserted({ state: 'paid' }, PAID);
    const other = await inserted({ state: 'paid' }, PAID);
    const { id: batchId, lease } = await seedProvenBatch(database.pool, place);
    const operations = [one, other].map(({ charge }) => ({ id: charge.id, orderId: charge.orderId }));
    const eventIds = Object.fromEntries(operations.map(({ orderId }) => [orderId, uuid()]));
    await stampBatch(database.pool, { batchId, lease, operations, eventIds, at: NOW + 1, actor: 'test', requestId: 'r' });
    for (const { order } of [one, other]) await expectSnapshotOf(order.id, 2, 'order.updated');
  });

  it('and no statement of the engine that writes an event was forgotten here', async () => {
    const { rows } = await database.pool.query<{ order_id: string }>(
      `select o.order_id from outbox o left join webhook_delivery d on d.order_id = o.order_id and d.version = o.version where d.id is null`,
    );
    expect(rows).toEqual([]);
  });
});

describe('a delivery', () => {
  const begin = async (over: Partial<OrderRecord> = {}): Promise<string> => {
    const order = orderRecord(place, over);
    await beginCharge(database.pool, { order, charge: chargeRecord(place, order.id), cause, eventId: uuid() });
    return order.id;
  };

  it('copies nothing of the order that a view does not show', async () => {
    await inserted({ state: 'created' }, {});
    const orderId = await begin({ content: { buyer: { name: 'a-person' } }, contentHashes: { buyer: 'a-hash' } });
    const { rows } = await database.pool.query<{ text: string }>(
      'select snapshot::text as text from webhook_delivery where order_id = $1',
      [orderId],
    );
    expect(rows[0]?.text).not.toMatch(/a-person|a-hash|an-option/);
  });

  it('copies nothing that people have noted of a case: its history, what was proposed, whose it is', async () => {
    const rows = await inserted({ state: 'created' }, {});
    const cases = [{ kind: 'unknown_code', detail: 'a word that nobody documented' }] as const;
    await writeFinish(database.pool, finishInput(rows, { cases, operation: { outcome: 'unknown' } }));
    await database.pool.query(
      `update "case" set owner = 'a-person', state = 'awaiting_second', proposal = '{"by": "a-person"}', notes = '[{"what": "proposed", "by": "a-person", "requestHash": "a-hash", "at": "2026-01-01T00:00:00Z"}]'
       where order_id = $1`,
      [rows.order.id],
    );
    const cancel = { orderId: rows.order.id, by: 'merchant', at: FINISHED + 1, cause, eventId: uuid() } as const;
    expect(await requestCancel(database.pool, cancel)).toBe(3);
    const { rows: copies } = await database.pool.query<{ text: string; cases: readonly object[] }>(
      `select snapshot::text as text, snapshot -> 'cases' as cases from webhook_delivery where order_id = $1 and version = 3`,
      [rows.order.id],
    );
    expect(copies).toMatchObject([
      { cases: [{ kind: 'unknown_code', state: 'awaiting_second', notes: null, proposal: null, owner: null }] },
    ]);
    expect(copies[0]?.text).not.toMatch(/a-person|a-hash/);
  });

  it('has an id that is its event’s and its endpoint’s: a valid UUIDv7 that sorts by time', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push((await deliveriesOf(await begin()))[0]?.id ?? '');
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(3);
  });

  it('goes to each enabled endpoint whose filter takes the event, and to none of another merchant', async () => {
    const { pool } = database;
    const { merchantId } = await seedPlace(pool);
    const elsewhere = await seedPlace(pool);
    const endpoints = new WebhookEndpointRepository(pool);
    const all = await seedWebhookEndpoint(pool, keyRing, { merchantId });
    const created = await seedWebhookEndpoint(pool, keyRing, { merchantId, eventTypes: ['order.created', 'order.paid'] });
    await seedWebhookEndpoint(pool, keyRing, { merchantId, eventTypes: ['order.refunded'] });
    const off = await seedWebhookEndpoint(pool, keyRing, { merchantId });
    await endpoints.change(pool, merchantId, off.id, { enabled: false }, NOW);
    const gone = await seedWebhookEndpoint(pool, keyRing, { merchantId });
    await endpoints.remove(pool, merchantId, gone.id, NOW);
    await seedWebhookEndpoint(pool, keyRing, { merchantId: elsewhere.merchantId });
    const own = { ...place, merchantId };
    const order = orderRecord(own);
    await beginCharge(pool, { order, charge: chargeRecord(own, order.id), cause, eventId: uuid() });
    expect((await deliveriesOf(order.id)).map((row) => row.endpointId).toSorted()).toEqual([all.id, created.id].toSorted());
  });

  it('goes to the order’s own notifyUrl beside them, in the lane of its origin', async () => {
    const { pool } = database;
    const { merchantId } = await seedPlace(pool);
    const own = { ...place, merchantId };
    const lane = uuid();
    await new WebhookEndpointRepository(pool).ensureNotifyLane({
      id: lane,
      merchantId,
      origin: 'https://shop.example.test:8443',
      most: 1,
      at: NOW,
    });
    const of = async (content: Readonly<Record<string, unknown>>): Promise<Row[]> => {
      const order = orderRecord(own, { content });
      await beginCharge(pool, { order, charge: chargeRecord(own, order.id), cause, eventId: uuid() });
      return deliveriesOf(order.id);
    };
    const notifyUrl = 'https://shop.example.test:8443/paid?order=1';
    expect(await of({ notifyUrl })).toMatchObject([{ endpointId: lane, url: notifyUrl, version: 1 }]);
    expect(await of({})).toEqual([]);
  });

  it('is neither written nor built where the merchant has lanes, and the order has no notifyUrl or one of another origin', async () => {
    const { pool } = database;
    const { merchantId } = await seedPlace(pool);
    const own = { ...place, merchantId };
    const endpoints = new WebhookEndpointRepository(pool);
    const lane = { merchantId, most: MANY, at: NOW };
    for (let desk = 0; desk < MANY; desk += 1)
      await endpoints.ensureNotifyLane({ ...lane, id: uuid(), origin: `https://desk-${String(desk)}.example.test` });
    await pool.query('analyze webhook_endpoint');
    const fresh = async (content: Readonly<Record<string, unknown>>): ReturnType<typeof readsOfEvent> => {
      const order = orderRecord(own, { content });
      await insertOrder(pool, order, chargeRecord(own, order.id));
      return readsOfEvent(pool, order);
    };
    for (const content of [{}, { notifyUrl: 'https://elsewhere.example.test/paid' }]) {
      const { reads, written } = await fresh(content);
      expect([written, reads.case]).toEqual([0, 0]);
      expect(reads.endpointRows).toBeLessThan(MANY / 10);
    }
    const { reads, written } = await fresh({ notifyUrl: 'https://desk-7.example.test/paid' });
    expect(written).toBe(1);
    // The measure sees what is built.
    expect(reads.case).toBeGreaterThan(0);
    expect(reads.endpointRows).toBeLessThan(MANY / 10);
  });

  it('has a lane where the merchant has not as many as it may; what is disabled does not count, and what is there stays', async () => {
    const { pool } = database;
    const { merchantId } = await seedPlace(pool);
    const endpoints = new WebhookEndpointRepository(pool);
    const [first, second] = [uuid(), uuid()];
    const ensure = (id: string, origin: string): Promise<boolean> =>
      endpoints.ensureNotifyLane({ id, merchantId, origin, most: 2, at: NOW });
    expect(await ensure(first, 'https://one.example.test')).toBe(true);
    expect(await ensure(second, 'https://two.example.test')).toBe(true);
    expect(await ensure(uuid(), 'https://three.example.test')).toBe(false);
    expect(await ensure(uuid(), 'https://two.example.test')).toBe(true);
    await endpoints.change(pool, merchantId, first, { enabled: false }, NOW);
    expect(await ensure(uuid(), 'https://three.example.test')).toBe(true);
    expect(await ensure(uuid(), 'https://one.example.test')).toBe(true);
    expect(await ensure(uuid(), 'https://four.example.test')).toBe(false);
  });

  it('is a dead letter from the start where we have disabled the endpoint for its failures', async () => {
    const { pool } = database;
    const { merchantId } = await seedPlace(pool);
    const own = { ...place, merchantId };
    const { id } = await seedWebhookEndpoint(pool, keyRing, { merchantId });
    await pool.query(`update webhook_endpoint set state = 'failing' where id = $1`, [id]);
    const order = orderRecord(own);
    await beginCharge(pool, { order, charge: chargeRecord(own, order.id), cause, eventId: uuid() });
    const { rows } = await pool.query('select state, reason, due_at from webhook_delivery where order_id = $1', [order.id]);
    expect(rows).toEqual([{ state: 'dead', reason: 'endpoint_disabled', due_at: null }]);
  });
});
