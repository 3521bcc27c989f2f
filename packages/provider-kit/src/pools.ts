import { lookup } from 'node:dns';
import type { LookupAddress, LookupAllOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector, Pool } from 'undici';
import { systemTimers, type Timers } from './timers.js';

export interface PoolOptions {
  /** Sockets per pool; further calls wait for one until their connect timeout. */
  readonly connections?: number;
  /** After this a connection attempt is given up, whoever still waits for it. Calls have shorter timeouts of their own. */
  readonly connectTimeoutMs?: number;
  /** How long an idle socket is kept where the provider names no time. */
  readonly keepAliveMs?: number;
  /** Whether this IP address may be connected to; asked for each address that a name resolves to, and for a literal one. */
  readonly allowAddress?: (ip: string) => boolean;
  /** The way to an origin; sockets when absent. A simulation carries the bytes itself. */
  readonly open?: (origin: string) => Connections;
  /** Those of the process when absent. */
  readonly timers?: Timers;
}

/** What carries requests to one origin. */
export type Connections = Pick<Pool, 'dispatch' | 'close' | 'destroy'>;

/** The sockets to one base URL, and the path that the URL itself carries. */
export interface AccountPool {
  readonly connections: Connections;
  readonly timers: Timers;
  readonly baseUrl: string;
  readonly pathPrefix: string;
}

/**
 * One keep-alive pool per provider account and base URL, so that an account whose provider hangs takes no socket from another.
 * HTTP/1.1 only: under HTTP/2 the bytes of many calls share one socket, and "no byte was written" could not be said of one of them.
 */
export class ProviderPools {
  private readonly pools = new Map<string, AccountPool>();

  constructor(private readonly options: PoolOptions = {}) {}

  /** Throws a TypeError for a base URL that is none; `baseUrlSchema` refuses those when the account is written. */
  forAccount(accountId: string, baseUrl: string): AccountPool {
    const key = `${accountId} ${baseUrl}`;
    const known = this.pools.get(key);
    if (known !== undefined) return known;
    const url = new URL(baseUrl);
    const { open = (origin) => this.sockets(origin), timers = systemTimers } = this.options;
    const opened = { connections: open(url.origin), timers, baseUrl, pathPrefix: url.pathname.replace(/\/+$/, '') };
    this.pools.set(key, opened);
    return opened;
  }

  /** Waits for the calls that are running, then closes every socket. */
  async close(): Promise<void> {
    const pools = [...this.pools.values()];
    this.pools.clear();
    await Promise.all(pools.map(({ connections }) => connections.close()));
  }

  /** Closes every socket now; the calls that are running end as `unknown`. */
  async destroy(): Promise<void> {
    const pools = [...this.pools.values()];
    this.pools.clear();
    await Promise.all(pools.map(({ connections }) => connections.destroy()));
  }

  private sockets(origin: string): Pool {
    return new Pool(origin, {
      connections: this.options.connections ?? 512,
      pipelining: 1,
      // The call's own total timeout rules; these would only end it under another name.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: this.options.keepAliveMs ?? 4_000,
      keepAliveMaxTimeout: 60_000,
      connect: guardedConnector(this.options),
    });
  }
}

/** Connects only where `allowAddress` lets it. `resolve`: who is asked for a name's addresses; the system's resolver, unless said otherwise. */
export function guardedConnector({
  connectTimeoutMs = 10_000,
  allowAddress,
  resolve = lookup,
}: Pick<PoolOptions, 'connectTimeoutMs' | 'allowAddress'> & { readonly resolve?: Resolve }): buildConnector.connector {
  if (allowAddress === undefined) return buildConnector({ allowH2: false, timeout: connectTimeoutMs });
  const connect = buildConnector({ allowH2: false, timeout: connectTimeoutMs, lookup: guardedLookup(allowAddress, resolve) });
  return (options, callback) => {
    const literal = options.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !allowAddress(literal)) callback(new AddressNotAllowed(literal), null);
    else connect(options, callback);
  };
}

/** `dns.lookup`, as far as it is used here. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/** The check and the connection use the same answer of the resolver, so a name cannot change between them. */
function guardedLookup(allowAddress: (ip: string) => boolean, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        callback(error, '');
        return;
      }
      const allowed = found.filter(({ address }) => allowAddress(address));
      const [first] = allowed;
      if (first === undefined) callback(new AddressNotAllowed(hostname), '');
      else if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

/** No address of the host may be connected to. */
export class AddressNotAllowed extends Error {
  readonly code = 'ADDRESS_NOT_ALLOWED';
  constructor(host: string) {
    super(`the address of ${host} is not allowed`);
  }
}
