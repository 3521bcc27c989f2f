import { describe, expect, it } from '@jest/globals';
import { Proxies } from './proxies.js';

const came = (remoteAddress: string, headers: Readonly<Record<string, string>> = {}) => ({ headers, socket: { remoteAddress } });

describe('whether it came safely', () => {
  const none = new Proxies([]);
  const proxies = new Proxies(['127.0.0.1', '10.0.0.0/8']);

  it.each([
    ['from this machine', none, came('127.0.0.1'), true],
    ['from this machine by IPv6', none, came('::1'), true],
    ['from elsewhere', none, came('192.0.2.7'), false],
    ['from elsewhere, by its own word', none, came('192.0.2.7', { 'x-forwarded-proto': 'https' }), false],
    ['through a proxy that nobody configured', none, came('127.0.0.1', { 'x-forwarded-proto': 'https' }), false],
    ['through one that does not say how', none, came('127.0.0.1', { 'x-forwarded-for': '192.0.2.7' }), false],
    ['through ours, by TLS', proxies, came('127.0.0.1', { 'x-forwarded-proto': 'https' }), true],
    ['through ours elsewhere, by TLS', proxies, came('10.0.0.9', { 'x-forwarded-proto': 'HTTPS' }), true],
    ['through ours, in clear', proxies, came('127.0.0.1', { 'x-forwarded-proto': 'http' }), false],
    ['through ours, which does not say how', proxies, came('127.0.0.1', { 'x-forwarded-for': '192.0.2.7' }), false],
    ['through ours, the last of them in clear', proxies, came('127.0.0.1', { 'x-forwarded-proto': 'https, http' }), false],
    ['from the proxy’s own machine', proxies, came('127.0.0.1'), true],
  ] as const)('%s', (_, which, request, secure) => {
    expect(which.isSecure(request)).toBe(secure);
  });
});
