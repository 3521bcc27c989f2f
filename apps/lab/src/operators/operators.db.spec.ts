import { execFile, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createPool } from '@interlock/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiClient, startThrowAwaySystem, type ThrowAwaySystem } from '../system/index.js';
import { interlock as run, PROGRAM, type Ended } from './interlock.js';

const PACK = fileURLToPath(new URL('../../../../scripts/pack.mjs', import.meta.url));

let system: ThrowAwaySystem;
let api: ApiClient;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-operators-'));
  system = await startThrowAwaySystem();
  api = new ApiClient(system.urls.gateway, system.demo?.apiKey ?? '');
});
afterAll(async () => {
  await system.stop();
  await rm(folder, { recursive: true });
});

const interlock = (args: readonly string[], env?: Readonly<Record<string, string>>, input?: string): Promise<Ended> =>
  run(system, args, env, input);

describe('the operators’ commands, against a running system', () => {
  it('verify finds the embedded server by itself, and a real order in order', async () => {
    const { body } = await api.createOrder({
      merchantOrderNo: 'OPERATORS-1',
      amount: { currency: 'MXN', value: '12000' },
      method: { type: 'payer_code', code: '130818341921441147' },
      description: 'Two coffees',
    });
    expect(body.state).toBe('paid');
    const { code, stdout, stderr } = await interlock(['verify']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/All \d+ hold\./);
    expect(stdout).not.toContain('\u001B[');
  });

  it('order show draws it with the key of the running demo merchant, and in colour where that is wanted', async () => {
    const { code, stdout, stderr } = await interlock(['order', 'show', 'OPERATORS-1']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^OPERATORS-1 {2}paid {2}120\.00 MXN\n/);
    expect(stdout).toMatch(/● {2}paid {2}sale 120\.00 MXN approved\n/);
    expect(stdout).toMatch(/POST \S*\/upay\/v2\/pay → 200, /);
    expect(stdout).not.toContain('130818341921441147');
    expect((await interlock(['order', 'show', 'OPERATORS-1'], { FORCE_COLOR: '1' })).stdout).toContain('\u001B[');
    expect((await interlock(['order', 'show', 'OPERATORS-1'], { NO_COLOR: '1' })).stdout).not.toContain('\u001B[');
  });

  it('a platform team sets a merchant up by them, from the first key to the first payment', async () => {
    const file = (name: string): string => join(folder, name);
    // By URL and key alone, as from another machine.
    const remote = { INTERLOCK_URL: system.urls.gateway, INTERLOCK_DATA_DIR: '/nowhere', INTERLOCK_PORT: '1' };
    const done = async (
      args: readonly string[],
      env: Readonly<Record<string, string>>,
      input?: string,
    ): Promise<Readonly<Record<string, unknown>>> => {
      const { code, stdout, stderr } = await interlock([...args, '--json'], env, input);
      expect({ args, code, stderr: stderr.replace(/^interlock: the .*\n/, '') }).toEqual({ args, code: 0, stderr: '' });
      return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
    };

    await done(['key', 'first', '--mode', 'test', '--secret-to', file('platform-key'), '--yes'], {});
    const platform = { ...remote, INTERLOCK_API_KEY_FILE: file('platform-key') };
    const { id: merchant } = await done(['merchant', 'create', '--name', 'Corner shop', '--idempotency-key', 'm-1'], platform);
    expect(await done(['merchant', 'create', '--name', 'Corner shop', '--idempotency-key', 'm-1'], platform)).toMatchObject({
      id: merchant,
    });
    const its = { ...platform, INTERLOCK_MERCHANT: String(merchant) };
    await done(
      ['store', 'create', '--store-no', 'S-1', '--name', 'Corner', '--currency', 'MXN', '--time-zone', 'America/Mexico_City'],
      its,
    );
    await done(['terminal', 'create', '--terminal-sn', 'T-1', '--store-no', 'S-1', '--name', 'Till'], its);
    const { vendorSn } = await done(['vendor', 'create', '--name', 'Till software', '--secret-to', file('vendor-key')], platform);
    await done(['activation-code', 'create-for', 'T-1', '--vendor-sn', String(vendorSn), '--secret-to', file('code')], its);
    const { rows } = (await done(['account', 'list', '--provider', 'upay'], platform)) as {
      readonly rows: readonly { readonly id: string }[];
    };
    const account = rows[0]?.id ?? '';
    expect(await done(['account', 'check', account], platform)).toMatchObject({ credentials: 'accepted' });
    await done(['account', 'bind', account, String(merchant), '--priority', '1'], platform);
    const rights = ['--permissions', 'orders:read,orders:write,refunds:write,reports:read'];
    const { id: key } = await done(['key', 'create', '--name', 'server', ...rights, '--secret-to', file('merchant-key')], its);

    const server = { ...remote, INTERLOCK_API_KEY_FILE: file('merchant-key') };
    const sale = ['--merchant-order-no', 'SET-UP-1', '--amount', '120.00 MXN', '--description', 'Two coffees', '--store-no', 'S-1'];
    const paid = await done(
      ['order', 'create', ...sale, '--method', 'payer_code', '--payer-code-file', '-', '--yes'],
      server,
      '130818341921441147\n',
    );
    expect(paid).toMatchObject({ state: 'paid', amount: { currency: 'MXN', value: '12000' } });
    const refund = ['order', 'refund', 'SET-UP-1', '--amount', '20.00', '--refund-no', 'R-1', '--yes'];
    expect(await done(refund, server)).toMatchObject({ state: 'partially_refunded' });
    expect(await done(refund, server)).toMatchObject({ amounts: { refunded: { value: '2000' } } });
    const { stdout: day } = await interlock(['day', dateIn('America/Mexico_City', String(paid['createdAt'])), '--store-no', 'S-1'], server);
    expect(day).toMatch(/^S-1 {4}– +upay +1 +120\.00 MXN +0\.00 MXN +20\.00 MXN +0\.00 MXN +100\.00 MXN/m);

    // A key that is ended is refused at once, and what was done is on record.
    expect(await done(['key', 'revoke', String(key), '--yes'], its)).toEqual({});
    await expect(interlock(['order', 'list'], server)).resolves.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('refuses the API key'),
    });
    const { stdout: audit } = await interlock(['audit', 'list'], platform);
    for (const action of ['api_key.revoke', 'merchant.create', 'store.create', 'terminal.create', 'vendor.create'])
      expect(audit).toContain(action);
    const secret = (await readFile(file('merchant-key'), 'utf8')).trim();
    expect(audit + day).not.toContain(secret);
  });

  it('say what a refusal is about, member by member', async () => {
    const { code, stderr } = await interlock(['order', 'create', '--merchant-order-no', 'BAD 1', '--method', 'redirect', '--yes']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/answers 400 \(invalid_request\): .*\n( {2}[a-zA-Z.]+: .+\n)+$/);
    expect(stderr).toMatch(/^ {2}amount: /m);
    expect(stderr).toMatch(/^ {2}merchantOrderNo: /m);
  });

  it('name the secret that is wrong by its member, and never what it is', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = publicKey.export({ type: 'spki', format: 'pem' });
    await writeFile(join(folder, 'public.pem'), pem);
    const settings = ['baseUrl=https://open.codepay.us', 'appId=1', 'merchantNo=9'].flatMap((setting) => ['--setting', setting]);
    const secrets = ['appPrivateKey', 'gatewayPublicKey'].flatMap((name) => ['--secret-file', `${name}=${join(folder, 'public.pem')}`]);
    const account = ['account', 'create', '--provider', 'codepay', '--name', 'CodePay', '--currency', 'USD', ...settings, ...secrets];
    const { code, stderr } = await interlock(account, { INTERLOCK_API_KEY_FILE: join(folder, 'platform-key') });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^ {2}secrets\.appPrivateKey: is a public key/m);
    expect(stderr).not.toContain(String(pem).split('\n')[1]);
  });

  it('say how to repeat a request that was broken off by Ctrl-C', async () => {
    const silent = createServer();
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const url = `http://127.0.0.1:${String((silent.address() as AddressInfo).port)}`;
    const env = { PATH: process.env['PATH'], INTERLOCK_URL: url, INTERLOCK_API_KEY: 'sk_test_key' };
    const child = spawn(process.execPath, [PROGRAM, 'merchant', 'create', '--name', 'A'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const [[request]] = (await Promise.all([once(silent, 'request')])) as [[{ readonly headers: Readonly<Record<string, string>> }]];
    child.kill('SIGINT');
    const [[code], said] = await Promise.all([once(child, 'exit'), text(child.stderr)]);
    silent.closeAllConnections();
    silent.close();
    expect([code, said]).toEqual([
      130,
      `\ninterlock: broken off. It is not known whether this was done. Give the same command again with --idempotency-key ${request.headers['idempotency-key'] ?? ''}: it is done once.\n`,
    ]);
  });

  it('are a package that is installed alone, works against a gateway and a database, and completes itself in bash', async () => {
    const start = promisify(execFile);
    const { stdout: packed } = await start(process.execPath, [PACK, folder]);
    await start('npm', ['install', '--prefix', folder, '--offline', '--no-audit', '--no-fund', packed.trim()]);
    expect(await readdir(join(folder, 'node_modules'))).toEqual(expect.not.arrayContaining(['@interlock', 'commander', 'pg']));
    const known = { INTERLOCK_URL: system.urls.gateway, INTERLOCK_DATA_DIR: system.settings.dataDir, DATABASE_URL: system.databaseUrl };
    const PATH = [join(folder, 'node_modules', '.bin'), dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
    const installed = (command: string) => start('bash', ['--norc', '-c', command], { env: { ...known, PATH }, cwd: folder });
    expect((await installed('interlock order list')).stdout).toMatch(/OPERATORS-1 +paid +120\.00 MXN/);
    expect((await installed('interlock verify')).stdout).toMatch(/All \d+ hold\./);
    const typed = 'COMP_WORDS=(interlock order list --state pa); COMP_CWORD=4; _interlock; echo "${COMPREPLY[@]}"';
    expect((await installed(`source <(interlock completion bash); ${typed}`)).stdout).toBe('paid partially_refunded\n');
  });

  it('verify finds what somebody changed by hand, by DATABASE_URL too', async () => {
    const pool = createPool(system.databaseUrl, { max: 1 });
    await pool.query(`update operation set captured_minor = 11999 where kind = 'sale'`);
    await pool.end();
    const { code, stdout } = await interlock(['verify'], { DATABASE_URL: system.databaseUrl, INTERLOCK_DATA_DIR: '/nowhere' });
    expect(code).toBe(1);
    expect(stdout).toMatch(/WRONG {2}ledger_says_what_charges_say/);
    const { stdout: json } = await interlock(['verify', '--json']);
    expect(JSON.parse(json)).toMatchObject({ violations: 1, delays: 0 });
  });
});

/** The date there at that moment, as the day's report wants it. */
function dateIn(timeZone: string, moment: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(moment));
}
