import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { leaks } from './leaks.js';

const key = 'k3y/of a+terminal';
const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'der', type: 'pkcs8' });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'der', type: 'pkcs8' });
const secrets = new Map([
  ['a key', key],
  ['a CVV', '8317'],
  ['a private key', privateKey.toString('base64')],
]);
const base64 = (around: string): string => Buffer.from(around).toString('base64');

describe('a secret in a log', () => {
  it.each([
    ['as it is', `{"msg":"sent ${key}"}`],
    ['in a URL', `GET /pay?key=${encodeURIComponent(key)}`],
    ['in hex', Buffer.from(key).toString('hex')],
    ['in Base64', base64(key)],
    ['in Base64', base64(`user:${key}!`)],
    ['in Base64', base64(`u:${key}`)],
    ['in Base64', base64(`${key}, and more`)],
  ])('is found %s', (how, text) => {
    expect(leaks(`before ${text} after`, secrets)).toContain(`a key, ${how}`);
  });

  it('is found where only a piece of a private key is left, in lines of a PEM too', () => {
    const pem = privateKey.toString('base64').match(/.{1,64}/g) ?? [];
    expect(leaks(pem.slice(4, 6).join('\\n'), secrets)).toContain('a private key, as it is');
    expect(leaks(privateKey.subarray(200, 260).toString('hex'), secrets)).toContain('a private key, in hex');
    expect(leaks(other.toString('base64'), secrets)).toEqual([]);
  });

  it('is found where it is short and stands alone, and is not taken for a part of a number', () => {
    expect(leaks('{"cvv":"8317"}', secrets)).toEqual(['a CVV, as it is']);
    expect(leaks('{"port":48317,"ms":8317.5,"at":"2026-11-21T10:00:00.831Z"}', secrets)).toEqual([]);
  });
});
