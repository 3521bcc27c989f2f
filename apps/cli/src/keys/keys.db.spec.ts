import { randomBytes } from 'node:crypto';
import { KeyRing } from '@interlock/persistence';
import { createTestDatabase, seedAccount, type TestDatabase } from '@interlock/persistence/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { recordedTerminal } from '../../testing/recorded-terminal.js';
import { run } from '../program.js';

const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
const text = (kid: string, key: Buffer): string => `${kid}:${key.toString('base64url')}`;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const ring = new KeyRing(new Map([['k1', oldKey]]));
  for (let count = 0; count < 3; count += 1)
    await seedAccount(database.pool, ring, { secrets: { terminalKey: `secret-${String(count)}` } });
});
afterAll(() => database.drop());

const interlock = async (masterKeys: string, ...args: string[]) => {
  const terminal = recordedTerminal({ DATABASE_URL: database.url, INTERLOCK_MASTER_KEYS: masterKeys });
  return { code: await run(['keys', ...args], terminal), said: terminal.said };
};
const both = `${text('k1', oldKey)},${text('k2', newKey)}`;

it('shows what rests under which key, and exits 1 while an older one is needed', async () => {
  const { code, said } = await interlock(both, 'status');
  expect([code, said.out]).toEqual([1, expect.stringMatching(/provider_account\.secrets {2}k1 {2}3\n3 secrets rest under other keys: /)]);
});

it('tells which secrets none of the given keys opens, and leaves them', async () => {
  const { code, said } = await interlock(text('k2', newKey), 'rotate');
  expect([code, said.out]).toEqual([
    1,
    expect.stringMatching(/^0 secrets .*\n( {2}provider_account\.secrets of [0-9a-f-]{36}: .*"k1".*\n){3}3 stay/),
  ]);
});

it('seals everything anew, shows how far it is, and needs the old key no more', async () => {
  const { code, said } = await interlock(both, 'rotate');
  expect([code, said.out]).toEqual([0, '3 secrets were sealed anew, under k2.\nEvery other master key may be taken away.\n']);
  expect(said.passing).toContainEqual(expect.stringMatching(/█+ 3 of 3 secrets$/));
  const after = await interlock(text('k2', newKey), 'status', '--json');
  expect(after.code).toBe(0);
  expect(JSON.parse(after.said.out)).toMatchObject({
    newest: 'k2',
    secrets: [{ table: 'provider_account', column: 'secrets', kid: 'k2', count: 3 }],
  });
});

it('says no word of a key that is none', async () => {
  const { code, said } = await interlock('k1:too-short', 'rotate');
  expect(code).toBe(2);
  expect(said.err).toMatch(/^interlock: INTERLOCK_MASTER_KEYS: the key "k1" is not 32 bytes/);
  expect(said.err).not.toContain('too-short');
});
