import { randomUUID } from 'node:crypto';
import { median } from '../latency.js';
import { machine } from '../machine.js';
import type { BenchRun } from '../named-bench.js';
import { DatabaseView } from '../observe/database.js';
import { table } from '../sections.js';
import { saleBody } from '../load/sale-body.js';
import { ApiClient, eventually, startThrowAwaySystem } from '../../system/index.js';
import { writeChanges } from './changes.js';
import { startReceiver } from './receiver.js';
import type { BenchReceiver } from './receiver.js';

const TARGET_PER_SECOND = 500;
/** What a dead endpoint may cost another one: claims that look at it, and its sockets. */
const MIN_BESIDE_A_DEAD_ONE = 0.8;
const ROUNDS = 3;
const MOST_WAITED_MS = 180_000;

/** How fast changes reach a fast receiver, and what a dead endpoint beside it costs. */
export async function webhooks({ quick, date, say }: BenchRun): Promise<string> {
  const deliveries = quick ? 200 : 10_000;
  say('starting a system, durable as npm start has it');
  const system = await startThrowAwaySystem({ durable: true, restart: false });
  const view = new DatabaseView(system.databaseUrl);
  const receivers: BenchReceiver[] = [];
  try {
    if (system.demo === undefined) throw new Error('a system without a demo merchant cannot be measured');
    const client = new ApiClient(system.urls.gateway, system.demo.apiKey);
    const { status, body: sample } = await client.createOrder(JSON.parse(saleBody('sample')) as object);
    if (status !== 201) throw new Error(`the sample was not paid: ${String(status)} ${JSON.stringify(sample)}`);
    const open = async (dead: boolean): Promise<BenchReceiver> => {
      const receiver = await startReceiver({ dead });
      receivers.push(receiver);
      const made = await client.ask('POST', '/v1/webhooks', { url: receiver.url }, { 'idempotency-key': randomUUID() });
      if (made.status !== 201) throw new Error(`no endpoint: ${String(made.status)} ${JSON.stringify(made.body)}`);
      return receiver;
    };
    const fast = await open(false);
    const rate = async (count: number, named: string): Promise<number> => {
      const before = fast.count;
      await writeChanges(view.pool, sample.id, count, named);
      const begunMs = performance.now();
      await eventually(`${String(count)} deliveries`, () => fast.count - before >= count, { withinMs: MOST_WAITED_MS, everyMs: 10 });
      const perSecond = count / ((performance.now() - begunMs) / 1000);
      say(`${named}: ${perSecond.toFixed(0)} deliveries/s`);
      return perSecond;
    };
    const rates = async (named: string): Promise<number> => {
      const all = [];
      for (let round = 1; round <= (quick ? 1 : ROUNDS); round += 1) all.push(await rate(deliveries, `${named}, round ${String(round)} `));
      return median(all);
    };
    await rate(deliveries / 10, 'warm-up ');
    const alone = await rates('alone');
    const dead = await open(true);
    const beside = await rates('beside a dead one');
    const ratio = beside / alone;
    const kept = (yes: boolean): string => (yes ? 'kept' : '**missed**');
    const { processor, cores, memoryGiB, system: os } = machine();
    return `## Webhooks

Measured by \`npm run bench -- webhooks\` on ${date}${quick ? ', by a quick run whose figures mean little' : ''}. Everything ran on one machine in one go: one worker, PostgreSQL and the receivers.
${String(deliveries)} changes of as many orders were committed at once; the time is from that commit until the receiver, which answers at once, has every message, and the figure is the median of three rounds. Each is claimed, read,
signed, sent over HTTP, and written down as delivered. The dead endpoint takes messages and answers none; it has as many deliveries waiting as the other.

${table(['machine', 'versions', 'durability'], [[`${processor}, ${String(cores)} cores, ${String(memoryGiB)} GiB, ${os}`, `Node ${process.versions.node}, PostgreSQL ${await view.version()}`, await view.durability()]])}

${table(
  ['what', 'budget', 'reached', ''],
  [
    ['deliveries a second to a fast receiver', `at least ${String(TARGET_PER_SECOND)}`, alone.toFixed(0), kept(alone >= TARGET_PER_SECOND)],
    [
      'the same beside a dead endpoint, over alone',
      `at least ${MIN_BESIDE_A_DEAD_ONE.toFixed(2)}`,
      `${ratio.toFixed(2)} (${beside.toFixed(0)} a second; ${String(dead.count)} messages were lost on the dead one meanwhile)`,
      kept(ratio >= MIN_BESIDE_A_DEAD_ONE),
    ],
  ],
)}
`;
  } finally {
    await system.stop();
    await Promise.all([...receivers.map((receiver) => receiver.stop()), view.close()]);
  }
}
