import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Disabled, IdempotencyKeyReused, InvalidProviderOptions, InvalidReference, OperationInProgress } from '@interlock/domain';
import { columnsHolding, until } from '@interlock/persistence/testing';
import { AgreementNotFound, AgreementRefused, InvalidAgreementState } from '../errors.js';
import { accountsScenario } from '../testing/accounts-scenario.js';
import type { AccountsScenario } from '../testing/accounts-scenario.js';
import { ConfirmAgreement, EndAgreement, KeepAgreements, PrepareAgreement } from './commands.js';
import type { AgreementAnswer } from './commands.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let scenario: AccountsScenario;
beforeEach(async () => {
  scenario = await accountsScenario();
  scenario.scripts.prepare = () =>
    Promise.resolve({ outcome: 'approved', nextAction: { type: 'sdk', payload: 'https://wallet.example/agree' } });
});
afterEach(() => scenario.close());

const prepare = (input: Partial<PrepareAgreement['input']> = {}, key = 'key-1'): Promise<AgreementAnswer> =>
  scenario.execute(
    new PrepareAgreement(
      { merchantId: scenario.merchantId },
      { providerAccountId: scenario.accountId, language: 'en-US', description: 'Rides', ...input },
      key,
    ),
  );
const confirm = (id: string, code = 'code-1', key = 'confirm-1'): Promise<AgreementAnswer> =>
  scenario.execute(new ConfirmAgreement({ merchantId: scenario.merchantId }, id, code, key));
const end = (id: string): Promise<AgreementAnswer> => scenario.execute(new EndAgreement({ merchantId: scenario.merchantId }, id));
const keep = (): Promise<number> => scenario.execute(new KeepAgreements());
const tokens = (days: number) => ({
  accessToken: `access-token-${String(days)}`,
  expiresAt: scenario.time + days * DAY,
  refreshToken: `refresh-token-${String(days)}`,
  refreshExpiresAt: scenario.time + 365 * DAY,
  payerId: 'payer-1',
});
const calls = (call: string): number => scenario.asked.filter((asked) => asked.call === call).length;
async function active(): Promise<string> {
  const { view } = await prepare();
  scenario.scripts.confirm = () => Promise.resolve({ outcome: 'approved', tokens: tokens(30) });
  await confirm(view.id);
  return view.id;
}

/** Somebody else's change of the row, not yet committed: `reached` when a write waits for it, `go` lets it through. */
async function heldRow(id: string, change: string): Promise<{ reached: () => Promise<void>; go: () => Promise<void> }> {
  const { pool } = scenario.database;
  const client = await pool.connect();
  await client.query('begin');
  await client.query(`update agreement set ${change} where id = $1`, [id]);
  return {
    reached: async () => {
      const waiting = 'select from pg_locks where not granted';
      await until(async () => (await pool.query(waiting)).rowCount !== 0);
    },
    go: async () => {
      await client.query('commit');
      client.release();
    },
  };
}

describe('an agreement', () => {
  it('is not begun by a merchant that is disabled, also where it has no account, and one that was begun is shown', async () => {
    const { pool } = scenario.database;
    const before = await prepare();
    await pool.query(`update merchant set state = 'disabled'`);
    scenario.time += 2_000;
    await expect(prepare({}, 'key-2')).rejects.toThrow(Disabled);
    expect(await prepare()).toEqual({ ...before, replayed: true });
    await pool.query('delete from account_binding');
    scenario.time += 2_000;
    await expect(prepare({}, 'key-2')).rejects.toThrow(Disabled);
    await pool.query(`update merchant set state = 'enabled'`);
    await expect(prepare({}, 'key-2')).rejects.toThrow(InvalidReference);
  });

  it('is prepared, confirmed by a code once, and shows no token', async () => {
    const { view } = await prepare();
    expect(view).toMatchObject({ state: 'prepared', nextAction: { type: 'sdk', payload: 'https://wallet.example/agree' } });
    scenario.scripts.confirm = () => Promise.resolve({ outcome: 'approved', tokens: tokens(30) });
    const confirmed = await confirm(view.id);
    expect(confirmed).toMatchObject({ settled: true, view: { state: 'active', payerId: 'payer-1' } });
    expect(confirmed.view.nextAction).toBeUndefined();
    expect(JSON.stringify(confirmed)).not.toMatch(/-token-/);
    expect(await confirm(view.id)).toMatchObject({ replayed: true, view: { state: 'active' } });
    await expect(confirm(view.id, 'code-2')).rejects.toThrow(IdempotencyKeyReused);
    await expect(confirm(view.id, 'code-2', 'confirm-2')).rejects.toThrow(InvalidAgreementState);
    expect(calls('confirm')).toBe(1);
    for (const secret of ['access-token-30', 'refresh-token-30', 'code-1'])
      expect(await columnsHolding(scenario.database.pool, secret)).toEqual([]);
  });

  it('is one under one key, and other content under it is refused', async () => {
    const first = await prepare();
    expect(await prepare()).toMatchObject({ replayed: true, view: { id: first.view.id } });
    await expect(prepare({ description: 'Meals' })).rejects.toMatchObject({ fields: [{ path: 'description' }] });
    expect(calls('prepare')).toBe(1);
  });

  it('whose page was not heard of is asked for again by the same request', async () => {
    scenario.scripts.prepare = () => Promise.resolve({ outcome: 'unknown', cause: 'timeout' });
    const first = await prepare();
    expect(first).toMatchObject({ settled: false, view: { state: 'preparing' } });
    scenario.scripts.prepare = () =>
      Promise.resolve({ outcome: 'approved', nextAction: { type: 'redirect', url: 'https://w.example', httpMethod: 'GET' } });
    expect(await prepare()).toMatchObject({ settled: true, view: { id: first.view.id, state: 'prepared' } });
  });

  it('that the provider refuses is refused for good', async () => {
    scenario.scripts.prepare = () => Promise.resolve({ outcome: 'declined', providerCode: 'INVALID_SCOPE', message: 'no such scope' });
    const { view } = await prepare();
    expect(view).toMatchObject({ state: 'refused', refusal: { providerCode: 'INVALID_SCOPE' } });
    await expect(confirm(view.id)).rejects.toThrow(InvalidAgreementState);
  });

  it('stays with its payer where the code is refused, and can be confirmed by another', async () => {
    const { view } = await prepare();
    scenario.scripts.confirm = () => Promise.resolve({ outcome: 'declined', providerCode: 'EXPIRED_CODE', message: 'too late' });
    await expect(confirm(view.id)).rejects.toThrow(AgreementRefused);
    scenario.scripts.confirm = () => Promise.resolve({ outcome: 'approved', tokens: tokens(30) });
    expect((await confirm(view.id, 'code-2', 'confirm-2')).view.state).toBe('active');
  });

  it('is confirmed by one of two at once', async () => {
    const { view } = await prepare();
    scenario.scripts.confirm = () => Promise.resolve({ outcome: 'approved', tokens: tokens(30) });
    await Promise.allSettled([confirm(view.id, 'code-1', 'a'), confirm(view.id, 'code-1', 'b')]);
    expect(calls('confirm')).toBe(1);
  });

  it('that is ended beside its confirmation is over: the token that comes is ended, and the provider is told until it knows', async () => {
    const { view } = await prepare();
    scenario.scripts.confirm = async () => {
      expect(await end(view.id)).toMatchObject({ settled: true, view: { state: 'ended' } });
      return { outcome: 'approved', tokens: tokens(30) };
    };
    scenario.scripts.end = () => Promise.resolve({ outcome: 'unknown', cause: 'timeout' });
    expect(await confirm(view.id)).toMatchObject({ settled: false, view: { state: 'ending' } });
    expect(scenario.asked.at(-1)).toMatchObject({ call: 'end', input: { accessToken: 'access-token-30' } });
    scenario.scripts.end = () => Promise.resolve({ outcome: 'approved' });
    scenario.time += 2 * HOUR;
    await keep();
    expect(await end(view.id)).toMatchObject({ settled: true, view: { state: 'ended' } });
    expect(calls('end')).toBe(2);
  });

  it('that is ended before it is taken up for its code sends none', async () => {
    const { view } = await prepare();
    const { reached, go } = await heldRow(view.id, `state = 'ended'`);
    const confirming = confirm(view.id);
    await reached();
    await go();
    await expect(confirming).rejects.toThrow(InvalidAgreementState);
    expect(calls('confirm')).toBe(0);
  });

  it('has the key of its confirmation from the moment that it is taken up: no repeat finds it taken by nobody', async () => {
    const { view } = await prepare();
    await scenario.database.pool.query(
      `alter table agreement add constraint taken_by_a_key check (state <> 'prepared' or due_at is null or confirm_key is not null)`,
    );
    scenario.scripts.confirm = async () => {
      expect(await confirm(view.id)).toMatchObject({ replayed: true, settled: false, view: { state: 'prepared' } });
      await expect(confirm(view.id, 'code-2')).rejects.toMatchObject({ code: 'idempotency_key_reused', fields: [{ path: 'code' }] });
      await expect(confirm(view.id, 'code-1', 'confirm-2')).rejects.toThrow(OperationInProgress);
      return { outcome: 'approved', tokens: tokens(30) };
    };
    expect(await confirm(view.id)).toMatchObject({ replayed: false, view: { state: 'active' } });
    expect(calls('confirm')).toBe(1);
  });

  it('answers the repeat that waits for the first one’s taking with what is known by then', async () => {
    const { view } = await prepare();
    scenario.scripts.confirm = () => Promise.resolve({ outcome: 'approved', tokens: tokens(30) });
    const { reached, go } = await heldRow(view.id, 'sends = sends');
    const both = Promise.all([confirm(view.id), confirm(view.id)]);
    await reached();
    await go();
    expect((await both).map(({ replayed }) => replayed).toSorted()).toEqual([false, true]);
    expect(calls('confirm')).toBe(1);
  });

  it('ends also where a renewal takes it up in that moment', async () => {
    const id = await active();
    scenario.scripts.end = () => Promise.resolve({ outcome: 'approved' });
    const { reached, go } = await heldRow(id, 'lease = lease + 1');
    const ending = end(id);
    await reached();
    await go();
    expect(await ending).toMatchObject({ settled: true, view: { state: 'ended' } });
  });

  it('that is ended beside its renewal ends the renewed token', async () => {
    const id = await active();
    scenario.scripts.refresh = async () => {
      scenario.scripts.end = () => Promise.resolve({ outcome: 'unknown', cause: 'timeout' });
      await end(id);
      scenario.scripts.end = () => Promise.resolve({ outcome: 'approved' });
      return { outcome: 'approved', tokens: { ...tokens(60), accessToken: 'renewed' } };
    };
    scenario.time += 29 * DAY;
    await keep();
    expect(scenario.asked.at(-1)).toMatchObject({ call: 'end', input: { accessToken: 'renewed' } });
    expect((await end(id)).view.state).toBe('ended');
  });

  it('tells the provider how often a code was sent, also under another key, and is not refused for a send of its own', async () => {
    const { view } = await prepare();
    const attempts: number[] = [];
    scenario.scripts.confirm = (_input, { attempt }) => {
      attempts.push(attempt);
      return Promise.resolve({ outcome: 'unknown', cause: attempt === 1 ? 'timeout' : 'resend_refused' });
    };
    expect(await confirm(view.id)).toMatchObject({ settled: false, view: { state: 'prepared' } });
    expect(await confirm(view.id)).toMatchObject({ settled: false });
    await confirm(view.id, 'code-1', 'confirm-2');
    await confirm(view.id, 'code-2', 'confirm-3');
    expect(attempts).toEqual([1, 2, 3, 1]);
  });

  it('replays a refusal under its key, and does not send the code again', async () => {
    const { view } = await prepare();
    scenario.scripts.confirm = () => Promise.resolve({ outcome: 'declined', providerCode: 'EXPIRED_CODE', message: 'too late' });
    await expect(confirm(view.id)).rejects.toThrow(AgreementRefused);
    await expect(confirm(view.id)).rejects.toThrow('the provider refuses: too late (EXPIRED_CODE)');
    expect(calls('confirm')).toBe(1);
  });

  it('has keys that stand for nothing else of its merchant', async () => {
    const [first, second] = [await prepare(), await prepare({ description: 'Meals' }, 'key-2')];
    scenario.scripts.confirm = () => Promise.resolve({ outcome: 'declined', providerCode: 'EXPIRED_CODE', message: 'too late' });
    await expect(confirm(first.view.id)).rejects.toThrow(AgreementRefused);
    for (const reused of [() => confirm(second.view.id), () => confirm(second.view.id, 'code-1', 'key-2'), () => prepare({}, 'confirm-1')])
      await expect(reused()).rejects.toMatchObject({ code: 'idempotency_key_reused', fields: [{ path: 'path' }] });
    expect(calls('confirm')).toBe(1);
    // Its own earlier key comes once more, after another one.
    await expect(confirm(first.view.id, 'code-2', 'confirm-2')).rejects.toThrow(AgreementRefused);
    scenario.scripts.confirm = () => Promise.resolve({ outcome: 'approved', tokens: tokens(30) });
    expect((await confirm(first.view.id)).view.state).toBe('active');
    expect((await confirm(second.view.id, 'code-3', 'confirm-3')).view.state).toBe('active');
  });

  it('keeps its refresh token where a send of it was lost, and gives up when nobody answers', async () => {
    await active();
    const attempts: number[] = [];
    scenario.scripts.refresh = (_input, { attempt }) => {
      attempts.push(attempt);
      return Promise.resolve({ outcome: 'unknown', cause: 'timeout' });
    };
    scenario.time += 29 * DAY;
    for (let turn = 0; turn < 30; turn += 1) {
      await keep();
      scenario.time += HOUR;
    }
    expect(attempts).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect((await scenario.database.pool.query('select refresh_token is not null as kept from agreement')).rows).toEqual([{ kept: true }]);
  });

  it('is renewed a day before it expires, by a token that is good for one renewal', async () => {
    await active();
    scenario.scripts.refresh = () =>
      Promise.resolve({ outcome: 'approved', tokens: { ...tokens(60), accessToken: 'renewed', refreshToken: 'next' } });
    scenario.time += 29 * DAY - HOUR;
    expect(await keep()).toBe(0);
    scenario.time += 2 * HOUR;
    expect(await keep()).toBe(1);
    expect(scenario.asked.at(-1)).toMatchObject({ call: 'refresh', input: { refreshToken: 'refresh-token-30' } });
    scenario.time += 90 * DAY;
    await keep();
    expect(scenario.asked.at(-1)).toMatchObject({ call: 'refresh', input: { refreshToken: 'next' } });
  });

  it('whose renewal was not heard of is renewed again, and one that is refused ends when its token does', async () => {
    const id = await active();
    scenario.scripts.refresh = () => Promise.resolve({ outcome: 'unknown', cause: 'timeout' });
    scenario.time += 29 * DAY;
    await keep();
    expect(await keep()).toBe(0);
    scenario.scripts.refresh = () => Promise.resolve({ outcome: 'declined', providerCode: 'USED_REFRESH_TOKEN', message: 'used' });
    scenario.time += 6 * 60_000;
    expect(await keep()).toBe(1);
    expect((await end(id).catch(() => undefined))?.view.state ?? 'ending').toBe('ending');
    expect(calls('refresh')).toBe(2);
  });

  it('that ends is charged no more from that moment, and the provider is told until it knows', async () => {
    const id = await active();
    scenario.scripts.end = () => Promise.resolve({ outcome: 'unknown', cause: 'timeout' });
    expect(await end(id)).toMatchObject({ settled: false, view: { state: 'ending' } });
    scenario.scripts.end = () => Promise.resolve({ outcome: 'approved' });
    scenario.time += 2 * HOUR;
    await keep();
    expect((await end(id)).view.state).toBe('ended');
    expect(calls('end')).toBe(2);
  });

  it('is not found by another merchant, at an account that is none of theirs, or with options that nobody hears', async () => {
    const { view } = await prepare();
    const stranger = new EndAgreement({ merchantId: '00000000-0000-7000-8000-000000000000' }, view.id);
    await expect(scenario.execute(stranger)).rejects.toThrow(AgreementNotFound);
    await expect(prepare({ providerAccountId: '00000000-0000-7000-8000-000000000000' }, 'key-2')).rejects.toThrow(InvalidReference);
    await expect(prepare({ providerOptions: { upay: {} } }, 'key-3')).rejects.toThrow(InvalidProviderOptions);
    await expect(prepare({ providerOptions: { wallet: { note: 'too long' } } }, 'key-4')).rejects.toMatchObject({
      fields: [{ path: 'providerOptions.wallet.note' }],
    });
    await expect(prepare({ returnUrl: 'https://shop.example' }, 'key-5')).rejects.toMatchObject({ fields: [{ path: 'returnUrl' }] });
  });
});
