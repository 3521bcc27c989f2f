import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { QueryResult } from '@interlock/domain';
import { beginFollowing } from '@interlock/persistence';
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

  it('does not call an order paid while its first send may still arrive and return the money', async () => {
    const id = await begunAndLost();
    scenario.first.cancel = () => ({ outcome: 'declined', code: 'operation_refused', providerCode: 'PAID' });
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
