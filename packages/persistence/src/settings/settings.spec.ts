import { describe, expect, it } from '@jest/globals';
import { InvalidMasterKeys } from '../secrets/master-keys.js';
import { InvalidSetting } from './invalid-setting.js';
import { kafkaOf } from './kafka.js';
import { describeSettings, readSettings } from './settings.js';

const key = Buffer.alloc(32, 7).toString('base64url');
const production = {
  INTERLOCK_MODE: 'production',
  INTERLOCK_MASTER_KEYS: `k1:${key}`,
  DATABASE_URL: 'postgres://app:hunter2@db.example:5432/interlock?password=hunter3',
  INTERLOCK_PUBLIC_URL: 'https://pay.example/',
};

describe('settings', () => {
  it('stand for a whole development system where nothing is set', () => {
    expect(readSettings({ PATH: '/bin', INTERLOCK_PORT: '' })).toEqual({
      mode: 'development',
      port: 3000,
      internalPort: 3001,
      workerPort: 3002,
      sandboxPort: 3100,
      dataDir: '.interlock',
      kafkaTopic: 'interlock.orders',
      kafkaSsl: 'false',
      kafkaSaslMechanism: 'scram-sha-512',
      logLevel: 'info',
      webhookAllow: ['127.0.0.0/8', '::1/128'],
      providerHosts: [],
      providerAllow: ['127.0.0.0/8', '::1/128'],
      webhookRetentionDays: 30,
      trustedProxies: [],
      terminalHttpStatus: 'always_200',
      keyRequestsPerSecond: 200,
      terminalRequestsPerSecond: 10,
    });
  });

  it('reads what is set', () => {
    expect(
      readSettings({ ...production, INTERLOCK_PORT: '0', INTERLOCK_LOG_LEVEL: 'warn', INTERLOCK_DATA_DIR: '/var/lib/interlock' }),
    ).toMatchObject({
      mode: 'production',
      publicUrl: 'https://pay.example',
      port: 0,
      dataDir: '/var/lib/interlock',
      logLevel: 'warn',
    });
  });

  it.each([
    ['INTERLOCK_MODE', 'staging'],
    ['INTERLOCK_PORT', '65536'],
    ['INTERLOCK_PORT', '3e3'],
    ['INTERLOCK_INTERNAL_PORT', '-1'],
    ['INTERLOCK_WORKER_PORT', 'x'],
    ['INTERLOCK_SANDBOX_PORT', '1.5'],
    ['INTERLOCK_PUBLIC_URL', 'pay.example'],
    ['INTERLOCK_PUBLIC_URL', 'ftp://pay.example'],
    ['INTERLOCK_PUBLIC_URL', 'https://user:secret@pay.example'],
    ['INTERLOCK_PUBLIC_URL', 'https://pay.example/interlock'],
    ['DATABASE_URL', 'mysql://localhost/interlock'],
    ['INTERLOCK_DEMO_API_KEY', 'sk_live_0123456789abcdef'],
    ['KAFKA_BROKERS', 'broker-without-port'],
    ['KAFKA_BROKERS', 'a:9092,b:99999'],
    ['KAFKA_BROKERS', 'kafka://a:9092'],
    ['KAFKA_TOPIC', 'of orders'],
    ['KAFKA_SSL', 'yes'],
    ['KAFKA_SASL_MECHANISM', 'gssapi'],
    ['INTERLOCK_LOG_LEVEL', 'loud'],
    ['INTERLOCK_WEBHOOK_ALLOW', 'localhost'],
    ['INTERLOCK_WEBHOOK_ALLOW', '10.0.0.0/33'],
    ['INTERLOCK_WEBHOOK_ALLOW', '10.0.0.0/8,'],
    ['INTERLOCK_TRUSTED_PROXIES', 'proxy.local'],
    ['INTERLOCK_TERMINAL_HTTP_STATUS', '200'],
    ['INTERLOCK_WEBHOOK_RETENTION_DAYS', '0'],
    ['INTERLOCK_CASE_LIMITS', 'USD'],
    ['INTERLOCK_CASE_LIMITS', 'USD:10.00'],
    ['INTERLOCK_CASE_LIMITS', 'USX:1000'],
    ['INTERLOCK_CASE_LIMITS', 'USD:1000,USD:2000'],
    ['INTERLOCK_CASE_LIMITS', 'USD:1000,'],
  ])('names %s in one line when it is %s', (name, value) => {
    const read = (): unknown => readSettings({ [name]: value });
    expect(read).toThrow(InvalidSetting);
    expect(read).toThrow(new RegExp(`^${name} must be [^\\n]+\\.$`));
  });

  it('refuses master keys that cannot be read, without showing them', () => {
    const read = (): unknown => readSettings({ INTERLOCK_MASTER_KEYS: 'k1:tooshort' });
    expect(read).toThrow(InvalidMasterKeys);
    expect(read).not.toThrow(/tooshort/);
  });

  it('refuses one port for two doors, but any number of free ones', () => {
    expect(() => readSettings({ INTERLOCK_PORT: '4000', INTERLOCK_WORKER_PORT: '4000' })).toThrow(
      /INTERLOCK_PORT and INTERLOCK_WORKER_PORT are both 4000/,
    );
    expect(readSettings({ INTERLOCK_PORT: '0', INTERLOCK_WORKER_PORT: '0' })).toMatchObject({ port: 0, workerPort: 0 });
  });

  it.each([
    ['INTERLOCK_DEMO_API_KEY', { INTERLOCK_DEMO_API_KEY: 'sk_test_0123456789abcdef' }],
    ['INTERLOCK_MASTER_KEYS', { INTERLOCK_MASTER_KEYS: undefined }],
    ['INTERLOCK_PUBLIC_URL', { INTERLOCK_PUBLIC_URL: 'http://pay.example' }],
    ['INTERLOCK_PUBLIC_URL', { INTERLOCK_PUBLIC_URL: undefined }],
  ])('in production is strict about %s', (name, change) => {
    expect(() => readSettings({ ...production, ...change })).toThrow(new RegExp(`^${name} `));
  });

  it('let webhooks go to this machine in development, and in production only where it is said', () => {
    expect(readSettings(production).webhookAllow).toEqual([]);
    const named = { INTERLOCK_WEBHOOK_ALLOW: '10.1.0.0/16, ::1', INTERLOCK_WEBHOOK_RETENTION_DAYS: '7' };
    expect(readSettings({ ...production, ...named })).toMatchObject({ webhookAllow: ['10.1.0.0/16', '::1'], webhookRetentionDays: 7 });
    expect(readSettings(named).webhookAllow).toEqual(['10.1.0.0/16', '::1']);
  });

  it('say on which hosts the accounts of a provider may stand, and which networks they may lead to', () => {
    const named = { INTERLOCK_PROVIDER_HOSTS: 'wallet:pay.wallet.test, codepay:*.Example.com', INTERLOCK_PROVIDER_ALLOW: '10.1.0.0/16' };
    expect(readSettings({ ...production, ...named })).toMatchObject({
      providerHosts: [
        { provider: 'wallet', host: 'pay.wallet.test' },
        { provider: 'codepay', host: '*.example.com' },
      ],
      providerAllow: ['10.1.0.0/16'],
    });
    expect(readSettings(production)).toMatchObject({ providerHosts: [], providerAllow: [] });
    for (const hosts of [
      'pay.wallet.test',
      'wallet:',
      'wallet:*',
      'wallet:https://x.test',
      'wallet:x.test/path',
      'paypal:x.test',
      'wallet:x.test:443',
    ])
      expect(() => readSettings({ INTERLOCK_PROVIDER_HOSTS: hosts })).toThrow(/^INTERLOCK_PROVIDER_HOSTS must be provider:host/);
  });

  it('lets production answer plain HTTP on loopback', () => {
    expect(readSettings({ ...production, INTERLOCK_PUBLIC_URL: 'http://127.0.0.1:3000' }).publicUrl).toBe('http://127.0.0.1:3000');
  });

  it('shows no secret when printed', () => {
    const printed = describeSettings({ ...readSettings(production), demoApiKey: 'sk_test_0123456789abcdef' });
    expect(printed).toMatchObject({
      INTERLOCK_MODE: 'production',
      INTERLOCK_MASTER_KEYS: 'set',
      INTERLOCK_DEMO_API_KEY: 'set',
      DATABASE_URL: 'postgres://app@db.example:5432/interlock',
    });
    expect(JSON.stringify(printed)).not.toMatch(/hunter|0123456789abcdef/);
    expect(JSON.stringify(printed)).not.toContain(key);
  });

  const cluster = {
    KAFKA_BROKERS: 'a.example:9092, b.example:9092',
    KAFKA_SSL: 'true',
    KAFKA_USERNAME: 'relay',
    KAFKA_PASSWORD: 'swordfish',
  };

  it('says where events go: nowhere else where no broker is named', () => {
    expect(kafkaOf(readSettings({ KAFKA_TOPIC: 'orders' }))).toBeUndefined();
    expect(kafkaOf(readSettings({ KAFKA_BROKERS: '127.0.0.1:9092' }))).toEqual({
      brokers: ['127.0.0.1:9092'],
      topic: 'interlock.orders',
      ssl: false,
    });
    expect(kafkaOf(readSettings({ ...production, ...cluster }))).toEqual({
      brokers: ['a.example:9092', 'b.example:9092'],
      topic: 'interlock.orders',
      ssl: true,
      sasl: { mechanism: 'scram-sha-512', username: 'relay', password: 'swordfish' },
    });
  });

  it('refuses half of what opens a cluster, and a password in clear beyond this machine, without showing it', () => {
    expect(() => readSettings({ ...cluster, KAFKA_USERNAME: undefined })).toThrow(
      /^KAFKA_USERNAME and KAFKA_PASSWORD must be set together/,
    );
    const inClear = (): unknown => readSettings({ ...production, ...cluster, KAFKA_SSL: 'false' });
    expect(inClear).toThrow(/^KAFKA_SSL must be true in production/);
    expect(inClear).not.toThrow(/swordfish/);
    expect(JSON.stringify(describeSettings(readSettings(cluster)))).not.toContain('swordfish');
  });
});
