import { currencyCode } from '@interlock/domain';
import type { Settings } from '@interlock/persistence';
import { createTestDatabase, createTestKeyRing, seedAccount, seedApiKey, seedBinding, seedMerchant } from '@interlock/persistence/testing';
import type { TestDatabase } from '@interlock/persistence/testing';
import supertest from 'supertest';
import { createGatewayLog } from '../log/log.js';
import { startGateway } from '../start-gateway.js';
import { DescribedRefusals } from './described-refusals.js';
import type { Gateway, GatewayDependencies } from '../start-gateway.js';
import { ScriptedUpay, TERMINAL_KEY } from './scripted-upay.js';

export const ALL_PERMISSIONS = ['orders:read', 'orders:write', 'refunds:write'];

/** A gateway on free ports over a database of its own, with a merchant whose one account is a scripted Upay in MXN. */
export interface GatewayScenario {
  readonly database: TestDatabase;
  readonly upay: ScriptedUpay;
  readonly gateway: Gateway;
  readonly merchantId: string;
  readonly accountId: string;
  readonly apiKey: string;
  /** Lines of the gateway's log. */
  readonly log: Record<string, unknown>[];
  readonly http: ReturnType<typeof supertest.agent>;
  /** Requests with the merchant's key. */
  get(path: string): supertest.Test;
  post(path: string, body?: object): supertest.Test;
  close(): Promise<void>;
}

export const testSettings: Pick<Settings, 'port' | 'internalPort' | 'publicUrl' | 'logLevel' | 'webhookAllow' | 'providerAllow'> = {
  port: 0,
  internalPort: 0,
  logLevel: 'debug',
  webhookAllow: ['127.0.0.0/8'],
  providerAllow: ['127.0.0.0/8'],
};

export async function gatewayScenario(dependencies: Partial<GatewayDependencies> = {}): Promise<GatewayScenario> {
  const database = await createTestDatabase();
  const { pool } = database;
  const { keyRing = createTestKeyRing() } = dependencies;
  const upay = new ScriptedUpay();
  await upay.start();
  const merchant = await seedMerchant(pool);
  const account = await seedAccount(pool, keyRing, {
    currency: currencyCode('MXN'),
    settings: { baseUrl: upay.baseUrl, terminalSn: '10298371039', defaultPayway: '3' },
    secrets: { terminalKey: TERMINAL_KEY },
  });
  await seedBinding(pool, { merchantId: merchant.id, providerAccountId: account.id });
  const apiKey = await seedApiKey(pool, { merchantId: merchant.id, permissions: ALL_PERMISSIONS });
  const log: Record<string, unknown>[] = [];
  const gateway = await startGateway(testSettings, {
    databaseUrl: database.url,
    keyRing,
    log: createGatewayLog(testSettings.logLevel, { write: (line) => log.push(JSON.parse(line) as Record<string, unknown>) }),
    ...dependencies,
  });
  // Whatever a test makes the gateway refuse, the description of the API must say of that very door.
  const refusals = await DescribedRefusals.read();
  const http = supertest.agent(gateway.url).use(refusals.watch);
  return {
    database,
    upay,
    gateway,
    merchantId: merchant.id,
    accountId: account.id,
    apiKey,
    log,
    http,
    get: (path) => http.get(path).auth(apiKey, { type: 'bearer' }),
    post: (path, body) => {
      const request = http.post(path).auth(apiKey, { type: 'bearer' });
      return body === undefined ? request : request.send(body);
    },
    close: async () => {
      await gateway.close();
      await upay.stop();
      await database.drop();
      refusals.assertDescribed();
    },
  };
}

let numbers = 0;

/** A valid order of 10.00 MXN by a scanned code, under a number of its own, with these members instead. */
export function anOrder(members: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  numbers += 1;
  return {
    merchantOrderNo: `order-${String(numbers)}`,
    amount: { currency: 'MXN', value: '1000' },
    method: { type: 'payer_code', code: '130818341921441147' },
    description: 'Shoes',
    ...members,
  };
}
