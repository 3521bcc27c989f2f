import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ProviderResult, QueryResult } from '@interlock/domain';
import { beginAttempt, beginFollowing, claimDue } from '@interlock/persistence';
import { claimBounds } from '@interlock/persistence/testing';
import { v7 } from 'uuid';
import { orderScenario } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';
import { newOperation } from './new-operation.js';

let scenario: Scenario;
beforeEach(async () => {
  scenario = await orderScenario();
});
afterEach(() => scenario.close());

const open: QueryResult = { outcome: 'pending', providerRef: 'x' };
const paid: QueryResult = { outcome: 'approved', providerRef: 'x', stated: { base: 1000n } };

async function pendingOrder(): Promise<string> {
  scenario.first.sale = () => ({ outcome: 'pending', providerRef: 'x' });
  scenario.first.query = () => open;
  const { view } = await scenario.create({ method: { type: 'merchant_qr' } });
  expect(view.state).toBe('pending');
  return view.id;
}

/** A no to the cancel of an order that is shown open: what is shown is believed at once. */
const refused = (): ProviderResult => ({ outcome: 'declined', code: 'operation_refused', providerCode: 'LATER' });

const cancelsSent = (): number => scenario.first.asked.filter(({ verb }) => verb === 'cancel').length;

async function workFor(seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 5) {
    scenario.clock.advance({ seconds: 5 });
    await scenario.work();
  }
}

describe('a cancel that is wanted once more', () => {
  it('is not sent for a payment that has become known meanwhile; it is asked after until the order is paid', async () => {
    const id = await pendingOrder();
    scenario.first.cancel = refused;
    await scenario.cancel(id);
    expect((await scenario.order(id)).operations[1]).toMatchObject({ kind: 'cancel', sendAgain: true });
    scenario.first.query = () => paid;
    // The charge is asked first, and found paid; then it is the cancel's turn.
    await scenario.refresh(id);
    expect((await scenario.order(id)).order.state).toBe('uncertain');
    await workFor(120);
    const { order, operations } = await scenario.order(id);
    expect([order.state, operations.map(({ outcome }) => outcome)]).toEqual(['paid', ['approved', 'declined']]);
    expect(cancelsSent()).toBe(1);
    expect(await scenario.ledger(id)).toEqual({ provider_receivable: 1000n, merchant_payable: -1000n });
  });
});

describe('a cancel that waits to be sent again', () => {
  it('waits for its time, however often the order is refreshed', async () => {
    const id = await pendingOrder();
    scenario.first.cancel = refused;
    await scenario.cancel(id);
    for (let count = 0; count < 3; count += 1) await scenario.refresh(id);
    expect([cancelsSent(), (await scenario.order(id)).operations[1]?.sendAgain]).toEqual([1, true]);
    await workFor(10);
    expect(cancelsSent()).toBeGreaterThan(1);
  });
});

describe('a cancel whose process was killed before it heard anything', () => {
  /** Begun, and whether its first byte left nobody can say. */
  async function begunAndLost(): Promise<string> {
    const id = await pendingOrder();
    const { order, operations } = await scenario.order(id);
    const [charge] = operations;
    if (charge === undefined) throw new Error('no charge');
    const operation = newOperation({
      id: v7(),
      order,
      kind: 'cancel',
      chargeId: charge.id,
      account: { id: charge.providerAccountId, provider: charge.provider },
      providerKey: v7(),
      amountMinor: null,
      origin: 'merchant',
      credentialHeld: false,
      now: scenario.clock.now(),
      totalTimeoutMs: 10_000,
    });
    const cause = { cause: 'request', actor: 'test', requestId: 'request-0009' };
    await beginFollowing(scenario.database.pool, { operation, cause, eventId: v7() });
    return id;
  }

  it('is sent again, and closes the order', async () => {
    const id = await begunAndLost();
    scenario.first.query = () => (cancelsSent() > 0 ? { outcome: 'declined', code: 'canceled', providerCode: 'CANCELED' } : open);
    await workFor(30);
    expect((await scenario.order(id)).order.state).toBe('canceled');
    expect(cancelsSent()).toBe(1);
  });

  /** Another holder begins a send of it, and dies. */
  async function lostOnceMore(): Promise<void> {
    scenario.clock.advance({ seconds: 60 });
    const now = scenario.clock.now();
    const claimed = await claimDue(scenario.database.pool, { now, bounds: claimBounds(), leaseUntil: now + 30_000, running: new Map() });
    const cancel = claimed.find(({ kind }) => kind === 'cancel');
    if (cancel === undefined) throw new Error('the cancel is not due');
    await beginAttempt(scenario.database.pool, {
      operationId: cancel.id,
      lease: cancel.lease,
      sendUntil: now + 5_000,
      dueAt: now + 30_000,
    });
  }

  it('is sent three times at most, and then asked after until it has an end', async () => {
    const id = await begunAndLost();
    await lostOnceMore();
    await lostOnceMore();
    await workFor(120);
    const { operations } = await scenario.order(id);
    expect(operations[1]).toMatchObject({ kind: 'cancel', attempts: 3, outcome: 'declined' });
    expect(operations[0]?.openExclusive).not.toBe(operations[1]?.id);
  });

  it('is only asked after where the provider takes none twice', async () => {
    await scenario.close();
    scenario = await orderScenario({ first: { cancelOnce: true } });
    const id = await begunAndLost();
    await workFor(60);
    expect((await scenario.order(id)).operations[1]).toMatchObject({ kind: 'cancel', attempts: 1, outcome: 'declined' });
  });

  it('does not call an order paid while its first send may still arrive and return the money', async () => {
    const id = await begunAndLost();
    scenario.first.cancel = refused;
    scenario.first.query = () => paid;
    await workFor(40);
    expect((await scenario.order(id)).order.state).toBe('uncertain');
    // The first send arrives now, and the provider gives the money back.
    scenario.first.query = () => ({ outcome: 'reversed', stated: { base: 1000n } });
    await workFor(60);
    expect((await scenario.order(id)).order.state).toBe('reversed');
    expect(await scenario.ledger(id)).toEqual({ provider_receivable: 0n, merchant_payable: 0n });
  });
});
