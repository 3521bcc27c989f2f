import type { QueryResult } from '@interlock/domain';
import { stampBatch } from '@interlock/persistence';
import { insertRow, seedProvenBatch } from '@interlock/persistence/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { AdjustTip, ApplyNotification } from '../commands.js';
import { orderScenario, usd } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';
import { scriptedProvider } from '../testing/scripted-provider.js';
import { TIMELINE_CAUSES } from './timeline.js';
import type { TimelineEntryView } from './timeline.js';

const usual = scriptedProvider('upay', { whole: true });
const pending = () => ({ outcome: 'pending', providerRef: 'x' }) as const;
const canceled: QueryResult = { outcome: 'declined', code: 'canceled', providerCode: 'CANCELED' };

let scenario: Scenario;
/** Causes that a test below has shown. */
const shown = new Set<string>();

beforeAll(async () => {
  scenario = await orderScenario({ first: { whole: true } });
});
afterAll(() => scenario.close());
beforeEach(() => {
  const { sale, query, cancel, refund } = usual;
  Object.assign(scenario.first, { sale, query, cancel, refund });
  scenario.clock.advance({ seconds: 1 });
});

async function timeline(id: string): Promise<TimelineEntryView[]> {
  const lines = await scenario.reads.timeline(scenario.actor, id);
  for (const { cause } of lines) shown.add(cause);
  return lines;
}

describe('the timeline of an order', () => {
  it('says who asked, what the provider answered, with the operation and its amount, and the time between', async () => {
    scenario.first.sale = (request) => {
      scenario.clock.advance({ seconds: 2 });
      return { outcome: 'approved', providerRef: 'ref', stated: { base: request.amount.minor } };
    };
    const { view } = await scenario.create();
    const id = view.operations[0]?.id ?? '';
    const sale = { id, kind: 'sale', provider: 'upay', amount: { currency: 'USD', value: '1000' } };
    expect(await timeline(view.id)).toEqual([
      {
        version: 1,
        at: view.createdAt,
        sincePreviousMs: 0,
        from: null,
        to: 'created',
        cause: 'request',
        actor: 'test',
        requestId: 'request-0001',
        operation: { ...sale, outcome: null },
      },
      {
        version: 2,
        at: view.updatedAt,
        sincePreviousMs: 2000,
        from: 'created',
        to: 'paid',
        cause: 'answer',
        actor: 'gateway',
        requestId: 'request-0001',
        operation: { ...sale, outcome: 'approved' },
        evidence: {
          source: 'no_answer', // the scripted provider has no wire, so nothing was received
          outcome: 'approved',
          askedAt: view.createdAt,
          receivedAt: view.updatedAt,
          exchanges: [],
        },
      },
    ]);
  });

  it('names the worker that asked, and the request under which the operation was begun', async () => {
    scenario.first.sale = pending;
    const { view } = await scenario.create({ method: { type: 'merchant_qr' } });
    scenario.first.query = () => ({ outcome: 'approved', providerRef: 'x', stated: { base: 1000n } });
    scenario.clock.advance({ seconds: 5 });
    await scenario.work();
    const last = (await timeline(view.id)).at(-1);
    expect(last).toMatchObject({ cause: 'query', actor: 'gateway', requestId: 'request-0001', sincePreviousMs: 5000, to: 'paid' });
    expect(last?.operation).toMatchObject({ kind: 'sale', outcome: 'approved' });
  });

  it('tells a message of the provider’s from an answer', async () => {
    scenario.first.sale = pending;
    const { view } = await scenario.create({ method: { type: 'merchant_qr' } });
    const { operations } = await scenario.order(view.id);
    scenario.first.message = {
      type: 'evidence',
      about: { kind: 'charge', providerKey: operations[0]?.providerKey ?? '' },
      result: { outcome: 'approved', providerRef: 'x', stated: { base: 1000n } },
      redacted: {},
    };
    const message = { method: 'POST', path: '/', headers: {}, body: Buffer.from('paid') };
    await scenario.execute(new ApplyNotification('upay', scenario.accounts[0] ?? '', message, 'request-0008'));
    expect((await timeline(view.id)).at(-1)).toMatchObject({ cause: 'notification', actor: 'upay', to: 'paid' });
  });

  it('says that time was over, and that the cancel is of the same change', async () => {
    scenario.first.sale = pending;
    scenario.first.query = () => ({ outcome: 'pending', providerRef: 'x' });
    const { view } = await scenario.create({ method: { type: 'merchant_qr' }, expiresInSeconds: 60 });
    scenario.clock.advance({ seconds: 61 });
    scenario.first.query = () => canceled;
    await scenario.expire(view.id);
    const lines = await timeline(view.id);
    expect(lines.find(({ cause }) => cause === 'worker')).toMatchObject({
      reason: 'expiry',
      operation: { kind: 'cancel', outcome: null },
      sincePreviousMs: 61_000,
    });
    expect(lines.at(-1)).toMatchObject({ cause: 'query', to: 'canceled', operation: { kind: 'cancel', outcome: 'approved' } });
  });

  it('shows what a change began beside what it learned, and the case that it opened', async () => {
    scenario.first.sale = pending;
    const { view } = await scenario.create({ method: { type: 'merchant_qr' } });
    scenario.first.query = () => canceled;
    await scenario.cancel(view.id);
    scenario.first.query = () => ({ outcome: 'approved', providerRef: 'x', stated: { base: 1000n } });
    // Later than the end by more than two clocks may differ.
    scenario.clock.advance({ seconds: 1 });
    await scenario.refresh(view.id);
    const late = (await timeline(view.id)).filter(({ cases }) => cases !== undefined);
    expect(late).toMatchObject([
      {
        cause: 'query',
        from: 'canceled',
        to: 'paid',
        operation: { kind: 'sale', outcome: 'approved' },
        begins: [{ kind: 'refund', outcome: null, amount: { value: '1000' }, refundNo: expect.stringMatching(/^late-/) }],
        cases: [{ kind: 'late_success', what: 'opened', detail: 'paid after the order was closed: it is refunded' }],
      },
    ]);
  });

  it('shows the next route in the line of the no that opened it', async () => {
    scenario.first.sale = () => ({ outcome: 'declined', code: 'provider_busy', providerCode: 'BUSY' });
    const { view } = await scenario.create();
    expect(
      (await timeline(view.id)).map(({ operation, begins }) => [operation?.provider, operation?.outcome, begins?.[0]?.provider]),
    ).toEqual([
      ['upay', null, undefined],
      ['upay', 'declined', 'wallet'],
      ['wallet', 'approved', undefined],
    ]);
  });

  it('has the tip that was set, and the case that an answer closed', async () => {
    const { view } = await scenario.create();
    await scenario.execute(new AdjustTip(scenario.actor, view.id, { amount: usd(150n) }, v7()));
    expect((await timeline(view.id)).at(-1)?.operation).toMatchObject({ kind: 'adjust_tip', outcome: 'approved', tip: { value: '150' } });

    scenario.first.refund = () => ({ outcome: 'unknown', cause: 'timeout' });
    scenario.first.query = () => ({ outcome: 'unknown', cause: 'timeout' });
    await scenario.refund(view.id, 'r1', 100n);
    for (let turn = 0; turn < 60; turn += 1) {
      scenario.clock.advance({ seconds: 300 });
      await scenario.work();
    }
    scenario.first.query = () => ({ outcome: 'approved', providerRef: 'x', stated: { base: 100n } });
    await scenario.refresh(view.id);
    const cases = (await timeline(view.id)).flatMap(({ cases: told }) => told ?? []);
    expect(cases.map(({ kind, what }) => [kind, what])).toEqual([
      ['outcome_unknown', 'opened'],
      ['outcome_unknown', 'closed_by_fact'],
    ]);
  });

  it('says that it was handed in with a batch, and by whom', async () => {
    const { view } = await scenario.create();
    const place = { merchantId: scenario.actor.merchantId, accountId: scenario.accounts[0] ?? '' };
    const { id: batchId, lease } = await seedProvenBatch(scenario.database.pool, place);
    await stampBatch(scenario.database.pool, {
      batchId,
      lease,
      operations: [{ id: view.operations[0]?.id ?? '', orderId: view.id }],
      eventIds: { [view.id]: v7() },
      at: scenario.clock.now(),
      actor: 'sk_test_abcd',
      requestId: 'request-0009',
    });
    expect((await timeline(view.id)).at(-1)).toMatchObject({
      cause: 'request',
      reason: 'batch_closed',
      actor: 'sk_test_abcd',
      from: 'paid',
      to: 'paid',
    });
  });

  it('tells a person’s word from everything else', async () => {
    const { view } = await scenario.create();
    const at = new Date(scenario.clock.now());
    const ids = { order_id: view.id, operation_id: view.operations[0]?.id };
    const fact = {
      id: v7(),
      ...ids,
      source: 'person',
      attempt: 1,
      lease: 1,
      asked_at: at,
      received_at: at,
      outcome: 'approved',
      request_id: 'request-0010',
    };
    const client = await scenario.database.pool.connect();
    try {
      await insertRow(scenario.database.pool, 'fact', { ...fact, result: {}, exchanges: [] });
      const change = {
        order_id: view.id,
        version: 3,
        from_state: 'paid',
        to_state: 'paid',
        operation_id: ids.operation_id,
        fact_id: fact.id,
        at,
      };
      await insertRow(scenario.database.pool, 'transition', {
        ...change,
        cause: 'resolution',
        actor: 'sk_test_abcd',
        request_id: 'request-0010',
      });
      expect((await timeline(view.id)).at(-1)).toMatchObject({ cause: 'person', reason: 'resolution', evidence: { source: 'person' } });
    } finally {
      await client.query(`set session_replication_role = replica; delete from transition where version = 3 and order_id = '${view.id}'`);
      client.release(true);
    }
  });

  it('knows no other cause than these', () => {
    expect(shown).toEqual(new Set(TIMELINE_CAUSES));
  });
});
