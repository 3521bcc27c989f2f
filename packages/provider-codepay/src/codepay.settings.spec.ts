import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { keys } from '../testing/vectors.js';
import { defaultPaths } from './codepay.paths.js';
import { accountFaults, pathOf, readAccount, secretsSchema, settingsSchema } from './codepay.settings.js';

const plain = { baseUrl: 'https://gateway.example.test', appId: 'wz0000000000000001', merchantNo: '302300000001' };
const both = { appPrivateKey: keys.appPrivateKey, gatewayPublicKey: keys.gatewayPublicKey };

describe('settings', () => {
  it('fills in what CodePay fixes', () => {
    expect(settingsSchema.parse(plain)).toEqual({
      ...plain,
      signType: 'RSA2',
      messageReceivingApplication: 'CodePay Register',
      apiVersion: '2.0',
      cardEntry: false,
    });
  });

  it.each(['https://g.example.test', 'https://g.example.test/', 'https://g.example.test/api/entry', 'https://g.example.test/api/entry/'])(
    'takes the base URL as the portal shows it: %s',
    (baseUrl) => {
      const once = settingsSchema.parse({ ...plain, baseUrl });
      expect(once.baseUrl).toBe('https://g.example.test');
      expect(settingsSchema.parse(once)).toEqual(once);
    },
  );

  it.each([
    { appId: '' },
    { appId: 'x'.repeat(33) },
    { baseUrl: 'ftp://g.example.test' },
    { baseUrl: 'http://g.example.test' },
    { signType: 'RSA' },
    { unknown: 1 },
    { cardEntry: 'yes' },
    { paths: { capture: 'https://elsewhere.example.test/x' } },
    { paths: { capture: '/a?b' } },
    { paths: { capture: '/a/../b' } },
    { paths: { entry: '/api/entry' } },
  ])('refuses %p', (change) => {
    expect(settingsSchema.safeParse({ ...plain, ...change }).success).toBe(false);
  });
});

describe('paths', () => {
  it('are the ones assumed, each replaced by the one that the settings name', () => {
    const paths = { capture: '/v2/payments/capture', openBatch: '/v2/batch' };
    const settings = settingsSchema.parse({ ...plain, paths });
    const all = Object.keys(defaultPaths) as (keyof typeof defaultPaths)[];
    expect(Object.fromEntries(all.map((call) => [call, pathOf(settings, call)]))).toEqual({ ...defaultPaths, ...paths });
    expect(all).toHaveLength(8);
  });
});

describe('secrets', () => {
  it('keeps keys in one form, whatever form they came in', () => {
    const privateKey = createPrivateKey({ key: Buffer.from(keys.appPrivateKey, 'base64'), format: 'der', type: 'pkcs8' });
    const publicKey = createPublicKey({ key: Buffer.from(keys.gatewayPublicKey, 'base64'), format: 'der', type: 'spki' });
    const fromPem = secretsSchema.parse({
      appPrivateKey: privateKey.export({ format: 'pem', type: 'pkcs1' }),
      gatewayPublicKey: publicKey.export({ format: 'pem', type: 'spki' }),
    });
    expect(fromPem).toEqual(both);
    expect(secretsSchema.parse(fromPem)).toEqual(both);
  });

  it('wants one whole way to authenticate', () => {
    expect(secretsSchema.safeParse({ basicUser: 'u', basicPassword: 'p' }).success).toBe(true);
    for (const half of [
      {},
      { appPrivateKey: keys.appPrivateKey },
      { gatewayPublicKey: keys.gatewayPublicKey },
      { basicUser: 'u' },
      { basicUser: 'u:v', basicPassword: 'p' },
    ]) {
      expect(secretsSchema.safeParse(half).success).toBe(false);
    }
  });

  it('takes the next key beside the present one alone, and never the half of the gateway', () => {
    const next = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const nextAppPrivateKey = next.privateKey.export({ format: 'pem', type: 'pkcs8' });
    const secrets = secretsSchema.parse({ ...both, nextAppPrivateKey });
    expect(accountFaults(settingsSchema.parse(plain), secrets)).toEqual([]);
    const alone = secretsSchema.safeParse({ basicUser: 'u', basicPassword: 'p', nextAppPrivateKey });
    expect(alone.error?.issues.map(({ path }) => path)).toEqual([['nextAppPrivateKey']]);
    const gatewayPublicKey = next.publicKey.export({ format: 'pem', type: 'spki' });
    const mixed = secretsSchema.parse({ ...both, nextAppPrivateKey, gatewayPublicKey });
    expect(accountFaults(settingsSchema.parse(plain), mixed)).toEqual([
      { path: 'secrets.gatewayPublicKey', message: 'is the public half of nextAppPrivateKey; the key of the gateway belongs here' },
    ]);
  });

  it('refuses a wrong key without quoting it', () => {
    const result = secretsSchema.safeParse({ ...both, appPrivateKey: 'SECRETTEXT' });
    expect(result.success).toBe(false);
    expect(`${String(result.error)}${JSON.stringify(result.error)}`).not.toContain('SECRETTEXT');
  });
});

describe('readAccount', () => {
  it('reads an account once, and anew when it changed', () => {
    const secrets = { ...both };
    const first = readAccount({ settings: plain, secrets });
    expect(readAccount({ settings: plain, secrets })).toBe(first);
    expect(readAccount({ settings: { ...plain, storeNo: '1' }, secrets })).toMatchObject({ settings: { storeNo: '1' } });
    expect(readAccount({ settings: plain, secrets: { ...both } })).not.toBe(first);
  });

  it.each([
    [undefined, both],
    [plain, undefined],
    [plain, 'text'],
    [plain, { ...both, more: 1 }],
    [{ ...plain, signType: 'NONE' }, both],
    [plain, { basicUser: 'u', basicPassword: 'p' }],
  ])('says in words why %p cannot be used', (settings, secrets) => {
    expect(typeof readAccount({ settings, secrets })).toBe('string');
  });
});
