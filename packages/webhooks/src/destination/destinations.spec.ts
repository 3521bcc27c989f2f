import { describe, expect, it } from '@jest/globals';
import { DestinationRefused } from '../errors.js';
import { Destinations } from './destinations.js';

const strict = new Destinations([]);
const development = new Destinations(['127.0.0.0/8', '::1/128']);

function refusalOf(destinations: Destinations, url: string): string | undefined {
  try {
    destinations.accepted('url', url);
    return undefined;
  } catch (error) {
    if (!(error instanceof DestinationRefused)) throw error;
    expect(error.fields.map(({ path }) => path)).toEqual(['url']);
    return error.fields[0]?.message;
  }
}

describe('an address for webhooks', () => {
  it('is taken in its normal form', () => {
    expect(strict.accepted('url', 'https://Shop.Example.test:443/hooks?a=b')).toBe('https://shop.example.test/hooks?a=b');
    expect(strict.accepted('url', 'https://93.184.215.14/')).toBe('https://93.184.215.14/');
  });

  it.each([
    ['http://shop.example.test/', 'must be https'],
    ['http://93.184.215.14/', 'must be https'],
    ['ftp://shop.example.test/', 'must be an https URL'],
    ['shop.example.test', 'must be an https URL'],
    ['https://user@shop.example.test/', 'must hold no user name and no password'],
    ['https://:secret@shop.example.test/', 'must hold no user name and no password'],
    ['https://shop.example.test/#part', 'must hold no fragment'],
  ])('%s is refused', (url, message) => {
    expect(refusalOf(strict, url)).toBe(message);
  });

  it.each([
    ...['https://127.0.0.1/', 'https://10.0.0.8/', 'https://192.168.0.1/', 'https://169.254.169.254/latest/meta-data'],
    ...[
      'https://[::1]/',
      'https://[fd00::1]/',
      'https://[::ffff:127.0.0.1]/',
      'https://[::ffff:a9fe:a9fe]/',
      'https://[64:ff9b::a9fe:a9fe]/',
    ],
    // Other ways to write an address, which a URL reads as the same.
    ...['https://2130706433/', 'https://0x7f.1/', 'https://017700000001/', 'https://127.1/', 'https://0/'],
    ...['https://localhost/', 'https://app.localhost/'],
  ])('%s leads into a private network', (url) => {
    expect(refusalOf(strict, url)).toBe('leads into a private network');
  });

  it('may be of the list, then also by http', () => {
    for (const url of ['http://127.0.0.1:3999/hooks', 'https://127.0.0.1/', 'http://[::1]:1/', 'http://localhost:3999/'])
      expect(refusalOf(development, url)).toBeUndefined();
    expect(refusalOf(development, 'http://10.0.0.8/')).toBe('leads into a private network');
    expect(refusalOf(development, 'http://93.184.215.14/')).toBe('must be https');
  });

  it('is connected to where it is public and by TLS, or of the list', () => {
    const judged = ['93.184.215.14', '127.0.0.1', '::ffff:127.0.0.1', '10.0.0.8'].map((ip) => [
      development.allows(ip, true),
      development.allows(ip, false),
    ]);
    expect(judged).toEqual([
      [true, false],
      [true, true],
      [true, true],
      [false, false],
    ]);
  });
});
