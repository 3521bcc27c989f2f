import { createPool } from '@interlock/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiClient, startThrowAwaySystem, type ThrowAwaySystem } from '../system/index.js';
import { interlock as run, type Ended } from './interlock.js';

let system: ThrowAwaySystem;
let api: ApiClient;
beforeAll(async () => {
  system = await startThrowAwaySystem();
  api = new ApiClient(system.urls.gateway, system.demo?.apiKey ?? '');
});
afterAll(() => system.stop());

const interlock = (args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended> => run(system, args, env);

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
