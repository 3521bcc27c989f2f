import { isIP } from 'node:net';
import { AddressList, isPublicAddress } from '@interlock/provider-kit';
import { DestinationRefused } from '../errors.js';

/**
 * Where webhooks may go: by https to the public Internet, and to the networks of a list (development, or a receiver next door) also by http. A
 * merchant chooses the address and we make the request: without this, one could have our own network asked.
 */
export class Destinations {
  readonly #allowed: AddressList;

  /** Networks such as `127.0.0.0/8`. */
  constructor(allowed: readonly string[]) {
    this.#allowed = new AddressList(allowed);
  }

  /**
   * The address in its normal form. Throws `DestinationRefused`, which names `path`, for one that is private as it stands. What a name leads to
   * is judged when it is connected to, each time anew: here it could change between the look and the use.
   */
  accepted(path: string, text: string): string {
    const url = URL.parse(text);
    if (url === null || !/^https?:$/.test(url.protocol)) throw new DestinationRefused(path, 'must be an https URL');
    if (url.username !== '' || url.password !== '') throw new DestinationRefused(path, 'must hold no user name and no password');
    if (url.hash !== '') throw new DestinationRefused(path, 'must hold no fragment');
    const literal = literalOf(url.hostname);
    const secure = url.protocol === 'https:';
    if (literal !== undefined && !this.allows(literal, true)) throw new DestinationRefused(path, 'leads into a private network');
    if (literal === undefined && /(^|\.)localhost$/i.test(url.hostname) && this.#allowed.isEmpty)
      throw new DestinationRefused(path, 'leads into a private network');
    // Whether a name leads into the list shows when it is connected to.
    const mayBeListed = literal === undefined ? !this.#allowed.isEmpty : this.#allowed.has(literal);
    if (!secure && !mayBeListed) throw new DestinationRefused(path, 'must be https');
    return url.href;
  }

  /** Whether this IP address may be connected to; `secure`: by TLS. */
  allows(ip: string, secure: boolean): boolean {
    return this.#allowed.has(ip) || (secure && isPublicAddress(ip));
  }
}

function literalOf(hostname: string): string | undefined {
  const literal = hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) === 0 ? undefined : literal;
}
