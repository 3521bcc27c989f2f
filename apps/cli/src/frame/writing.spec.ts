import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordedTerminal, type RecordedTerminal } from '../../testing/recorded-terminal.js';
import { standInGateway } from '../../testing/stand-in-gateway.js';
import { run } from '../program.js';

const ID = '01a1ff6a-91d0-71c9-8125-83cf20f435f1';
const gateway = standInGateway();
let env: Readonly<Record<string, string>>;
let terminal: RecordedTerminal;
let folder: string;
beforeEach(async () => {
  env = { INTERLOCK_URL: gateway.url(), INTERLOCK_API_KEY: 'sk_test_key' };
  terminal = recordedTerminal(env);
  folder = await mkdtemp(join(tmpdir(), 'interlock-cli-'));
});
afterEach(() => rm(folder, { recursive: true }));
const file = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

describe('what is asked before it is done', () => {
  it('is refused where nobody is there to be asked, and nothing is sent', async () => {
    expect(await run(['store', 'disable', 'S-1'], terminal)).toBe(2);
    expect(terminal.said.err).toBe(
      'interlock: Disable store S-1, so that no new order begins there; what is open goes on to its end? Nobody is at a terminal to be asked: add --yes where it is meant. Nothing was done.\n',
    );
    expect(gateway.asked).toEqual([]);
  });

  it.each(['y', 'YES', ' yes '])('is done on %j', async (answer) => {
    const asked = recordedTerminal(env, { answer });
    expect(await run(['key', 'revoke', ID], asked)).toBe(0);
    expect(asked.said.asked).toEqual([`Revoke API key ${ID}? Whoever uses it is refused from then on. [y/N] `]);
    expect(gateway.asked).toMatchObject([{ method: 'DELETE', url: `/v1/api-keys/${ID}` }]);
  });

  it.each(['', 'n', 'yess', 'да'])('is not done on %j', async (answer) => {
    const asked = recordedTerminal(env, { answer });
    expect(await run(['key', 'revoke', ID], asked)).toBe(2);
    expect([asked.said.err, gateway.asked]).toEqual(['interlock: Nothing was done.\n', []]);
  });

  it('is done without a question with --yes', async () => {
    gateway.answer = () => ({ status: 204 });
    expect(await run(['key', 'revoke', ID, '--yes'], terminal)).toBe(0);
    expect(terminal.said.out).toBe('It is revoked.\n');
  });
});

describe('the body', () => {
  it('is made of the options', async () => {
    const args = ['--store-no', 'S-1', '--currency', 'MXN', '--time-zone', 'UTC', '--name', 'Corner', '--pay-wait-seconds', '30'];
    expect(await run(['store', 'create', ...args], terminal)).toBe(0);
    expect(gateway.asked).toMatchObject([
      { method: 'POST', url: '/v1/stores', body: { storeNo: 'S-1', currency: 'MXN', timeZone: 'UTC', name: 'Corner', payWaitSeconds: 30 } },
    ]);
    expect(gateway.asked[0]?.headers).toMatchObject({ 'idempotency-key': 'number-1', authorization: 'Bearer sk_test_key' });
  });

  it('is what --file holds, and the options over it', async () => {
    const path = await file('store.json', '{ "storeNo": "S-1", "name": "Corner" }');
    expect(await run(['store', 'create', '--file', path, '--name', 'Harbour'], terminal)).toBe(0);
    expect(gateway.asked[0]?.body).toEqual({ storeNo: 'S-1', name: 'Harbour' });
    const piped = recordedTerminal(env, { input: '{ "name": "Piped" }' });
    expect(await run(['store', 'change', 'S-1', '--file', '-'], piped)).toBe(0);
    expect(gateway.asked[1]).toMatchObject({ method: 'PATCH', url: '/v1/stores/S-1', body: { name: 'Piped' } });
  });

  it('takes lists, yes and no, and members by name', async () => {
    await run(['terminal', 'change', 'T-1', '--ip-list', '192.0.2.1, 198.51.100.0/24', '--notify-with-terminal-key', 'yes'], terminal);
    await run(['terminal', 'change', 'T-1', '--ip-list', ''], terminal);
    await run(['merchant', 'create', '--name', 'A', '--case-limit', 'MXN=100000', '--case-limit', '*=0'], terminal);
    expect(gateway.asked.map(({ body }) => body)).toEqual([
      { ipList: ['192.0.2.1', '198.51.100.0/24'], notifyWithTerminalKey: true },
      { ipList: [] },
      { name: 'A', caseLimits: { MXN: '100000', '*': '0' } },
    ]);
  });

  it('takes secrets from files alone, beside the settings of --file', async () => {
    const pem = await file('app.pem', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n');
    const body = await file(
      'account.json',
      '{ "provider": "codepay", "settings": { "appId": "1" }, "secrets": { "gatewayPublicKey": "BBBB" } }',
    );
    const args = ['--file', body, '--setting', 'merchantNo=9', '--secret-file', `appPrivateKey=${pem}`];
    expect(await run(['account', 'create', ...args], terminal)).toBe(0);
    expect(gateway.asked[0]?.body).toEqual({
      provider: 'codepay',
      settings: { appId: '1', merchantNo: '9' },
      secrets: { gatewayPublicKey: 'BBBB', appPrivateKey: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----' },
    });
  });

  it.each([
    ['{ "secrets": sk_live_hidden', 'is not JSON.'],
    ['["sk_live_hidden"]', 'must hold one JSON object.'],
  ])('says what is wrong with a file that holds %j, and not what it holds', async (text, why) => {
    const path = await file('body.json', text);
    expect(await run(['account', 'create', '--file', path], terminal)).toBe(2);
    expect(terminal.said.err).toBe(`interlock: --file: ${path} ${why}\n`);
  });

  it.each([
    [['store', 'create', '--pay-wait-seconds', 'long'], '--pay-wait-seconds: "long" is no whole number.'],
    [['merchant', 'create', '--case-limit', 'MXN'], '--case-limit: "MXN" is not written name=value.'],
    [['account', 'create', '--secret-file', 'key=/nowhere/key.pem'], '--secret-file: /nowhere/key.pem cannot be read (ENOENT).'],
    [['store', 'create', '--file', '/nowhere/store.json'], '--file: /nowhere/store.json cannot be read (ENOENT).'],
  ])('names the option that is wrong in %j, and nothing is sent', async (args, why) => {
    expect(await run(args, terminal)).toBe(2);
    expect([terminal.said.err, gateway.asked]).toEqual([`interlock: ${why}\n`, []]);
  });
});

describe('a lost answer', () => {
  it('is not taken for a failure, and names the key by which the same is repeated', async () => {
    gateway.answer = () => 'lost';
    expect(await run(['merchant', 'create', '--name', 'A'], terminal)).toBe(3);
    expect(terminal.said.err).toMatch(
      /^interlock: http:\S+ cannot be reached \(UND_ERR_SOCKET\)\. It is not known whether this was done\. /,
    );
    expect(terminal.said.err).toMatch(/Give the same command again with --idempotency-key number-1: it is done once\.\n$/);
    gateway.answer = () => ({ status: 201, body: { id: ID } });
    expect(await run(['merchant', 'create', '--name', 'A', '--idempotency-key', 'number-1'], terminal)).toBe(0);
    expect(gateway.asked.map(({ headers }) => headers['idempotency-key'])).toEqual(['number-1', 'number-1']);
  });

  it('of what is the same when it comes again needs no key', async () => {
    gateway.answer = () => 'lost';
    expect(await run(['merchant', 'change', ID, '--name', 'A'], terminal)).toBe(3);
    expect(terminal.said.err).toContain('Give the same command again: it is done once.');
    expect(gateway.asked[0]?.headers).not.toHaveProperty('idempotency-key');
  });

  it('is what an error within the gateway is, too', async () => {
    gateway.answer = () => ({ status: 500, body: { code: 'internal', detail: 'something went wrong', requestId: 'request-1' } });
    expect(await run(['merchant', 'create', '--name', 'A'], terminal)).toBe(3);
    expect(terminal.said.err).toContain('its log knows it as request request-1\nIt is not known whether this was done. ');
  });

  it('is a refusal where nothing listens, for nothing was sent', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, 'close');
    const closed = recordedTerminal({ ...env, INTERLOCK_URL: `http://127.0.0.1:${String(port)}` });
    expect(await run(['merchant', 'create', '--name', 'A'], closed)).toBe(2);
    expect(closed.said.err).toMatch(/^interlock: Nothing listens at /);
  });
});

describe('a write that the gateway cannot take now', () => {
  it('is not sent again by itself, and says when to', async () => {
    gateway.answer = () => ({ status: 429, headers: { 'retry-after': '7' }, body: { code: 'rate_limited', detail: 'too many requests' } });
    expect(await run(['merchant', 'create', '--name', 'A'], terminal)).toBe(2);
    expect(terminal.said.err).toBe(`interlock: ${gateway.url()} answers 429 (rate_limited): too many requests\n  ask again in 7 s\n`);
    expect(gateway.asked).toHaveLength(1);
  });
});

describe('a secret that is shown once', () => {
  const made = { id: ID, prefix: 'sk_test_abcd', key: 'sk_test_abcd_secret' };

  it('is said to be so', async () => {
    gateway.answer = () => ({ status: 201, body: made });
    expect(await run(['key', 'create', '--name', 'till', '--permissions', 'orders:read,orders:write'], terminal)).toBe(0);
    expect(terminal.said).toMatchObject({
      out: expect.stringContaining('sk_test_abcd_secret'),
      err: 'interlock: the key is shown this once.\n',
    });
    expect(gateway.asked[0]?.body).toEqual({ name: 'till', permissions: ['orders:read', 'orders:write'] });
  });

  it('goes to a file that only its owner may read, and nowhere else, with --secret-to', async () => {
    gateway.answer = () => ({ status: 201, body: made });
    const path = join(folder, 'key');
    expect(await run(['key', 'create', '--name', 'till', '--secret-to', path, '--json'], terminal)).toBe(0);
    expect([await readFile(path, 'utf8'), (await stat(path)).mode & 0o777]).toEqual(['sk_test_abcd_secret\n', 0o600]);
    expect(terminal.said.out + terminal.said.err).not.toContain('secret\n');
    expect(JSON.parse(terminal.said.out)).toEqual({ id: ID, prefix: 'sk_test_abcd' });
  });

  it('has its place before anything is sent, and leaves none behind where it did not come', async () => {
    const taken = await file('taken', 'something else');
    expect(await run(['key', 'create', '--name', 'till', '--secret-to', taken], terminal)).toBe(2);
    expect(terminal.said.err).toBe(`interlock: --secret-to: ${taken} cannot be made (EEXIST). Nothing was done.\n`);
    expect([gateway.asked, await readFile(taken, 'utf8')]).toEqual([[], 'something else']);
    gateway.answer = () => ({ status: 403, body: { code: 'forbidden', detail: 'no' } });
    expect(await run(['key', 'create', '--name', 'till', '--secret-to', join(folder, 'none')], terminal)).toBe(2);
    await expect(stat(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('does not come a second time, which is said', async () => {
    gateway.answer = () => ({ body: { id: ID, prefix: 'sk_test_abcd' } });
    expect(await run(['key', 'create', '--name', 'till', '--idempotency-key', 'number-9'], terminal)).toBe(0);
    expect(terminal.said.err).toMatch(/was done before, and its key was shown then and never again/);
  });
});

describe('where something goes on by itself', () => {
  it('exits 4 while its end is not known', async () => {
    gateway.answer = () => ({ status: 202, body: { id: ID, state: 'closing' } });
    expect(await run(['batch', 'close', ID, '--yes'], terminal)).toBe(4);
    expect(gateway.asked[0]?.body).toEqual({ providerAccountId: ID, scope: { all: true } });
  });

  it.each([
    [{ reachable: true, credentials: 'accepted' }, 0],
    [{ reachable: true, credentials: 'refused' }, 1],
    [{ reachable: false, credentials: 'unknown' }, 1],
  ])('exits by what a check says: %j', async (body, code) => {
    gateway.answer = () => ({ body });
    expect(await run(['account', 'check', ID], terminal)).toBe(code);
  });
});

describe('what is made of a case', () => {
  const found = {
    kind: 'excess',
    state: 'closed',
    order: { merchantOrderNo: 'A-1', state: 'paid', amount: { currency: 'MXN', value: '12000' } },
  };

  it('is asked with the order before one’s eyes, and signed', async () => {
    gateway.answer = () => ({ body: found });
    const person = recordedTerminal({ ...env, INTERLOCK_PERSON: 'Ana Diaz' }, { answer: 'y' });
    const args = ['--resolution', 'refund', '--amount', '20.00 MXN', '--reason', 'it is in the statement'];
    expect(await run(['case', 'resolve', ID, ...args], person)).toBe(0);
    expect(person.said.asked).toEqual(['Resolve excess of order A-1 (paid, 120.00 MXN) by "refund" with 20.00 MXN, as Ana Diaz? [y/N] ']);
    expect(gateway.asked[1]).toMatchObject({
      url: `/v1/cases/${ID}/resolve`,
      headers: { prefer: 'wait=30', 'idempotency-key': 'number-1' },
      body: { resolution: 'refund', amount: { currency: 'MXN', value: '2000' }, person: 'Ana Diaz', reason: 'it is in the statement' },
    });
  });

  it('is nobody’s where nobody is named', async () => {
    expect(await run(['case', 'comment', ID, '--reason', 'seen'], terminal)).toBe(2);
    expect([terminal.said.err, gateway.asked]).toEqual([
      'interlock: --person: the history of a case says who decided; name yourself, or set INTERLOCK_PERSON.\n',
      [],
    ]);
  });
});
