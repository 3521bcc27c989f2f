import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@interlock/persistence/testing';
import { ApiClient } from '../system/index.js';
import { StartProcess } from '../testing/start-process.js';

let database: TestDatabase;
let dataDir: string;
let started: StartProcess | undefined;
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'interlock-own-'));
});
afterEach(async () => {
  await started?.stop();
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

function start(url: string): StartProcess {
  started = new StartProcess({ INTERLOCK_DATA_DIR: dataDir, DATABASE_URL: url });
  return started;
}

function changed(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

describe('DATABASE_URL', () => {
  it('is used in the place of the embedded server', async () => {
    const system = await start(database.url).ready();
    expect(system.family().filter(({ command }) => /postgres/.test(command))).toEqual([]);
    const order = { merchantOrderNo: 'OWN-1', amount: { currency: 'MXN', value: '12000' }, description: 'Two coffees' };
    const method = { type: 'payer_code', code: '130818341921441147' };
    const api = new ApiClient(system.url('orders'), system.apiKey);
    expect((await api.createOrder({ ...order, method })).body.state).toBe('paid');
    const { rows } = await database.pool.query('select merchant_order_no from "order"');
    expect(rows).toEqual([{ merchant_order_no: 'OWN-1' }]);
    expect(system.output).not.toContain(new URL(database.url).password);
  });

  it.each([
    ['a port at which nothing listens', () => changed((url) => (url.port = '1')), /nothing listens at 127\.0\.0\.1:1/],
    ['a host that nobody knows', () => changed((url) => (url.host = 'no-such-host.invalid')), /the host of no-such-host\.invalid/],
    ['a wrong password', () => changed((url) => (url.password = 'a-guess-of-mine')), /refuses the user "\S+" with this password/],
    ['a database that is not there', () => changed((url) => (url.pathname = '/not_there')), /has no database "not_there"/],
    ['no URL', () => 'localhost', /DATABASE_URL must be postgres:\/\/user/],
  ])('is refused in one line: %s', async (_, url, line) => {
    const system = start(url());
    expect(await system.ended).toBe(1);
    expect(system.errors).toMatch(line);
    expect(system.errors.trim().split('\n')).toHaveLength(1);
    expect(system.errors).not.toContain('a-guess-of-mine');
  });

  it('is refused in one line when its demo merchant was sealed with the keys of another data directory', async () => {
    await (await start(database.url).ready()).stop();
    await rm(dataDir, { recursive: true });
    const system = start(database.url);
    expect(await system.ended).toBe(1);
    expect(system.errors).toMatch(/^interlock: The demo merchant of this database is sealed with other keys.*\n$/);
  });
});
