import { IdempotencyKeyReused, NotReady, OperationNotSupported, ProviderAccountNotFound, currencyCode } from '@interlock/domain';
import { beginFollowing } from '@interlock/persistence';
import { seedAccount, seedBinding, seedMerchant, createTestKeyRing, until } from '@interlock/persistence/testing';
import type { BatchResult } from '@interlock/provider-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { PROVIDER_SERIAL, PROVIDER_STORE_NO, batchScenario } from '../testing/batch-scenario.js';
import type { BatchScenario } from '../testing/batch-scenario.js';
import { BatchInProgress, BatchNotFound } from './errors.js';

let scenario: BatchScenario;
beforeEach(async () => {
  scenario = await batchScenario();
});
afterEach(() => scenario.stop());

const all = { all: true } as const;
const unknown: BatchResult = { outcome: 'unknown', cause: 'timeout' };
const empty: BatchResult = { outcome: 'declined', providerCode: 'ET007', message: 'no pending transactions', empty: true };
const totals = (count: number, minor: bigint): BatchResult => ({
  outcome: 'approved',
  totals: { count, total: { currency: currencyCode('USD'), minor } },
});
const batchOf = async (operation: { readonly id: string; readonly orderId: string }): Promise<string | null | undefined> =>
  (await scenario.read(operation.orderId)).operations.find(({ id }) => id === operation.id)?.batchId;
const closes = (): number => scenario.provider.asked.filter(({ verb }) => verb === 'close').length;

describe('a close', () => {
  it('marks what was paid, tells what the provider states and what is ours, and says so in the history of each order', async () => {
    const charge = await scenario.paid();
    scenario.provider.close = () => totals(1, 1000n);
    scenario.advance(1);
    const { view, settled, replayed } = await scenario.close(all);
    expect([settled, replayed]).toEqual([true, false]);
    const figures = { count: 1, total: { currency: 'USD', value: '1000' } };
    expect(view).toMatchObject({ state: 'closed', attempts: 1, scope: all, stated: figures, own: figures, exceptions: [] });
    expect(await batchOf(charge)).toBe(view.id);
    const { rows } = await scenario.database.pool.query('select cause, actor, request_id, version from transition where order_id = $1', [
      charge.orderId,
    ]);
    expect(rows).toEqual([{ cause: 'batch_closed', actor: 'sk_test_abcd', request_id: 'request-0001', version: 2 }]);
    expect(await scenario.reads.byId(scenario.actor, view.id)).toEqual(view);
  });

  it('ends void and tip, and leaves the refund', async () => {
    const charge = await scenario.paid();
    await scenario.close(all);
    const begin = (kind: 'void' | 'adjust_tip' | 'refund') => {
      const open = { outcome: null, finishedAt: null, amountMinor: kind === 'refund' ? 400n : null } as const;
      const operation = scenario.following(charge, kind, open);
      const cause = { cause: 'request', actor: 'test', requestId: 'r' };
      return beginFollowing(scenario.database.pool, { operation, cause, eventId: v7() });
    };
    expect([await begin('void'), await begin('adjust_tip'), await begin('refund')]).toEqual([undefined, undefined, 3]);
  });

  it('takes what the adapter says: of one terminal its cards, of a store what its terminals took, and of all everything', async () => {
    const card = await scenario.paid();
    const qr = await scenario.paid({ order: { method: { type: 'terminal', scenario: 'show_qr' } } });
    const bare = { candidates: [], proofs: [] };
    const online = await scenario.paid({ order: { method: { type: 'redirect' }, routing: bare, terminalSn: null } });
    const elsewhere = await scenario.paid({
      order: { routing: { ...bare, terminals: { [scenario.place.accountId]: 'WPYB000000000001' } } },
    });
    const where = () => Promise.all([card, qr, online, elsewhere].map(batchOf));
    const first = (await scenario.close({ terminalSns: [scenario.terminalSn] })).view.id;
    expect(await where()).toEqual([first, null, null, null]);
    const second = (await scenario.close({ storeNo: scenario.storeNo })).view.id;
    expect(await where()).toEqual([first, second, null, null]);
    const third = (await scenario.close(all)).view.id;
    expect(await where()).toEqual([first, second, third, third]);
    expect(scenario.provider.asked.map(({ scope }) => scope)).toEqual([
      { type: 'terminals', providerTerminalSns: [PROVIDER_SERIAL] },
      { type: 'store', providerStoreNo: PROVIDER_STORE_NO },
      { type: 'all' },
    ]);
  });

  it('takes what ended before it was asked, and leaves the rest to the next one', async () => {
    const before = await scenario.paid();
    const held = { kind: 'authorize' } as const;
    const uncaptured = await scenario.paid({ order: { state: 'authorized' }, charge: { ...held, capturedMinor: 0n } });
    const voided = await scenario.paid({ order: { state: 'reversed' }, charge: { capturedMinor: 0n } });
    const captured = await scenario.paid({ charge: held }, (charge) => [
      scenario.following(charge, 'capture', { finishedAt: scenario.now() + 500 }),
    ]);
    const later = await scenario.paid({ charge: { finishedAt: scenario.now() + 1 } });
    const { view } = await scenario.close(all);
    const where = () => Promise.all([before, uncaptured, voided, captured, later].map(batchOf));
    expect(await where()).toEqual([view.id, null, null, null, null]);
    scenario.advance(1);
    const next = (await scenario.close(all)).view;
    expect(await where()).toEqual([view.id, null, null, next.id, next.id]);
    expect(next.own).toEqual({ count: 2, total: { currency: 'USD', value: '2000' } });
  });

  it('takes refunds with the batch in which they were made, and off its total', async () => {
    const charge = await scenario.paid();
    const first = (await scenario.close(all)).view;
    const refund = scenario.following(charge, 'refund', { amountMinor: 400n, refundNo: 'r1', finishedAt: scenario.now() + 1 });
    const { rowCount } = await scenario.database.pool.query(
      'insert into operation select (jsonb_populate_record(p, $2::jsonb)).* from operation p where id = $1',
      [
        charge.id,
        JSON.stringify({
          id: refund.id,
          charge_id: charge.id,
          kind: 'refund',
          provider_key: refund.providerKey,
          refund_no: 'r1',
          amount_minor: 400,
          captured_minor: 0,
          authorized_minor: 0,
          batch_id: null,
          finished_at: new Date(refund.finishedAt ?? 0),
        }),
      ],
    );
    expect(rowCount).toBe(1);
    scenario.advance(1);
    scenario.provider.close = () => totals(1, -400n);
    const second = (await scenario.close(all)).view;
    expect(second).toMatchObject({ own: { count: 1, total: { value: '-400' } }, stated: { total: { value: '-400' } }, exceptions: [] });
    expect([await batchOf(charge), await batchOf(refund)]).toEqual([first.id, second.id]);
  });

  it('lists what is open in its scope, and does not wait for it', async () => {
    const uncertain = await scenario.paid({
      order: { state: 'uncertain' },
      charge: { outcome: 'unknown', finishedAt: null, capturedMinor: 0n },
    });
    const tipped = await scenario.paid({}, (charge) => [
      scenario.following(charge, 'adjust_tip', { outcome: null, finishedAt: null, tipMinor: 5n }),
    ]);
    const voiding = v7();
    const voided = await scenario.paid({ charge: { openExclusive: voiding } }, (charge) => [
      scenario.following(charge, 'void', { id: voiding, outcome: 'unknown', finishedAt: null, openExclusive: null }),
    ]);
    const { view } = await scenario.close(all);
    expect(view).toMatchObject({
      state: 'closed',
      own: { count: 1 },
      exceptions: [
        { kind: 'open_operation', orderId: uncertain.orderId, operationId: uncertain.id, operation: 'sale', outcome: 'unknown' },
        { kind: 'open_operation', orderId: tipped.orderId, operation: 'adjust_tip', outcome: null },
        { kind: 'open_operation', orderId: voided.orderId, operation: 'void', outcome: 'unknown' },
      ],
    });
    expect([await batchOf(uncertain), await batchOf(voided)]).toEqual([null, null]);
  });

  it('shows figures that differ', async () => {
    await scenario.paid();
    scenario.provider.close = () => totals(2, 1500n);
    expect((await scenario.close(all)).view.exceptions).toEqual([
      { kind: 'figures_differ', detail: 'the provider states 2 of 1500 USD, ours are 1 of 1000 USD (minor units)' },
    ]);
  });

  it('that the provider refuses takes nothing, also where there is nothing to close', async () => {
    const charge = await scenario.paid();
    scenario.provider.close = () => ({ outcome: 'declined', providerCode: 'E07303', message: 'not allowed', empty: false });
    const { view, settled } = await scenario.close(all);
    expect([settled, view.state, view.providerCode, view.message]).toEqual([true, 'refused', 'E07303', 'not allowed']);
    scenario.provider.close = () => empty;
    expect((await scenario.close(all)).view).toMatchObject({ state: 'refused', providerCode: 'ET007' });
    expect(await batchOf(charge)).toBeNull();
  });
});

describe('a close of which nothing was heard', () => {
  it('is never called closed, and is asked again until it is; nothing to close then means that it was', async () => {
    const charge = await scenario.paid();
    scenario.provider.close = () => unknown;
    const { view, settled } = await scenario.close(all);
    expect([settled, view.state, view.message]).toEqual([false, 'closing', 'timeout']);
    expect(await batchOf(charge)).toBeNull();
    expect(await scenario.work()).toBe(0);
    scenario.advance(5);
    scenario.provider.close = () => empty;
    expect(await scenario.work()).toBe(1);
    const after = await scenario.reads.byId(scenario.actor, view.id);
    expect(after).toMatchObject({ state: 'closed', attempts: 2, own: { count: 1 }, exceptions: [] });
    expect(after).not.toHaveProperty('stated');
    expect(await batchOf(charge)).toBe(view.id);
    expect(scenario.provider.asked.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  it('stays visible when it was asked often enough, is not believed when it is refused by then, and is asked again by hand', async () => {
    scenario.provider.close = () => unknown;
    const { id } = (await scenario.close(all)).view;
    for (let turn = 0; turn < 10; turn += 1) {
      scenario.advance(60);
      await scenario.work();
      scenario.provider.close = () => ({ outcome: 'declined', providerCode: 'E07303', message: 'no', empty: false });
    }
    expect(closes()).toBe(3);
    const stuck = await scenario.reads.byId(scenario.actor, id);
    expect(stuck).toMatchObject({ state: 'closing', providerCode: 'E07303', exceptions: [{ kind: 'outcome_unknown' }] });
    expect(stuck).not.toHaveProperty('dueAt');
    await expect(scenario.close(all)).rejects.toThrow(BatchInProgress);
    scenario.provider.close = () => totals(0, 0n);
    expect(await scenario.refresh(id)).toMatchObject({ settled: true, view: { state: 'closed', attempts: 4, exceptions: [] } });
    expect(await scenario.refresh(id)).toMatchObject({ settled: true, view: { state: 'closed', attempts: 4 } });
  });

  it('is not overtaken by a refresh while its call may still be answered', async () => {
    let answer = (_: BatchResult): void => undefined;
    scenario.provider.close = () => new Promise((resolve) => (answer = resolve));
    const closing = scenario.close(all);
    await until(() => closes() > 0);
    const [running] = (await scenario.reads.list(scenario.actor, { limit: 1 })).batches;
    expect(await scenario.refresh(running?.id ?? '')).toMatchObject({ settled: false, view: { state: 'closing', attempts: 1 } });
    await expect(scenario.close(all)).rejects.toThrow(BatchInProgress);
    answer(totals(0, 0n));
    expect((await closing).view.state).toBe('closed');
    expect(closes()).toBe(1);
  });

  it('that was left in the middle of its call is closed by the worker, at its time', async () => {
    const charge = await scenario.paid();
    scenario.provider.close = () => new Promise(() => undefined);
    void scenario.close(all);
    await until(() => closes() > 0);
    scenario.advance(24);
    expect(await scenario.work()).toBe(0);
    scenario.advance(1);
    scenario.provider.close = () => empty;
    expect(await scenario.work()).toBe(1);
    expect(await batchOf(charge)).toBeTruthy();
  });

  it('that was left between its proof and its marks is marked by the worker, without asking again', async () => {
    const [one, other] = [await scenario.paid(), await scenario.paid()];
    const { pool } = scenario.database;
    const query = pool.query.bind(pool) as (statement: unknown) => unknown;
    const dies = (statement: unknown): unknown => {
      const { name } = statement as { readonly name?: string };
      return name === 'stamp_batch' ? Promise.reject(new Error('the process died here')) : query(statement);
    };
    Object.assign(pool, { query: dies });
    await expect(scenario.close(all)).rejects.toThrow('the process died here');
    Object.assign(pool, { query });
    const [left] = (await scenario.reads.list(scenario.actor, { limit: 1 })).batches;
    expect(left).toMatchObject({ state: 'closing', closedAsOf: expect.any(String) });
    expect([await batchOf(one), await batchOf(other)]).toEqual([null, null]);
    const later = await scenario.paid({ charge: { finishedAt: scenario.now() + 1 } });
    scenario.advance(60);
    await scenario.work();
    expect([await batchOf(one), await batchOf(other), await batchOf(later)]).toEqual([left?.id, left?.id, null]);
    expect(closes()).toBe(1);
    expect(await scenario.reads.byId(scenario.actor, left?.id ?? '')).toMatchObject({ state: 'closed', own: { count: 2 } });
  });

  it('that somebody else took over while it was marked is marked by that one alone: what he counted is all that is in it', async () => {
    const [one, other] = [await scenario.paid(), await scenario.paid()];
    const { pool } = scenario.database;
    const query = pool.query.bind(pool) as (...statement: unknown[]) => unknown;
    let wakes = (): void => undefined;
    const sleeps = new Promise<void>((fallenAsleep) => {
      const stalls = async (...statement: unknown[]): Promise<unknown> => {
        if ((statement[0] as { readonly name?: string }).name === 'stamp_batch') {
          fallenAsleep();
          await new Promise<void>((resolve) => (wakes = resolve));
        }
        return query(...statement);
      };
      Object.assign(pool, { query: stalls });
    });
    const closing = scenario.close(all);
    await sleeps;
    Object.assign(pool, { query });
    // A void of it is open when the worker looks, and comes to nothing afterwards.
    await pool.query('update operation set open_exclusive = $2 where id = $1', [other.id, v7()]);
    scenario.advance(60);
    expect(await scenario.work()).toBe(1);
    await pool.query('update operation set open_exclusive = null where id = $1', [other.id]);
    wakes();
    const { view, settled } = await closing;
    expect([settled, view.state, view.own]).toEqual([true, 'closed', { count: 1, total: { currency: 'USD', value: '1000' } }]);
    expect([await batchOf(one), await batchOf(other)]).toEqual([view.id, null]);
    expect((await scenario.close(all)).view.own).toMatchObject({ count: 1 });
    expect(await batchOf(other)).not.toBe(view.id);
  });

  it('is not sent by a process whose clock is off', async () => {
    scenario.provider.close = () => unknown;
    await scenario.close(all);
    scenario.advance(60);
    scenario.readiness.ready = false;
    await expect(scenario.work()).rejects.toThrow(NotReady);
    await expect(scenario.close(all, 'another')).rejects.toThrow(NotReady);
    expect(closes()).toBe(1);
  });
});

describe('the key of a close', () => {
  it('makes it one, also twenty times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => scenario.close(all, 'one')));
    expect(new Set(answers.map(({ view }) => view.id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(closes()).toBe(1);
  });

  it('stands for nothing else of the merchant', async () => {
    await scenario.paid({}, (charge) => [scenario.following(charge, 'adjust_tip', { tipMinor: 5n, idempotencyKey: 'of a tip' })]);
    const reused = scenario.close(all, 'of a tip');
    await expect(reused).rejects.toThrow(IdempotencyKeyReused);
    await expect(reused).rejects.toMatchObject({ fields: [{ path: 'path' }] });
    expect(closes()).toBe(0);
  });

  it('stands for its content', async () => {
    await scenario.close(all, 'one');
    const other = scenario.close({ storeNo: scenario.storeNo }, 'one');
    await expect(other).rejects.toThrow(IdempotencyKeyReused);
    await expect(other).rejects.toMatchObject({ fields: [{ path: 'scope' }] });
    await expect(scenario.close(all, 'one', scenario.otherAccountId)).rejects.toMatchObject({ fields: [{ path: 'providerAccountId' }] });
  });
});

describe('what is refused before anything is begun', () => {
  afterEach(async () => {
    expect((await scenario.reads.list(scenario.actor, { limit: 1 })).batches).toEqual([]);
    expect(scenario.provider.asked).toEqual([]);
  });

  it('an account that is not the merchant’s', async () => {
    const { pool } = scenario.database;
    await expect(scenario.close(all, 'k', v7())).rejects.toThrow(ProviderAccountNotFound);
    const stranger = await seedAccount(pool, createTestKeyRing(), { provider: 'codepay' });
    await seedBinding(pool, { merchantId: (await seedMerchant(pool)).id, providerAccountId: stranger.id });
    await expect(scenario.close(all, 'k', stranger.id)).rejects.toThrow(ProviderAccountNotFound);
    await expect(scenario.reads.open(scenario.actor, stranger.id, all)).rejects.toThrow(ProviderAccountNotFound);
  });

  it('a provider without batches, by its name', async () => {
    await expect(scenario.close(all, 'k', scenario.otherAccountId)).rejects.toThrow(
      new OperationNotSupported('upay has no batches that are closed from here: it settles on its own'),
    );
  });

  it('everything of an account that other merchants share', async () => {
    const { pool } = scenario.database;
    await seedBinding(pool, { merchantId: (await seedMerchant(pool)).id, providerAccountId: scenario.place.accountId });
    for (const asked of [() => scenario.close(all), () => scenario.reads.open(scenario.actor, scenario.place.accountId, all)])
      await expect(asked()).rejects.toMatchObject({ code: 'invalid_reference', fields: [{ path: 'scope.all' }] });
  });

  it.each([
    ['a store that is not there', () => ({ storeNo: 'nowhere' }), 'scope.storeNo', /no such store/],
    ['a terminal that is not there', () => ({ terminalSns: [scenario.terminalSn, 'none'] }), 'scope.terminalSns.1', /no such terminal/],
  ])('%s', async (_, scope, path, message) => {
    await expect(scenario.close(scope())).rejects.toMatchObject({ fields: [{ path, message: expect.stringMatching(message) }] });
  });

  it('a store and a terminal that the account does not know', async () => {
    const { pool } = scenario.database;
    await pool.query('delete from store_binding');
    await pool.query('delete from terminal_binding');
    const message = 'is not bound to the provider account';
    await expect(scenario.close({ storeNo: scenario.storeNo })).rejects.toMatchObject({ fields: [{ path: 'scope.storeNo', message }] });
    await expect(scenario.close({ terminalSns: [scenario.terminalSn] })).rejects.toMatchObject({
      fields: [{ path: 'scope.terminalSns.0', message }],
    });
  });
});

describe('a scope that the account’s settings do not allow', () => {
  it('is refused in the adapter’s words', async () => {
    const narrow = await batchScenario({ oneTerminalOnly: true });
    await expect(narrow.close(all)).rejects.toThrow(new OperationNotSupported('codepay: close one terminal at a time'));
    expect((await narrow.close({ terminalSns: [narrow.terminalSn] })).view.state).toBe('closed');
    await narrow.stop();
  });
});

describe('reads', () => {
  it('show a batch to its merchant alone, and page newest first', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.unshift((await scenario.close(all)).view.id);
    const page = await scenario.reads.list(scenario.actor, { limit: 2 });
    expect([page.batches.map(({ id }) => id), page.nextCursor]).toEqual([ids.slice(0, 2), ids[1]]);
    const last = await scenario.reads.list(scenario.actor, { cursor: page.nextCursor, limit: 2 });
    expect([last.batches.map(({ id }) => id), last.nextCursor]).toEqual([ids.slice(2), undefined]);
    const stranger = { ...scenario.actor, merchantId: (await seedMerchant(scenario.database.pool)).id };
    await expect(scenario.reads.byId(stranger, ids[0] ?? '')).rejects.toThrow(BatchNotFound);
    await expect(scenario.reads.byId(scenario.actor, 'no id')).rejects.toThrow(BatchNotFound);
    await expect(scenario.refresh(v7())).rejects.toThrow(BatchNotFound);
  });

  it('of the open batch show the provider’s figures beside ours, and the difference', async () => {
    await scenario.paid({ charge: { tipTakenMinor: 150n } }, (charge) => [
      scenario.following(charge, 'refund', { amountMinor: 400n, refundNo: 'r1' }),
    ]);
    const qr = { method: { type: 'terminal', scenario: 'show_qr' } };
    await scenario.paid({ order: qr });
    await scenario.paid({ order: { state: 'reversed' }, charge: { capturedMinor: 0n } });
    scenario.provider.open = () => totals(4, 2250n);
    const { accountId } = scenario.place;
    const figures = (count: number, value: string) => ({ count, total: { currency: 'USD', value } });
    expect(await scenario.reads.open(scenario.actor, accountId, { terminalSns: [scenario.terminalSn] })).toEqual({
      providerAccountId: accountId,
      scope: { terminalSns: [scenario.terminalSn] },
      outcome: 'approved',
      stated: figures(4, '2250'),
      own: figures(3, '1750'),
      difference: figures(1, '500'),
    });
    await scenario.close({ storeNo: scenario.storeNo });
    scenario.provider.open = () => empty;
    expect(await scenario.reads.open(scenario.actor, accountId, all)).toMatchObject({
      outcome: 'declined',
      stated: figures(0, '0'),
      own: figures(0, '0'),
      difference: figures(0, '0'),
    });
  });

  it('of the open batch say so where the provider does not tell', async () => {
    scenario.provider.open = () => unknown;
    const view = await scenario.reads.open(scenario.actor, scenario.place.accountId, all);
    expect(view).toMatchObject({ outcome: 'unknown', message: 'timeout', own: { count: 0 } });
    expect(view).not.toHaveProperty('difference');
  });
});
