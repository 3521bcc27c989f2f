import { budgetLines, ms } from './budgets.js';
import type { ProfileSummary, Share } from './observe/profile.js';
import { consumers, targets, type Consumer, type Report, type Target } from './report.js';
import { table } from './sections.js';

const names: Readonly<Record<Target, string>> = { gateway: 'gateway', bare: 'bare handler', writes: 'writes alone' };
const consumerNames: Readonly<Record<Consumer, string>> = {
  target: 'itself',
  postgres: 'PostgreSQL',
  sandbox: 'sandbox',
  load: 'load',
  worker: 'worker',
};
const SHOWN = 10;

/** The report as its section of docs/benchmarks.md. */
export function salesSection(report: Report): string {
  const { date, quick, machine, versions, durability } = report;
  return `## Sales

Measured by \`npm run bench\` on ${date}${quick ? ', by a quick run whose figures mean little' : ''}. Everything ran on one machine in one go: load, gateway, worker, sandbox and PostgreSQL.
Each round ran the three one after the other, so ratios within this page mean more than any figure by itself.

${table(
  ['machine', 'versions', 'durability'],
  [
    [
      `${machine.processor}, ${String(machine.cores)} cores, ${String(machine.memoryGiB)} GiB, ${machine.system}`,
      `Node ${versions.node}, PostgreSQL ${versions.postgres}`,
      durability,
    ],
  ],
)}

A sale is an order paid by a scanned code at the sandbox's Upay. **Gateway**: \`POST /v1/orders\`. **Bare handler**: a Fastify process that takes the same request, sends the same two guarded
statements by \`pg\` and the same signed call by \`undici\`, and neither checks nor decides anything; the sandbox notifies both of each payment a second later. **Writes alone**: the two statements without HTTP on either side.

### Budgets

${table(
  ['what', 'budget', 'reached', ''],
  budgetLines(report).map(({ what, budget, reached, kept }) => [what, budget, reached, kept ? 'kept' : '**missed**']),
)}

### Throughput

Sales per second are the median of the rounds, the ratio is the median of each round's own.

${table(['in flight', 'what', 'sales/s', 'p50', 'p99', 'gateway / bare handler'], throughputRows(report))}

${cpuSection(report)}

### What a sale writes

Counted over ${String(report.perSale.sales)} sales, between the gateway and PostgreSQL: ${report.perSale.roundTrips.toFixed(2)} round trips (two writes, and a read for the provider's notification), ${report.perSale.commits.toFixed(2)} commits, ${bytes(report.perSale.walBytes.gateway)} of write-ahead log
(${bytes(report.perSale.walBytes.bare)} by the bare handler).

### At half load

${String(report.halfLoad.perSecond)} sales a second, each due at its own time whether or not earlier ones are done; the time counts from when it was due.

${table(
  ['what', 'p50', 'p99'],
  (['gateway', 'bare'] as const).map((target) => [names[target], ms(report.halfLoad[target].p50Ms), ms(report.halfLoad[target].p99Ms)]),
)}
${report.profile === undefined ? '' : profileSection(report.profile)}`;
}

function throughputRows({ levels }: Report): string[][] {
  return levels.flatMap(({ inFlight, results, ratio }) =>
    targets.map((target) => {
      const { salesPerSecond, p50Ms, p99Ms } = results[target];
      return [
        String(inFlight),
        names[target],
        salesPerSecond.toFixed(0),
        ms(p50Ms),
        ms(p99Ms),
        target === 'gateway' ? ratio.toFixed(2) : '',
      ];
    }),
  );
}

function cpuSection({ levels }: Report): string {
  const rows = levels.flatMap(({ inFlight, results }) =>
    targets.flatMap((target) => {
      const { cpuMicros } = results[target];
      return cpuMicros === undefined
        ? []
        : [[String(inFlight), names[target], ...consumers.map((consumer) => cpuMicros[consumer].toFixed(0))]];
    }),
  );
  if (rows.length === 0) return '';
  return `Processor time per sale in microseconds, by process:

${table(['in flight', 'what', ...consumers.map((consumer) => consumerNames[consumer])], rows)}`;
}

function profileSection({ functions, owners }: ProfileSummary): string {
  const [first, second, third] = owners;
  const most = [first, second, third].flatMap((owner) => (owner === undefined ? [] : [`${owner.name} (${percent(owner)})`]));
  return `
### Where the gateway's time goes

A CPU profile of a gateway under load, idle time left out. By whose code it is, most is spent in ${most.join(', ')}.

${table(['code of', 'share'], owners.slice(0, SHOWN).map(shareRow))}

The ten functions with the most time of their own:

${table(['function', 'share'], functions.slice(0, SHOWN).map(shareRow))}
`;
}

function shareRow(share: Share): string[] {
  return [share.name, percent(share)];
}

function percent({ share }: Share): string {
  return `${(share * 100).toFixed(1)} %`;
}

function bytes(value: number): string {
  return `${(value / 1024).toFixed(1)} KiB`;
}
