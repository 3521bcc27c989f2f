import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedApiKey, seedMerchant, seedTerminal, SEEDED_AT } from '@interlock/persistence/testing';
import type { OpenAPIObject } from '@nestjs/swagger';
import { gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';
import { PERMISSIONS } from './permission-key.js';
import { permissions } from './permissions.js';
import type { DoorRule } from './permissions.js';

/** Doors of the document that ask for no API key: they are for payers, providers, tills and whoever watches the process. */
const OTHER_DOORS = /^(GET \/(livez|readyz|p\/)|POST \/(hooks|terminal|upay)\/)/;
const NO_SUCH = '01a1fddf-e9eb-75f8-9844-ab8e72b1ffee';
/** Names that only the first merchant's things have: nobody else may ever read one. */
const MARK = 'of-the-first-merchant';

/** What a request came to: past the guard it is refused for its content or answered, and never by 401 or 403. */
type Verdict = 'let_in' | 'unauthenticated' | 'permission_denied' | 'names_no_merchant';

describe('every door of the API document', () => {
  let scenario: GatewayScenario;
  let doors: readonly string[];
  let keys: Readonly<Record<'merchant' | 'other' | 'platform' | 'livePlatform' | 'revoked' | 'expired' | 'elsewhere', string>>;
  const single = new Map<string, string>();

  beforeAll(async () => {
    scenario = await gatewayScenario();
    const { database, merchantId } = scenario;
    const { pool } = database;
    const other = await seedMerchant(pool);
    await seedTerminal(pool, merchantId, { store: { name: MARK, storeNo: MARK }, terminal: { name: MARK, terminalSn: MARK } });
    const all = { permissions: [...PERMISSIONS] };
    const revokedId = '01a1fddf-e9eb-75f8-9844-ab8e72b1fff0';
    keys = {
      merchant: await seedApiKey(pool, { merchantId, ...all }),
      other: await seedApiKey(pool, { merchantId: other.id, ...all }),
      platform: await seedApiKey(pool, all),
      livePlatform: await seedApiKey(pool, { mode: 'live', key: 'sk_live_0123456789abcdef', ...all }),
      revoked: await seedApiKey(pool, { merchantId, id: revokedId, ...all }),
      expired: await seedApiKey(pool, { merchantId, expiresAt: SEEDED_AT, ...all }),
      elsewhere: await seedApiKey(pool, { merchantId, ipList: ['192.0.2.0/24'], ...all }),
    };
    await pool.query('update api_key set revoked_at = $2 where id = $1', [revokedId, SEEDED_AT]);
    for (const permission of PERMISSIONS) single.set(permission, await seedApiKey(pool, { merchantId, permissions: [permission] }));
    await seedApiKey(pool, { merchantId, name: MARK });
    const { body } = await scenario.http.get('/openapi.json').expect(200);
    doors = Object.entries((body as OpenAPIObject).paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
  });
  afterAll(() => scenario.close());

  const guarded = (): [string, DoorRule][] => Object.entries(permissions);

  /** Asks for nothing that could be done: what is named does not exist, and no body says anything. */
  async function verdict(door: string, key: string | undefined, merchant?: string): Promise<{ verdict: Verdict; text: string }> {
    const [method = '', path = ''] = door.split(' ');
    const address = path.replaceAll(/\{\w+\}/g, NO_SUCH);
    const request = scenario.http[method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete'](address);
    if (key !== undefined) void request.auth(key, { type: 'bearer' });
    if (merchant !== undefined) void request.set('interlock-merchant', merchant);
    const { body, status, text } = await request;
    const { code, fields = [] } = body as { code?: string; fields?: { path: string }[] };
    if (status >= 500) throw new Error(`${door} failed: ${text}`);
    if (code === 'unauthenticated' || code === 'permission_denied') return { verdict: code, text };
    return { verdict: fields.some((field) => field.path === 'Interlock-Merchant') ? 'names_no_merchant' : 'let_in', text };
  }
  /** For each door of the table, what a request with that key comes to. */
  async function walked(key: string | undefined, merchant?: string): Promise<Record<string, Verdict>> {
    const found: Record<string, Verdict> = {};
    for (const [door] of guarded()) found[door] = (await verdict(door, key, merchant)).verdict;
    return found;
  }
  const table = (of: (rule: DoorRule) => Verdict): Record<string, Verdict> =>
    Object.fromEntries(guarded().map(([door, rule]) => [door, of(rule)]));
  const forPlatform = ({ scope }: DoorRule): boolean => scope === 'platform' || scope === 'platform_for_merchant';

  it('is in the table of permissions, or asks for no key; and the table has no other', () => {
    expect(doors.filter((door) => !OTHER_DOORS.test(door)).toSorted()).toEqual(Object.keys(permissions).toSorted());
  });

  it('lets nobody in without a key', async () => {
    expect(await walked(undefined)).toEqual(table(() => 'unauthenticated'));
  });

  it.each(['revoked', 'expired'] as const)('lets nobody in with a key that is %s', async (kind) => {
    expect(await walked(keys[kind])).toEqual(table(() => 'unauthenticated'));
  });

  it('lets nobody in with a key from another address than its own', async () => {
    expect(await walked(keys.elsewhere)).toEqual(table(() => 'permission_denied'));
  });

  it.each(PERMISSIONS)('opens to a merchant that has %s alone where the table says so, and nowhere else', async (permission) => {
    const expected = table((rule) => (rule.permission === permission && !forPlatform(rule) ? 'let_in' : 'permission_denied'));
    expect(await walked(single.get(permission))).toEqual(expected);
  });

  it('opens to a platform that names no merchant where it need not', async () => {
    const expected = table(({ scope }) => (scope === 'platform' || scope === 'either' ? 'let_in' : 'names_no_merchant'));
    expect(await walked(keys.platform)).toEqual(expected);
  });

  it('opens to a platform that names a merchant of its mode', async () => {
    expect(await walked(keys.platform, scenario.merchantId)).toEqual(table(() => 'let_in'));
  });

  it('is closed to a platform of the other mode, as if the merchant were not there', async () => {
    const expected = table(({ scope }) => (scope === 'platform' ? 'let_in' : 'permission_denied'));
    expect(await walked(keys.livePlatform, scenario.merchantId)).toEqual(expected);
  });

  it('is closed to a merchant that names another one', async () => {
    expect(await walked(keys.other, scenario.merchantId)).toEqual(table(() => 'permission_denied'));
  });

  it("shows nothing of the first merchant's to another one, and all of it to itself", async () => {
    const seen = { own: 0 };
    for (const [door, rule] of guarded().filter(([name]) => name.startsWith('GET '))) {
      const path = door
        .slice(4)
        .replace('{storeNo}', MARK)
        .replace('{terminalSn}', MARK)
        .replaceAll(/\{\w+\}/g, NO_SUCH);
      const asked = async (key: string): Promise<string> => (await scenario.http.get(path).auth(key, { type: 'bearer' })).text;
      expect(await asked(keys.other)).not.toContain(MARK);
      if (!forPlatform(rule) && (await asked(keys.merchant)).includes(MARK)) seen.own += 1;
    }
    // Stores, a store, terminals, a terminal, API keys: the search itself finds what is there.
    expect(seen.own).toBe(5);
  });
});
