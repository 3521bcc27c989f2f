import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../simulation/core/random.js';
import type { Service } from '../../system/index.js';
import type { StormyDatabase } from './stormy-database.js';

/** What may be hit. The processes are started again by whoever supervises them, as in production. */
export interface Targets {
  readonly gateways: readonly Service[];
  readonly workers: readonly Service[];
  readonly database: StormyDatabase;
}

/** How often each kind of blow falls, in comparison. */
const weights = {
  gateway_killed: 8,
  gateway_frozen: 5,
  worker_killed: 6,
  worker_frozen: 4,
  postgres_killed: 3,
  postgres_connection_killed: 3,
  postgres_frozen: 2,
  postgres_restarted: 2,
} as const;
export type Blow = keyof typeof weights;
export const BLOWS = Object.keys(weights) as readonly Blow[];

/** Longer than a send window and a lease's grace now and then: who wakes up then must send nothing more. */
const FROZEN_MS = { from: 500, to: 9_000 };
const DATABASE_FROZEN_MS = { from: 200, to: 2_500 };

/** Every kind once and then as they come, in an order of chance. */
export function drawBlows(random: Random, count: number): readonly Blow[] {
  const rest = Array.from({ length: Math.max(0, count - BLOWS.length) }, () => random.weighted(weights));
  const drawn = [...BLOWS.slice(0, count), ...rest];
  for (let at = drawn.length - 1; at > 0; at -= 1) {
    const other = random.int(0, at);
    [drawn[at], drawn[other]] = [drawn[other] as Blow, drawn[at] as Blow];
  }
  return drawn;
}

/** Strikes once. Resolves when the next blow may fall: what was killed may still be on its way up, but what was frozen is awake. */
export async function strike(blow: Blow, { gateways, workers, database }: Targets, random: Random): Promise<void> {
  switch (blow) {
    case 'gateway_killed':
      return random.pick(gateways).kill();
    case 'worker_killed':
      return random.pick(workers).kill();
    case 'gateway_frozen':
      return freeze(random.pick(gateways), random);
    case 'worker_frozen':
      return freeze(random.pick(workers), random);
    case 'postgres_killed':
      return database.kill();
    case 'postgres_connection_killed':
      database.killOneConnection();
      return undefined;
    case 'postgres_frozen':
      return database.freeze(random.int(DATABASE_FROZEN_MS.from, DATABASE_FROZEN_MS.to));
    case 'postgres_restarted':
      return database.restart();
  }
}

async function freeze(process: Service, random: Random): Promise<void> {
  process.freeze();
  await sleep(random.int(FROZEN_MS.from, FROZEN_MS.to));
  process.thaw();
}
