import { afterEach, describe, expect, it } from '@jest/globals';
import type { QueryResult } from '@interlock/provider-kit';
import { orderScenario } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';
import { ResolveCase } from './commands.js';
import type { CaseAnswer, ResolveInput } from './commands.js';

const silence: QueryResult = { outcome: 'no_answer', cause: 'timeout' };
const paid: QueryResult = { outcome: 'approved', providerRef: 'ref', stated: { base: 1000n } };
const declined: QueryResult = { outcome: 'declined', code: 'declined_by_provider', providerCode: 'FAILED' };
const ana = { person: 'Ana Diaz', reason: 'the statement of the day', evidence: 'line 17' };

describe('what a person has made of a case, and the provider later shows otherwise', () => {
  let scenario: Scenario;
  let keys = 0;
  const open = async (latePolicy: 'refund' | 'keep' = 'refund') => {
    scenario = await orderScenario({ latePolicy, providers: ['upay'], first: { cancelable: false } });
    scenario.first.sale = () => ({ outcome: 'unknown', cause: 'timeout' });
    scenario.first.query = () => silence;
  };
  afterEach(() => scenario.close());

  const resolve = (caseId: string, input: Pick<ResolveInput, 'resolution'> & Partial<ResolveInput>): Promise<CaseAnswer> => {
    keys += 1;
    return scenario.execute(new ResolveCase(scenario.actor, caseId, { ...ana, ...input }, `key-${String(keys)}`));
  };
  const casesOf = async (orderId: string) => {
    const { rows } = await scenario.database.pool.query<{ id: string; kind: string; state: string; resolution: string | null }>(
      'select id, kind, state, resolution from "case" where order_id = $1 order by id',
      [orderId],
    );
    return rows;
  };
  const historyOf = async (caseId: string) => {
    const { rows } = await scenario.database.pool.query<{ what: string; fact_id: string | null; reason: string | null }>(
      'select what, fact_id, reason from case_event where case_id = $1 order by number',
      [caseId],
    );
    return rows;
  };
  /** The worker works until nobody has said anything for so long that a person is asked. */
  const unknown = async () => {
    const { view } = await scenario.create();
    for (let turn = 0; turn < 60 && (await casesOf(view.id)).length === 0; turn += 1) {
      scenario.clock.advance({ seconds: 60 });
      await scenario.work();
    }
    const [found] = await casesOf(view.id);
    expect(found).toMatchObject({ kind: 'outcome_unknown', state: 'open' });
    return { orderId: view.id, caseId: found?.id ?? '' };
  };
  /** An hour later, when what a person has closed is asked after once more. */
  const anHourLater = async () => {
    scenario.clock.advance({ seconds: 3_700 });
    await scenario.work();
  };

  it('a payment that was declined is paid: it is believed by the rules for late money, refunded once, and the same case is open again', async () => {
    await open();
    const { orderId, caseId } = await unknown();
    expect((await resolve(caseId, { resolution: 'decline' })).view).toMatchObject({ state: 'closed', order: { state: 'failed' } });
    scenario.first.query = () => paid;
    await anHourLater();
    const { order, operations } = await scenario.order(orderId);
    expect(order.state).toBe('refunded');
    const refunds = operations.filter(({ kind }) => kind === 'refund');
    expect(refunds).toMatchObject([{ refundNo: `late-${operations[0]?.id ?? ''}`, outcome: 'approved', amountMinor: 1000n }]);
    expect(scenario.first.asked.filter(({ verb }) => verb === 'refund')).toHaveLength(1);
    const cases = await casesOf(orderId);
    expect(cases.map(({ kind, state }) => [kind, state])).toEqual([
      ['outcome_unknown', 'open'],
      ['late_success', 'open'],
    ]);
    expect(cases[0]?.id).toBe(caseId);
    const history = await historyOf(caseId);
    expect(history.map(({ what }) => what)).toEqual(['opened', 'asked', 'resolved', 'reopened']);
    const { rows } = await scenario.database.pool.query('select outcome from fact where id = $1', [history.at(-1)?.fact_id]);
    expect(rows).toEqual([{ outcome: 'approved' }]);
  });

  it('the same, where the merchant keeps late money: the order is paid', async () => {
    await open('keep');
    const { orderId, caseId } = await unknown();
    await resolve(caseId, { resolution: 'decline' });
    scenario.first.query = () => paid;
    await anHourLater();
    expect((await scenario.order(orderId)).order.state).toBe('paid');
    expect((await casesOf(orderId)).find(({ id }) => id === caseId)).toMatchObject({ state: 'open' });
    expect(await scenario.ledger(orderId)).toMatchObject({ provider_receivable: 1000n, merchant_payable: -1000n });
  });

  it('a payment that was confirmed is declined: no money is moved by that, it is shown as undone by somebody else, and the same case is open again', async () => {
    await open();
    const { orderId, caseId } = await unknown();
    expect((await resolve(caseId, { resolution: 'confirm' })).view).toMatchObject({ state: 'closed', order: { state: 'paid' } });
    scenario.first.query = () => declined;
    await anHourLater();
    expect((await scenario.order(orderId)).order.state).toBe('paid');
    const cases = await casesOf(orderId);
    expect(cases).toMatchObject([
      { id: caseId, kind: 'outcome_unknown', state: 'open', resolution: null },
      { kind: 'external_change', state: 'open' },
    ]);
    expect((await historyOf(caseId)).map(({ what }) => what)).toEqual(['opened', 'asked', 'resolved', 'reopened']);
  });

  it('what the provider only repeats opens nothing', async () => {
    await open();
    const first = await unknown();
    await resolve(first.caseId, { resolution: 'confirm' });
    scenario.first.query = () => paid;
    await anHourLater();
    expect(await casesOf(first.orderId)).toMatchObject([{ state: 'closed', resolution: 'confirm' }]);
  });

  it('what was opened again is judged again, and its history keeps both', async () => {
    await open('keep');
    const { orderId, caseId } = await unknown();
    await resolve(caseId, { resolution: 'decline' });
    scenario.first.query = () => paid;
    await anHourLater();
    const { view } = await resolve(caseId, { resolution: 'keep', reason: 'the goods were sent' });
    expect(view).toMatchObject({ state: 'closed', resolution: 'keep', order: { state: 'paid' } });
    expect((await historyOf(caseId)).map(({ what }) => what)).toEqual(['opened', 'asked', 'resolved', 'reopened', 'asked', 'resolved']);
    const late = (await casesOf(orderId)).find(({ kind }) => kind === 'late_success');
    expect((await resolve(late?.id ?? '', { resolution: 'keep' })).view).toMatchObject({ state: 'closed' });
  });
});
