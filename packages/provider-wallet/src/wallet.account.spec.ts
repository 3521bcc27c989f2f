import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { walletAccount, walletSecretsSchema, walletSettingsSchema } from './wallet.account.js';

const merchant = generateKeyPairSync('rsa', { modulusLength: 2048 });
const wallet = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: KeyObject) => key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }).toString();
const settings = { baseUrl: 'https://wallet.example', clientId: 'TEST_5X00000000000001' };
const secrets = {
  merchantPrivateKey: pem(merchant.privateKey),
  walletPublicKeys: { '0': pem(wallet.publicKey), '7': pem(wallet.publicKey) },
};

describe('settings', () => {
  it('need a URL and a Client-Id, and have the document’s defaults for the rest', () => {
    expect(walletSettingsSchema.parse(settings)).toEqual({
      ...settings,
      basePath: '',
      keyVersion: 1,
      signatureEncoding: 'percent',
      cancelPath: 'cancel',
      refundPath: 'refund',
      productCodes: { cashier: '51051000101000000011', authorize: '51051000101000000012', agreement: '51051000101000100031' },
      goodsForm: 'object',
      agreementPage: 'sdk',
      voidNotifications: false,
      refundNotifications: false,
    });
  });

  it.each([
    [{ clientId: 'two\nlines' }],
    [{ baseUrl: 'wallet.example' }],
    [{ baseUrl: 'https://user:password@wallet.example' }],
    [{ basePath: 'aps/api' }],
    [{ basePath: '/aps/api/' }],
    [{ signedPathPrefix: '/a?b' }],
    [{ keyVersion: -1 }],
    [{ signatureEncoding: 'base64url' }],
    [{ refundPath: 'refund/../pay' }],
    [{ productCodes: { cashier: '' } }],
    [{ merchant: { merchantName: 'UGG' } }],
    [{ olderDialect: {} }],
    [{ olderDialect: { partnerId: 'x'.repeat(33) } }],
    [{ goodsForm: 'both' }],
    [{ misspelt: true }],
  ])('refuse %p', (wrong) => {
    expect(walletSettingsSchema.safeParse({ ...settings, ...wrong }).success).toBe(false);
  });
});

describe('secrets', () => {
  it('hold our private key and the wallet’s public ones by version', () => {
    expect(walletSecretsSchema.safeParse(secrets).success).toBe(true);
  });

  it('hold two keys of ours while we change ours', () => {
    const merchantPrivateKey = { '1': pem(merchant.privateKey), '2': pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey) };
    expect(walletSecretsSchema.safeParse({ ...secrets, merchantPrivateKey }).success).toBe(true);
  });

  it.each([
    [{ merchantPrivateKey: {} }],
    [{ merchantPrivateKey: { one: pem(merchant.privateKey) } }],
    [{ merchantPrivateKey: { '1': pem(merchant.publicKey) } }],
    [{ merchantPrivateKey: { '1': pem(merchant.privateKey), '2': pem(wallet.privateKey) } }],
    [{ merchantPrivateKey: pem(merchant.publicKey) }],
    [{ walletPublicKeys: {} }],
    [{ walletPublicKeys: { one: pem(wallet.publicKey) } }],
    [{ walletPublicKeys: { '1': pem(wallet.privateKey) } }],
    [{ walletPublicKeys: { '1': pem(wallet.publicKey), '2': pem(merchant.publicKey) } }],
  ])('refuse case %#, without repeating a key', (wrong) => {
    const parsed = walletSecretsSchema.safeParse({ ...secrets, ...wrong });
    expect(parsed.success).toBe(false);
    expect(JSON.stringify(parsed.error?.issues)).not.toContain('MII');
  });
});

describe('an account', () => {
  it('reads its keys once for the same secrets, whatever happens to its settings', () => {
    const account = walletAccount({ settings, secrets });
    expect(account?.walletKeys.size).toBe(2);
    const moved = walletAccount({ settings: { ...settings, basePath: '/aps/api' }, secrets });
    expect(moved?.privateKey).toBe(account?.privateKey);
    expect(moved?.signedPrefix).toBe('/aps/api');
    expect(walletAccount({ settings, secrets: { ...secrets } })?.privateKey).not.toBe(account?.privateKey);
  });

  it('signs with the key of its own version while both are live, and with none that it does not hold', () => {
    const next = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const both = { ...secrets, merchantPrivateKey: { '1': pem(merchant.privateKey), '2': pem(next.privateKey) } };
    const signs = (keyVersion: number) => walletAccount({ settings: { ...settings, keyVersion }, secrets: both })?.privateKey;
    expect(signs(1)?.equals(merchant.privateKey)).toBe(true);
    expect(signs(2)?.equals(next.privateKey)).toBe(true);
    expect(signs(3)).toBeUndefined();
  });

  it('signs the whole path as sent, unless another prefix is named', () => {
    const prefixOf = (more: object) => walletAccount({ settings: { ...settings, ...more }, secrets })?.signedPrefix;
    expect(prefixOf({})).toBe('');
    expect(prefixOf({ baseUrl: 'https://wallet.example/sandbox/', basePath: '/aps/api' })).toBe('/sandbox/aps/api');
    expect(prefixOf({ basePath: '/aps/api', signedPathPrefix: '' })).toBe('');
    expect(prefixOf({ basePath: '/aps/api', signedPathPrefix: '/inner' })).toBe('/inner');
  });

  it('is none where settings or secrets are not what they should be', () => {
    expect(walletAccount({ settings: {}, secrets })).toBeUndefined();
    expect(walletAccount({ settings, secrets: 'a text' })).toBeUndefined();
    expect(walletAccount({ settings, secrets: null })).toBeUndefined();
  });
});
