import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { beginCharge } from '../engine/begin-charge.js';
import { requestCancel } from '../engine/request-cancel.js';
import { chargeRecord, createTestDatabase, createTestKeyRing, orderRecord, seedAccount, seedMerchant } from '../testing/index.js';
import type { Place, TestDatabase } from '../testing/index.js';
import { outboxLag } from './outbox-lag.js';
import { RELAY_PARTITIONS } from './relay-share.js';
import { RelaySession } from './relay-session.js';
import { until } from '../testing/until.js';

const cause = { cause: 'request', actor: 'test', requestId: 'request-1' };

let database: TestDatabase;
let place: Place;
const open: RelaySession[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const merchantId = (await seedMerchant(database.pool)).id;
  place = { merchantId, accountId: (await seedAccount(database.pool, createTestKeyRing())).id };
});
afterEach(async () => {
  for (const session of open.splice(0)) await session.close();
  // Their backends are gone, and with them their locks.
  await until(async () => (await membersSeen()) === 0);
  await database.pool.query('update outbox set relayed_at = now() where relayed_at is null');
});
afterAll(() => database.drop());

async function session(): Promise<RelaySession> {
  const opened = await RelaySession.open(database.url);
  open.push(opened);
  return opened;
}

async function membersSeen(): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where application_name = 'interlock relay' and datname = current_database()`,
  );
  return rows[0]?.count ?? 0;
}

/** An order whose first version is written. */
async function begun(): Promise<string> {
  const order = orderRecord(place);
  const charge = chargeRecord(place, order.id);
  await beginCharge(database.pool, { order, charge, cause, eventId: uuid() });
  return order.id;
}

/** Lets every relay look once more, until nothing changes. */
async function balanced(...sessions: readonly RelaySession[]): Promise<number[]> {
  for (let round = 0; round < 2; round += 1) for (const each of sessions) await each.balance();
  return sessions.map(({ held }) => held.size);
}

const versions = (events: readonly { readonly orderId: string; readonly version: number }[]) =>
  events.map(({ orderId, version }) => [orderId, version]);

describe('a relay', () => {
  it('alone holds every partition, and reads each order’s versions in order, a page cut short included', async () => {
    const only = await session();
    expect(await balanced(only)).toEqual([RELAY_PARTITIONS]);
    const orders = [await begun(), await begun()].toSorted();
    for (const orderId of orders) await requestCancel(database.pool, { orderId, by: 'merchant', at: 1_000, cause, eventId: uuid() });
    const [first = '', second = ''] = orders;
    expect(versions(await only.page(3))).toEqual([
      [first, 1],
      [first, 2],
      [second, 1],
    ]);
    const events = await only.page(10);
    await only.mark(events.slice(0, 3), 5_000);
    expect(versions(await only.page(10))).toEqual([[second, 2]]);
    expect(await outboxLag(database.pool)).toEqual({ events: 1, oldestAt: new Date(1_000) });
    expect(events[1]).toMatchObject({ type: 'order.updated', merchantId: place.merchantId, payload: { orderId: first, version: 2 } });
  });

  it('never sees a version before the one below it, whichever commits last and whatever their ids say', async () => {
    const only = await session();
    await balanced(only);
    const orderId = await begun();
    const slow = await database.pool.connect();
    await slow.query('begin');
    // The slow one holds the order's row: its version is written and not committed.
    await slow.query('update "order" set version = 2 where id = $1', [orderId]);
    await slow.query(
      `insert into outbox (id, merchant_id, order_id, version, type, payload, created_at) values ($1, $2, $3, 2, 'order.updated', '{}', now())`,
      [uuid(), place.merchantId, orderId],
    );
    let fastDone = false;
    const fast = requestCancel(database.pool, {
      orderId,
      by: 'merchant',
      at: 1_000,
      cause,
      eventId: '00000000-0000-7000-8000-000000000001',
    }).then((version) => {
      fastDone = true;
      return version;
    });
    await until(async () => {
      const { rows } = await database.pool.query<{ waits: number }>(`select count(*)::int as waits from pg_locks where not granted`);
      return (rows[0]?.waits ?? 0) > 0;
    });
    expect(versions(await only.page(10))).toEqual([[orderId, 1]]);
    expect(fastDone).toBe(false);
    await slow.query('commit');
    slow.release();
    expect(await fast).toBe(3);
    // The later version has the lower id and the earlier time.
    expect(versions(await only.page(10))).toEqual([
      [orderId, 1],
      [orderId, 2],
      [orderId, 3],
    ]);
  });
});

describe('several relays', () => {
  it('share the partitions fairly, each one’s alone, and every event is one relay’s', async () => {
    const [a, b, c] = [await session(), await session(), await session()] as const;
    expect((await balanced(a, b, c)).toSorted()).toEqual([5, 5, 6]);
    expect(new Set([...a.held, ...b.held, ...c.held]).size).toBe(RELAY_PARTITIONS);
    const orders = new Set<string>();
    for (let count = 0; count < 40; count += 1) orders.add(await begun());
    const seen = [await a.page(100), await b.page(100), await c.page(100)].flat();
    expect(seen).toHaveLength(40);
    expect(new Set(seen.map(({ orderId }) => orderId))).toEqual(orders);
  });

  it('make room for one that joins, and take over from one that leaves', async () => {
    const a = await session();
    await balanced(a);
    const b = await session();
    // The one that has all gives back first; until then the new one has none.
    await b.balance();
    expect([a.held.size, b.held.size]).toEqual([RELAY_PARTITIONS, 0]);
    expect(await balanced(a, b)).toEqual([8, 8]);
    await a.close();
    await until(async () => {
      await b.balance();
      return b.held.size === RELAY_PARTITIONS;
    });
  });

  it('take over from one whose connection is cut, which knows at once and can neither read nor mark', async () => {
    const a = await session();
    const b = await session();
    await balanced(a, b);
    await begun();
    const events = [...(await a.page(10)), ...(await b.page(10))];
    const { rows } = await database.pool.query<{ pid: number }>(
      `select pid from pg_stat_activity where application_name = 'interlock relay' and datname = current_database() order by backend_start limit 1`,
    );
    await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await until(() => a.over.aborted);
    expect(a.held.size).toBe(0);
    await expect(a.page(10)).resolves.toEqual([]);
    await expect(a.mark(events, 5_000)).rejects.toThrow();
    await until(async () => {
      await b.balance();
      return b.held.size === RELAY_PARTITIONS;
    });
    expect(await b.page(10)).toEqual(events);
  });

  it('are not hindered by one that cannot connect', async () => {
    await expect(RelaySession.open('postgres://nobody@127.0.0.1:1/nothing')).rejects.toThrow();
  });
});
