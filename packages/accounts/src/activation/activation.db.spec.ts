import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OperationInProgress, ProviderAccountNotFound } from '@interlock/domain';
import { columnsHolding } from '@interlock/persistence/testing';
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

const checkIn = (): CheckInAccount => new CheckInAccount('test', scenario.accountId);
const given = (terminalKey: string, previousTerminalKey?: string) =>
  Promise.resolve({ outcome: 'approved' as const, settings: { terminalSn: 'T-1' }, secrets: { terminalKey, previousTerminalKey } });

describe('the keys of an account', () => {
  it('come by an activation, are stored sealed, and are asked for anew every half day', async () => {
    scenario.scripts.activate = () => given('first-key');
    const view = await scenario.execute(new ActivateAccount('test', scenario.accountId, { code: 'A1B2C3D4', deviceId: 'till-1' }));
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
    while (scenario.asked.length === 0) await new Promise(setImmediate);
    await expect(second(checkIn())).rejects.toThrow(OperationInProgress);
    go();
    await first;
    scenario.scripts.checkIn = () => given('key-2', 'key-1');
    await second(checkIn());
    expect(scenario.asked.at(-1)).toMatchObject({ secrets: { terminalKey: 'key-1', previousTerminalKey: 'key-0' } });
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
    while (scenario.asked.length === 0) await new Promise(setImmediate);
    scenario.time += 2 * 60_000;
    scenario.scripts.checkIn = () => given('key-1', 'key-0');
    await second(checkIn());
    go();
    await expect(first).rejects.toThrow(OperationInProgress);
    scenario.scripts.checkIn = () => given('key-2', 'key-1');
    await second(checkIn());
    expect(scenario.asked.at(-1)).toMatchObject({ secrets: { terminalKey: 'key-1' } });
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
    await expect(scenario.execute(new CheckInAccount('live', scenario.accountId))).rejects.toThrow(ProviderAccountNotFound);
    await expect(scenario.execute(new CheckInAccount('test', 'no-id'))).rejects.toThrow(ProviderAccountNotFound);
    expect(scenario.asked).toEqual([]);
  });
});
