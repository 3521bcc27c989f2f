import { AddressList } from '@interlock/provider-kit';
import type { FastifyRequest } from 'fastify';

/** What a reverse proxy adds; a caller that comes without one adds none. */
const FORWARDED = ['x-forwarded-for', 'x-forwarded-proto', 'forwarded'] as const;

type Came = Pick<FastifyRequest, 'headers'> & { readonly socket: { readonly remoteAddress?: string | undefined } };

/** Reverse proxies that are believed (`INTERLOCK_TRUSTED_PROXIES`). */
export class Proxies {
  readonly #trusted: AddressList;
  readonly #thisMachine = new AddressList(['127.0.0.0/8', '::1/128']);

  constructor(networks: readonly string[]) {
    this.#trusted = new AddressList(networks);
  }

  /**
   * Whether a request came by TLS up to a proxy that is believed, or from this machine without any. The gateway itself speaks plain HTTP and listens
   * on loopback: whoever reaches it from there and names a proxy that nobody has configured may have brought anything from anywhere.
   */
  isSecure({ headers, socket }: Came): boolean {
    const { remoteAddress = '' } = socket;
    const protocol = [headers['x-forwarded-proto'] ?? []].flat().join(',').split(',').at(-1)?.trim().toLowerCase();
    if (this.#trusted.has(remoteAddress) && protocol !== '') return protocol === 'https';
    return this.#thisMachine.has(remoteAddress) && !FORWARDED.some((name) => headers[name] !== undefined);
  }
}
