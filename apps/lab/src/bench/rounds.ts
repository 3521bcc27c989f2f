import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from '../system/index.js';
import { latencyOf, median } from './latency.js';
import type { Run, RunResult } from './load/runs.js';
import { cpuMsOf, cpuMsOfFamily } from './observe/cpu.js';
import type { DatabaseView } from './observe/database.js';
import { MOST_SALES, type Plan } from './plan.js';
import { consumers, targets, type Consumer, type LevelResult, type Report, type Target, type TargetResult } from './report.js';

/** How each of the three is run. */
export type Side = Readonly<Record<Target, (run: Run) => Promise<RunResult>>>;

export interface RoundsOptions {
  readonly plan: Plan;
  readonly side: Side;
  readonly view: DatabaseView;
  readonly processes: { readonly system: System; readonly load: { readonly pid: number }; readonly bare: { readonly pid: number } };
  readonly say: (line: string) => void;
}

/** The sandbox notifies a second after the payment (Upay Web API, Notification), and the receiver takes its time too. */
export const NOTIFIED_WITHIN_MS = 1_500;

type Cpu = Readonly<Record<Consumer, number>>;

interface Round extends RunResult {
  readonly cpuMs: Cpu | undefined;
}

/** Runs the three in turn, so that whatever else the machine does hits them alike. */
export class Rounds {
  #run = 0;

  constructor(private readonly options: RoundsOptions) {}

  async warmUp(): Promise<void> {
    const { plan, say } = this.options;
    say('warming up');
    for (const target of targets) {
      await this.#settled(target, { type: 'closed', prefix: this.#prefix(target), inFlight: 16, atMost: plan.warmUpSales, runMs: 30_000 });
    }
  }

  async level(inFlight: number): Promise<LevelResult> {
    const { plan, say } = this.options;
    const rounds: Record<Target, Round[]> = { gateway: [], bare: [], writes: [] };
    for (let round = 1; round <= plan.rounds; round += 1) {
      for (const target of targets) {
        rounds[target].push(
          await this.#round(target, { type: 'closed', prefix: this.#prefix(target), inFlight, atMost: MOST_SALES, runMs: plan.runMs }),
        );
      }
      const last = targets.map((target) => `${target} ${String(Math.round(rateOf(rounds[target].at(-1))))}/s`);
      say(`${String(inFlight)} in flight, round ${String(round)} of ${String(plan.rounds)}: ${last.join(', ')}`);
    }
    const ratios = rounds.gateway.map((round, index) => rateOf(round) / rateOf(rounds.bare[index]));
    return {
      inFlight,
      results: { gateway: resultOf(rounds.gateway), bare: resultOf(rounds.bare), writes: resultOf(rounds.writes) },
      ratio: median(ratios),
    };
  }

  /** Orders that come by themselves, at a fixed rate. */
  async halfLoad(perSecond: number): Promise<Report['halfLoad']> {
    const { plan, say } = this.options;
    say(`half load: ${String(perSecond)} sales a second`);
    const latencies: Record<'gateway' | 'bare', number[]> = { gateway: [], bare: [] };
    for (let round = 0; round < plan.halfLoad.rounds; round += 1) {
      for (const target of ['gateway', 'bare'] as const) {
        const run: Run = { type: 'open', prefix: this.#prefix(target), perSecond, runMs: plan.halfLoad.runMs };
        latencies[target].push(...(await this.#settled(target, run)).latenciesMs);
      }
    }
    return { perSecond, gateway: latencyOf(latencies.gateway), bare: latencyOf(latencies.bare) };
  }

  /** Runs, and waits for the notifications of the last sales, which are part of their cost and must not fall into the next run. */
  async #settled(target: Target, run: Run): Promise<RunResult> {
    const result = await this.options.side[target](run);
    if (target !== 'writes') await sleep(NOTIFIED_WITHIN_MS);
    return result;
  }

  #prefix(target: Target): string {
    this.#run += 1;
    return `${target}-${String(this.#run)}`;
  }

  async #round(target: Target, run: Run): Promise<Round> {
    const before = await this.#cpu(target);
    const result = await this.#settled(target, run);
    const after = await this.#cpu(target);
    const cpuMs = before === undefined || after === undefined ? undefined : eachConsumer((consumer) => after[consumer] - before[consumer]);
    return { ...result, cpuMs };
  }

  /** Processor time used so far; undefined where the system does not tell. */
  async #cpu(target: Target): Promise<Cpu | undefined> {
    const { system, load, bare } = this.options.processes;
    const postmaster = await this.options.view.postmaster();
    const pids = {
      target: target === 'gateway' ? system.gateway.pid : bare.pid,
      sandbox: system.sandbox?.pid,
      load: load.pid,
      worker: system.worker.pid,
    };
    const used = {
      ...eachConsumer((consumer) => (consumer === 'postgres' ? undefined : cpuOf(pids[consumer]))),
      postgres: postmaster === undefined ? undefined : cpuMsOfFamily(postmaster),
    };
    const complete = (all: typeof used): all is typeof used & Cpu => consumers.every((consumer) => all[consumer] !== undefined);
    return complete(used) ? used : undefined;
  }
}

function cpuOf(pid: number | undefined): number | undefined {
  return pid === undefined ? undefined : cpuMsOf(pid);
}

function eachConsumer<T>(of: (consumer: Consumer) => T): Record<Consumer, T> {
  return Object.fromEntries(consumers.map((consumer) => [consumer, of(consumer)])) as Record<Consumer, T>;
}

function rateOf(round: Round | undefined): number {
  return round === undefined ? 0 : round.latenciesMs.length / round.seconds;
}

function resultOf(rounds: readonly Round[]): TargetResult {
  const sales = rounds.reduce((sum, round) => sum + round.latenciesMs.length, 0);
  const cpus = rounds.flatMap(({ cpuMs }) => (cpuMs === undefined ? [] : [cpuMs]));
  const micros = (consumer: Consumer): number => (cpus.reduce((sum, cpu) => sum + cpu[consumer], 0) * 1000) / sales;
  return {
    salesPerSecond: median(rounds.map(rateOf)),
    ...latencyOf(rounds.flatMap(({ latenciesMs }) => latenciesMs)),
    ...(cpus.length === rounds.length ? { cpuMicros: eachConsumer(micros) } : {}),
  };
}
