import type { Chances } from '../core/chances.js';
import type { Random } from '../core/random.js';
import type { EngineProcess } from './engine-process.js';
import { startGatewayProcess, startWorkerProcess } from './start-engine.js';
import type { EngineWorld, GatewayProcess, WorkerProcess } from './start-engine.js';
import { WorkerTurns } from './worker-turns.js';

const GATEWAYS = 2;
const WORKERS = 2;
/** Until a killed process runs again. */
const RESTART_MS = [50, 8_000] as const;
/** As long as a laptop sleeps, or a process is stopped and goes on. */
const FREEZE_MS = [2_000, 120_000] as const;

/** The processes that run at the moment. A killed one is started again as another, with nothing of what it knew. */
export class Cluster {
  private gateways: GatewayProcess[] = [];
  private workers: { readonly process: WorkerProcess; readonly turns: WorkerTurns }[] = [];
  private started = 0;
  private readonly random: Random;
  private readonly chances: Chances;
  crashes = 0;

  constructor(private readonly world: EngineWorld) {
    this.random = world.random.fork('cluster');
    this.chances = world.chances;
  }

  async start(): Promise<void> {
    for (let count = 0; count < GATEWAYS; count += 1) await this.startGateway();
    for (let count = 0; count < WORKERS; count += 1) await this.startWorker();
  }

  /** One that answers; undefined while none does. */
  gateway(): GatewayProcess | undefined {
    return this.gateways.length === 0 ? undefined : this.random.pick(this.gateways);
  }

  /** Has a worker take these steps, as one of them would about now. When every one of them sleeps or is dead, they look when they can. */
  wakeWorker(steps: ReadonlySet<string>): void {
    const awake = this.workers.filter(({ process }) => process.frozenUntil <= this.world.scheduler.now);
    if (awake.length > 0) this.random.pick(awake).turns.wake(steps);
  }

  /** When the next worker can look at the table. */
  workersFrom(): number | undefined {
    const from = this.workers.map(({ process }) => Math.max(process.frozenUntil, this.world.scheduler.now));
    return from.length === 0 ? undefined : Math.min(...from);
  }

  /** `kill -9` of one of them, here, between two effects. */
  crash(): void {
    const all: readonly EngineProcess[] = [...this.gateways, ...this.workers.map(({ process }) => process)];
    if (all.length === 0) return;
    const victim = this.random.pick(all);
    this.crashes += 1;
    this.chances.count('crash');
    victim.kill();
    const isGateway = this.gateways.some((gateway) => gateway === victim);
    this.gateways = this.gateways.filter((gateway) => gateway !== victim);
    this.workers = this.workers.filter(({ process }) => process !== victim);
    this.world.scheduler.add(`${isGateway ? 'gateway' : 'worker'} starts`, this.random.int(...RESTART_MS), () =>
      isGateway ? this.startGateway() : this.startWorker(),
    );
  }

  /** SIGSTOP of one of them, and SIGCONT later. */
  freeze(): void {
    const all: readonly EngineProcess[] = [...this.gateways, ...this.workers.map(({ process }) => process)];
    if (all.length === 0) return;
    this.chances.count('freeze');
    this.random.pick(all).frozenUntil = this.world.scheduler.now + this.random.int(...FREEZE_MS);
  }

  private async startGateway(): Promise<void> {
    this.started += 1;
    this.gateways.push(await startGatewayProcess(`gateway ${String(this.started)}`, this.world));
  }

  private async startWorker(): Promise<void> {
    this.started += 1;
    const process = await startWorkerProcess(`worker ${String(this.started)}`, this.world);
    this.workers.push({ process, turns: new WorkerTurns(process, this.world) });
  }
}
