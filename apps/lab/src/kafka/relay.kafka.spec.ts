import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPool, readSettings } from '@interlock/persistence';
import { Kafka, logLevel, type Consumer } from 'kafkajs';
import type pg from 'pg';
import { ApiClient, eventually, startThrowAwaySystem, type Service, type ThrowAwaySystem } from '../system/index.js';
import { KafkaBroker } from './broker.js';
import { jarsFolder, missingForKafka } from './jars.js';

/** A cluster that somebody gives us is used; it is never stopped, so what needs that is left out. */
const given = readSettings({ KAFKA_BROKERS: process.env['KAFKA_BROKERS'] }).kafkaBrokers;
const missing = given === undefined ? missingForKafka() : undefined;
const unstoppable = given === undefined ? missing : 'the broker of KAFKA_BROKERS is not ours to stop';
/** Its own, since a given cluster may hold those of other runs. */
const topic = `interlock.test.${String(process.pid)}.${String(Date.now())}`;

interface Seen {
  readonly version: number;
  readonly partition: number;
  readonly type: string;
  readonly source: string;
}

(missing === undefined ? describe : describe.skip)(
  `the relay to a real Kafka${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    let folder: string;
    let broker: KafkaBroker | undefined;
    let system: ThrowAwaySystem;
    let second: Service;
    let pool: pg.Pool;
    let api: ApiClient;
    let consumer: Consumer;
    /** Of each order the events, as they came. */
    const seen = new Map<string, Seen[]>();
    let orders = 0;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'interlock-kafka-'));
      if (given === undefined) {
        broker = await KafkaBroker.prepare({ jars: jarsFolder(), folder, port: 0 });
        await broker.start();
      }
      const kafkaBrokers = given ?? broker?.address ?? '';
      system = await startThrowAwaySystem({ settings: { kafkaBrokers, kafkaTopic: topic }, restart: false });
      second = await system.addWorker();
      pool = createPool(system.databaseUrl, { max: 2, applicationName: 'interlock kafka test' });
      api = new ApiClient(system.urls.gateway, system.demo?.apiKey ?? '');
      await pay(3);
      consumer = await reader(kafkaBrokers.split(','));
    });
    afterAll(async () => {
      await consumer.disconnect();
      await pool.end();
      await system.stop();
      await broker?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    async function reader(brokers: string[]): Promise<Consumer> {
      const kafka = new Kafka({ clientId: 'test', brokers, logLevel: logLevel.NOTHING, retry: { retries: 100, maxRetryTime: 500 } });
      await eventually('the topic is there', async () => {
        const admin = kafka.admin();
        await admin.connect();
        const topics = await admin.listTopics();
        await admin.disconnect();
        return topics.includes(topic);
      });
      const made = kafka.consumer({ groupId: topic, retry: { retries: 100, maxRetryTime: 500 } });
      await made.subscribe({ topic, fromBeginning: true });
      await made.run({
        eachMessage: async ({ partition, message }) => {
          const { orderId, version } = JSON.parse(message.value?.toString() ?? '') as { orderId: string; version: number };
          if (message.key?.toString() !== orderId) throw new Error('the key is not the order');
          const { ce_type: type, ce_source: source } = message.headers ?? {};
          const events = seen.get(orderId) ?? [];
          seen.set(orderId, [...events, { version, partition, type: String(type), source: String(source) }]);
        },
      });
      return made;
    }

    /** Pays so many orders side by side, each then refunded in two parts: four events and more of each. */
    async function pay(count: number): Promise<void> {
      await Promise.all(
        Array.from({ length: count }, async () => {
          orders += 1;
          const amount = (value: string) => ({ currency: 'MXN', value });
          const merchantOrderNo = `K-${String(orders)}`;
          const method = { type: 'payer_code', code: '130818341921441147' };
          const { body } = await api.createOrder({ merchantOrderNo, amount: amount('1000'), method, description: 'Tea' });
          for (const refundNo of ['r-1', 'r-2']) {
            const refunded = await api.ask('POST', `/v1/orders/${body.id}/refunds`, { refundNo, amount: amount('100') });
            if (refunded.status >= 300) throw new Error(`not refunded: ${JSON.stringify(refunded.body)}`);
          }
        }),
      );
    }

    async function unrelayed(): Promise<number> {
      const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from outbox where relayed_at is null');
      return rows[0]?.count ?? -1;
    }

    /** Every version of every order that stands in the outbox, in order. */
    async function written(): Promise<Map<string, number[]>> {
      const { rows } = await pool.query<{ id: string; versions: number[] }>(
        'select order_id as id, array_agg(version order by version) as versions from outbox group by order_id',
      );
      return new Map(rows.map(({ id, versions }) => [id, versions]));
    }

    /** The versions as they were first seen: a repeat may stand anywhere after its first. */
    function firstSeen(): Map<string, number[]> {
      return new Map([...seen].map(([id, events]) => [id, [...new Set(events.map(({ version }) => version))]]));
    }

    async function nothingIsLost(): Promise<void> {
      await eventually('everything is relayed', async () => (await unrelayed()) === 0);
      const all = await written();
      const count = [...all.values()].flat().length;
      await eventually('everything has arrived', () => [...firstSeen().values()].flat().length >= count);
      expect(firstSeen()).toEqual(all);
      // One order, one partition: it is what keeps them in order for every consumer.
      for (const events of seen.values()) expect(new Set(events.map(({ partition }) => partition)).size).toBe(1);
    }

    it('brings every event of every order, in order, while one of two relays is killed', async () => {
      await eventually('both relays send', async () => {
        const { rows } = await pool.query<{ holders: number }>(
          `select count(distinct l.pid)::int as holders from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where a.application_name = 'interlock relay' and l.locktype = 'advisory' and l.objid < 16`,
        );
        return rows[0]?.holders === 2;
      });
      const load = pay(25);
      await eventually('the load is under way', () => orders >= 20 && seen.size > 5);
      await second.kill();
      await Promise.all([load, pay(15)]);
      await nothingIsLost();
      expect([...seen.values()][0]?.[0]).toMatchObject({
        type: 'order.created',
        source: `http://127.0.0.1:${String(system.settings.port)}/v1/orders`,
      });
    });

    (unstoppable === undefined ? it : it.skip)(
      `keeps everything while the broker is stopped in the middle, and sends it afterwards${unstoppable === undefined ? '' : ` (skipped: ${unstoppable})`}`,
      async () => {
        const load = pay(15);
        await eventually('the load is under way', () => orders > 43);
        await broker?.stop();
        await Promise.all([load, pay(10)]);
        expect(await unrelayed()).toBeGreaterThan(0);
        await broker?.start();
        await pay(5);
        await nothingIsLost();
      },
    );
  },
);
