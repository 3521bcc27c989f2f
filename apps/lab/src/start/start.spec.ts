import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OrderView } from '@interlock/orders';
import { ApiClient, ControlDoor, eventually } from '../system/index.js';
import { alive, StartProcess } from '../testing/start-process.js';

/** Where a person pastes. */
const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
let parent: string;
let dataDir: string;
const started: StartProcess[] = [];

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'interlock-start-'));
  dataDir = join(parent, 'data');
});
afterAll(async () => {
  await Promise.all(started.map((one) => one.stop()));
  await rm(parent, { recursive: true, force: true });
});

function start(env: Readonly<Record<string, string>> = {}, args?: readonly string[]): StartProcess {
  const one = new StartProcess({ INTERLOCK_DATA_DIR: dataDir, ...env }, args);
  started.push(one);
  return one;
}

function paste(line = ''): OrderView {
  return JSON.parse(execFileSync('sh', ['-c', line], { encoding: 'utf8' })) as OrderView;
}

/** Starts it in the expectation that it refuses to. */
async function refusal(env: Readonly<Record<string, string>>, args?: readonly string[]): Promise<string> {
  const one = start(env, args);
  expect(await one.ended).toBe(1);
  return one.errors;
}

/** Longer than anybody waits for a system to stop. */
const SLOW_MS = 120_000;

// One story: each test goes on with the data directory, and where it can with the system, of the one before.
describe('npm start', () => {
  let system: StartProcess;
  let orders: readonly OrderView[];
  beforeAll(async () => {
    system = await start({ INTERLOCK_LOG_LEVEL: 'trace' }).ready();
  });

  async function ordersArePaid({ apiKey, url }: { readonly apiKey: string; readonly url: string }): Promise<void> {
    const api = new ApiClient(url, apiKey);
    for (const { id } of orders) await eventually('it is paid', async () => (await api.order(id)).state === 'paid');
  }

  it('prints lines that pay when they are pasted', async () => {
    orders = system.curls.map(paste);
    expect(orders.map((order) => order.provider?.name)).toEqual(['upay', 'codepay', 'wallet']);
    expect(orders[0]?.state).toBe('paid');
    await ordersArePaid({ apiKey: system.apiKey, url: system.url('orders') });
  });

  it('prints lines by which the example of a till pays and refunds over each provider when they are pasted', async () => {
    const played = system.tills.map((line) => {
      const said = execFileSync('sh', ['-c', line], { encoding: 'utf8', cwd: ROOT, timeout: 120_000 });
      return JSON.parse(said) as { readonly clientSn: string; readonly outcome: string };
    });
    expect(played).toEqual(
      ['upay', 'codepay', 'wallet'].map(() => ({ clientSn: expect.any(String), outcome: 'paid', refund: 'refunded' })),
    );
    const api = new ApiClient(system.url('orders'), system.apiKey);
    const over = await Promise.all(
      played.map(async ({ clientSn }) => {
        const { body } = await api.ask<{ readonly orders: readonly OrderView[] }>('GET', `/v1/orders?merchantOrderNo=${clientSn}`);
        return body.orders.map(({ provider, amount }) => [provider?.name, amount.currency]);
      }),
    );
    expect(over).toEqual([[['upay', 'MXN']], [['codepay', 'USD']], [['wallet', 'CLP']]]);
  });

  it('starts a gateway that died again, and says so in one line', async () => {
    const gateway = system.family().find(({ command }) => command.includes('gateway/dist/main.js'));
    process.kill(gateway?.pid ?? Number.NaN, 'SIGKILL');
    await eventually('it takes orders again', () => /unexpectedly/.test(system.output) && paste(system.curls[0]).state === 'paid');
    expect(system.output.match(/^interlock: .*unexpectedly.*$/gm)).toEqual([
      'interlock: the gateway ended unexpectedly (SIGKILL); it is started again',
    ]);
  });

  it('holds its data directory against another instance, which says who holds it', async () => {
    const said = await refusal({});
    expect(said).toBe(
      `interlock: The data directory ${dataDir} is in use by process ${String(system.pid)}. Stop it, or choose another one by INTERLOCK_DATA_DIR.\n`,
    );
    expect(await refusal({}, ['start', '--fresh'])).toBe(said);
    expect(paste(system.curls[0]).state).toBe('paid');
  });

  it('shows no secret but the demo key, whose file only its owner may read', async () => {
    const file = join(dataDir, 'demo-merchant.json');
    for (const path of [file, join(dataDir, 'sandbox-accounts.json')]) expect((await stat(path)).mode & 0o777).toBe(0o600);
    const identities = JSON.parse(await readFile(file, 'utf8')) as { readonly agreement: { readonly id: string } };
    const secrets = [...leaves(identities), (await readFile(join(dataDir, 'postgres-password'), 'utf8')).trim()];
    const said = `${system.output}${system.errors}`;
    expect(secrets.filter((secret) => said.includes(secret))).toEqual([system.apiKey, identities.agreement.id]);
  });

  it('stops within its limits, whatever else it is sent meanwhile, and leaves no process', async () => {
    const family = system.family();
    expect(family.filter(({ command }) => /(gateway|worker|sandbox)\/dist\/main\.js/.test(command))).toHaveLength(3);
    expect(family.some(({ command }) => /postgres/.test(command))).toBe(true);
    system.signal('SIGINT');
    system.signal('SIGINT');
    expect(await system.ended).toBe(0);
    // They have their limit, below ten seconds; neither had to be ended by it.
    expect(system.output).not.toMatch(/(gateway|worker) did not stop/);
    expect(alive(family)).toEqual([]);
    expect(system.errors).toBe('');
  });

  it('answers, when it is stopped during a slow sale, with the order as it stands', async () => {
    const slow = await start({ INTERLOCK_DATA_DIR: join(parent, 'slow') }).ready();
    const door = new ControlDoor(slow.url('sandbox'));
    await door.arm('upay', { operation: 'pay', fault: 'delay', delayMs: SLOW_MS });
    const api = new ApiClient(slow.url('orders'), slow.apiKey);
    const method = { type: 'payer_code', code: '130818341921441147' };
    const waiting = api.createOrder({ merchantOrderNo: 'SLOW-1', amount: { currency: 'MXN', value: '12000' }, method, description: 'Tea' });
    await eventually('the provider holds the call', async () => (await door.faults('upay')).fired.length === 1);
    const began = performance.now();
    slow.signal('SIGINT');
    expect(await waiting).toMatchObject({ status: 201, body: { merchantOrderNo: 'SLOW-1', state: 'created' } });
    expect(await slow.ended).toBe(0);
    expect(performance.now() - began).toBeLessThan(SLOW_MS);
    expect(slow.output).not.toMatch(/(gateway|worker) did not stop/);
  });

  it('has kept orders and demo key when it is started again', async () => {
    const { apiKey } = system;
    system = await start().ready();
    expect(system.apiKey).toBe(apiKey);
    await ordersArePaid({ apiKey, url: system.url('orders') });
  });

  it('leaves no process when it is killed itself, and can be started again at once', async () => {
    const { apiKey } = system;
    const family = system.family();
    system.signal('SIGKILL');
    await system.ended;
    system = await start().ready();
    await ordersArePaid({ apiKey, url: system.url('orders') });
    await eventually('the killed system is gone', () => alive(family).length === 0);
  });

  it('refunds an order of before the restart: the providers’ stand-ins have kept it too', async () => {
    const api = new ApiClient(system.url('orders'), system.apiKey);
    const [upay] = orders;
    const { status, body } = await api.refund(upay?.id ?? '', { refundNo: 'R-1', amount: { currency: 'MXN', value: '2000' } });
    expect({ status, state: body.state }).toEqual({ status: 200, state: 'partially_refunded' });
    const reference = upay?.provider?.reference;
    const truth = await new ControlDoor(system.url('sandbox')).truth('upay');
    expect(truth.find((payment) => payment.reference === reference)).toMatchObject({ charged: '12000', refunded: '2000' });
  });

  it('takes PostgreSQL with it when it is killed and nobody starts again', async () => {
    const family = system.family();
    system.signal('SIGKILL');
    await eventually('the killed system is gone', () => alive(family).length === 0);
  });

  it('begins anew with --fresh, with the demo key that it is given', async () => {
    const apiKey = 'sk_test_aKeyThatSomebodyChose';
    const fresh = await start({ INTERLOCK_DEMO_API_KEY: apiKey }, ['start', '--fresh']).ready();
    expect(fresh.apiKey).toBe(apiKey);
    for (const provider of ['upay', 'codepay', 'wallet'] as const)
      expect(await new ControlDoor(fresh.url('sandbox')).truth(provider)).toEqual([]);
    expect(paste(fresh.curls[0]).state).toBe('paid');
    const [old] = orders;
    await expect(new ApiClient(fresh.url('orders'), apiKey).order(old?.id ?? '')).rejects.toThrow('404');
    system = fresh;
  });

  const postgres = (): number =>
    system.family().find(({ command, parent: of }) => /postgres/.test(command) && of === system.pid)?.pid ?? Number.NaN;

  it('starts its PostgreSQL again when that was killed, says so, and knows every order of before', async () => {
    const [before] = (orders = [paste(system.curls[0])]);
    process.kill(postgres(), 'SIGKILL');
    await eventually('PostgreSQL runs again', () => system.output.includes('interlock: PostgreSQL runs again\n'));
    expect(system.output.match(/^interlock: PostgreSQL .*$/gm)).toEqual([
      'interlock: PostgreSQL ended unexpectedly (it was ended by SIGKILL); it is started again on the same data',
      'interlock: PostgreSQL runs again',
    ]);
    const api = new ApiClient(system.url('orders'), system.apiKey);
    await eventually('it takes orders again', () => paste(system.curls[0]).state === 'paid');
    expect((await api.order(before?.id ?? '')).state).toBe('paid');
    expect(system.errors).toBe('');
  });

  it('ends, and says why in one line, when its PostgreSQL ends and cannot be started again', async () => {
    const family = system.family();
    const server = postgres();
    await rm(join(dataDir, 'postgres', 'PG_VERSION'));
    // PostgreSQL's "fast" shutdown, as somebody else might ask for it.
    process.kill(server, 'SIGINT');
    expect(await system.ended).toBe(1);
    expect(system.errors).toMatch(/^interlock: PostgreSQL ended unexpectedly \(.+\) and could not be started again: .+\n$/);
    expect(alive(family)).toEqual([]);
  });

  it.each(['bin/initdb', 'bin/postgres -D'])('leaves no process when it is stopped, or killed, while %s runs', async (program) => {
    const env = { INTERLOCK_DATA_DIR: join(parent, `early ${program.replace('/', ' ')}`) };
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const early = start(env);
      await eventually(`${program} runs`, () => early.family().some(({ command }) => command.includes(program)));
      const family = early.family();
      early.signal(signal);
      expect(await early.ended).toBe(signal === 'SIGTERM' ? 0 : null);
      await eventually('the system is gone', () => alive(family).length === 0);
      expect(early.errors).toBe('');
      await rm(env.INTERLOCK_DATA_DIR, { recursive: true });
    }
  });

  it('knows neither sandbox nor demo merchant in production', async () => {
    const system = await start({
      INTERLOCK_DATA_DIR: join(parent, 'production'),
      INTERLOCK_MODE: 'production',
      INTERLOCK_MASTER_KEYS: `k1:${'A'.repeat(43)}`,
      INTERLOCK_PUBLIC_URL: 'https://pay.example',
    }).ready();
    expect(system.family().filter(({ command }) => /sandbox/.test(command))).toEqual([]);
    expect([system.apiKey, system.url('sandbox'), ...system.curls]).toEqual(['not printed', 'not printed']);
    expect((await fetch(`${system.url('orders')}/readyz`)).status).toBe(200);
  });
});

describe('npm start refuses in one line', () => {
  it.each([
    ['INTERLOCK_PORT', /^interlock: Port \d+ is taken\. .* by INTERLOCK_PORT\.\n$/],
    ['INTERLOCK_INTERNAL_PORT', /^interlock: Port \d+ is taken\. .* by INTERLOCK_INTERNAL_PORT\.\n$/],
    ['INTERLOCK_WORKER_PORT', /^interlock: Port \d+ is taken\. .* by INTERLOCK_WORKER_PORT\.\n$/],
    ['INTERLOCK_SANDBOX_PORT', /^interlock: Port \d+ is taken\. .* by INTERLOCK_SANDBOX_PORT\.\n$/],
  ])('a port that is taken, and names %s', async (variable, line) => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    expect(await refusal({ [variable]: String(port) })).toMatch(line);
    holder.close();
  });

  it.each<[string, Record<string, string>, string[], RegExp]>([
    ['a setting that is none', { INTERLOCK_PORT: 'http' }, ['start'], /^interlock: INTERLOCK_PORT must be a port/],
    [
      'a data directory that cannot be made',
      { INTERLOCK_DATA_DIR: '/proc/interlock/data' },
      ['start'],
      /^interlock: The data directory \/proc\/interlock\/data cannot be used \(ENOENT\)/,
    ],
    ['production without master keys', { INTERLOCK_MODE: 'production' }, ['start'], /^interlock: INTERLOCK_MASTER_KEYS must be set/],
    ['a flag that is none', {}, ['start', '--frehs'], /^interlock: "--frehs" is not known here; there is --fresh\./],
    ['a command that is none', {}, ['strat'], /^interlock: There is no command "strat"/],
    [
      '--fresh on a database of your own',
      { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x' },
      ['start', '--fresh'],
      /^interlock: --fresh throws the embedded database away/,
    ],
  ])('%s', async (_, env, args, line) => {
    const said = await refusal(env, args);
    expect(said).toMatch(line);
    expect(said.trim().split('\n')).toHaveLength(1);
  });
});

function leaves(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [String(value)];
}
