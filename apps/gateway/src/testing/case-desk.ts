import { randomUUID } from 'node:crypto';
import { currencyCode } from '@interlock/domain';
import type { CaseKind, Situation } from '@interlock/domain';
import { checkInvariants, violationsOf } from '@interlock/orders/invariants';
import { scriptedProvider } from '@interlock/orders/testing';
import type { ScriptedProvider } from '@interlock/orders/testing';
import type { Settings } from '@interlock/persistence';
import { createTestKeyRing, seedApiKey, seedCase } from '@interlock/persistence/testing';
import type { SeededCase } from '@interlock/persistence/testing';
import supertest from 'supertest';
import { caseView } from '../cases/case-view.schema.js';
import { problem } from '../orders/order-view.schema.js';
import { createGatewayLog } from '../log/log.js';
import { startGateway } from '../start-gateway.js';
import { gatewayScenario, testSettings } from './gateway-scenario.js';
import type { GatewayScenario } from './gateway-scenario.js';

export const ana = { person: 'Ana Diaz', reason: 'the statement of the day', evidence: 'line 17 of statement 2026-01-02' };
export const ben = { person: 'Ben Ode', reason: 'checked the same line', evidence: 'line 17 of statement 2026-01-02' };

type Sent = Readonly<Record<string, unknown>>;

/** People who work on cases, over HTTP, of a merchant whose one account is a scripted provider in MXN. */
export interface CaseDesk {
  readonly scenario: GatewayScenario;
  readonly provider: ScriptedProvider;
  readonly key: string;
  /** A case of a kind about an order of 1000 in a situation, opened long ago. */
  seeded(
    kind: CaseKind,
    situation: Situation,
    over?: { readonly stated?: Readonly<Record<string, string>>; readonly merchantId?: string },
  ): Promise<SeededCase>;
  /** The whole case, held against the published schema. */
  read(caseId: string): Promise<ReturnType<typeof caseView.parse>>;
  /** A write under a key of its own, unless it names one. */
  post(path: string, body: object, over?: Who): supertest.Test;
  resolve(caseId: string, body: Sent, over?: Who): supertest.Test;
  /** A second gateway over the same database. Closed with the desk. */
  another(settings?: Partial<Pick<Settings, 'secondPersonAbove'>>): Promise<string>;
  /** What has been asked of the provider since the last look, by verb. */
  verbs(): string[];
  /** Throws where what is in the database breaks an invariant. */
  close(): Promise<void>;
}

interface Who {
  readonly idempotencyKey?: string;
  readonly apiKey?: string;
  /** Of another gateway. */
  readonly url?: string;
}

const MXN = currencyCode('MXN');
export const CASE_PERMISSIONS = ['cases:read', 'cases:write', 'cases:resolve', 'orders:read'];

export async function caseDesk(): Promise<CaseDesk> {
  const provider = scriptedProvider('upay', { whole: true });
  const keyRing = createTestKeyRing();
  const scenario = await gatewayScenario({ adapters: [provider.adapter], keyRing });
  const { merchantId, accountId, database, gateway } = scenario;
  const key = await seedApiKey(database.pool, { merchantId, permissions: CASE_PERMISSIONS });
  const others: { close(): Promise<void> }[] = [];
  let looked = 0;
  const post: CaseDesk['post'] = (path, body, { idempotencyKey = randomUUID(), apiKey = key, url = gateway.url } = {}) =>
    supertest(url).post(path).auth(apiKey, { type: 'bearer' }).set('idempotency-key', idempotencyKey).send(body);
  const resolve: CaseDesk['resolve'] = (caseId, body, over) => post(`/v1/cases/${caseId}/resolve`, body, over);
  return {
    scenario,
    provider,
    key,
    seeded: (kind, situation, { stated, merchantId: owner = merchantId } = {}) =>
      seedCase(
        database.pool,
        { merchantId: owner, accountId, currency: MXN },
        { kind, situation, ...(stated === undefined ? {} : { stated }) },
      ),
    read: async (caseId) => {
      const answer = await scenario.http.get(`/v1/cases/${caseId}`).auth(key, { type: 'bearer' }).expect(200);
      return caseView.parse(answer.body);
    },
    post,
    resolve,
    another: async (settings = {}) => {
      const dependencies = {
        databaseUrl: database.url,
        adapters: [provider.adapter],
        keyRing,
        log: createGatewayLog(testSettings.logLevel, { write: () => undefined }),
      };
      const other = await startGateway({ ...testSettings, ...settings }, dependencies);
      others.push(other);
      return other.url;
    },
    verbs: () => {
      const since = provider.asked.slice(looked).map(({ verb }) => verb);
      looked = provider.asked.length;
      return since;
    },
    close: async () => {
      for (const other of others) await other.close();
      const violations = violationsOf(await checkInvariants(database.pool));
      await scenario.close();
      if (violations.length > 0) throw new Error(`the test has left what must never be: ${JSON.stringify(violations)}`);
    },
  };
}

/** Status and code of a refusal, and the members that it names. */
export function refusalOf({ status, body }: { readonly status: number; readonly body: unknown }): {
  readonly status: number;
  readonly code: string;
  readonly fields: string[];
} {
  const { code, fields } = problem.parse(body);
  return { status, code, fields: fields.map(({ path }) => path) };
}
