import type { KeyRing } from '@interlock/persistence';
import { ProviderPools, providerAddresses } from '@interlock/provider-kit';
import type { ProviderAdapter } from '@interlock/provider-kit';
import type { Pool } from 'pg';
import { idMaker } from './new-id.js';
import { ProviderHosts } from './administration/provider-hosts.js';
import type { ProviderHost } from './administration/provider-hosts.js';
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
  /** Hosts that accounts may name, in the place of those of their providers' documents. */
  readonly providerHosts?: readonly ProviderHost[];
  /** Networks beside the public Internet that calls to providers may go to; absent: calls go anywhere. */
  readonly providerAllow?: readonly string[];
}): { readonly runtime: Runtime; readonly close: () => Promise<void> } {
  const { providerAllow } = input;
  const pools = new ProviderPools(providerAllow === undefined ? {} : { allowAddress: providerAddresses(providerAllow) });
  const { pool, clock, keyRing, adapters, publicUrl, processName, assertReady, handOver, secondPersonAbove } = input;
  return {
    runtime: {
      ...{ pool, pools, adapters, keyRing, clock, newId: idMaker(clock.now), publicUrl, processName, assertReady },
      ...(handOver === undefined ? {} : { handOver }),
      providerHosts: new ProviderHosts(input.providerHosts, providerAllow),
      ...(secondPersonAbove === undefined ? {} : { secondPersonAbove }),
    },
    close: () => pools.destroy(),
  };
}
