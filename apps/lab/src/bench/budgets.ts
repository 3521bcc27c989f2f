import type { LevelResult, Report } from './report.js';

export interface BudgetLine {
  readonly what: string;
  readonly budget: string;
  readonly reached: string;
  readonly kept: boolean;
}

const MIN_RATIO = 0.7;
const MAX_ROUND_TRIPS = 4;
const MAX_COMMITS = 2;
/** A read that is not of the sale (an API key, an account, every few seconds) falls into the counted time now and then. */
const COUNTING_SLACK = 0.1;
const HALF_LOAD = { p50Ms: 5, p99Ms: 25 };
const ALONE_P50_MS = 3;
const FIRST_ORDER_MS = 10_000;

/** What was aimed at, beside what was reached. Nothing is asserted: a measurement on a busy machine proves little. */
export function budgetLines(report: Report): readonly BudgetLine[] {
  const { levels, halfLoad, perSale, hanging, firstOrder } = report;
  const busy = levels.filter(({ inFlight }) => inFlight > 1);
  const alone = levels.find(({ inFlight }) => inFlight === 1);
  const added = { p50Ms: halfLoad.gateway.p50Ms - halfLoad.bare.p50Ms, p99Ms: halfLoad.gateway.p99Ms - halfLoad.bare.p99Ms };
  return [
    {
      what: 'round trips to PostgreSQL for a sale and its notification',
      budget: `at most ${String(MAX_ROUND_TRIPS)}`,
      reached: perSale.roundTrips.toFixed(2),
      kept: perSale.roundTrips <= MAX_ROUND_TRIPS + COUNTING_SLACK,
    },
    {
      what: 'commits for a sale',
      budget: String(MAX_COMMITS),
      reached: perSale.commits.toFixed(2),
      kept: perSale.commits <= MAX_COMMITS + COUNTING_SLACK,
    },
    {
      what: `connections in use while ${String(hanging.calls)} provider calls hang`,
      budget: '0',
      reached: `${String(hanging.connections.inUse)} (of ${String(hanging.connections.open)} open); an order at another account is paid in ${ms(hanging.otherAccountMs)}`,
      kept: hanging.connections.inUse === 0,
    },
    ...busy.map((level) => ({
      what: `sales per second over the bare handler's, ${String(level.inFlight)} in flight`,
      budget: `at least ${MIN_RATIO.toFixed(2)}`,
      reached: level.ratio.toFixed(2),
      kept: level.ratio >= MIN_RATIO,
    })),
    {
      what: 'time added at half load, p50',
      budget: `at most ${ms(HALF_LOAD.p50Ms)}`,
      reached: ms(added.p50Ms),
      kept: added.p50Ms <= HALF_LOAD.p50Ms,
    },
    {
      what: 'time added at half load, p99',
      budget: `at most ${ms(HALF_LOAD.p99Ms)}`,
      reached: ms(added.p99Ms),
      kept: added.p99Ms <= HALF_LOAD.p99Ms,
    },
    ...(alone === undefined ? [] : [aloneLine(alone)]),
    ...(firstOrder === undefined
      ? []
      : [
          {
            what: 'from `npm start` on an installed tree to the first paid order',
            budget: `at most ${String(FIRST_ORDER_MS / 1000)} s`,
            reached: `${seconds(firstOrder.emptyMs)} with an empty data directory, ${seconds(firstOrder.againMs)} the next time`,
            kept: firstOrder.emptyMs <= FIRST_ORDER_MS,
          },
        ]),
  ];
}

function aloneLine({ results }: LevelResult): BudgetLine {
  const addedMs = results.gateway.p50Ms - results.bare.p50Ms;
  return {
    what: 'time added to one order, nothing else running, p50',
    budget: `at most ${ms(ALONE_P50_MS)}`,
    reached: ms(addedMs),
    kept: addedMs <= ALONE_P50_MS,
  };
}

export function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function seconds(valueMs: number): string {
  return `${(valueMs / 1000).toFixed(1)} s`;
}
