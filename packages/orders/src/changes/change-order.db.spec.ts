import {
  IdempotencyKeyReused,
  InvalidProviderOptions,
  InvalidReference,
  NotReady,
  OperationInProgress,
  OperationNotSupported,
} from '@interlock/domain';
import { seedClosedBatch } from '@interlock/persistence/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AdjustTip, CaptureOrder, IncrementAuthorization, RefundOrder, VoidOrder } from '../commands.js';
import type { CommandAnswer } from '../commands.js';
import { AmountExceedsRemaining, BatchClosed, InvalidState, OrderNotFound } from '../errors.js';
import { orderScenario, usd } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';

let scenario: Scenario;
beforeEach(async () => {
  scenario = await orderScenario({ first: { whole: true } });
});
afterEach(() => scenario.close());

async function held(minor = 1000n): Promise<string> {
  const { view } = await scenario.create({ amount: usd(minor), capture: 'manual' });
  expect(view).toMatchObject({ state: 'authorized', amounts: { authorized: { value: String(minor) }, captured: { value: '0' } } });
  return view.id;
}
async function paid(): Promise<string> {
  const { view } = await scenario.create();
  expect(view.state).toBe('paid');
  return view.id;
}
const capture = (id: string, minor?: bigint, key = 'key-1'): Promise<CommandAnswer> =>
  scenario.execute(new CaptureOrder(scenario.actor, id, minor === undefined ? {} : { amount: usd(minor) }, key));
const increment = (id: string, minor: bigint, key = 'key-1'): Promise<CommandAnswer> =>
  scenario.execute(new IncrementAuthorization(scenario.actor, id, { amount: usd(minor) }, key));
const tip = (id: string, minor: bigint, key = 'key-1'): Promise<CommandAnswer> =>
  scenario.execute(new AdjustTip(scenario.actor, id, { amount: usd(minor) }, key));
const undo = (id: string, key = 'key-1'): Promise<CommandAnswer> => scenario.execute(new VoidOrder(scenario.actor, id, {}, key));
const asks = (verb: string): number => scenario.first.asked.filter((call) => call.verb === verb).length;
const unknown = () => ({ outcome: 'unknown', cause: 'timeout' }) as const;

describe('a capture', () => {
  it('takes all that is held where no amount is named, and a part where one is', async () => {
    expect((await capture(await held())).view).toMatchObject({
      state: 'paid',
      amounts: { captured: { value: '1000' }, authorized: { value: '1000' } },
    });
    const id = await held();
    expect((await capture(id, 400n, 'key-2')).view).toMatchObject({
      state: 'paid',
      amounts: { captured: { value: '400' } },
      operations: [{ kind: 'authorize' }, { kind: 'capture', outcome: 'approved', amount: { value: '400' } }],
    });
    expect(await scenario.ledger(id)).toEqual({ provider_receivable: 400n, merchant_payable: -400n });
    expect((await scenario.refund(id, 'r1')).view).toMatchObject({ state: 'refunded', amounts: { refunded: { value: '400' } } });
  });

  it('above what is held is refused, before anything is sent', async () => {
    await expect(capture(await held(), 1001n)).rejects.toThrow(AmountExceedsRemaining);
    expect(asks('capture')).toBe(0);
  });

  it('of what is captured, or was never held, is refused', async () => {
    const id = await held();
    await capture(id, 400n);
    await expect(capture(id, 400n, 'key-2')).rejects.toThrow(InvalidState);
    await expect(capture(await paid(), 1n, 'key-3')).rejects.toThrow(/needs an authorization that is held/);
  });

  it('is one, however often its key comes: also fifty times at once', async () => {
    const id = await held();
    const answers = await Promise.all(Array.from({ length: 50 }, () => capture(id, 600n)));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(asks('capture')).toBe(1);
    expect((await scenario.order(id)).operations).toHaveLength(2);
    await expect(capture(id, 601n)).rejects.toMatchObject({ fields: [{ path: 'amount' }] });
    await expect(capture(await held(), 600n)).rejects.toMatchObject({ fields: [{ path: 'path' }] });
    await expect(undo(id)).rejects.toThrow(IdempotencyKeyReused);
  });

  it('has a key that stands for nothing else of its merchant: not for a batch that was closed', async () => {
    const id = await held();
    const { idempotencyKey } = await seedClosedBatch(scenario.database.pool, {
      merchantId: scenario.actor.merchantId,
      accountId: scenario.accounts[0] ?? '',
    });
    const reused = capture(id, 600n, idempotencyKey);
    await expect(reused).rejects.toThrow(IdempotencyKeyReused);
    await expect(reused).rejects.toMatchObject({ fields: [{ path: 'path' }] });
    expect([asks('capture'), (await scenario.order(id)).operations.length]).toEqual([0, 1]);
    expect((await capture(id, 600n, 'another')).view.state).toBe('paid');
  });

  it('races another of another key: one wins, and the other is told why', async () => {
    const id = await held();
    const results = await Promise.allSettled([capture(id, 600n, 'key-a'), capture(id, 600n, 'key-b')]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const lost = results.find((result) => result.status === 'rejected');
    expect([InvalidState, OperationInProgress].some((error) => lost?.reason instanceof error)).toBe(true);
    expect((await scenario.order(id)).operations.filter(({ kind }) => kind === 'capture')).toHaveLength(1);
  });

  it('whose outcome is unknown keeps the order authorized and its amount reserved, and a query ends it', async () => {
    const id = await held();
    scenario.first.capture = unknown;
    expect(await capture(id, 600n)).toMatchObject({ settled: false, view: { state: 'authorized', amounts: { captured: { value: '0' } } } });
    await expect(undo(id, 'key-2')).rejects.toThrow(OperationInProgress);
    expect(await capture(id, 600n)).toMatchObject({ replayed: true, settled: false });
    scenario.first.query = ({ operation }) =>
      operation.kind === 'capture'
        ? { outcome: 'approved', providerRef: 'captured', stated: { base: operation.amount.minor } }
        : { outcome: 'not_found', providerCode: 'NONE' };
    scenario.clock.advance({ seconds: 3 });
    await scenario.work();
    expect((await scenario.order(id)).order.state).toBe('paid');
    expect(await scenario.ledger(id)).toEqual({ provider_receivable: 600n, merchant_payable: -600n });
  });

  it('that never arrived is sent again under its one key', async () => {
    const id = await held();
    scenario.first.capture = unknown;
    await capture(id, 600n);
    scenario.first.capture = (request) => ({ outcome: 'approved', providerRef: 'x', stated: { base: request.amount.minor } });
    for (let turn = 0; turn < 30; turn += 1) {
      scenario.clock.advance({ seconds: 3 });
      await scenario.work();
    }
    const keys = scenario.first.asked.filter(({ verb }) => verb === 'capture').map(({ key }) => key);
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    expect((await scenario.order(id)).order.state).toBe('paid');
  });

  it('of another amount than asked is not believed: a case, and the hold stands', async () => {
    const id = await held();
    scenario.first.capture = () => ({ outcome: 'approved', providerRef: 'x', stated: { base: 599n } });
    expect((await capture(id, 600n)).view).toMatchObject({ state: 'authorized', cases: [{ kind: 'amount_mismatch' }] });
    expect(await scenario.ledger(id)).toEqual({});
  });
});

describe('an increment', () => {
  it('raises what may be captured, and stays within one order', async () => {
    const id = await held();
    expect((await increment(id, 250n)).view).toMatchObject({ state: 'authorized', amounts: { authorized: { value: '1250' } } });
    expect((await capture(id, 1250n, 'key-2')).view).toMatchObject({ state: 'paid', amounts: { captured: { value: '1250' } } });
    await expect(increment(id, 1n, 'key-3')).rejects.toThrow(InvalidState);
  });

  it('that is lost is never sent again: the total that the provider shows tells', async () => {
    const id = await held();
    scenario.first.increment = unknown;
    await increment(id, 250n);
    scenario.first.query = () => ({ outcome: 'approved', providerRef: 'x', stated: { base: 1250n, authorizedTotal: 1250n } });
    scenario.clock.advance({ seconds: 3 });
    await scenario.work();
    expect((await scenario.reads.byId(scenario.actor, id)).amounts.authorized.value).toBe('1250');
    scenario.first.query = () => ({ outcome: 'approved', providerRef: 'x', stated: { base: 1250n, authorizedTotal: 1250n } });
    await increment(id, 100n, 'key-2');
    for (let turn = 0; turn < 30; turn += 1) {
      scenario.clock.advance({ seconds: 3 });
      await scenario.work();
    }
    expect(asks('increment')).toBe(2);
    expect((await scenario.reads.byId(scenario.actor, id)).amounts.authorized.value).toBe('1250');
    expect((await scenario.order(id)).operations.at(-1)).toMatchObject({ outcome: 'declined', declineCode: 'never_arrived' });
  });
});

describe('a tip', () => {
  it('is set, not added, up and down, and is in the books', async () => {
    const id = await paid();
    expect((await tip(id, 300n)).view).toMatchObject({ state: 'paid', amounts: { tip: { value: '300' }, captured: { value: '1000' } } });
    expect((await tip(id, 100n, 'key-2')).view.amounts.tip.value).toBe('100');
    expect(await scenario.ledger(id)).toEqual({ provider_receivable: 1100n, merchant_payable: -1100n });
    expect((await scenario.refund(id, 'r1')).view).toMatchObject({ state: 'refunded', amounts: { refunded: { value: '1100' } } });
    await expect(tip(id, 1n, 'key-3')).rejects.toThrow(InvalidState);
  });

  it('waits for no refund, and no refund for it', async () => {
    const id = await paid();
    scenario.first.refund = unknown;
    await scenario.refund(id, 'r1', 1n);
    await expect(tip(id, 1n)).rejects.toThrow(OperationInProgress);
    const other = await paid();
    scenario.first.adjust_tip = unknown;
    await tip(other, 1n, 'key-2');
    await expect(scenario.refund(other, 'r1', 1n)).rejects.toThrow(OperationInProgress);
  });
});

describe('a void', () => {
  it('lets a hold go, and undoes a payment', async () => {
    const hold = await held();
    expect((await undo(hold)).view).toMatchObject({ state: 'canceled', amounts: { captured: { value: '0' } } });
    expect(await scenario.ledger(hold)).toEqual({});
    const id = await paid();
    expect((await undo(id, 'key-2')).view).toMatchObject({ state: 'reversed', amounts: { captured: { value: '0' } } });
    expect(await scenario.ledger(id)).toEqual({ provider_receivable: 0n, merchant_payable: 0n });
    await expect(undo(id, 'key-3')).rejects.toThrow(InvalidState);
  });

  it('of what was partly given back, or whose batch is closed, is refused', async () => {
    const id = await paid();
    await scenario.refund(id, 'r1', 1n);
    await expect(undo(id)).rejects.toThrow(InvalidState);
    const batched = await paid();
    const { pool } = scenario.database;
    const batch = await seedClosedBatch(pool, { merchantId: scenario.actor.merchantId, accountId: scenario.accounts[0] ?? '' });
    await pool.query('update operation set batch_id = $2 where order_id = $1', [batched, batch.id]);
    await pool.query('update batch set own_count = 1 where id = $1', [batch.id]);
    await expect(undo(batched, 'key-2')).rejects.toThrow(BatchClosed);
    await expect(tip(batched, 5n, 'key-3')).rejects.toThrow(BatchClosed);
    expect((await scenario.refund(batched, 'r1')).view.state).toBe('refunded');
    expect([asks('void'), asks('adjust_tip')]).toEqual([0, 0]);
  });

  it('that the provider refuses leaves the payment as it was', async () => {
    const id = await paid();
    scenario.first.void = () => ({ outcome: 'declined', code: 'already_settled', providerCode: 'ET008' });
    expect((await undo(id)).view).toMatchObject({
      state: 'paid',
      operations: [{}, { outcome: 'declined', declineCode: 'already_settled' }],
    });
    expect((await scenario.refund(id, 'r1')).view.state).toBe('refunded');
  });
});

describe('what a provider does not offer', () => {
  it('is refused before anything is sent, with what it offers instead', async () => {
    const { view } = await scenario.create({ route: { providerAccountId: scenario.accounts[1] ?? '' } });
    await expect(tip(view.id, 5n)).rejects.toThrow(
      new OperationNotSupported('wallet has no tip after the payment; it offers cancel, refund'),
    );
    await expect(undo(view.id)).rejects.toThrow(/wallet has no void/);
    expect(scenario.second.asked.map(({ verb }) => verb)).toEqual(['sale']);
  });

  it('is no candidate for an authorization', async () => {
    const pinned = scenario.create({ capture: 'manual', route: { providerAccountId: scenario.accounts[1] ?? '' } });
    await expect(pinned).rejects.toMatchObject({
      code: 'no_route',
      fields: expect.arrayContaining([
        { path: `candidates.${scenario.accounts[1] ?? ''}`, message: expect.stringContaining('has no authorization') },
      ]),
    });
  });

  it('is said of a terminal where it works without one, and of parts of a refund', async () => {
    const id = await held();
    const onTerminal = scenario.execute(new CaptureOrder(scenario.actor, id, { onTerminal: true }, 'key-1'));
    await expect(onTerminal).rejects.toThrow(new OperationNotSupported('upay: it captures from here'));
    const paidId = await paid();
    const parts = scenario.execute(new RefundOrder(scenario.actor, paidId, { refundNo: 'r1', parts: { order: 100n } }));
    await expect(parts).rejects.toThrow(/as a whole/);
  });
});

describe('options of a provider', () => {
  it('reach it, and are part of what the key stands for', async () => {
    const id = await held();
    const noted = (note: string) => new CaptureOrder(scenario.actor, id, { providerOptions: { upay: { note } } }, 'key-1');
    await scenario.execute(noted('a'));
    expect(scenario.first.asked.at(-1)).toMatchObject({ verb: 'capture', request: { options: { note: 'a' } } });
    await expect(scenario.execute(noted('b'))).rejects.toMatchObject({ fields: [{ path: 'providerOptions' }] });
  });

  it.each([
    [{ wallet: {} }, 'providerOptions.wallet', /wallet is not asked: this goes to upay/],
    [{ upay: { other: 1 } }, 'providerOptions.upay.other', /is not an option/],
    [{ upay: { note: 'far too long' } }, 'providerOptions.upay.note', /./],
  ])('that cannot be carried out are refused by name: %j', async (providerOptions, path, message) => {
    const id = await held();
    const refused = scenario.execute(new CaptureOrder(scenario.actor, id, { providerOptions }, 'key-1'));
    await expect(refused).rejects.toMatchObject({ fields: [{ path, message: expect.stringMatching(message) }] });
    await expect(refused).rejects.toThrow(InvalidProviderOptions);
  });

  it('of a new order go to the account that takes it, and to no deaf one', async () => {
    await scenario.create({ providerOptions: { upay: { note: 'hi' } } });
    expect(scenario.first.asked.at(-1)).toMatchObject({ request: { options: { note: 'hi' } } });
    await expect(
      scenario.create({ providerOptions: { upay: { note: 'hi' } }, route: { providerAccountId: scenario.accounts[1] ?? '' } }),
    ).rejects.toThrow(/no account of upay takes this order/);
    await expect(scenario.create({ providerOptions: { codepay: {} } })).rejects.toThrow(/codepay is not asked/);
  });
});

describe('a change', () => {
  it('is refused in another currency, for an order that is not there, and by a process that begins nothing', async () => {
    const id = await held();
    const eur = { ...usd(1n), currency: 'EUR' as ReturnType<typeof usd>['currency'] };
    await expect(scenario.execute(new CaptureOrder(scenario.actor, id, { amount: eur }, 'key-1'))).rejects.toThrow(InvalidReference);
    await expect(capture('00000000-0000-7000-8000-000000000000')).rejects.toThrow(OrderNotFound);
    scenario.readiness.ready = false;
    await expect(capture(id)).rejects.toThrow(NotReady);
    expect((await scenario.order(id)).operations).toHaveLength(1);
  });

  it('needs a terminal of this merchant where it is done on one', async () => {
    const id = await paid();
    const on = (input: { readonly terminalSn?: string; readonly onTerminal?: boolean }) =>
      scenario.execute(new VoidOrder(scenario.actor, id, input, 'key-1'));
    await expect(on({ onTerminal: true })).rejects.toThrow(/the order has no terminal/);
    await expect(on({ onTerminal: true, terminalSn: 'nowhere' })).rejects.toThrow(/no such terminal/);
    await expect(on({ terminalSn: 'nowhere' })).rejects.toThrow(/needs onTerminal/);
  });
});

describe('a tip with the sale', () => {
  it('is taken beside the amount, and the provider has to state it', async () => {
    expect((await scenario.create({ tip: usd(150n) })).view).toMatchObject({
      state: 'paid',
      amounts: { captured: { value: '1000' }, tip: { value: '150' } },
      operations: [{ tip: { value: '150' } }],
    });
    scenario.first.sale = (request) => ({ outcome: 'approved', providerRef: 'x', stated: { base: request.amount.minor, tip: 149n } });
    expect((await scenario.create({ tip: usd(150n) })).view).toMatchObject({ state: 'uncertain', cases: [{ kind: 'amount_mismatch' }] });
  });
});

describe('a void that the provider says yes to, and whose charge is shown paid a moment later', () => {
  it('keeps the order reversed, and sends no refund after it', async () => {
    const id = await paid();
    scenario.first.query = () => ({ outcome: 'approved', providerRef: 'sale', stated: { base: 1000n } });
    expect((await undo(id)).view.state).toBe('reversed');
    scenario.clock.advance({ seconds: 3 });
    expect((await scenario.refresh(id)).view.state).toBe('reversed');
    expect([asks('void'), asks('refund'), asks('cancel')]).toEqual([1, 0, 0]);
    expect(await scenario.ledger(id)).toEqual({ provider_receivable: 0n, merchant_payable: 0n });
  });
});
