import { describe, expect, it } from '@jest/globals';
import { ProviderHosts } from './provider-hosts.js';

const codepay = { name: 'codepay', hosts: ['*.codepay.us', 'gw.example.com'] } as const;
const wallet = { name: 'wallet' } as const;
const told = (hosts: ProviderHosts, adapter: Parameters<ProviderHosts['fault']>[0], url: string): boolean =>
  hosts.fault(adapter, url) === undefined;

describe('the hosts that accounts may name', () => {
  it.each([
    ['https://shop-open.codepay.us', true],
    ['https://gw.example.com:8443/path', true],
    ['https://GW.EXAMPLE.COM', true],
    ['https://codepay.us', false],
    ['https://a.b.codepay.us', false],
    ['https://evilcodepay.us', false],
    ['https://shop.codepay.us.evil.test', false],
    ['https://other.example.com', false],
    ['https://10.0.0.7', false],
    ['http://127.0.0.1:3100', false],
    ['http://localhost:3100', false],
  ])('are those of the documents: %s', (url, allowed) => {
    expect(told(new ProviderHosts(), codepay, url)).toBe(allowed);
  });

  it('are others where the configuration says so, for that provider alone', () => {
    const hosts = new ProviderHosts([{ provider: 'wallet', host: 'pay.wallet.test' }]);
    expect(told(hosts, wallet, 'https://pay.wallet.test')).toBe(true);
    expect(told(hosts, codepay, 'https://pay.wallet.test')).toBe(false);
    expect(told(hosts, codepay, 'https://x.codepay.us')).toBe(true);
    expect(told(new ProviderHosts([{ provider: 'codepay', host: 'one.test' }]), codepay, 'https://x.codepay.us')).toBe(false);
    expect(new ProviderHosts().fault(wallet, 'https://pay.wallet.test')).toContain('none is named');
  });

  it('are this machine too where its network is allowed', () => {
    const hosts = new ProviderHosts([], ['127.0.0.0/8', '::1/128']);
    for (const url of ['http://127.0.0.1:3100/upay', 'http://localhost:3100', 'http://[::1]:3100'])
      expect(told(hosts, wallet, url)).toBe(true);
    expect(told(hosts, wallet, 'https://10.0.0.7')).toBe(false);
  });
});
