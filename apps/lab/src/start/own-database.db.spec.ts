import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@interlock/persistence/testing';
import { ApiClient } from '../system/index.js';
import { StartProcess } from '../testing/start-process.js';

let database: TestDatabase;
let dataDir: string;
const started: StartProcess[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'interlock-own-'));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.stop()));
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** An empty URL: the embedded server. */
function start(url: string, args?: readonly string[]): StartProcess {
  const one = new StartProcess({ INTERLOCK_DATA_DIR: dataDir, DATABASE_URL: url }, args);
  started.push(one);
  return one;
}

async function payOne(system: StartProcess, merchantOrderNo: string): Promise<string | undefined> {
  const order = { merchantOrderNo, amount: { currency: 'MXN', value: '12000' }, description: 'Two coffees' };
  const api = new ApiClient(system.url('orders'), system.apiKey);
  return (await api.createOrder({ ...order, method: { type: 'payer_code', code: '130818341921441147' } })).body.state;
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
    expect(await payOne(system, 'OWN-1')).toBe('paid');
    const { rows } = await database.pool.query('select merchant_order_no from "order"');
    expect(rows).toEqual([{ merchant_order_no: 'OWN-1' }]);
    expect(system.output).not.toContain(new URL(database.url).password);
  });

  it('holds its data directory as the embedded server does, also against one that would begin anew', async () => {
    const system = await start(database.url).ready();
    for (const [url, args] of [
      [database.url, ['start']],
      ['', ['start', '--fresh']],
    ] as const) {
      const second = start(url, args);
      expect(await second.ended).toBe(1);
      expect(second.errors).toBe(
        `interlock: The data directory ${dataDir} is in use by process ${String(system.pid)}. Stop it, or choose another one by INTERLOCK_DATA_DIR.\n`,
      );
    }
    expect(await payOne(system, 'OWN-2')).toBe('paid');
  });

  it('can still be read after the embedded server of the same directory has begun anew', async () => {
    await (await start('', ['start', '--fresh']).ready()).stop();
    expect(await payOne(await start(database.url).ready(), 'OWN-3')).toBe('paid');
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
