import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { metricCatalogue } from '@interlock/accounts';
import { beginCharge, systemClock } from '@interlock/persistence';
import {
  chargeRecord,
  createTestDatabase,
  createTestKeyRing,
  orderRecord,
  seedAccount,
  seedMerchant,
} from '@interlock/persistence/testing';
import type { TestDatabase } from '@interlock/persistence/testing';
import { v7 as uuid } from 'uuid';
import { startWorker } from '../start-worker.js';

const HOUR = 3_600_000;

let database: TestDatabase;
const keyRing = createTestKeyRing();
let orderId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const merchantId = (await seedMerchant(database.pool)).id;
  const place = { merchantId, accountId: (await seedAccount(database.pool, keyRing)).id };
  const now = systemClock.now();
  const order = orderRecord(place, { createdAt: now - HOUR, updatedAt: now });
  const charge = chargeRecord(place, order.id, { createdAt: now - HOUR, dueAt: now + HOUR, sendUntil: now });
  await beginCharge(database.pool, { order, charge, cause: { cause: 'request', actor: 'test', requestId: 'r' }, eventId: uuid() });
  orderId = order.id;
});
afterAll(() => database.drop());

/** What a worker answers, and its names and types of ours. */
async function scraped(kafkaBrokers?: string): Promise<{ readonly text: string; readonly types: ReadonlyMap<string, string> }> {
  const kafka = kafkaBrokers === undefined ? undefined : { brokers: [kafkaBrokers], topic: 'orders', ssl: false, makesTopic: true };
  const place = { databaseUrl: database.url, keyRing, publicUrl: 'http://127.0.0.1:3000', port: 0, logLevel: 'silent' } as const;
  const worker = await startWorker({ ...place, kafka });
  try {
    const text = await (await fetch(`${worker.url}/metrics`)).text();
    const types = new Map([...text.matchAll(/^# TYPE (interlock_\w+) (\w+)$/gm)].map(([, name = '', type = '']) => [name, type]));
    return { text, types };
  } finally {
    await worker.close();
  }
}

function catalogued(kafka: boolean): Map<string, string> {
  const entries = Object.entries(metricCatalogue).filter(([, { of }]) => of.some((process) => process === 'worker'));
  return new Map(entries.filter(([, entry]) => kafka || !('only' in entry)).map(([name, { type }]) => [name, type]));
}

describe("a worker's metrics", () => {
  it('are those of the catalogue without the relay’s, and say what waits in the database', async () => {
    const { text, types } = await scraped();
    expect(types).toEqual(catalogued(false));
    expect(text).toContain('interlock_database_read 1');
    expect(text).toContain('interlock_operations_unresolved{provider="upay"} 1');
    expect(text).toContain('interlock_operations_unresolved{provider="wallet"} 0');
    expect(text).toContain('interlock_operations_due{provider="upay"} 0');
    expect(text).toContain('interlock_cases_open{kind="outcome_unknown"} 0');
    expect(text).toContain('interlock_webhooks_pending 0');
    expect(text).toContain('interlock_webhook_attempts_total{outcome="taken"} 0');
    const age = Number(/^interlock_operations_unresolved_oldest_seconds\{provider="upay"\} (\S+)$/m.exec(text)?.[1]);
    expect(age).toBeGreaterThanOrEqual(3_600);
    expect(Number(/^interlock_database_connections (\d+)$/m.exec(text)?.[1])).toBeGreaterThan(0);
  });

  it('tell of the relay, and of what waits for it, where there is one', async () => {
    // Nobody listens there: what waits goes on waiting.
    const { text, types } = await scraped('127.0.0.1:1');
    expect(types).toEqual(catalogued(true));
    expect(text).toContain('interlock_outbox_events 1');
    const { rows } = await database.pool.query<{ at: Date }>('select created_at as at from outbox where order_id = $1', [orderId]);
    const age = (systemClock.now() - (rows[0]?.at.getTime() ?? 0)) / 1000;
    const told = Number(/^interlock_outbox_oldest_seconds (\S+)$/m.exec(text)?.[1]);
    expect(told).toBeGreaterThan(3_599);
    expect(told).toBeLessThanOrEqual(age);
    expect(text).toMatch(/^interlock_relay_partitions 0$/m);
  });
});
