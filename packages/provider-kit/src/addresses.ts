import ipaddr from 'ipaddr.js';

/** Of IPv6 only this is given out for the public Internet; what else ipaddr.js calls unicast (::7f00:1, for one) leads nowhere good. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is of the public Internet: not of this machine, this network, a cloud's metadata service, nor another form of such a one
 * (an IPv4 address written as IPv6, or wrapped into it by 6to4, Teredo or NAT64).
 */
export function isPublicAddress(ip: string): boolean {
  if (!ipaddr.isValid(ip)) return false;
  const address = ipaddr.process(ip);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST);
}

/** Whether a call to a provider may connect to an address: of the public Internet, or of these networks. */
export function providerAddresses(allowed: readonly string[]): (ip: string) => boolean {
  const list = new AddressList(allowed);
  return (ip) => list.has(ip) || isPublicAddress(ip);
}

/** Networks such as `127.0.0.0/8, ::1`; a single address is a network of one. Throws for what is none. */
export class AddressList {
  readonly #networks: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];

  constructor(networks: readonly string[]) {
    this.#networks = networks.map((text) => {
      if (text.includes('/')) return ipaddr.parseCIDR(text);
      const address = ipaddr.parse(text);
      return [address, address.kind() === 'ipv4' ? 32 : 128];
    });
  }

  get isEmpty(): boolean {
    return this.#networks.length === 0;
  }

  /** Whether all of a network, or of a network of one, is within one of these. Throws for what is none. */
  covers(network: string): boolean {
    return new AddressList([network]).#networks.every(([inner, innerBits]) =>
      this.#networks.some(([outer, bits]) => outer.kind() === inner.kind() && innerBits >= bits && inner.match(outer, bits)),
    );
  }

  has(ip: string): boolean {
    if (!ipaddr.isValid(ip)) return false;
    const address = ipaddr.process(ip);
    return this.#networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
  }
}
