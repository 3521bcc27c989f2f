import { PROVIDER_NAMES } from '@interlock/domain';
import type { ProviderName } from '@interlock/domain';
import type { Chances } from '../core/chances.js';
import { doorFaults } from '../core/faults.js';
import type { Random } from '../core/random.js';
import type { Scheduler } from '../core/scheduler.js';
import type { Cluster } from '../engine/cluster.js';
import type { Door } from './door.js';

/** A provider's own codes for "no", on any call. */
const declines: Readonly<Record<ProviderName, readonly string[]>> = {
  upay: ['INSUFFICIENT_FUND', 'TRADE_TIMEOUT', 'UPAY_TERMINAL_NOT_EXISTS', 'ILLEGAL_SIGN'],
  codepay: ['D0051', 'E07000', 'D0005'],
  wallet: ['USER_BALANCE_NOT_ENOUGH', 'RISK_REJECT', 'PROCESS_FAIL', 'UNKNOWN_EXCEPTION'],
};
const PER_ORDER = { crash: 0.04, freeze: 0.03, door: 0.7 } as const;

export interface ChaosWorld {
  readonly scheduler: Scheduler;
  readonly chances: Chances;
  readonly random: Random;
  readonly cluster: Cluster;
  readonly door: Door;
  readonly orders: number;
  /** How long the merchant gives orders. */
  readonly forMs: number;
}

/** What happens to the processes and the providers while the merchant goes about its business, at moments of the seed's choice. */
export class Chaos {
  private readonly random: Random;

  constructor(private readonly world: ChaosWorld) {
    this.random = world.random.fork('chaos');
  }

  begin(): void {
    const { chances, cluster } = this.world;
    if (chances.has('crash'))
      this.often(PER_ORDER.crash, 'a process is killed', () => {
        cluster.crash();
      });
    if (chances.has('freeze'))
      this.often(PER_ORDER.freeze, 'a process is stopped', () => {
        cluster.freeze();
      });
    const faults = doorFaults.filter((fault) => chances.has(fault));
    if (faults.length > 0) this.often(PER_ORDER.door, 'a provider gets a fault', () => this.arm(this.random.pick(faults)));
  }

  /** From here on everything may come to rest; counts what the twins played. */
  async end(): Promise<void> {
    const { chances, door } = this.world;
    chances.calm = true;
    for (const provider of PROVIDER_NAMES) for (const { fault } of await door.forget(provider)) chances.count(fault.replace(/:.*/, ''));
  }

  private often(perOrder: number, what: string, act: () => void | Promise<void>): void {
    const { scheduler, orders, forMs } = this.world;
    for (let count = Math.ceil(perOrder * orders); count > 0; count -= 1) scheduler.add(what, this.random.int(0, forMs), act);
  }

  private async arm(fault: (typeof doorFaults)[number]): Promise<void> {
    const { door } = this.world;
    const provider = this.random.pick(PROVIDER_NAMES);
    const able = Object.entries(door.operations[provider] ?? {}).filter(([, faults]) => faults.has(fault));
    if (able.length === 0) return;
    const [operation] = this.random.pick(able);
    const word = fault === 'decline' ? `decline:${this.random.pick(declines[provider])}` : fault;
    await door.arm(provider, {
      ...{ operation, fault: word, times: this.random.int(1, 3) },
      ...(fault === 'delay' || fault === 'notify_late' ? { delayMs: this.random.int(1_000, 60_000) } : {}),
    });
  }
}
