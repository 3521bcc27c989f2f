import { table } from '../sections.js';
import { doors, type TerminalReport } from './report.js';

const MOST_ADDED_P50_MS = 1;
/** Cached reads fall into the counted time now and then: a terminal, an account or a key every five seconds, a block of order numbers in each hundred orders. */
const MOST_ROUND_TRIPS_ADDED = 0.1;
const MOST_COMMITS_ADDED = 0.1;
const names = { v1: '`/v1/orders`', till: '`/upay/v2/pay`' } as const;

/** The report as its section of docs/benchmarks.md. */
export function terminalSection({ date, quick, machine, postgres, durability, levels, counted }: TerminalReport): string {
  const { processor, cores, memoryGiB, system } = machine;
  return `## The terminal door

Measured by \`npm run bench -- terminal\` on ${date}${quick ? ', by a quick run whose figures mean little' : ''}: ${processor}, ${String(cores)} cores, ${String(memoryGiB)} GiB, ${system}, Node ${process.versions.node}, PostgreSQL ${postgres} (${durability}).

A till pays by a scanned code at the sandbox's Upay, and the same order (its store, terminal, cashier and subject with it) is given by \`/v1/orders\`. The doors took turns in short rounds. Load, gateway, worker, sandbox and
PostgreSQL ran on one machine. The till had checked in and signed with the older of its two keys, so that each signature was checked with both; what is added at p50 is the median of the rounds' own differences.

${table(['what', 'budget', 'reached', ''], budgets({ levels, counted }))}

${table(
  ['in flight', 'door', 'orders', 'p50', 'p99'],
  levels.flatMap(({ inFlight, results, orders }) =>
    doors.map((door) => [String(inFlight), names[door], String(orders), ms(results[door].p50Ms), ms(results[door].p99Ms)]),
  ),
)}

Counted over ${String(counted.orders)} orders of each door, between one gateway and PostgreSQL, a read for each notification of the provider among them:

${table(
  ['door', 'round trips', 'commits', 'write-ahead log'],
  doors.map((door) => {
    const { roundTrips, commits, walBytes } = counted[door];
    return [names[door], roundTrips.toFixed(2), commits.toFixed(2), `${(walBytes / 1024).toFixed(1)} KiB`];
  }),
)}

Signature, both keys, rate limit, terminal, store and merchant are checked in memory: a gateway reads a terminal at most every five seconds, and forgets it sooner where another gateway tells of a change (\`NOTIFY\`). Five seconds is the bound of what it may go
by when it hears nothing. The numbers that tills know orders by are taken a hundred at a time.
`;
}

function budgets({ levels, counted }: Pick<TerminalReport, 'levels' | 'counted'>): string[][] {
  const alone = levels.find(({ inFlight }) => inFlight === 1)?.added.p50Ms ?? 0;
  const roundTrips = counted.till.roundTrips - counted.v1.roundTrips;
  const commits = counted.till.commits - counted.v1.commits;
  return [
    line('time added to one order, nothing else running, p50', `at most ${ms(MOST_ADDED_P50_MS)}`, ms(alone), alone <= MOST_ADDED_P50_MS),
    ...levels.map(({ inFlight, added }) => [
      `time added with ${String(inFlight)} in flight, p50 and p99`,
      '',
      `${ms(added.p50Ms)}, ${ms(added.p99Ms)}`,
      '',
    ]),
    line(
      'round trips to PostgreSQL added',
      `at most ${String(MOST_ROUND_TRIPS_ADDED)} (cached reads)`,
      roundTrips.toFixed(2),
      roundTrips <= MOST_ROUND_TRIPS_ADDED,
    ),
    line('commits added', '0', commits.toFixed(2), commits <= MOST_COMMITS_ADDED),
  ];
}

const line = (what: string, budget: string, reached: string, kept: boolean): string[] => [
  what,
  budget,
  reached,
  kept ? 'kept' : '**missed**',
];
const ms = (value: number): string => `${value.toFixed(2)} ms`;
