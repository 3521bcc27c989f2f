import { isIP } from 'node:net';
import { z } from 'zod';
import { parseMasterKeys } from '../secrets/master-keys.js';
import { InvalidSetting } from './invalid-setting.js';
import { SASL_MECHANISMS, areBrokers, checkKafka, isTopic } from './kafka.js';
import type { KafkaVariables } from './kafka.js';
import { isLimits } from './limits.js';
import { areProviderHosts, parseProviderHosts, type ConfiguredHost } from './provider-hosts.js';

const MODES = ['development', 'production'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const TERMINAL_HTTP_STATUS = ['always_200', 'by_result_code'] as const;
const THIS_MACHINE = ['127.0.0.0/8', '::1/128'];
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Everything that differs between one installation and another. Read once, at the start. */
export interface Settings extends KafkaVariables {
  /** `production` knows no sandbox, no demo merchant and no demo key. */
  readonly mode: (typeof MODES)[number];
  /** Where providers reach `/hooks` and payers `/p`: an origin, without path and slash; absent: `http://127.0.0.1` and the port listened on. */
  readonly publicUrl?: string | undefined;
  /** The gateway's door. Of every port: 0 takes a free one. */
  readonly port: number;
  /** The gateway's `/docs` and `/metrics`, on loopback. */
  readonly internalPort: number;
  /** The worker's `/metrics` and `/livez`, on loopback. */
  readonly workerPort: number;
  readonly sandboxPort: number;
  /** The text that `parseMasterKeys` reads; absent in development: the key in the data directory. */
  readonly masterKeys?: string | undefined;
  readonly dataDir: string;
  /** Absent: the embedded PostgreSQL of the data directory. */
  readonly databaseUrl?: string | undefined;
  readonly demoApiKey?: string | undefined;
  /** Above this two people must agree to what is made of a case, where a merchant has set nothing: the text that `parseLimits` reads; absent: one is enough. */
  readonly secondPersonAbove?: string | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Networks to which webhooks may go although they are not of the public Internet, and by http; this machine, in development where none are named. */
  readonly webhookAllow: readonly string[];
  /** How long a delivery that has ended is kept, and can be sent again. */
  readonly webhookRetentionDays: number;
  /** Hosts that provider accounts may name, in the place of those that the provider's documents name; a provider that is not here keeps those. */
  readonly providerHosts: readonly ConfiguredHost[];
  /** Networks to which calls to providers may go although they are not of the public Internet; this machine, in development where none are named. */
  readonly providerAllow: readonly string[];
  /** Networks of the reverse proxies in front of the gateway: what these say of the caller's address and of TLS is believed, and nobody else's word. */
  readonly trustedProxies: readonly string[];
  /** The HTTP status of the terminal door's answers: always 200, as Upay's, or the number of their `result_code`. */
  readonly terminalHttpStatus: (typeof TERMINAL_HTTP_STATUS)[number];
  /** What one gateway takes of one API key in a second, on the average; 0: whatever comes. */
  readonly keyRequestsPerSecond: number;
  /** The same of one terminal. */
  readonly terminalRequestsPerSecond: number;
}

/** The variable behind each setting, in the order in which they are printed. */
export const variables = {
  mode: 'INTERLOCK_MODE',
  publicUrl: 'INTERLOCK_PUBLIC_URL',
  port: 'INTERLOCK_PORT',
  internalPort: 'INTERLOCK_INTERNAL_PORT',
  workerPort: 'INTERLOCK_WORKER_PORT',
  sandboxPort: 'INTERLOCK_SANDBOX_PORT',
  masterKeys: 'INTERLOCK_MASTER_KEYS',
  dataDir: 'INTERLOCK_DATA_DIR',
  databaseUrl: 'DATABASE_URL',
  demoApiKey: 'INTERLOCK_DEMO_API_KEY',
  kafkaBrokers: 'KAFKA_BROKERS',
  kafkaTopic: 'KAFKA_TOPIC',
  kafkaSsl: 'KAFKA_SSL',
  kafkaSaslMechanism: 'KAFKA_SASL_MECHANISM',
  kafkaUsername: 'KAFKA_USERNAME',
  kafkaPassword: 'KAFKA_PASSWORD',
  secondPersonAbove: 'INTERLOCK_CASE_LIMITS',
  logLevel: 'INTERLOCK_LOG_LEVEL',
  webhookAllow: 'INTERLOCK_WEBHOOK_ALLOW',
  webhookRetentionDays: 'INTERLOCK_WEBHOOK_RETENTION_DAYS',
  providerHosts: 'INTERLOCK_PROVIDER_HOSTS',
  providerAllow: 'INTERLOCK_PROVIDER_ALLOW',
  trustedProxies: 'INTERLOCK_TRUSTED_PROXIES',
  terminalHttpStatus: 'INTERLOCK_TERMINAL_HTTP_STATUS',
  keyRequestsPerSecond: 'INTERLOCK_KEY_RATE',
  terminalRequestsPerSecond: 'INTERLOCK_TERMINAL_RATE',
} as const satisfies Record<keyof Settings, string>;

const ports = ['port', 'internalPort', 'workerPort', 'sandboxPort'] as const;

const port = (standard: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((value) => value <= 65_535)
    .default(standard);

const rate = (standard: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .default(standard);

const networks = z
  .string()
  .transform((text) => text.split(',').map((network) => network.trim()))
  .refine((list) => list.every(isNetwork));

const shape = {
  mode: z.enum(MODES, { error: `${MODES.join(' or ')}` }).default('development'),
  publicUrl: z.string().refine(isPublicUrl).transform(originOf).optional(),
  port: port(3000),
  internalPort: port(3001),
  workerPort: port(3002),
  sandboxPort: port(3100),
  masterKeys: z.string().optional(),
  dataDir: z.string().default('.interlock'),
  databaseUrl: z
    .string()
    .refine((text) => /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? ''))
    .optional(),
  demoApiKey: z
    .string()
    .regex(/^sk_test_[A-Za-z0-9_-]{8,64}$/)
    .optional(),
  kafkaBrokers: z.string().refine(areBrokers).optional(),
  kafkaTopic: z.string().refine(isTopic).default('interlock.orders'),
  kafkaSsl: z.enum(['true', 'false']).default('false'),
  kafkaSaslMechanism: z.enum(SASL_MECHANISMS).default('scram-sha-512'),
  kafkaUsername: z.string().optional(),
  kafkaPassword: z.string().optional(),
  secondPersonAbove: z.string().refine(isLimits).optional(),
  logLevel: z.enum(LOG_LEVELS).default('info'),
  webhookAllow: networks.optional(),
  webhookRetentionDays: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .default(30),
  providerHosts: z.string().transform(parseProviderHosts).refine(areProviderHosts).default([]),
  providerAllow: networks.optional(),
  trustedProxies: networks.default([]),
  terminalHttpStatus: z.enum(TERMINAL_HTTP_STATUS).default('always_200'),
  keyRequestsPerSecond: rate(200),
  terminalRequestsPerSecond: rate(10),
} satisfies { readonly [K in keyof Settings]: z.ZodType<Settings[K] | undefined> };

const wanted = {
  mode: MODES.join(' or '),
  publicUrl: 'an http or https URL without path, query, fragment or password',
  port: 'a port, 0 to 65535',
  internalPort: 'a port, 0 to 65535',
  workerPort: 'a port, 0 to 65535',
  sandboxPort: 'a port, 0 to 65535',
  masterKeys: 'kid:key,kid:key',
  dataDir: 'a directory',
  databaseUrl: 'postgres://user:password@host:5432/database',
  demoApiKey: 'sk_test_ and then 8 to 64 letters, digits, "_" or "-"',
  kafkaBrokers: 'host:port,host:port',
  kafkaTopic: "a topic's name: at most 249 letters, digits, dots, '_' or '-'",
  kafkaSsl: 'true or false',
  kafkaSaslMechanism: SASL_MECHANISMS.join(', '),
  kafkaUsername: 'a name',
  kafkaPassword: 'a password',
  secondPersonAbove: 'currency:minor units with commas between, "*" for every other currency, such as USD:100000,*:0',
  logLevel: LOG_LEVELS.join(', '),
  webhookAllow: 'networks such as 127.0.0.0/8,::1/128',
  webhookRetentionDays: 'days, 1 to 9999',
  providerHosts: 'provider:host with commas between, such as wallet:pay.example.com,codepay:*.example.com',
  providerAllow: 'networks such as 10.1.0.0/16',
  trustedProxies: 'networks such as 127.0.0.1,10.0.0.0/8',
  terminalHttpStatus: TERMINAL_HTTP_STATUS.join(' or '),
  keyRequestsPerSecond: 'requests in a second, 0 to 99999',
  terminalRequestsPerSecond: 'requests in a second, 0 to 99999',
} as const satisfies Record<keyof Settings, string>;

/** Reads every setting; a variable that is empty counts as absent. Throws `InvalidSetting` or `InvalidMasterKeys` for the first that cannot be used. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(variables).map(([setting, name]) => [setting, env[name] === '' ? undefined : env[name]]));
  const read = z.object(shape).safeParse(given);
  if (!read.success) {
    const setting = read.error.issues[0]?.path[0] as keyof Settings;
    throw new InvalidSetting(`${variables[setting]} must be ${wanted[setting]}.`);
  }
  const own = read.data.mode === 'development' ? THIS_MACHINE : [];
  const { webhookAllow = own, providerAllow = own } = read.data;
  const settings = { ...read.data, webhookAllow, providerAllow };
  if (settings.masterKeys !== undefined) parseMasterKeys(settings.masterKeys);
  checkPorts(settings);
  checkKafka(settings, variables);
  if (settings.mode === 'production') checkProduction(settings);
  return settings;
}

/** What is printed at the start: every setting under the name of its variable, secrets as `set`. */
export function describeSettings(settings: Settings): Readonly<Record<string, string>> {
  const redacted = {
    ...settings,
    databaseUrl: settings.databaseUrl === undefined ? undefined : withoutPassword(settings.databaseUrl),
    masterKeys: settings.masterKeys === undefined ? undefined : 'set',
    demoApiKey: settings.demoApiKey === undefined ? undefined : 'set',
    kafkaPassword: settings.kafkaPassword === undefined ? undefined : 'set',
    webhookAllow: settings.webhookAllow.length === 0 ? undefined : settings.webhookAllow.join(','),
    providerHosts: settings.providerHosts.map(({ provider, host }) => `${provider}:${host}`).join(',') || undefined,
    providerAllow: settings.providerAllow.join(',') || undefined,
    trustedProxies: settings.trustedProxies.length === 0 ? undefined : settings.trustedProxies.join(','),
  };
  return Object.fromEntries(
    Object.entries(variables).map(([setting, name]) => [name, String(redacted[setting as keyof Settings] ?? 'not set')]),
  );
}

function checkPorts(settings: Settings): void {
  for (const [index, one] of ports.entries()) {
    const other = ports.slice(index + 1).find((candidate) => settings[candidate] !== 0 && settings[candidate] === settings[one]);
    if (other !== undefined) {
      throw new InvalidSetting(
        `${variables[one]} and ${variables[other]} are both ${String(settings[one])}; give one of them another port.`,
      );
    }
  }
}

function checkProduction(settings: Settings): void {
  if (settings.demoApiKey !== undefined)
    throw new InvalidSetting(`${variables.demoApiKey} is for development; production knows no demo key.`);
  if (settings.masterKeys === undefined) throw new InvalidSetting(`${variables.masterKeys} must be set in production.`);
  // Providers are told this address; what a gateway listens on is no address to them.
  if (settings.publicUrl === undefined) throw new InvalidSetting(`${variables.publicUrl} must be set in production.`);
  const { protocol, hostname } = new URL(settings.publicUrl);
  if (protocol === 'http:' && !LOOPBACK.has(hostname)) throw new InvalidSetting(`${variables.publicUrl} must be https in production.`);
}

function isPublicUrl(text: string): boolean {
  const url = URL.parse(text);
  // The doors stand at the root: behind a path, no provider's notification would find them.
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === ''
  );
}

/** `10.0.0.0/8`, `::1/128`, or one address. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function originOf(text: string): string {
  return new URL(text).origin;
}

/** A password may also stand in the query, so nothing of that is shown. */
function withoutPassword(text: string): string {
  const { protocol, username, host, pathname } = new URL(text);
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`;
}
