import { seedMerchant, seedApiKey } from '@interlock/persistence/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CASE_PERMISSIONS, ana, ben, caseDesk, refusalOf } from '../testing/case-desk.js';
import type { CaseDesk } from '../testing/case-desk.js';
import { orderView, problem } from '../orders/order-view.schema.js';
import { caseView } from './case-view.schema.js';

const confirm = { resolution: 'confirm' };
const pesos = (value: string) => ({ currency: 'MXN', value });

describe('a second person', () => {
  let desk: CaseDesk;
  /** A gateway whose installation asks for two people above 9.00 MXN. */
  let url: string;
  beforeAll(async () => {
    desk = await caseDesk();
    url = await desk.another({ secondPersonAbove: 'USD:5000,MXN:900' });
  });
  afterAll(() => desk.close());
  beforeEach(() => {
    desk.provider.query = () => ({ outcome: 'no_answer', cause: 'timeout' });
  });

  const state = async (orderId: string) => {
    const { rows } = await desk.scenario.database.pool.query<{ state: string; facts: number; entries: number }>(
      `select o.state, (select count(*)::integer from fact f where f.order_id = o.id and f.source = 'person') as facts,
        (select count(*)::integer from entry e where e.order_id = o.id) as entries from "order" o where o.id = $1`,
      [orderId],
    );
    return rows[0];
  };
  const captured = async (orderId: string) =>
    orderView.parse((await desk.scenario.get(`/v1/orders/${orderId}`).expect(200)).body).amounts.captured.value;
  const proposed = async (content: Readonly<Record<string, unknown>> = confirm) => {
    const seeded = await desk.seeded('outcome_unknown', 'open_charge');
    const answer = await desk.resolve(seeded.caseId, { ...content, ...ana }, { url });
    expect([answer.status, caseView.parse(answer.body).state]).toEqual([202, 'awaiting_second']);
    return seeded;
  };

  it('is waited for above the limit: what the first one wants is shown, and nothing moves', async () => {
    const { caseId, orderId } = await desk.seeded('outcome_unknown', 'open_charge');
    const before = await desk.read(caseId);
    const answer = await desk.resolve(caseId, { ...confirm, ...ana }, { url });
    expect(answer.status).toBe(202);
    const view = caseView.parse(answer.body);
    expect(view).toMatchObject({
      state: 'awaiting_second',
      proposal: { ...confirm, ...ana, stake: pesos('1000') },
      order: { state: 'uncertain', version: before.order.version + 1 },
      operation: { outcome: 'unknown' },
    });
    expect(view.resolution).toBeUndefined();
    expect(view.history.map(({ what, person }) => [what, person])).toEqual([
      ['opened', undefined],
      ['asked', 'Ana Diaz'],
      ['proposed', 'Ana Diaz'],
    ]);
    expect(await state(orderId)).toEqual({ state: 'uncertain', facts: 0, entries: 0 });
    // What may be made of it now: to agree, to ask, to end it; and nothing else.
    expect(view.resolutions.map(({ resolution, needsSecondPerson }) => [resolution, needsSecondPerson])).toEqual([
      ['confirm', true],
      ['reject', false],
      ['ask_again', false],
    ]);
    const other = await desk.resolve(caseId, { resolution: 'keep', ...ben }, { url });
    expect(problem.parse(other.body)).toMatchObject({
      code: 'resolution_not_allowed',
      fields: [{ path: 'resolution', message: 'must be one of confirm, reject, ask_again' }],
    });
    // The merchant is told that something is waited for.
    const { rows } = await desk.scenario.database.pool.query('select version from outbox where order_id = $1 order by version', [orderId]);
    expect(rows.at(-1)).toEqual({ version: before.order.version + 1 });
  });

  it('carries it out by saying the same, and both stand in the history, each with their own proof', async () => {
    const { caseId, orderId } = await proposed();
    const answer = await desk.resolve(caseId, { ...confirm, ...ben }, { url }).expect(200);
    const view = caseView.parse(answer.body);
    expect(view).toMatchObject({ state: 'closed', resolution: 'confirm', order: { state: 'paid' }, operation: { outcome: 'approved' } });
    expect(view.proposal).toBeUndefined();
    expect(view.history.slice(-2)).toMatchObject([
      { what: 'agreed', ...ben },
      { what: 'resolved', ...ana, detail: { resolution: 'confirm', agreedBy: 'Ben Ode' } },
    ]);
    const { rows } = await desk.scenario.database.pool.query<{ result: object }>('select result from fact where id = $1', [
      view.history.at(-1)?.factId,
    ]);
    expect(rows).toMatchObject([{ result: { person: 'Ben Ode', proposedBy: 'Ana Diaz', evidence: ben.evidence } }]);
    expect(await state(orderId)).toEqual({ state: 'paid', facts: 1, entries: 2 });
  });

  it.each(['Ana Diaz', 'ana diaz', '  ANA   Diaz ', 'Ana Di\u0061z', '\uff21na Diaz'])(
    'is nobody who is called the same: "%s"',
    async (person) => {
      const { caseId, orderId } = await proposed();
      const refused = await desk.resolve(caseId, { ...confirm, ...ben, person }, { url });
      expect(refusalOf(refused)).toEqual({ status: 409, code: 'second_person_needed', fields: ['person'] });
      expect((await desk.read(caseId)).state).toBe('awaiting_second');
      expect(await state(orderId)).toMatchObject({ state: 'uncertain', facts: 0 });
    },
  );

  it('cannot make something else of it, and is told in which members it differs', async () => {
    const { caseId, orderId } = await proposed({ ...confirm, amount: pesos('950') });
    const [agree] = (await desk.read(caseId)).resolutions;
    expect(agree).toMatchObject({
      resolution: 'confirm',
      members: expect.arrayContaining([expect.objectContaining({ name: 'amount', required: true })]),
    });
    const other = await desk.resolve(caseId, { resolution: 'decline', ...ben }, { url });
    expect(refusalOf(other)).toEqual({ status: 409, code: 'proposal_differs', fields: ['resolution', 'amount'] });
    const figures = await desk.resolve(caseId, { ...confirm, ...ben, amount: pesos('950'), tip: pesos('50') }, { url });
    expect(refusalOf(figures)).toEqual({ status: 409, code: 'proposal_differs', fields: ['tip'] });
    expect(await state(orderId)).toMatchObject({ state: 'uncertain', facts: 0 });
    await desk.resolve(caseId, { ...confirm, ...ben, amount: pesos('950') }, { url }).expect(200);
    expect(await captured(orderId)).toBe('950');
  });

  it.each([ana, ben])('is no longer waited for once $person rejects it, and something else may be proposed', async (who) => {
    const { caseId, orderId } = await proposed();
    desk.verbs();
    const { person, reason } = who;
    const rejected = caseView.parse((await desk.resolve(caseId, { resolution: 'reject', person, reason }, { url }).expect(200)).body);
    expect(rejected).toMatchObject({ state: 'open' });
    expect(rejected.proposal).toBeUndefined();
    expect(rejected.history.at(-1)).toMatchObject({ what: 'rejected', person, detail: { resolution: 'confirm' } });
    // To reject needs nobody's word but one's own.
    expect(desk.verbs()).toEqual([]);
    await desk.resolve(caseId, { resolution: 'decline', ...ana }, { url }).expect(202);
    await desk.resolve(caseId, { resolution: 'decline', ...ben }, { url }).expect(200);
    expect(await state(orderId)).toMatchObject({ state: 'failed' });
  });

  it('has nothing to reject where nothing was proposed', async () => {
    const { caseId } = await desk.seeded('outcome_unknown', 'open_charge');
    const refused = await desk.resolve(caseId, { resolution: 'reject', ...ana });
    expect(refusalOf(refused)).toEqual({ status: 409, code: 'resolution_not_allowed', fields: ['resolution'] });
  });

  it('is not needed below the limit, nor where there is none, and the case says so', async () => {
    const there = await desk.another({ secondPersonAbove: 'MXN:1000' });
    for (const at of [there, desk.scenario.gateway.url]) {
      const { caseId } = await desk.seeded('outcome_unknown', 'open_charge');
      const view = caseView.parse((await desk.resolve(caseId, { ...confirm, ...ana }, { url: at }).expect(200)).body);
      expect(view.history.map(({ what }) => what)).toEqual(['opened', 'asked', 'resolved']);
    }
    // What the person says may be more than what was asked.
    const { caseId } = await desk.seeded('outcome_unknown', 'open_charge');
    await desk.resolve(caseId, { ...confirm, ...ana, amount: pesos('1000'), tip: pesos('1') }, { url: there }).expect(202);
    await desk.resolve(caseId, { resolution: 'reject', ...ana }, { url: there }).expect(200);
  });

  it('is never needed to ask again', async () => {
    const { caseId } = await proposed();
    const { person, reason } = ana;
    const view = caseView.parse((await desk.resolve(caseId, { resolution: 'ask_again', person, reason }, { url }).expect(202)).body);
    expect(view).toMatchObject({ state: 'awaiting_second', proposal: confirm });
    const offers = view.resolutions.map(({ resolution, needsSecondPerson }) => [resolution, needsSecondPerson]);
    // The other gateway has no limit; the one that was asked has.
    expect(offers).toEqual([
      ['confirm', true],
      ['reject', false],
      ['ask_again', false],
    ]);
  });

  it.each([
    [{ MXN: '500' }, 202],
    [{ MXN: '1000' }, 200],
    [{ '*': '0' }, 202],
    [{ USD: '1' }, 202],
    [{ MXN: '1000', '*': '0' }, 200],
  ])("is asked for by the merchant's own limits, %j, before those of the installation", async (caseLimits, status) => {
    const { pool } = desk.scenario.database;
    const { id: merchantId } = await seedMerchant(pool, { caseLimits });
    const apiKey = await seedApiKey(pool, { merchantId, permissions: CASE_PERMISSIONS });
    const { caseId } = await desk.seeded('outcome_unknown', 'open_charge', { merchantId });
    await desk.resolve(caseId, { ...confirm, ...ana }, { url, apiKey }).expect(status);
  });

  it('is not waited for any longer once the provider says what became of it', async () => {
    const { caseId, orderId } = await proposed();
    desk.provider.query = () => ({ outcome: 'approved', providerRef: 'ref', stated: { base: 1000n } });
    const late = await desk.resolve(caseId, { ...confirm, ...ben }, { url });
    expect(refusalOf(late)).toMatchObject({ status: 409, code: 'case_settled' });
    const view = await desk.read(caseId);
    expect(view).toMatchObject({ state: 'closed', order: { state: 'paid' } });
    expect([view.proposal, view.resolution]).toEqual([undefined, undefined]);
    expect(view.history.map(({ what }) => what)).toEqual(['opened', 'asked', 'proposed', 'asked', 'closed_by_fact']);
    expect(await state(orderId)).toMatchObject({ facts: 0 });
  });

  it('agrees to the figures that the first one saw: where the provider states others by now, it is to be judged anew', async () => {
    const { caseId, orderId } = await desk.seeded('amount_mismatch', 'standing_charge', { stated: { base: '900' } });
    await desk.resolve(caseId, { resolution: 'adopt', ...ana }, { url }).expect(202);
    desk.provider.query = () => ({ outcome: 'approved', providerRef: 'ref', stated: { base: 700n } });
    const refused = await desk.resolve(caseId, { resolution: 'adopt', ...ben }, { url });
    expect(refusalOf(refused)).toEqual({ status: 409, code: 'proposal_differs', fields: ['stated'] });
    expect((await desk.read(caseId)).proposal).toMatchObject({ stated: { base: '900' } });
    // Silence takes nothing back of what was stated.
    desk.provider.query = () => ({ outcome: 'no_answer', cause: 'timeout' });
    expect((await desk.read(caseId)).stated).toEqual({ base: '900' });
    desk.provider.query = () => ({ outcome: 'approved', providerRef: 'ref', stated: { base: 700n } });
    expect(await state(orderId)).toMatchObject({ state: 'paid', facts: 0 });
    await desk.resolve(caseId, { resolution: 'reject', ...ben }, { url }).expect(200);
    await desk.resolve(caseId, { resolution: 'adopt', ...ana }, { url }).expect(202);
    await desk.resolve(caseId, { resolution: 'adopt', ...ben }, { url }).expect(200);
    expect(await captured(orderId)).toBe('700');
  });

  it('agrees to no more than what was at stake when the first one spoke', async () => {
    const refund = { resolution: 'refund_duplicate' };
    const states = (base: bigint) => () => ({ outcome: 'approved' as const, providerRef: 'ref', stated: { base } });
    const { caseId, orderId } = await desk.seeded('duplicate_charge', 'duplicate');
    desk.provider.query = states(1000n);
    await desk.resolve(caseId, { ...refund, ...ana }, { url }).expect(202);
    desk.provider.query = states(7000n);
    const refused = await desk.resolve(caseId, { ...refund, ...ben }, { url });
    expect(refusalOf(refused)).toEqual({ status: 409, code: 'proposal_differs', fields: ['stake'] });
    expect(await state(orderId)).toMatchObject({ state: 'paid', facts: 0 });
  });
});
