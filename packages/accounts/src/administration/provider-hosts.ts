import { isIP } from 'node:net';
import { AddressList, type ProviderAdapter } from '@interlock/provider-kit';

/** A host that accounts of a provider may name: `gw.example.com`, or `*.example.com` for every name one label longer. */
export interface ProviderHost {
  readonly provider: string;
  readonly host: string;
}

/**
 * Where a provider's accounts may send their calls, and with them what they are signed with. What the configuration says of a provider stands in
 * the place of what its documents say. A network that is allowed by address (development: this machine) needs no name.
 */
export class ProviderHosts {
  readonly #networks: AddressList;

  /** `networks`: those that provider calls may go to although they are not of the public Internet. */
  constructor(
    private readonly configured: readonly ProviderHost[] = [],
    networks: readonly string[] = [],
  ) {
    this.#networks = new AddressList(networks);
  }

  /** What is wrong with a base URL for an account of this provider; undefined: nothing. What a name leads to is judged when it is connected to. */
  fault({ name, hosts = [] }: Pick<ProviderAdapter, 'name' | 'hosts'>, baseUrl: string): string | undefined {
    const { hostname } = new URL(baseUrl);
    const literal = hostname.replace(/^\[|\]$/g, '');
    const ownNetwork = isIP(literal) !== 0 ? this.#networks.has(literal) : hostname === 'localhost' && this.#networks.has('127.0.0.1');
    if (ownNetwork) return undefined;
    const own = this.configured.filter(({ provider }) => provider === name).map(({ host }) => host);
    const allowed = own.length > 0 ? own : hosts;
    if (allowed.some((pattern) => matches(hostname, pattern))) return undefined;
    const known = allowed.length === 0 ? 'none is named' : `those are ${allowed.join(', ')}`;
    return `must be on a host that INTERLOCK_PROVIDER_HOSTS names for ${name} (${known})`;
  }
}

function matches(hostname: string, pattern: string): boolean {
  if (!pattern.startsWith('*.')) return hostname === pattern;
  const [label = '', ...rest] = hostname.split('.');
  return label !== '' && rest.join('.') === pattern.slice(2);
}
