import type { QueryResult } from '@interlock/provider-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problem } from '../orders/order-view.schema.js';
import { ana, caseDesk, refusalOf } from '../testing/case-desk.js';
import type { CaseDesk } from '../testing/case-desk.js';
import { until } from '@interlock/persistence/testing';

const paid: QueryResult = { outcome: 'approved', providerRef: 'ref', stated: { base: 1000n } };
const declined: QueryResult = { outcome: 'declined', code: 'declined_by_provider', providerCode: 'FAILED' };
const pending: QueryResult = { outcome: 'pending' };
const silence: QueryResult = { outcome: 'no_answer', cause: 'timeout' };
const notThere: QueryResult = { outcome: 'not_found', providerCode: 'NOT_FOUND' };

describe('the provider is asked once more before a word stands', () => {
  let desk: CaseDesk;
  beforeAll(async () => {
    desk = await caseDesk();
  });
  afterAll(() => desk.close());
  const wordsOf = async (orderId: string) => {
    const { rows } = await desk.scenario.database.pool.query("select 1 from fact where order_id = $1 and source = 'person'", [orderId]);
    return rows.length;
  };

  it.each([
    ['confirm', declined, 'declined (FAILED)', 'failed'],
    ['decline', paid, 'approved 1000 (minor units)', 'paid'],
    ['confirm', paid, 'approved 1000 (minor units)', 'paid'],
  ] as const)('%s, and it knows by now: the case is settled by what it says', async (resolution, said, inWords, state) => {
    const { caseId, orderId } = await desk.seeded('outcome_unknown', 'open_charge');
    desk.provider.query = () => said;
    const refused = await desk.resolve(caseId, { ...ana, resolution });
    expect(refusalOf(refused)).toEqual({ status: 409, code: 'case_settled', fields: [] });
    expect(problem.parse(refused.body).detail).toContain(inWords);
    const view = await desk.read(caseId);
    expect(view).toMatchObject({ state: 'closed', order: { state } });
    expect([view.resolution, await wordsOf(orderId)]).toEqual([undefined, 0]);
    expect(view.history.map(({ what }) => what)).toEqual(['opened', 'asked', 'closed_by_fact']);
  });

  it.each([
    ['outcome_unknown', 'open_charge', 'confirm', pending],
    ['outcome_unknown', 'open_charge', 'decline', pending],
    ['duplicate_charge', 'duplicate', 'refund_duplicate', notThere],
    ['late_success', 'standing_charge', 'refund', notThere],
  ] as const)('%s (%s): %s is refused where it says %j, and nothing is moved', async (kind, situation, resolution, said) => {
    const { caseId, orderId } = await desk.seeded(kind, situation);
    const before = (await desk.read(caseId)).order.state;
    desk.provider.query = () => said;
    desk.verbs();
    const refused = await desk.resolve(caseId, { ...ana, resolution });
    expect(refusalOf(refused)).toEqual({ status: 409, code: 'provider_contradicts', fields: [] });
    expect(problem.parse(refused.body).detail).toContain(`the provider says ${said.outcome}`);
    expect(desk.verbs()).toEqual(['query']);
    expect(await desk.read(caseId)).toMatchObject({ state: 'open' });
    expect([(await desk.read(caseId)).order.state === before || kind === 'outcome_unknown', await wordsOf(orderId)]).toEqual([true, 0]);
  });

  it.each([
    [{ amount: { currency: 'MXN', value: '1' } }, 'other figures'],
    [{}, 'as it was asked'],
  ])('confirm with %j (%s) is refused where it states 12001, which may be adopted', async (figures, _as) => {
    const { caseId, orderId } = await desk.seeded('amount_mismatch', 'open_charge', { stated: { base: '12001' } });
    desk.provider.query = () => ({ outcome: 'approved', providerRef: 'ref', stated: { base: 12_001n } });
    const refused = await desk.resolve(caseId, { ...ana, resolution: 'confirm', ...figures });
    expect(refusalOf(refused)).toEqual({ status: 409, code: 'provider_contradicts', fields: [] });
    expect(problem.parse(refused.body).detail).toContain('approved 12001 (minor units)');
    expect([(await desk.read(caseId)).order.state, await wordsOf(orderId)]).toEqual(['uncertain', 0]);
    const adopted = await desk.resolve(caseId, { ...ana, resolution: 'adopt' }).expect(200);
    expect(adopted.body).toMatchObject({ state: 'closed', order: { state: 'paid' } });
  });

  it('confirm in the figures that it states stands', async () => {
    const { caseId } = await desk.seeded('outcome_unknown', 'open_charge');
    desk.provider.query = () => ({ outcome: 'approved', providerRef: 'ref', stated: { base: 12_001n } });
    const amount = { currency: 'MXN', value: '12001' };
    await desk.resolve(caseId, { ...ana, resolution: 'confirm', amount }).expect(200);
    expect(await desk.read(caseId)).toMatchObject({ state: 'closed', order: { state: 'paid' } });
  });

  it.each([
    ['duplicate_charge', 'duplicate', { resolution: 'refund_duplicate' }],
    ['late_success', 'standing_charge', { resolution: 'refund' }],
    ['late_success', 'closed_charge', { resolution: 'decline' }],
    ['late_success', 'closed_charge', { resolution: 'keep', amount: { currency: 'MXN', value: '1000' } }],
  ] as const)('%s (%s): %j needs its answer, and is refused in silence', async (kind, situation, body) => {
    const { caseId, orderId } = await desk.seeded(kind, situation);
    desk.provider.query = () => silence;
    desk.verbs();
    const refused = await desk.resolve(caseId, { ...ana, ...body });
    expect(refusalOf(refused)).toEqual({ status: 502, code: 'provider_silent', fields: [] });
    expect([desk.verbs(), await wordsOf(orderId)]).toEqual([['query'], 0]);
    expect(await desk.read(caseId)).toMatchObject({ state: 'open' });
  });

  it('who waits less than it takes is answered by the case as it stands; the word is carried out, and a repeat tells so', async () => {
    const { caseId, orderId } = await desk.seeded('amount_mismatch', 'open_charge', { stated: { base: '12001' } });
    let answer: (said: QueryResult) => void = () => undefined;
    desk.provider.query = () => new Promise((resolve) => (answer = resolve));
    const who = { idempotencyKey: 'waits-not' };
    const adopt = { ...ana, resolution: 'adopt' };
    const early = await desk.resolve(caseId, adopt, who).set('prefer', 'wait=0');
    expect([early.status, early.body]).toEqual([202, expect.objectContaining({ state: 'open' })]);
    await until(() => Promise.resolve(desk.verbs().includes('query')));
    answer({ outcome: 'approved', providerRef: 'ref', stated: { base: 12_001n } });
    await until(async () => (await desk.read(caseId)).state === 'closed');
    const again = await desk.resolve(caseId, adopt, who);
    expect([again.status, again.headers['idempotent-replayed'], await wordsOf(orderId)]).toEqual([200, 'true', 1]);
  });

  it('where it says that it is asked too often, the refusal says when it may be asked again; where it is merely silent nobody knows', async () => {
    const { caseId } = await desk.seeded('duplicate_charge', 'duplicate');
    const refused = async (cause: 'busy' | 'timeout') => {
      desk.provider.query = () => ({ outcome: 'no_answer', cause });
      return desk.resolve(caseId, { ...ana, resolution: 'refund_duplicate' });
    };
    const silent = await refused('timeout');
    expect([silent.status, problem.parse(silent.body).retryAfterSeconds, silent.headers['retry-after']]).toEqual([
      502,
      undefined,
      undefined,
    ]);
    const busy = await refused('busy');
    await desk.scenario.database.pool.query('update account_pace set paused_until = null');
    expect(problem.parse(busy.body).retryAfterSeconds).toBeGreaterThanOrEqual(1);
    expect(busy.headers['retry-after']).toBe(String(problem.parse(busy.body).retryAfterSeconds));
  });

  it('where it may not be asked now, a word that would stand in its silence does not stand: nobody has been silent', async () => {
    const { caseId, orderId } = await desk.seeded('outcome_unknown', 'open_charge');
    const { pool } = desk.scenario.database;
    await pool.query(`update account_pace set paused_until = $1`, [new Date(Date.now() + 3_600_000)]);
    desk.verbs();
    const refused = await desk.resolve(caseId, { ...ana, resolution: 'decline' });
    await pool.query('update account_pace set paused_until = null');
    expect(refusalOf(refused)).toEqual({ status: 502, code: 'provider_silent', fields: [] });
    const { retryAfterSeconds } = problem.parse(refused.body);
    expect(retryAfterSeconds).toBeGreaterThan(3_500);
    expect(retryAfterSeconds).toBeLessThanOrEqual(3_600);
    expect(refused.headers['retry-after']).toBe(String(retryAfterSeconds));
    expect([desk.verbs(), await wordsOf(orderId)]).toEqual([[], 0]);
    expect((await desk.read(caseId)).history.map(({ what }) => what)).toEqual(['opened', 'asked']);
  });
});
