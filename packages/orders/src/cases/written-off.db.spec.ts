import { currencyCode } from '@interlock/domain';
import type { CaseKind, Situation } from '@interlock/domain';
import type { QueryResult } from '@interlock/provider-kit';
import { seedCase } from '@interlock/persistence/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { orderScenario } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';
import { ResolveCase } from './commands.js';
import type { CaseAnswer, ResolveInput } from './commands.js';

const ana = { person: 'Ana Diaz', reason: 'the statement of the day', evidence: 'line 17' };
const shows = (base: bigint, refunded?: bigint): QueryResult => ({
  outcome: 'approved',
  providerRef: 'ref',
  stated: { base, ...(refunded === undefined ? {} : { refunded }) },
});
const declined: QueryResult = { outcome: 'declined', code: 'declined_by_provider', providerCode: 'FAILED' };

describe('what a person has written off, and the provider shows again', () => {
  let scenario: Scenario;
  let keys = 0;
  beforeEach(async () => {
    scenario = await orderScenario({ providers: ['upay'] });
    scenario.clock.advance({ seconds: 86_400 });
  });
  afterEach(() => scenario.close());

  const seeded = (kind: CaseKind, situation: Situation, stated?: Readonly<Record<string, string>>) =>
    seedCase(
      scenario.database.pool,
      { merchantId: scenario.actor.merchantId, accountId: scenario.accounts[0] ?? '', currency: currencyCode('USD') },
      { kind, situation, ...(stated === undefined ? {} : { stated }) },
    );
  const resolve = (caseId: string, resolution: ResolveInput['resolution']): Promise<CaseAnswer> => {
    keys += 1;
    return scenario.execute(new ResolveCase(scenario.actor, caseId, { ...ana, resolution }, `key-${String(keys)}`));
  };
  const says = (refund: QueryResult, payment: QueryResult): void => {
    scenario.first.query = ({ operation }) => ('providerKey' in operation && operation.kind === 'refund' ? refund : payment);
  };
  /** Asked after once more, for a reason of somebody's. */
  const lookAt = async (operationId: string) => {
    scenario.clock.advance({ seconds: 60 });
    const now = new Date(scenario.clock.now());
    await scenario.database.pool.query('update operation set due_at = $2 where id = $1', [operationId, now]);
    await scenario.work();
  };
  const caseOf = async (caseId: string) =>
    (await scenario.database.pool.query('select state, suspense_minor from "case" where id = $1', [caseId])).rows[0] as unknown;

  it('a refused refund that was done stands in the books once, out of suspense, and its case is open again', async () => {
    const { caseId, orderId, operationId } = await seeded('state_conflict', 'refused_change');
    says(declined, shows(1000n, 400n));
    await resolve(caseId, 'write_off');
    // What the payment shows by then is what was written off.
    await scenario.work();
    expect(await scenario.ledger(orderId)).toEqual({ provider_receivable: 600n, merchant_payable: -1000n, suspense: 400n });
    says(shows(400n), shows(1000n, 400n));
    await lookAt(operationId);
    const { order, operations } = await scenario.order(orderId);
    expect([order.state, operations[0]?.refundedMinor]).toEqual(['partially_refunded', 400n]);
    expect(await scenario.ledger(orderId)).toEqual({ provider_receivable: 600n, merchant_payable: -600n, suspense: 0n });
    expect(await caseOf(caseId)).toEqual({ state: 'open', suspense_minor: null });
    // And what the payment shows of it is no refund of somebody else.
    await lookAt(operations[0]?.id ?? '');
    expect((await scenario.order(orderId)).operations).toHaveLength(2);
    expect((await resolve(caseId, 'keep')).view).toMatchObject({ state: 'closed' });
  });

  it('a refund that was written off as not done, and is done: what it gave back leaves suspense', async () => {
    const { caseId, orderId, operationId } = await seeded('state_conflict', 'done_change');
    says(declined, shows(1000n, 0n));
    await resolve(caseId, 'write_off');
    // What the payment shows by then is what was written off.
    await scenario.work();
    expect(await scenario.ledger(orderId)).toEqual({ provider_receivable: 1000n, merchant_payable: -600n, suspense: -400n });
    says(shows(400n), shows(1000n, 400n));
    await lookAt(operationId);
    expect(await scenario.ledger(orderId)).toEqual({ provider_receivable: 600n, merchant_payable: -600n, suspense: 0n });
    expect(await caseOf(caseId)).toEqual({ state: 'open', suspense_minor: null });
  });

  it('a refund that was written off as not done, and that its payment alone shows done: its own query settles it', async () => {
    const { caseId, orderId, operationId } = await seeded('state_conflict', 'done_change');
    says(declined, shows(1000n, 0n));
    await resolve(caseId, 'write_off');
    // Asked after once more, it says the same; that is no further contradiction.
    scenario.clock.advance({ seconds: 3600 });
    for (let turn = 0; turn < 3; turn += 1) await scenario.work();
    expect((await scenario.order(orderId)).operations.map(({ dueAt }) => dueAt)).toEqual([null, null]);
    expect(await caseOf(caseId)).toEqual({ state: 'closed', suspense_minor: 400n });
    says(shows(400n), shows(1000n, 400n));
    await lookAt((await scenario.order(orderId)).operations.find(({ id }) => id !== operationId)?.id ?? '');
    for (let turn = 0; turn < 3; turn += 1) {
      scenario.clock.advance({ seconds: 60 });
      await scenario.work();
    }
    expect(await scenario.ledger(orderId)).toEqual({ provider_receivable: 600n, merchant_payable: -600n, suspense: 0n });
    const { cases } = await scenario.order(orderId);
    expect(cases.map((one) => [one.operationId === operationId, one.state])).toEqual([
      [true, 'open'],
      [false, 'closed'],
    ]);
  });

  it('a difference of a payment stays quiet in the same figures, and is opened by others', async () => {
    const { caseId, orderId, operationId } = await seeded('amount_mismatch', 'standing_charge', { base: '900' });
    scenario.first.query = () => shows(900n);
    await resolve(caseId, 'write_off');
    expect(await scenario.ledger(orderId)).toEqual({ provider_receivable: 900n, merchant_payable: -1000n, suspense: 100n });
    await lookAt(operationId);
    expect(await caseOf(caseId)).toEqual({ state: 'closed', suspense_minor: -100n });
    scenario.first.query = () => shows(800n);
    await lookAt(operationId);
    expect(await caseOf(caseId)).toEqual({ state: 'open', suspense_minor: -100n });
    await resolve(caseId, 'write_off');
    expect(await scenario.ledger(orderId)).toEqual({ provider_receivable: 800n, merchant_payable: -1000n, suspense: 200n });
  });

  it('one difference in two cases of a payment is put into suspense once', async () => {
    const { caseId, orderId } = await seeded('amount_mismatch', 'standing_charge', { base: '900' });
    await scenario.database.pool.query(
      `insert into "case" (id, merchant_id, order_id, operation_id, kind, state, detail, fact_id, opened_at, due_at)
       select gen_random_uuid(), merchant_id, order_id, operation_id, 'external_change', 'open', detail, fact_id, opened_at, due_at from "case" where id = $1`,
      [caseId],
    );
    const { rows } = await scenario.database.pool.query<{ id: string }>(
      `select id from "case" where order_id = $1 and kind = 'external_change'`,
      [orderId],
    );
    scenario.first.query = () => shows(900n);
    await resolve(caseId, 'write_off');
    const second = await resolve(rows[0]?.id ?? '', 'write_off');
    expect(second.view).toMatchObject({ state: 'closed' });
    expect(await scenario.ledger(orderId)).toEqual({ provider_receivable: 900n, merchant_payable: -1000n, suspense: 100n });
  });
});
