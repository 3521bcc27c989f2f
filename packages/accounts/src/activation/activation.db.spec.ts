import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { IdempotencyKeyReused, OperationInProgress, ProviderAccountNotFound } from '@interlock/domain';
import { failingCheckIns, listAuditEntries } from '@interlock/persistence';
import type { Author } from '@interlock/persistence';
import { columnsHolding, until } from '@interlock/persistence/testing';
import { v7 } from 'uuid';
import { AccountRefused, ProviderSilent } from '../errors.js';
import { accountsScenario } from '../testing/accounts-scenario.js';
import type { AccountsScenario } from '../testing/accounts-scenario.js';
import { ActivateAccount, CheckInAccount, CheckInAccounts } from './commands.js';

const HOUR = 3_600_000;
let scenario: AccountsScenario;
beforeEach(async () => {
  scenario = await accountsScenario();
});
afterEach(() => scenario.close());

const author: Author = { mode: 'test', actor: 'sk_test_abcd', requestId: 'request-1', address: '192.0.2.7' };
const checkIn = (key = v7()): CheckInAccount => new CheckInAccount(author, scenario.accountId, key);
const activate = (code: string, key: string): ActivateAccount =>
  new ActivateAccount(author, scenario.accountId, { code, deviceId: 'till-1' }, key);
const given = (terminalKey: string, previousTerminalKey?: string) =>
  Promise.resolve({ outcome: 'approved' as const, settings: { terminalSn: 'T-1' }, secrets: { terminalKey, previousTerminalKey } });

describe('the keys of an account', () => {
  it('come by an activation, are stored sealed, and are asked for anew every half day', async () => {
    scenario.scripts.activate = () => given('first-key');
    const { view } = await scenario.execute(activate('A1B2C3D4', 'key-1'));
    expect(view.nextCheckInAt).toBe(new Date(scenario.time + 12 * HOUR).toISOString());
    expect(await columnsHolding(scenario.database.pool, 'first-key')).toEqual([]);
    scenario.scripts.checkIn = () => given('second-key', 'first-key');
    expect(await scenario.execute(new CheckInAccounts())).toBe(0);
    scenario.time += 12 * HOUR;
    expect(await scenario.execute(new CheckInAccounts())).toBe(1);
    expect(scenario.asked.at(-1)).toMatchObject({ call: 'checkIn', secrets: { terminalKey: 'first-key' } });
    expect(scenario.asked.at(-1)?.secrets as object).not.toHaveProperty('previousTerminalKey');
    scenario.scripts.checkIn = () => given('third-key', 'second-key');
    await scenario.execute(checkIn());
    expect(scenario.asked.at(-1)).toMatchObject({ secrets: { terminalKey: 'second-key', previousTerminalKey: 'first-key' } });
  });

  it('are on record: by whom each was asked for, before and after, without themselves; and no change that failed', async () => {
    const keys = ['0123456789abcdef-first-key', '0123456789abcdef-second-key', '0123456789abcdef-third-key'] as const;
    scenario.scripts.activate = () => given(keys[0]);
    await scenario.execute(activate('A1B2C3D4', 'key-1'));
    await scenario.execute(activate('A1B2C3D4', 'key-1'));
    scenario.time += 12 * HOUR;
    scenario.scripts.checkIn = () => given(keys[1], keys[0]);
    await scenario.execute(new CheckInAccounts());
    scenario.scripts.checkIn = () => Promise.resolve({ outcome: 'unknown', cause: 'timeout' });
    await expect(scenario.execute(checkIn())).rejects.toThrow(ProviderSilent);
    scenario.scripts.checkIn = () => given(keys[2], keys[1]);
    await scenario.execute(checkIn());
    const { pool } = scenario.database;
    const entries = await listAuditEntries(pool, { mode: 'test', subjectId: scenario.accountId, limit: 10 });
    const told = entries.map(({ action, actor, address, before, after }) => {
      const printOf = (state: typeof after): unknown =>
        (state?.['secrets'] as Record<string, { fingerprint?: string }> | undefined)?.['terminalKey']?.fingerprint;
      return { action, actor, address, changed: printOf(before) !== printOf(after), settings: after?.['settings'] };
    });
    const settings = { baseUrl: 'http://127.0.0.1:9', terminalSn: 'T-1' };
    expect(told).toEqual([
      { action: 'provider_account.check_in', actor: 'sk_test_abcd', address: '192.0.2.7', changed: true, settings },
      { action: 'provider_account.check_in', actor: 'gateway', address: null, changed: true, settings },
      { action: 'provider_account.activate', actor: 'sk_test_abcd', address: '192.0.2.7', changed: true, settings },
    ]);
    for (const secret of [...keys, 'A1B2C3D4']) expect(await columnsHolding(pool, secret)).toEqual([]);
  });

  it('are changed by one process at a time, and the other begins with what the first has stored', async () => {
    const second = await scenario.secondProcess();
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    scenario.scripts.checkIn = async () => {
      await held;
      return given('key-1', 'key-0');
    };
    const first = scenario.execute(checkIn());
    await until(() => scenario.asked.length > 0);
    // Two sends of 35 s each, with either of the stored keys.
    scenario.time += 75_000;
    const others = expect(second(checkIn())).rejects.toThrow(OperationInProgress);
    // The worker's turn does not wait for it.
    await scenario.database.pool.query('update provider_account set check_in_due_at = created_at');
    await second(new CheckInAccounts());
    go();
    await first;
    await others;
    expect(scenario.asked).toHaveLength(1);
    scenario.scripts.checkIn = () => given('key-2', 'key-1');
    await second(checkIn());
    expect(scenario.asked.at(-1)).toMatchObject({ secrets: { terminalKey: 'key-1', previousTerminalKey: 'key-0' } });
  });

  it('are asked for of a disabled account too, and an account whose check-in fails says why and since when', async () => {
    scenario.scripts.activate = () => given('first-key');
    await scenario.execute(activate('A1B2C3D4', 'key-1'));
    const { pool } = scenario.database;
    await pool.query('update provider_account set enabled = false where id = $1', [scenario.accountId]);
    scenario.time += 12 * HOUR;
    const failedAt = new Date(scenario.time);
    scenario.scripts.checkIn = () => Promise.resolve({ outcome: 'declined', providerCode: 'ILLEGAL_SIGN', message: 'sign error' });
    const state = async (): Promise<unknown> => {
      const text =
        'select check_in_error as error, check_in_failing_since as since, check_in_due_at as due from provider_account where id = $1';
      return (await pool.query<{ error: string }>(text, [scenario.accountId])).rows[0];
    };
    expect(await scenario.execute(new CheckInAccounts())).toBe(1);
    const error = 'the provider refuses: sign error (ILLEGAL_SIGN)';
    expect(await state()).toEqual({ error, since: failedAt, due: new Date(scenario.time + 5 * 60_000) });
    expect(await failingCheckIns(pool)).toEqual([{ provider: 'wallet', count: 1 }]);
    scenario.time += 5 * 60_000;
    scenario.scripts.checkIn = () => Promise.resolve({ outcome: 'unknown', cause: 'timeout' });
    await scenario.execute(new CheckInAccounts());
    expect(await state()).toMatchObject({ error: expect.stringContaining('timeout'), since: failedAt });
    scenario.time += 5 * 60_000;
    scenario.scripts.checkIn = () => given('second-key', 'first-key');
    await scenario.execute(new CheckInAccounts());
    expect(await state()).toMatchObject({ error: null, since: null });
    expect(await failingCheckIns(pool)).toEqual([]);
  });

  it('are not overwritten by a process that slept through its turn', async () => {
    const second = await scenario.secondProcess();
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    scenario.scripts.checkIn = async () => {
      await held;
      return given('late-key', 'key-0');
    };
    const first = scenario.execute(checkIn());
    await until(() => scenario.asked.length > 0);
    scenario.time += 2 * 60_000;
    scenario.scripts.checkIn = () => given('key-1', 'key-0');
    await second(checkIn());
    go();
    await expect(first).rejects.toThrow(OperationInProgress);
    scenario.scripts.checkIn = () => given('key-2', 'key-1');
    await second(checkIn());
    expect(scenario.asked.at(-1)).toMatchObject({ secrets: { terminalKey: 'key-1' } });
  });

  it('are stored also where the database goes away in that moment: nobody else has them', async () => {
    const { pool } = scenario.database;
    const client = await pool.connect();
    await client.query('begin');
    scenario.scripts.checkIn = async () => {
      await client.query('select from provider_account where id = $1 for update', [scenario.accountId]);
      return given('key-1', 'key-0');
    };
    const changing = scenario.execute(checkIn());
    const waiting = 'select pid from pg_locks where not granted';
    await until(async () => (await pool.query(waiting)).rowCount !== 0);
    await pool.query(`select pg_terminate_backend(pid) from (${waiting}) w`);
    await client.query('commit');
    client.release();
    expect(await changing).toMatchObject({ replayed: false });
    scenario.scripts.checkIn = () => given('key-2', 'key-1');
    await scenario.execute(checkIn());
    expect(scenario.asked.at(-1)).toMatchObject({ secrets: { terminalKey: 'key-1', previousTerminalKey: 'key-0' } });
  });

  it('are changed once by one request, however often it comes, also after the worker changed them', async () => {
    scenario.scripts.activate = () => given('first-key');
    const first = await scenario.execute(activate('A1B2C3D4', 'request-1'));
    expect(await scenario.execute(activate('A1B2C3D4', 'request-1'))).toEqual({ ...first, replayed: true });
    const other = scenario.execute(activate('ANOTHER1', 'request-1'));
    await expect(other).rejects.toThrow(IdempotencyKeyReused);
    await expect(other).rejects.toMatchObject({ fields: [{ path: 'code' }] });
    await expect(scenario.execute(checkIn('request-1'))).rejects.toMatchObject({
      fields: [{ path: 'code' }, { path: 'deviceId' }, { path: 'path' }],
    });
    scenario.scripts.checkIn = () => given('second-key', 'first-key');
    scenario.time += 12 * HOUR;
    await scenario.execute(new CheckInAccounts());
    const later = await scenario.execute(activate('A1B2C3D4', 'request-1'));
    expect(later).toMatchObject({ replayed: true, view: { keyIssuedAt: new Date(scenario.time).toISOString() } });
    expect(scenario.asked.map(({ call }) => call)).toEqual(['activate', 'checkIn']);
    expect(await columnsHolding(scenario.database.pool, 'A1B2C3D4')).toEqual([]);
  });

  it('are changed once by a request that comes again while it is carried out, also where it fails', async () => {
    const second = await scenario.secondProcess();
    const twice = async (key: string) => {
      let go = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        go = resolve;
      });
      const answer = scenario.scripts.checkIn;
      scenario.scripts.checkIn = async (call) => {
        await held;
        return answer(call);
      };
      const before = scenario.asked.length;
      const first = scenario.execute(checkIn(key));
      await until(() => scenario.asked.length !== before);
      const statements = jest.spyOn(scenario.database.pool, 'query');
      const repeated = second(checkIn(key));
      // It could not begin, and looks whether the other one is over.
      await until(() => statements.mock.calls.some((given) => JSON.stringify(given).includes('rotation_until > $2')));
      statements.mockRestore();
      go();
      return Promise.allSettled([first, repeated]);
    };
    scenario.scripts.checkIn = () => given('key-1', 'key-0');
    expect(await twice('request-1')).toMatchObject([{ value: { replayed: false } }, { value: { replayed: true } }]);
    scenario.scripts.checkIn = () => Promise.resolve({ outcome: 'unknown', cause: 'timeout' });
    const [first, repeated] = await twice('request-2');
    expect([first, repeated]).toMatchObject([{ reason: expect.any(ProviderSilent) }, { reason: expect.any(OperationInProgress) }]);
    expect(scenario.asked).toHaveLength(2);
  });

  it('stay where the provider refuses or is not heard, and the next turn asks again', async () => {
    scenario.scripts.checkIn = () => Promise.resolve({ outcome: 'declined', providerCode: 'ILLEGAL_SIGN', message: 'wrong' });
    await expect(scenario.execute(checkIn())).rejects.toThrow(AccountRefused);
    scenario.scripts.checkIn = () => Promise.resolve({ outcome: 'unknown', cause: 'timeout' });
    await expect(scenario.execute(checkIn())).rejects.toThrow(ProviderSilent);
    scenario.scripts.checkIn = () => given('key-1', 'key-0');
    await scenario.execute(checkIn());
    expect(scenario.asked.at(-1)).toMatchObject({ secrets: { terminalKey: 'key-0' } });
    scenario.time += 12 * HOUR;
    scenario.scripts.checkIn = () => Promise.resolve({ outcome: 'unknown', cause: 'timeout' });
    expect(await scenario.execute(new CheckInAccounts())).toBe(1);
    expect(await scenario.execute(new CheckInAccounts())).toBe(0);
    scenario.time += 5 * 60_000;
    expect(await scenario.execute(new CheckInAccounts())).toBe(1);
  });

  it('are of no account that the key of the caller does not see', async () => {
    await expect(scenario.execute(new CheckInAccount({ ...author, mode: 'live' }, scenario.accountId, 'key-1'))).rejects.toThrow(
      ProviderAccountNotFound,
    );
    await expect(scenario.execute(new CheckInAccount(author, 'no-id', 'key-1'))).rejects.toThrow(ProviderAccountNotFound);
    expect(scenario.asked).toEqual([]);
  });
});
