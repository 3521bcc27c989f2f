import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { rsaPrivateKey, rsaPrivateKeyText, rsaPublicKey, rsaPublicKeyText } from './rsa-keys.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });

const pem = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'spki'): string =>
  (key.type === 'private' ? key.export({ format: 'pem', type: type }) : key.export({ format: 'pem', type: type })).toString();
const bare = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'spki'): string =>
  pem(key, type)
    .replaceAll(/-----[^-]+-----/g, '')
    .replaceAll(/\s/g, '');
const inLines = (text: string): string => ` ${text.replaceAll(/(.{64})/g, '$1\n')}\n`;

const keptPrivate = bare(privateKey, 'pkcs8');
const keptPublic = bare(publicKey, 'spki');

describe('a private key', () => {
  it.each([
    ['PEM of PKCS#8', pem(privateKey, 'pkcs8')],
    ['PEM of PKCS#1', pem(privateKey, 'pkcs1')],
    ['PEM with Windows line ends', pem(privateKey, 'pkcs8').replaceAll('\n', '\r\n')],
    ['PEM whose line ends are written out', pem(privateKey, 'pkcs8').replaceAll('\n', String.raw`\n`)],
    ['PEM that was pasted into one line', pem(privateKey, 'pkcs1').replaceAll('\n', ' ')],
    ['PEM among other text', `Bag Attributes\n  friendlyName: app\n${pem(privateKey, 'pkcs8')}\n`],
    ['one line of Base64 of PKCS#8', keptPrivate],
    ['one line of Base64 of PKCS#1', bare(privateKey, 'pkcs1')],
    ['Base64 in lines', inLines(keptPrivate)],
  ])('comes as %s, and is kept as one line of PKCS#8', (_, text) => {
    expect(rsaPrivateKeyText.parse(text)).toBe(keptPrivate);
    expect(rsaPrivateKey(text)?.equals(privateKey)).toBe(true);
  });
});

describe('a public key', () => {
  it.each([
    ['PEM of SPKI', pem(publicKey, 'spki')],
    ['PEM of PKCS#1', pem(publicKey, 'pkcs1')],
    ['one line of Base64 of SPKI', keptPublic],
    ['one line of Base64 of PKCS#1', bare(publicKey, 'pkcs1')],
    ['Base64 in lines', inLines(keptPublic)],
  ])('comes as %s, and is kept as one line of SPKI', (_, text) => {
    expect(rsaPublicKeyText.parse(text)).toBe(keptPublic);
    expect(rsaPublicKey(text)?.equals(publicKey)).toBe(true);
  });
});

describe('what is refused, each for its own reason', () => {
  const encrypted = { format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' } as const;
  const cases: readonly [string, 'private' | 'public', string, RegExp][] = [
    ['a public key for a private one', 'private', pem(publicKey, 'spki'), /^is a public key/],
    ['a bare public key for a private one', 'private', keptPublic, /^is a public key/],
    ['a public PKCS#1 key for a private one', 'private', bare(publicKey, 'pkcs1'), /^is a public key/],
    ['a private key for a public one', 'public', pem(privateKey, 'pkcs8'), /^is a private key/],
    ['a bare private key for a public one', 'public', keptPrivate, /^is a private key/],
    ['a private PKCS#1 key for a public one', 'public', bare(privateKey, 'pkcs1'), /^is a private key/],
    ['an encrypted PKCS#8', 'private', privateKey.export({ ...encrypted, type: 'pkcs8' }).toString(), /^is encrypted/],
    ['an encrypted PKCS#1', 'private', privateKey.export({ ...encrypted, type: 'pkcs1' }).toString(), /^is encrypted/],
    [
      'an encrypted key as bare Base64',
      'private',
      privateKey.export({ ...encrypted, format: 'der', type: 'pkcs8' }).toString('base64'),
      /^is encrypted/,
    ],
    ['a private key that is too short', 'private', pem(short.privateKey, 'pkcs8'), /^is an RSA key of 1024 bits; at least 2048/],
    ['a public key that is too short', 'public', pem(short.publicKey, 'spki'), /^is an RSA key of 1024 bits; at least 2048/],
    ['a private key of a curve', 'private', pem(curve.privateKey, 'pkcs8'), /^is a key for EC; an RSA key/],
    [
      'a private key of a curve in a form of its own',
      'private',
      curve.privateKey.export({ format: 'pem', type: 'sec1' }).toString(),
      /for EC/,
    ],
    ['a public key of a curve', 'public', pem(curve.publicKey, 'spki'), /^is a key for EC; an RSA key/],
    ['a key that is for another padding', 'private', pem(pss.privateKey, 'pkcs8'), /^is a key for RSA-PSS/],
    ['a certificate', 'public', `-----BEGIN CERTIFICATE-----\n${keptPublic}\n-----END CERTIFICATE-----`, /^is a certificate/],
    ['half of a key', 'private', keptPrivate.slice(0, 400), /^cannot be read as a private key/],
    ['some text', 'public', 'hunter2 is no key at all', /^cannot be read as a public key/],
    ['nothing', 'private', '', /^cannot be read as a private key/],
    ['far too much', 'private', 'A'.repeat(20_000), /^cannot be read as a private key/],
  ];

  it.each(cases)('%s', (_, half, text, reason) => {
    const read = (half === 'private' ? rsaPrivateKeyText : rsaPublicKeyText).safeParse(text);
    expect(read.error?.issues.map(({ message }) => message)).toEqual([expect.stringMatching(reason)]);
    expect((half === 'private' ? rsaPrivateKey : rsaPublicKey)(text)).toBeUndefined();
  });

  it('in words that quote nothing of it', () => {
    for (const [, half, text] of cases.filter(([, , given]) => given.length > 8)) {
      const { error } = (half === 'private' ? rsaPrivateKeyText : rsaPublicKeyText).safeParse(text);
      expect(`${String(error)}${JSON.stringify(error)}`).not.toContain(text.slice(text.length / 2, text.length / 2 + 8));
    }
  });
});
