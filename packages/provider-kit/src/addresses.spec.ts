import { describe, expect, it } from '@jest/globals';
import { AddressList, isPublicAddress } from './addresses.js';

describe('an address', () => {
  it.each(['93.184.215.14', '8.8.8.8', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '::ffff:93.184.215.14'])('%s is public', (ip) => {
    expect(isPublicAddress(ip)).toBe(true);
  });

  it.each([
    ...['127.0.0.1', '127.255.0.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '198.18.0.1'],
    ...['192.0.2.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12:3456::1', 'ff02::1', '2001:db8::1'],
    ...['::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '::127.0.0.1', '64:ff9b::127.0.0.1', '2002:7f00:1::', '2001:0:7f00:1::'],
    ...['', 'localhost', 'example.test', '1.2.3.4.5'],
  ])('%s is not', (ip) => {
    expect(isPublicAddress(ip)).toBe(false);
  });
});

describe('a list of networks', () => {
  it('has the addresses of its networks, in whichever form they come', () => {
    const list = new AddressList(['127.0.0.0/8', '::1', 'fd00::/8']);
    expect(['127.0.0.1', '127.9.9.9', '::ffff:127.0.0.1', '::1', 'fd12::1'].map((ip) => list.has(ip))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['128.0.0.1', '::2', 'fc00::1', '', 'localhost'].map((ip) => list.has(ip))).toEqual([false, false, false, false, false]);
    expect([list.isEmpty, new AddressList([]).isEmpty]).toEqual([false, true]);
  });

  it.each([
    ['192.0.2.0/25', true],
    ['192.0.2.0/24', true],
    ['192.0.2.9', true],
    ['192.0.2.0/23', false],
    ['0.0.0.0/0', false],
    ['192.0.3.0/25', false],
    ['fd00:1::/32', true],
    ['fd00::/7', false],
    ['::/0', false],
    ['::ffff:192.0.2.9', false],
  ])('says whether all of %s is within: %s', (network, covered) => {
    expect(new AddressList(['192.0.2.0/24', 'fd00::/8']).covers(network)).toBe(covered);
  });

  it.each(['127.0.0.0/33', 'localhost', '10.0.0.0/x'])('is not made of %s', (text) => {
    expect(() => new AddressList([text])).toThrow();
  });
});
