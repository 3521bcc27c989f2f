import type { KeyRing } from '@interlock/persistence';
import { ProviderPools } from '@interlock/provider-kit';
import type { ProviderAdapter } from '@interlock/provider-kit';
import type { Pool } from 'pg';
import { idMaker } from './new-id.js';
import type { Clock, Runtime } from './runtime.js';

/** A runtime over a database pool that the caller owns. `close` waits for the providers' connections. */
export function openRuntime(input: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly keyRing: KeyRing;
  readonly adapters: readonly ProviderAdapter[];
  readonly publicUrl: string;
  readonly processName: string;
  readonly assertReady: () => void;
  /** See `Runtime`; absent: one person is enough. */
  readonly secondPersonAbove?: Readonly<Record<string, bigint>>;
  /** See `Runtime`; absent where nobody waits for an answer. */
  readonly handOver?: AbortSignal;
  /** Addresses that provider calls may connect to; absent: any. */
  readonly allowAddress?: (ip: string) => boolean;
}): { readonly runtime: Runtime; readonly close: () => Promise<void> } {
  const pools = new ProviderPools(input.allowAddress === undefined ? {} : { allowAddress: input.allowAddress });
  const { pool, clock, keyRing, adapters, publicUrl, processName, assertReady, handOver, secondPersonAbove } = input;
  return {
    runtime: {
      ...{ pool, pools, adapters, keyRing, clock, newId: idMaker(clock.now), publicUrl, processName, assertReady },
      ...(handOver === undefined ? {} : { handOver }),
      ...(secondPersonAbove === undefined ? {} : { secondPersonAbove }),
    },
    close: () => pools.destroy(),
  };
}
