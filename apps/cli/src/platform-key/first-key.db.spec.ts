import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiKeyRepository, listAuditEntries } from '@interlock/persistence';
import { createTestDatabase, type TestDatabase } from '@interlock/persistence/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { recordedTerminal } from '../../testing/recorded-terminal.js';
import { run } from '../program.js';
import { ALL_PERMISSIONS } from './permissions.js';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'interlock-cli-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});
const first = async (...args: string[]) => {
  const terminal = recordedTerminal({ DATABASE_URL: database.url });
  return { code: await run(['key', 'first', ...args], terminal), said: terminal.said };
};

it('is not made where nobody says that it is meant', async () => {
  const { code, said } = await first('--mode', 'live');
  expect(code).toBe(2);
  expect(said.err).toMatch(/Make a live key of the platform that may do everything, in the database \S+\? Nobody is at a terminal/);
});

it('is the platform’s, may do everything, lies in its file alone, and is in the audit log', async () => {
  const path = join(folder, 'live');
  const { code, said } = await first('--mode', 'live', '--yes', '--secret-to', path, '--json');
  expect([code, (await stat(path)).mode & 0o777]).toEqual([0, 0o600]);
  const key = (await readFile(path, 'utf8')).trim();
  expect(said.out + said.err).not.toContain(key);
  const { id, prefix } = JSON.parse(said.out) as { readonly id: string; readonly prefix: string };
  expect(key.slice(0, 12)).toBe(prefix);
  const known = await new ApiKeyRepository(database.pool).find(key);
  expect(known).toMatchObject({ id, scope: 'platform', mode: 'live', merchantId: null, permissions: [...ALL_PERMISSIONS] });
  const [entry] = await listAuditEntries(database.pool, { mode: 'live', subjectId: id, limit: 1 });
  expect(entry).toMatchObject({ action: 'api_key.create', actor: 'interlock key first', address: null });
  expect(JSON.stringify(entry)).not.toContain(key);
});

it('is refused where there is one that can make others, which leaves no file', async () => {
  const path = join(folder, 'second');
  const { code, said } = await first('--mode', 'live', '--yes', '--secret-to', path);
  expect([code, said.err]).toEqual([
    2,
    'interlock: The platform has a live key that can make others: interlock key create, with that key. Nothing was done.\n',
  ]);
  await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

it('is one, also where several ask at once, and the other mode has its own', async () => {
  const codes = (await Promise.all([1, 2, 3].map(() => first('--mode', 'test', '--yes')))).map(({ code }) => code);
  expect(codes.sort()).toEqual([0, 2, 2]);
});

it('may do what the gateway knows, and nothing else', () => {
  const text = readFileSync(new URL('../../../../docs/api/openapi.json', import.meta.url), 'utf8');
  const { components } = JSON.parse(text) as {
    readonly components: {
      readonly schemas: { readonly CreateApiKey: { readonly properties: { readonly permissions: { readonly items: object } } } };
    };
  };
  expect(components.schemas.CreateApiKey.properties.permissions.items).toMatchObject({ enum: [...ALL_PERMISSIONS] });
});
