import { IdempotencyKeyReused } from '@interlock/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PoolClient } from 'pg';
import { v7 as uuid } from 'uuid';
import { memberHashes } from '../idempotency/content-hash.js';
import { createTestDatabase, createTestKeyRing, seedMerchant, type TestDatabase } from '../testing/index.js';
import { listAuditEntries } from './audit-log.js';
import { platformScope, type Author, type RepeatKey } from './setting-change.js';
import { SettingChanges, type Change } from './setting-changes.js';
import { SettingsListener } from './settings-listener.js';

const AT = Date.UTC(2026, 0, 2);
const author: Author = { mode: 'test', actor: 'sk_test_abcd', requestId: 'request-1', address: '192.0.2.7' };
const keyRing = createTestKeyRing();
let database: TestDatabase;
let changes: SettingChanges;
let merchantId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  changes = new SettingChanges(database.pool, uuid, () => AT);
  merchantId = (await seedMerchant(database.pool)).id;
});
afterAll(() => database.drop());

const keyOf = (key: string, content: object, scope = merchantId): RepeatKey => ({ scope, key, hashes: memberHashes(keyRing, content) });

/** Calls the merchant so. */
function rename(name: string): (transaction: PoolClient) => Promise<Change<string>> {
  return async (transaction) => {
    const { rows } = await transaction.query<{ name: string }>('select name from merchant where id = $1 for update', [merchantId]);
    await transaction.query('update merchant set name = $2 where id = $1', [merchantId, name]);
    return {
      ...{ action: 'merchant.change', subject: { type: 'merchant', id: merchantId }, merchantId, result: name },
      ...{ before: { name: rows[0]?.name }, after: { name }, stale: [{ kind: 'merchant', id: merchantId }] },
    };
  };
}
const nameNow = async (): Promise<string | undefined> =>
  (await database.pool.query<{ name: string }>('select name from merchant where id = $1', [merchantId])).rows[0]?.name;
const entries = () => listAuditEntries(database.pool, { mode: 'test', subjectId: merchantId, limit: 100 });

describe('a change of a setting', () => {
  it('says who made it, when, from where, and what it was before', async () => {
    await changes.changeNow(author, rename('One'));
    const [entry] = await entries();
    expect(entry).toMatchObject({
      ...{ at: new Date(AT), mode: 'test', merchantId, actor: 'sk_test_abcd', requestId: 'request-1', address: '192.0.2.7' },
      ...{ action: 'merchant.change', subjectType: 'merchant', before: { name: 'A merchant' }, after: { name: 'One' } },
    });
  });

  it('is not there without its entry, and the entry not without it', async () => {
    const before = await entries();
    const failing = changes.changeNow(author, async (transaction) => {
      await rename('Never')(transaction);
      throw new Error('a rule says no');
    });
    await expect(failing).rejects.toThrow('a rule says no');
    const unwritable = changes.changeNow({ ...author, mode: 'neither' as 'test' }, rename('Never'));
    await expect(unwritable).rejects.toMatchObject({ code: '23514' });
    expect(await nameNow()).toBe('One');
    expect(await entries()).toEqual(before);
  });

  it('that leaves everything as it is has no entry', async () => {
    const before = await entries();
    await changes.changeNow(author, rename('One'));
    expect(await entries()).toEqual(before);
  });

  it('is made once for one key, also by two at once', async () => {
    const key = keyOf('k-1', { name: 'Two' });
    const answers = await Promise.all([1, 2, 3, 4].map(() => changes.change(author, key, rename('Two'))));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    await changes.changeNow(author, rename('Three'));
    expect(await changes.change(author, key, rename('Two'))).toEqual({ replayed: true, subjectId: merchantId });
    expect(await nameNow()).toBe('Three');
    expect((await entries()).filter(({ after }) => after?.['name'] === 'Two')).toHaveLength(1);
  });

  it('of other content under the same key is refused, naming the members that differ', async () => {
    const refused = changes.change(author, keyOf('k-1', { name: 'Other' }), rename('Other'));
    await expect(refused).rejects.toBeInstanceOf(IdempotencyKeyReused);
    await expect(refused).rejects.toMatchObject({ fields: [{ path: 'name' }] });
  });

  it('takes its key in the one namespace of its merchant, and the platform has another', async () => {
    await database.pool.query(`insert into idempotency_key values ($1, 'k-2', 'batch', $2)`, [merchantId, uuid()]);
    await expect(changes.change(author, keyOf('k-2', {}), rename('Four'))).rejects.toMatchObject({ fields: [{ path: 'path' }] });
    expect(await nameNow()).toBe('Three');
    await changes.change(author, keyOf('k-2', {}, platformScope('test')), rename('Four'));
    expect(await nameNow()).toBe('Four');
  });

  it('stays on record: the entry can be neither changed nor taken away', async () => {
    for (const change of ['update audit_entry set actor = actor', 'delete from audit_entry', 'truncate audit_entry'])
      await expect(database.pool.query(change)).rejects.toMatchObject({ code: '23001' });
  });

  it('is heard by whoever listens, once it is made', async () => {
    const listener = new SettingsListener(database.url);
    const heard: unknown[] = [];
    const next = (): Promise<void> =>
      new Promise((resolve) => {
        listener.onStale((stale) => {
          heard.push(stale);
          resolve();
        });
      });
    const listening = next();
    await listener.start();
    await listening;
    const told = next();
    await changes.changeNow(author, rename('Five'));
    await told;
    await listener.close();
    expect(heard[0]).toBeNull();
    expect(heard).toContainEqual({ kind: 'merchant', id: merchantId });
  });
});
