import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { beginCharge, requestCancel, systemClock } from '@interlock/persistence';
import type { UnrelayedEvent } from '@interlock/persistence';
import {
  chargeRecord,
  createTestDatabase,
  createTestKeyRing,
  orderRecord,
  seedAccount,
  seedMerchant,
  until,
} from '@interlock/persistence/testing';
import type { Place, TestDatabase } from '@interlock/persistence/testing';
import { Logger } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Trouble } from '../trouble.js';
import { KafkaRefused } from './kafka-publisher.js';
import type { Publisher } from './kafka-publisher.js';
import { Relay } from './relay.js';

const cause = { cause: 'request', actor: 'test', requestId: 'request-1' };

/** Stands where the brokers are: keeps what it acknowledged, and refuses or holds what the test says. */
class Broker {
  readonly taken: UnrelayedEvent[] = [];
  readonly told: string[] = [];
  opened = 0;
  away = false;
  /** Called with what a send brings, before it is taken. */
  before: (events: readonly UnrelayedEvent[]) => Promise<void> = async () => undefined;

  async open(): Promise<Publisher> {
    if (this.away) throw new KafkaRefused('Kafka cannot be reached');
    this.opened += 1;
    let cut = false;
    return {
      send: async (events) => {
        await this.before(events);
        if (cut || this.away) throw new KafkaRefused('Kafka did not take the events');
        this.taken.push(...events);
      },
      cut: () => {
        cut = true;
      },
      close: async () => undefined,
    };
  }
}

let database: TestDatabase;
let place: Place;
const relays: Relay[] = [];

beforeAll(async () => {
  Logger.overrideLogger(false);
  database = await createTestDatabase();
  const merchantId = (await seedMerchant(database.pool)).id;
  place = { merchantId, accountId: (await seedAccount(database.pool, createTestKeyRing())).id };
});
afterEach(async () => {
  for (const relay of relays.splice(0)) await relay.stop(2_000);
  await database.pool.query('update outbox set relayed_at = now() where relayed_at is null');
});
afterAll(() => database.drop());

function relayTo(broker: Broker, page = 500): Relay {
  const tell = (...words: readonly unknown[]): void => void broker.told.push(String(words.at(-1)));
  const trouble = new Trouble({ log: tell, warn: tell, error: tell }, systemClock.monotonic);
  const relay = new Relay({ clock: systemClock }, trouble, { databaseUrl: database.url, openPublisher: () => broker.open(), page });
  relays.push(relay);
  relay.start();
  return relay;
}

/** Orders of two versions each. */
async function orders(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const order = orderRecord(place);
    await beginCharge(database.pool, { order, charge: chargeRecord(place, order.id), cause, eventId: uuid() });
    await requestCancel(database.pool, { orderId: order.id, by: 'merchant', at: 1_000, cause, eventId: uuid() });
    ids.push(order.id);
  }
  return ids;
}

async function unrelayed(): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>('select count(*)::int as count from outbox where relayed_at is null');
  return rows[0]?.count ?? -1;
}

/** Of each order the versions as they were first taken. */
function firstTaken(broker: Broker): Map<string, number[]> {
  const seen = new Map<string, number[]>();
  for (const { orderId, version } of broker.taken) {
    const versions = seen.get(orderId) ?? [];
    if (!versions.includes(version)) seen.set(orderId, [...versions, version]);
  }
  return seen;
}

describe('the relay', () => {
  it('sends what waits and what comes, once each, and marks it', async () => {
    const broker = new Broker();
    const ids = await orders(3);
    const relay = relayTo(broker, 2);
    await until(async () => (await unrelayed()) === 0);
    ids.push(...(await orders(2)));
    await until(async () => (await unrelayed()) === 0);
    expect(firstTaken(broker)).toEqual(new Map(ids.toSorted().map((id) => [id, [1, 2]])));
    expect([broker.taken.length, relay.relayed, relay.partitions]).toEqual([10, 10, 16]);
  });

  it('keeps what a broker that is away does not take, tells of it once, and begins anew with another producer', async () => {
    const broker = new Broker();
    const relay = relayTo(broker);
    const first = await orders(1);
    await until(async () => (await unrelayed()) === 0);
    broker.away = true;
    const later = await orders(2);
    await until(() => relay.failures > 2);
    expect([await unrelayed(), relay.partitions]).toEqual([4, 0]);
    broker.away = false;
    await until(async () => (await unrelayed()) === 0);
    expect(firstTaken(broker)).toEqual(new Map([...first, ...later].map((id) => [id, [1, 2]])));
    expect(broker.opened).toBe(2);
    // Refused, then not reached at all: two sentences, however often it was tried; and one that it is over.
    expect(broker.told).toEqual([
      'relaying events to Kafka failed; it is tried again',
      'relaying events to Kafka failed; it is tried again',
      'relaying events to Kafka works again',
    ]);
  });

  it('sends nothing more from the moment at which its connection to PostgreSQL is gone', async () => {
    const broker = new Broker();
    await orders(2);
    let held = 0;
    const cutWhileSending = new Promise<void>((resolve) => {
      broker.before = async () => {
        if ((held += 1) > 1) return;
        const { rows } = await database.pool.query<{ pid: number }>(
          `select pid from pg_stat_activity where application_name = 'interlock relay' and datname = current_database()`,
        );
        await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
        await until(() => relay.partitions === 0);
        resolve();
      };
    });
    const relay = relayTo(broker);
    await cutWhileSending;
    await until(async () => (await unrelayed()) === 0);
    // What was under way when the connection went was refused by its own gate, and sent again by a relay that holds its locks.
    expect(broker.taken.map(({ version }) => version)).toEqual([1, 2, 1, 2]);
    expect(broker.opened).toBe(2);
  });

  it('shares the work with another, and takes all of it over when that one dies', async () => {
    const [one, two] = [new Broker(), new Broker()];
    const [first, second] = [relayTo(one), relayTo(two)];
    await until(() => first.partitions === 8 && second.partitions === 8);
    const ids = await orders(20);
    await until(async () => (await unrelayed()) === 0);
    const ofOne = new Set(one.taken.map(({ orderId }) => orderId));
    const ofTwo = new Set(two.taken.map(({ orderId }) => orderId));
    expect(new Set([...ofOne, ...ofTwo])).toEqual(new Set(ids));
    expect(ofOne.size + ofTwo.size).toBe(20);
    // Killed while its page is acknowledged and not yet marked: the other sends that page again.
    two.before = () => new Promise(() => undefined);
    const more = await orders(20);
    void second.stop(0);
    await until(async () => (await unrelayed()) === 0);
    expect(first.partitions).toBe(16);
    for (const id of more) expect(firstTaken(one).get(id)).toEqual([1, 2]);
  });

  it('finishes the page under way when it is stopped, and leaves its partitions', async () => {
    const broker = new Broker();
    let letGo = (): void => undefined;
    const sending = new Promise<void>((begun) => {
      broker.before = () => {
        begun();
        return new Promise((resolve) => (letGo = resolve));
      };
    });
    const relay = relayTo(broker);
    await orders(1);
    await sending;
    const stopped = relay.stop(5_000);
    letGo();
    await stopped;
    const opened = broker.opened;
    expect(relay.partitions).toBe(0);
    const sent = broker.taken.length;
    await orders(1);
    expect([broker.taken.length, broker.opened]).toEqual([sent, opened]);
    expect(await unrelayed()).toBe(4 - sent);
  });
});
