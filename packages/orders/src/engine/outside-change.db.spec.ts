import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Stated } from '@interlock/domain';
import { orderScenario } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';

let scenario: Scenario;
beforeEach(async () => {
  scenario = await orderScenario({ first: { whole: true } });
});
afterEach(() => scenario.close());

/** From now on the provider shows the payment with these figures. */
function shows(stated: Partial<Stated>): void {
  scenario.first.query = () => ({ outcome: 'approved', providerRef: 'ref', stated: { base: 1000n, ...stated } });
}

/** When nothing that we have sent can still be on its way. */
function later(): void {
  scenario.clock.advance({ seconds: 120 });
}
/** By more than clocks may differ: a query counts as asked after what has just been taken over. */
const soon = (): void => scenario.clock.advance({ seconds: 1 });

const sent = (): readonly string[] => scenario.first.asked.map(({ verb }) => verb).filter((verb) => verb !== 'query');

/** Looks for as long as somebody is due at once. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 10 && (await scenario.work()) > 0; turn += 1);
}

describe('a refund made outside us', () => {
  it('is an operation of the provider’s, in the books, in the order’s amounts and in the history; nobody sends it, and it is there once', async () => {
    const { view: before } = await scenario.create();
    later();
    shows({ refunded: 300n });
    const { view } = await scenario.refresh(before.id);
    expect(view).toMatchObject({
      state: 'partially_refunded',
      amounts: { captured: { value: '1000' }, refunded: { value: '300' } },
      cases: [{ kind: 'external_change', state: 'open' }],
    });
    expect(view.operations.at(-1)).toMatchObject({ kind: 'refund', origin: 'provider', outcome: 'approved', amount: { value: '300' } });
    await quiet();
    later();
    await scenario.refresh(before.id);
    await quiet();
    const { operations, cases } = await scenario.order(before.id);
    expect(operations.map(({ kind, origin }) => [kind, origin])).toEqual([
      ['sale', 'merchant'],
      ['refund', 'provider'],
    ]);
    expect(operations.at(-1)).toMatchObject({
      attempts: 0,
      dueAt: null,
      refundNo: null,
      providerKey: expect.stringMatching(/^outside-[0-9a-f]{32}$/),
    });
    expect(cases.map(({ kind, operationId }) => [kind, operationId])).toEqual([['external_change', operations.at(-1)?.id]]);
    expect(sent()).toEqual(['sale']);
    expect(await scenario.ledger(before.id)).toEqual({ provider_receivable: 700n, merchant_payable: -700n });
    const timeline = await scenario.reads.timeline(scenario.actor, before.id);
    expect(timeline.at(-1)).toMatchObject({
      from: 'paid',
      to: 'partially_refunded',
      cause: 'query',
      operation: { id: operations.at(-1)?.id, kind: 'refund', outcome: 'approved' },
      cases: [{ kind: 'external_change' }],
      evidence: { outcome: 'approved' },
    });
  });

  it('and another one after it are two, each with its case; the rest can be refunded by us, and no more', async () => {
    const { view } = await scenario.create();
    later();
    shows({ refunded: 300n });
    await scenario.refresh(view.id);
    shows({ refunded: 500n });
    soon();
    await scenario.refresh(view.id);
    const { operations, cases } = await scenario.order(view.id);
    expect(operations.filter(({ origin }) => origin === 'provider').map(({ amountMinor }) => amountMinor)).toEqual([300n, 200n]);
    expect(cases.filter(({ state }) => state === 'open')).toHaveLength(2);
    await expect(scenario.refund(view.id, 'too-much', 501n)).rejects.toMatchObject({ code: 'amount_exceeds_remaining' });
    expect((await scenario.refund(view.id, 'rest', 500n)).view.state).toBe('refunded');
    expect(await scenario.ledger(view.id)).toEqual({ provider_receivable: 0n, merchant_payable: 0n });
  });

  it('is not what our own refund did, of which nothing was heard: shown in the total, it is counted once', async () => {
    const { view } = await scenario.create();
    scenario.first.refund = () => ({ outcome: 'unknown', cause: 'timeout' });
    scenario.first.query = ({ operation }) =>
      operation.kind === 'refund'
        ? { outcome: 'unknown', cause: 'provider_error' }
        : { outcome: 'approved', providerRef: 'ref', stated: { base: 1000n, refunded: 400n } };
    await scenario.refund(view.id, 'ours', 400n);
    const charge = (await scenario.order(view.id)).operations[0];
    await scenario.database.pool.query('update operation set due_at = $2 where id = $1', [charge?.id, new Date(scenario.clock.now())]);
    await quiet();
    expect((await scenario.order(view.id)).operations.map(({ kind }) => kind)).toEqual(['sale', 'refund']);
    scenario.first.query = ({ operation }) => ({
      outcome: 'approved',
      providerRef: 'ref',
      stated: operation.kind === 'refund' ? { base: 400n } : { base: 1000n, refunded: 400n },
    });
    scenario.clock.advance({ seconds: 3_700 });
    await quiet();
    scenario.clock.advance({ seconds: 3_700 });
    await quiet();
    const { operations, cases } = await scenario.order(view.id);
    expect(operations.map(({ kind, outcome, origin }) => [kind, outcome, origin])).toEqual([
      ['sale', 'approved', 'merchant'],
      ['refund', 'approved', 'merchant'],
    ]);
    expect(cases.filter(({ state }) => state === 'open')).toEqual([]);
    expect(await scenario.ledger(view.id)).toEqual({ provider_receivable: 600n, merchant_payable: -600n });
  });

  it('beside one of ours that a refresh finds done is asked after next, though no operation of ours shows it', async () => {
    const { view } = await scenario.create();
    scenario.first.refund = () => ({ outcome: 'unknown', cause: 'timeout' });
    await scenario.refund(view.id, 'ours', 400n);
    later();
    scenario.first.query = ({ operation }) => ({
      outcome: 'approved',
      providerRef: 'ref',
      stated: operation.kind === 'refund' ? { base: 400n } : { base: 1000n, refunded: 600n },
    });
    expect((await scenario.refresh(view.id)).view.state).toBe('partially_refunded');
    for (let turn = 0; turn < 3; turn += 1) {
      soon();
      await quiet();
    }
    const { operations, cases } = await scenario.order(view.id);
    expect(operations.map(({ kind, origin, amountMinor }) => [kind, origin, amountMinor])).toEqual([
      ['sale', 'merchant', 1000n],
      ['refund', 'merchant', 400n],
      ['refund', 'provider', 200n],
    ]);
    expect(cases.map(({ kind, state }) => [kind, state])).toEqual([['external_change', 'open']]);
  });

  it('beside one of ours that never arrived is the provider’s, once ours has ended', async () => {
    const { view } = await scenario.create();
    scenario.first.refund = () => ({ outcome: 'unknown', cause: 'timeout' });
    scenario.first.query = ({ operation }) =>
      operation.kind === 'refund'
        ? { outcome: 'not_found', providerCode: 'NONE' }
        : { outcome: 'approved', providerRef: 'ref', stated: { base: 1000n, refunded: 300n } };
    await scenario.refund(view.id, 'ours', 400n);
    for (let turn = 0; turn < 12; turn += 1) {
      scenario.clock.advance({ seconds: 60 });
      await quiet();
    }
    const { operations } = await scenario.order(view.id);
    expect(operations.map(({ kind, outcome, origin }) => [kind, outcome, origin])).toEqual([
      ['sale', 'approved', 'merchant'],
      ['refund', 'declined', 'merchant'],
      ['refund', 'approved', 'provider'],
    ]);
    expect((await scenario.refresh(view.id)).view.amounts).toMatchObject({ refunded: { value: '300' }, refundPending: { value: '0' } });
    expect(await scenario.ledger(view.id)).toEqual({ provider_receivable: 700n, merchant_payable: -700n });
  });

  it('above what was taken stands as that, with a case', async () => {
    const { view: before } = await scenario.create();
    later();
    shows({ refunded: 1200n });
    const { view } = await scenario.refresh(before.id);
    expect(view).toMatchObject({ state: 'refunded', amounts: { refunded: { value: '1200' }, overRefunded: { value: '200' } } });
    expect(view.cases.map(({ kind }) => kind).sort()).toEqual(['excess', 'external_change']);
    expect(await scenario.ledger(before.id)).toEqual({ provider_receivable: -200n, merchant_payable: 200n });
  });
});

describe('less than we know of', () => {
  it('is a contradiction for a person, and changes no amount', async () => {
    const { view } = await scenario.create();
    await scenario.refund(view.id, 'ours', 400n);
    later();
    shows({ refunded: 300n });
    expect((await scenario.refresh(view.id)).view).toMatchObject({
      state: 'partially_refunded',
      amounts: { refunded: { value: '400' } },
      cases: [{ kind: 'state_conflict', state: 'open' }],
    });
  });
});

describe('a payment or a hold that somebody else has changed', () => {
  it.each([
    [{ tip: 150n }, 'paid', { tip: { value: '150' } }, -1150n],
    [{ tip: 150n, refunded: 1150n }, 'refunded', { tip: { value: '150' }, refunded: { value: '1150' } }, 0n],
  ])('%j is taken over, one change after the other', async (stated, state, amounts, payable) => {
    const { view } = await scenario.create();
    later();
    shows(stated);
    await scenario.refresh(view.id);
    soon();
    await quiet();
    soon();
    expect((await scenario.refresh(view.id)).view).toMatchObject({ state, amounts });
    expect(await scenario.ledger(view.id)).toMatchObject({ merchant_payable: payable });
  });

  it('undone whole is reversed', async () => {
    const { view } = await scenario.create();
    later();
    scenario.first.query = () => ({ outcome: 'reversed', providerRef: 'ref', stated: { base: 1000n } });
    const { view: after } = await scenario.refresh(view.id);
    expect(after).toMatchObject({ state: 'reversed', amounts: { captured: { value: '0' } }, cases: [{ kind: 'external_change' }] });
    expect(after.operations.at(-1)).toMatchObject({ kind: 'void', outcome: 'approved' });
    await scenario.refresh(view.id);
    expect((await scenario.order(view.id)).operations).toHaveLength(2);
    expect(await scenario.ledger(view.id)).toEqual({ provider_receivable: 0n, merchant_payable: 0n });
    expect(sent()).toEqual(['sale']);
  });

  it('captured is paid, and can be refunded at the charge', async () => {
    const { view } = await scenario.create({ capture: 'manual' });
    later();
    shows({ captured: 600n });
    expect((await scenario.refresh(view.id)).view).toMatchObject({ state: 'paid', amounts: { captured: { value: '600' } } });
    await scenario.refund(view.id, 'R1');
    expect(await scenario.ledger(view.id)).toEqual({ provider_receivable: 0n, merchant_payable: 0n });
    const refund = scenario.first.asked.find(({ verb }) => verb === 'refund');
    // Nobody can name a capture that was not ours.
    expect((refund?.request as { readonly charge: object }).charge).not.toHaveProperty('capture');
  });

  it('let go is canceled, and no money moved', async () => {
    const { view } = await scenario.create({ capture: 'manual' });
    later();
    scenario.first.query = () => ({ outcome: 'reversed', providerRef: 'ref', stated: { base: 1000n } });
    const { view: after } = await scenario.refresh(view.id);
    expect(after).toMatchObject({ state: 'canceled', cases: [{ kind: 'external_change' }] });
    expect(await scenario.ledger(view.id)).toEqual({});
  });
});

describe('many processes that see one change at once', () => {
  it('write it once', async () => {
    const { view } = await scenario.create();
    later();
    shows({ refunded: 300n });
    await Promise.all(Array.from({ length: 8 }, () => scenario.refresh(view.id)));
    await quiet();
    expect((await scenario.order(view.id)).operations.filter(({ origin }) => origin === 'provider')).toHaveLength(1);
    expect(await scenario.ledger(view.id)).toEqual({ provider_receivable: 700n, merchant_payable: -700n });
  });
});
