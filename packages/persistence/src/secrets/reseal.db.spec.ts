import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { ProviderAccountRepository } from '../account/provider-account.repository.js';
import { AgreementRepository } from '../agreement/agreement.repository.js';
import { memberHashes } from '../idempotency/content-hash.js';
import {
  createTestDatabase,
  insertRow,
  seedAccount,
  seedAgreement,
  seedMerchant,
  seedTerminal,
  seedWebhookEndpoint,
  SEEDED_AT,
  type TestDatabase,
} from '../testing/index.js';
import { TerminalKeyRepository } from '../terminal/terminal-key.repository.js';
import { VendorRepository } from '../vendor/vendor.repository.js';
import { HashKeys, loadHashKeys } from './hash-keys.js';
import { KeyRing } from './key-ring.js';
import { countSecrets, olderThan, resealSecrets } from './reseal.js';
import { secretColumns } from './secret-columns.js';

const [oldKey, newKey, strangeKey] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const oldRing = new KeyRing(new Map([['k1', oldKey]]));
const both = (): KeyRing =>
  new KeyRing(
    new Map([
      ['k1', oldKey],
      ['k2', newKey],
    ]),
  );
const newRing = (): KeyRing => new KeyRing(new Map([['k2', newKey]]));
const content = { code: 'A1B2', amount: 12n };

let database: TestDatabase;
let merchantId: string;
let accountId: string;
let agreementId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  await loadHashKeys(pool, oldRing, SEEDED_AT);
  merchantId = (await seedMerchant(pool)).id;
  accountId = (await seedAccount(pool, oldRing, { secrets: { terminalKey: 'key-0' } })).id;
  agreementId = (
    await seedAgreement(pool, oldRing, { merchantId, providerAccountId: accountId, accessToken: 'token', refreshToken: 'again' })
  ).id;
  await seedWebhookEndpoint(pool, oldRing, { merchantId, secret: `whsec_${randomBytes(24).toString('base64')}` });
  const { terminal } = await seedTerminal(pool, merchantId, {});
  const vendorId = uuid();
  const vendors = new VendorRepository(pool, oldRing);
  const times = { created_at: SEEDED_AT, updated_at: SEEDED_AT };
  await insertRow(pool, 'vendor', {
    ...{ id: vendorId, mode: 'test', name: 'V', vendor_sn: 'v', app_id: 'a', enabled: true, failures: 0, ...times },
    secrets: await vendors.seal(vendorId, { key: 'vendor-key' }),
  });
  const terminalKeys = new TerminalKeyRepository(pool, oldRing);
  const notificationKey = await terminalKeys.sealNotificationKey(terminal.id, 'notification-key');
  await pool.query('update terminal set notification_key = $2 where id = $1', [terminal.id, notificationKey]);
  const keyId = uuid();
  await insertRow(pool, 'terminal_key', {
    ...{ id: keyId, terminal_id: terminal.id, number: 1, issued_at: SEEDED_AT },
    secret: await oldRing.seal('terminal-key', `terminal_key:${keyId}:secret`),
  });
});
afterAll(() => database.drop());

describe('the list of secret columns', () => {
  it('is every column whose type is `sealed`', async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns where domain_name = 'sealed' order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(secretColumns.map(({ table, column }) => `${table}.${column}`).sort());
  });

  it('leaves out no column that is named like a secret', async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = 'public' and data_type = 'text' and domain_name is null
         and column_name ~ '(secret|token|password|credential|private|_key$|^key$)' order by 1`,
    );
    // Each of them is a number that a caller or we gave a thing, and opens nothing.
    const numbers = ['provider_key', 'idempotency_key', 'rotation_key', 'confirm_key', 'idempotency_key.key'];
    const others = rows.map(({ name }) => name).filter((name) => !numbers.some((number) => name.endsWith(number)));
    expect(others).toEqual([]);
  });

  it('lets no text in clear in', async () => {
    const clear = database.pool.query(`update provider_account set secrets = '{"terminalKey":"in clear"}'`);
    await expect(clear).rejects.toMatchObject({ code: '23514' });
  });
});

describe('a rotation of the master key', () => {
  it('takes everything to the newest key, in small steps, and does again only what is left', async () => {
    const { pool } = database;
    const before = await countSecrets(pool);
    expect(new Set(before.map(({ table, column }) => `${table}.${column}`))).toEqual(
      new Set(secretColumns.map(({ table, column }) => `${table}.${column}`)),
    );
    const total = olderThan('k2', before);
    // Whoever was ended half-way left it so.
    const ring = both();
    const [row] = (await pool.query<{ secrets: string }>('select secrets from vendor')).rows;
    await pool.query('update vendor set secrets = $1', [await ring.reseal(row?.secrets ?? '')]);
    const heard: [number, number][] = [];
    const { resealed, unreadable } = await resealSecrets(pool, ring, (...progress) => heard.push(progress));
    expect([resealed, unreadable]).toEqual([total - 1, []]);
    expect(heard.at(-1)).toEqual([total - 1, total - 1]);
    expect(olderThan('k2', await countSecrets(pool))).toBe(0);
    expect(await resealSecrets(pool, ring)).toEqual({ resealed: 0, unreadable: [] });
  });

  it('needs the old key no more: accounts, tokens and stored hashes work with the new one alone', async () => {
    const { pool } = database;
    const ring = newRing();
    const hashKeys = new HashKeys(pool, ring, Date.now);
    expect(memberHashes(newRing(), content)).not.toEqual(memberHashes(oldRing, content));
    await hashKeys.start();
    expect(memberHashes(ring, content)).toEqual(memberHashes(oldRing, content));
    await expect(new ProviderAccountRepository(pool, ring, Date.now).find(accountId)).resolves.toMatchObject({
      secrets: { terminalKey: 'key-0' },
    });
    await expect(new AgreementRepository(pool, ring).find(merchantId, agreementId)).resolves.toMatchObject({
      ...{ accessToken: 'token', refreshToken: 'again' },
    });
    hashKeys.stop();
  });

  it('is left to a process that changes a secret meanwhile, and tells what no key opens', async () => {
    const { pool } = database;
    const strange = new KeyRing(new Map([['k9', strangeKey]]));
    const lost = (await seedAccount(pool, strange, { secrets: { terminalKey: 'lost' } })).id;
    const changed = (await seedAccount(pool, oldRing, { secrets: { terminalKey: 'before' } })).id;
    const ring = both();
    const accounts = new ProviderAccountRepository(pool, oldRing, Date.now);
    const racing = new (class extends KeyRing {
      override async reseal(jwe: string): Promise<string> {
        const fresh = await ring.reseal(jwe);
        const account = await accounts.find(changed);
        if (account !== undefined && raced === 0) {
          raced += 1;
          await accounts.reconfigure({ ...account, secrets: { terminalKey: 'meanwhile' }, updatedAt: new Date() });
        }
        return fresh;
      }
    })(
      new Map([
        ['k1', oldKey],
        ['k2', newKey],
      ]),
    );
    let raced = 0;
    const { unreadable } = await resealSecrets(pool, racing);
    expect(unreadable).toEqual([{ table: 'provider_account', column: 'secrets', id: lost, reason: expect.stringContaining('"k9"') }]);
    const found = await new ProviderAccountRepository(pool, newRing(), Date.now).find(changed);
    expect(found).toMatchObject({ secrets: { terminalKey: 'meanwhile' } });
  });
});

describe('the keys of stored hashes', () => {
  it('are waited for while the database is away, and nothing is hashed until then', async () => {
    const ring = both();
    ring.awaitHashKeys();
    expect(() => ring.hmac('text', 'request-content')).toThrow('have not been read');
    await loadHashKeys(database.pool, ring, SEEDED_AT);
    expect(memberHashes(ring, content)).toEqual(memberHashes(oldRing, content));
  });

  it('are refused at the start by a ring that cannot open them', async () => {
    const stranger = new HashKeys(database.pool, new KeyRing(new Map([['k9', strangeKey]])), Date.now);
    await expect(stranger.start()).rejects.toThrow('Is INTERLOCK_MASTER_KEYS that of this database?');
  });
});
