import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isUndecided, type OrderState } from '@interlock/domain';
import { startEmbeddedServer, type EmbeddedServer } from '@interlock/persistence';
import { eventually } from '../system/index.js';
import { holdLifeline } from '../system/lifeline.js';
import { startCrashLab, type CrashLab, type ProxiedGateway } from './crash-lab.js';
import { caught, inBackground, saleOf, viewOf, type Sale } from './sale.js';
import { TcpProxy } from './tcp-proxy.js';

const TIMEOUT_MS = 600_000;
/** Merchants' servers that sell one order after the other. */
const TILLS = 6;
const SALES_BETWEEN = 30;
const SOLD_WITHIN_MS = 300_000;

/** What undoes the set-up, as far as it came; the last first. */
const leaving: (() => Promise<void>)[] = [];
let dataDir: string;
let server: EmbeddedServer;
let road: TcpProxy;
let lab: CrashLab;
let gateway: ProxiedGateway;

/** A server of the test's own, which waits for the disk as a real one; our processes reach it at one address wherever it listens. */
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'interlock-lab-'));
  const lifeline = holdLifeline(dataDir, { remove: true });
  leaving.push(
    () => rm(dataDir, { recursive: true, force: true }),
    () => lifeline.release(),
  );
  server = await startEmbeddedServer({ dataDir });
  leaving.push(() => server.stop());
  road = await TcpProxy.listen(server.port);
  leaving.push(() => road.close());
  const url = new URL(server.url);
  url.port = String(road.port);
  lab = await startCrashLab({ databaseUrl: url.href });
  leaving.push(() => lab.stop());
  gateway = await lab.addGateway();
}, TIMEOUT_MS);

afterAll(async () => {
  for (const step of leaving.reverse()) await step();
});

async function restart(): Promise<void> {
  await server.stop();
  server = await startEmbeddedServer({ dataDir });
  road.leadTo(server.port);
}

describe('a connection that breaks under a finish', () => {
  it(
    'before it arrived: it is written when PostgreSQL is back, and the merchant who waited hears that he is paid',
    async () => {
      const sale = saleOf('10912');
      const finish = gateway.database.holdRequest('finish_plain_charge');
      const { answer } = inBackground(gateway.api.createOrder(sale));
      await caught(finish, 'finish');
      await restart();
      expect(viewOf(await answer).state).toBe('paid');
      expect(await lab.books.onlyOperation(sale)).toMatchObject({ outcome: 'approved', lease: 1, repeatCount: 0 });
      expect(await lab.books.movedFor(sale)).toBe('+10912');
    },
    TIMEOUT_MS,
  );

  it(
    'after it was written: it is not written twice',
    async () => {
      const sale = saleOf('20912');
      const reply = gateway.database.holdReplyTo('finish_plain_charge');
      const { answer } = inBackground(gateway.api.createOrder(sale));
      await caught(reply, 'the reply to finish');
      const { order } = await lab.books.reaches(sale, 'paid');
      reply.cut();
      expect(viewOf(await answer)).toMatchObject({ state: 'paid', version: order.version });
      expect(await lab.books.movedFor(sale)).toBe('+20912');
    },
    TIMEOUT_MS,
  );
});

describe('PostgreSQL restarts under load', () => {
  /** Orders that a till has been told of, and what it was told last. */
  const told = new Map<string, OrderState>();
  const refusals = new Set<string>();

  /** Repeats an order until it is told what became of it: a merchant that hears nothing asks again under the same number. */
  async function sell(order: Sale): Promise<void> {
    const ask = async (): Promise<boolean> => {
      const { status, body } = await lab.api.createOrder(order);
      if (status < 300) told.set(order.merchantOrderNo, body.state as OrderState);
      else refusals.add(`${String(status)} ${body.code ?? ''}`);
      return status < 300;
    };
    await eventually(`the till hears of ${order.merchantOrderNo}`, ask, { withinMs: SOLD_WITHIN_MS });
  }

  async function till(open: AbortSignal): Promise<void> {
    for (let count = 0; !open.aborted; count += 1) await sell(saleOf(String(10_000 + count)));
  }

  async function sold(count: number): Promise<void> {
    const goal = told.size + count;
    await eventually(`${String(count)} more sales`, () => told.size >= goal, { withinMs: SOLD_WITHIN_MS });
  }

  async function backendPid(): Promise<number> {
    const { rows } = await lab.books.pool.query<{ pid: number }>('select pid from pg_stat_activity where application_name = $1 limit 1', [
      'interlock gateway',
    ]);
    if (rows[0] === undefined) throw new Error('the gateway has no connection');
    return rows[0].pid;
  }

  it(
    'in order and by a crash, and goes on taking orders',
    async () => {
      const closing = new AbortController();
      const tills = Array.from({ length: TILLS }, () => till(closing.signal));
      await sold(SALES_BETWEEN);

      await restart();
      await sold(SALES_BETWEEN);

      // PostgreSQL ends every connection when one of its processes dies, and recovers from its log.
      process.kill(await backendPid(), 'SIGKILL');
      await sold(SALES_BETWEEN);

      closing.abort();
      await Promise.all(tills);
      expect([...refusals].filter((refusal) => refusal !== '503 not_ready')).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'loses nothing: every order that was told of is there and settled, every paid one charged once',
    async () => {
      const orders = async () => {
        const { rows } = await lab.books.pool.query<{ no: string; state: OrderState; operations: bigint; open: bigint }>(
          `select o.merchant_order_no as no, o.state, count(*) as operations, count(*) filter (where p.finished_at is null) as open
           from "order" o join operation p on p.order_id = o.id group by o.id`,
        );
        return rows;
      };
      const rows = await eventually(
        'every order is settled',
        async () => {
          const now = await orders();
          return now.every(({ open }) => open === 0n) && now;
        },
        { withinMs: 400_000 },
      );
      const stateOf = new Map(rows.map(({ no, state }) => [no, state]));
      expect([...told.keys()].filter((no) => !stateOf.has(no))).toEqual([]);
      expect([...told].filter(([no, state]) => !isUndecided(state) && stateOf.get(no) !== state)).toEqual([]);
      expect(rows.filter(({ operations }) => operations !== 1n)).toEqual([]);
      // Failed: begun, and the gateway never heard that it was.
      expect(rows.filter(({ state }) => state !== 'paid' && state !== 'failed')).toEqual([]);
      const payments = await lab.control.truth('upay');
      expect(payments.filter(({ charges }) => charges.length !== 1)).toEqual([]);
      expect(await lab.books.differences()).toEqual({ lines: [], violations: [] });
    },
    TIMEOUT_MS,
  );
});
