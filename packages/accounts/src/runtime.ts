import type { KeyRing } from '@interlock/persistence';
import type { ProviderAdapter, ProviderPools, Timers } from '@interlock/provider-kit';
import type { Pool } from 'pg';
import type { ProviderHosts } from './administration/provider-hosts.js';

/** The time port. `now` is wall time in epoch milliseconds, `monotonic` never goes back and runs on while the process is stopped. */
export interface Clock {
  readonly now: () => number;
  readonly monotonic: () => number;
  /** The process's own timers when absent; a simulation gives those of its virtual time. */
  readonly after?: Timers['after'];
}

/** All that the engine needs from the process it runs in. */
export interface Runtime {
  readonly pool: Pool;
  readonly pools: ProviderPools;
  readonly adapters: readonly ProviderAdapter[];
  readonly keyRing: KeyRing;
  readonly clock: Clock;
  /** UUIDv7; a simulation gives seeded ones. */
  readonly newId: () => string;
  /** Where providers reach `/hooks`, without a trailing slash. */
  readonly publicUrl: string;
  /** `gateway` or `worker`; named as the actor of what nobody asked for. */
  readonly processName: string;
  /** Throws `NotReady` while this process must not begin anything (its clock is off, it is stopping). */
  readonly assertReady: () => void;
  /** Above this a second person must agree to what one makes of a case, where the merchant has set nothing: minor units by currency, `*` for every other one. */
  readonly secondPersonAbove?: Readonly<Record<string, bigint>>;
  /** Where provider accounts may stand; absent: where their providers' documents say. */
  readonly providerHosts?: ProviderHosts;
  /** Aborted when this process is about to end: whoever waits for a provider is then answered with the order as it stands. */
  readonly handOver?: AbortSignal;
}
export const RUNTIME = Symbol('Runtime');
