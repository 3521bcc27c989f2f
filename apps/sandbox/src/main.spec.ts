import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { SandboxProcess } from './testing/sandbox-process.js';
import { until } from './testing/sandbox-scenario.js';
import { told, UpayTerminal } from './testing/upay-terminal.js';

jest.setTimeout(60_000);

const SECRET = 'a-terminal-key-that-nobody-may-see';

let folder: string;
let accounts: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'interlock-sandbox-'));
  accounts = join(folder, 'accounts.json');
  writeFileSync(accounts, JSON.stringify({ upay: [{ terminalSn: '1', terminalKey: SECRET, currency: 'MXN' }], codepay: [], wallet: [] }));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the sandbox process', () => {
  it('serves the accounts of its file, and on SIGTERM drops a hung call and ends within 2 s', async () => {
    const sandbox = new SandboxProcess({ INTERLOCK_SANDBOX_ACCOUNTS: accounts, INTERLOCK_SANDBOX_PORT: '0' });
    const url = await sandbox.url();
    const terminal = new UpayTerminal(url, '1', SECRET);
    expect(told(await terminal.pay('1000', { client_sn: 'P1' }))).toBe('PAY_SUCCESS SUCCESS PAID');
    await fetch(`${url}/control/upay/faults`, {
      method: 'POST',
      body: '{"operation":"pay","fault":"hang"}',
      headers: { 'content-type': 'application/json' },
    });
    const hung = terminal.pay('1000', { client_sn: 'P2' });
    const dropped = expect(hung).rejects.toThrow();
    await until(async () => (await (await fetch(`${url}/control/upay/faults`)).text()).includes('P2'));
    sandbox.terminate();
    expect(await sandbox.ended).toBe(0);
    await dropped;
    expect(sandbox.output).toBe(`sandbox listening on ${url}\n`);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no accounts file', {}, 'INTERLOCK_SANDBOX_ACCOUNTS must name the JSON file of the accounts'],
    ['a file that is not there', { INTERLOCK_SANDBOX_ACCOUNTS: '/nonexistent.json' }, 'cannot be read'],
    [
      'a speed that is none',
      { INTERLOCK_SANDBOX_NOTIFICATION_SPEED: '0' },
      'INTERLOCK_SANDBOX_NOTIFICATION_SPEED must be a number above zero',
    ],
    ['a port that is none', { INTERLOCK_SANDBOX_PORT: 'x' }, 'INTERLOCK_SANDBOX_PORT must be a port number'],
  ])('ends with one clear line for %s', async (_name, environment, message) => {
    const sandbox = new SandboxProcess(environment);
    expect(await sandbox.ended).toBe(1);
    expect(sandbox.output).toContain(message);
    expect(sandbox.output.trim().split('\n')).toHaveLength(1);
  });

  it('names what is wrong in the file without showing it', async () => {
    const wrong = join(folder, 'wrong.json');
    writeFileSync(wrong, JSON.stringify({ upay: [{ terminalSn: '1', terminalKey: SECRET, currency: 'pesos' }], codepay: [], wallet: [] }));
    const unreadable = join(folder, 'unreadable.json');
    writeFileSync(unreadable, `{"upay":"${SECRET}`);
    for (const [path, message] of [
      [wrong, 'upay.0.currency: an ISO 4217 code'],
      [unreadable, 'is not JSON'],
    ] as const) {
      const sandbox = new SandboxProcess({ INTERLOCK_SANDBOX_ACCOUNTS: path });
      expect(await sandbox.ended).toBe(1);
      expect(sandbox.output).toContain(message);
      expect(sandbox.output).not.toContain(SECRET);
    }
  });

  it('says which port is taken', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const port = String((holder.address() as AddressInfo).port);
    const sandbox = new SandboxProcess({ INTERLOCK_SANDBOX_ACCOUNTS: accounts, INTERLOCK_SANDBOX_PORT: port });
    expect(await sandbox.ended).toBe(1);
    expect(sandbox.output).toBe(`sandbox: port ${port} is taken; set INTERLOCK_SANDBOX_PORT to another\n`);
    holder.close();
  });
});
