import { seedApiKey, seedMerchant } from '@interlock/persistence/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CASE_PERMISSIONS, ana, caseDesk, refusalOf } from '../testing/case-desk.js';
import type { CaseDesk } from '../testing/case-desk.js';
import { casePage } from './case-view.schema.js';

const words = { person: ana.person, reason: ana.reason };
const NO_CASE = '01a1ffd8-0000-7000-8000-000000000000';

describe('the doors of cases', () => {
  let desk: CaseDesk;
  beforeAll(async () => {
    desk = await caseDesk();
    desk.provider.query = () => ({ outcome: 'no_answer', cause: 'timeout' });
  });
  afterAll(() => desk.close());

  const keyOf = (permissions: readonly string[], merchantId = desk.scenario.merchantId) =>
    seedApiKey(desk.scenario.database.pool, { merchantId, permissions: [...permissions] });
  const get = (path: string, apiKey = desk.key) => desk.scenario.http.get(path).auth(apiKey, { type: 'bearer' });
  const list = async (query: string, apiKey?: string) => casePage.parse((await get(`/v1/cases${query}`, apiKey).expect(200)).body);
  const writes = [
    ['assign', 'cases:write', { ...words, owner: 'Ana Diaz' }, 200],
    ['comment', 'cases:write', words, 200],
    ['resolve', 'cases:resolve', { ...words, resolution: 'ask_again' }, 202],
  ] as const;

  it.each(writes)('%s needs %s, and no other permission opens it', async (door, permission, body, status) => {
    const { caseId } = await desk.seeded('outcome_unknown', 'open_charge');
    const others = await keyOf([...CASE_PERMISSIONS, 'orders:write', 'refunds:write'].filter((name) => name !== permission));
    const refused = await desk.post(`/v1/cases/${caseId}/${door}`, body, { apiKey: others });
    expect(refusalOf(refused)).toMatchObject({ status: 403, code: 'permission_denied' });
    await desk.post(`/v1/cases/${caseId}/${door}`, body, { apiKey: await keyOf([permission]) }).expect(status);
  });

  it('reads need cases:read', async () => {
    const { caseId } = await desk.seeded('outcome_unknown', 'open_charge');
    const [others, own] = [await keyOf(['cases:write', 'cases:resolve', 'orders:read']), await keyOf(['cases:read'])];
    for (const path of ['/v1/cases', `/v1/cases/${caseId}`]) {
      expect(refusalOf(await get(path, others))).toMatchObject({ status: 403, code: 'permission_denied' });
      await get(path, own).expect(200);
    }
  });

  it("another merchant's case is not told from none, in every door", async () => {
    const { id: merchantId } = await seedMerchant(desk.scenario.database.pool);
    const theirs = await keyOf(CASE_PERMISSIONS, merchantId);
    const { caseId, orderId } = await desk.seeded('outcome_unknown', 'open_charge');
    for (const id of [caseId, NO_CASE, 'no-id']) {
      const answers = [await get(`/v1/cases/${id}`, theirs)];
      for (const [door, , body] of writes) answers.push(await desk.post(`/v1/cases/${id}/${door}`, body, { apiKey: theirs }));
      expect(answers.map(refusalOf)).toEqual(answers.map(() => ({ status: 404, code: 'case_not_found', fields: [] })));
    }
    expect((await list('', theirs)).cases).toEqual([]);
    expect((await list(`?orderId=${orderId}`, theirs)).cases).toEqual([]);
    expect((await desk.read(caseId)).history).toHaveLength(1);
  });

  const long = (length: number) => 'x'.repeat(length);
  it.each([
    ['assign', { ...words }, ['owner']],
    ['assign', { ...words, owner: '' }, ['owner']],
    ['assign', { ...words, owner: ' ' }, ['owner']],
    ['assign', { ...words, owner: '\u00a0\u200b' }, ['owner']],
    ['comment', { ...words, reason: '  ' }, ['reason']],
    ['assign', { ...words, owner: long(65) }, ['owner']],
    ['comment', { reason: 'no name' }, ['person']],
    ['comment', { ...words, person: '   ' }, ['person']],
    ['comment', { ...words, reason: '' }, ['reason']],
    ['comment', { ...words, reason: long(501) }, ['reason']],
    ['comment', { ...words, text: 'unknown' }, ['text']],
    ['resolve', { ...ana }, ['resolution']],
    ['resolve', { ...ana, resolution: 'forget' }, ['resolution']],
    ['resolve', { ...ana, resolution: 'confirm', evidence: long(2001) }, ['evidence']],
    ['resolve', { ...ana, resolution: 'confirm', evidence: '' }, ['evidence']],
  ])('%s refuses %j, and names what is at fault', async (door, body, fields) => {
    const { caseId } = await desk.seeded('outcome_unknown', 'open_charge');
    expect(refusalOf(await desk.post(`/v1/cases/${caseId}/${door}`, body))).toEqual({ status: 400, code: 'invalid_request', fields });
  });

  const pesos = (value: string, currency = 'MXN') => ({ currency, value });
  it.each([
    [{ ...words, resolution: 'confirm' }, 422, 'resolution_incomplete', ['evidence']],
    [{ ...ana, resolution: 'confirm', tip: pesos('5') }, 422, 'resolution_incomplete', ['amount']],
    [{ ...ana, resolution: 'decline', amount: pesos('5'), tip: pesos('1') }, 422, 'resolution_incomplete', ['amount', 'tip']],
    [{ ...ana, resolution: 'confirm', amount: pesos('5', 'USD') }, 422, 'invalid_reference', ['amount.currency']],
    [{ ...ana, resolution: 'confirm', amount: pesos('0') }, 400, 'invalid_amount', ['amount.value']],
    [{ ...ana, resolution: 'refund' }, 409, 'resolution_not_allowed', ['resolution']],
  ])('%j of a payment that nobody knows of: %i %s', async (body, status, code, fields) => {
    const { caseId } = await desk.seeded('outcome_unknown', 'open_charge');
    desk.verbs();
    expect(refusalOf(await desk.resolve(caseId, body))).toEqual({ status, code, fields });
    // Nobody is asked for a word that cannot stand.
    expect([desk.verbs(), (await desk.read(caseId)).history.length]).toEqual([[], 1]);
  });

  it('late money needs figures where the provider states none', async () => {
    const { caseId } = await desk.seeded('late_success', 'closed_charge');
    expect(refusalOf(await desk.resolve(caseId, { ...ana, resolution: 'keep' }))).toEqual({
      ...{ status: 422, code: 'resolution_incomplete', fields: ['amount'] },
    });
  });

  it('an owner is given, changed and taken away, by name and with a reason; a closed case has none to be given', async () => {
    const { caseId } = await desk.seeded('outcome_unknown', 'open_charge');
    const assign = (owner: string | null) => desk.post(`/v1/cases/${caseId}/assign`, { ...words, owner });
    await assign('Ben Ode').expect(200);
    expect(await desk.read(caseId)).toMatchObject({ owner: 'Ben Ode', order: { version: 1 } });
    await assign(null).expect(200);
    const view = await desk.read(caseId);
    expect(view.owner).toBeUndefined();
    expect(view.history.slice(1)).toMatchObject([
      { what: 'assigned', ...words, detail: { owner: 'Ben Ode' } },
      { what: 'assigned', ...words, detail: { owner: null } },
    ]);
    await desk.resolve(caseId, { ...ana, resolution: 'decline' }).expect(200);
    expect(refusalOf(await assign('Ana Diaz'))).toEqual({ status: 409, code: 'case_settled', fields: [] });
    // What is closed may still be spoken of.
    await desk.post(`/v1/cases/${caseId}/comment`, words).expect(200);
  });

  it('lists by kind, state, provider, owner, order and being overdue, newest first, page by page', async () => {
    const { id: merchantId } = await seedMerchant(desk.scenario.database.pool);
    const apiKey = await keyOf(CASE_PERMISSIONS, merchantId);
    const one = await desk.seeded('excess', 'standing_charge', { merchantId });
    const two = await desk.seeded('outcome_unknown', 'open_charge', { merchantId });
    const three = await desk.seeded('outcome_unknown', 'open_charge', { merchantId });
    await desk.post(`/v1/cases/${two.caseId}/assign`, { ...words, owner: 'Ana Diaz' }, { apiKey }).expect(200);
    await desk.resolve(three.caseId, { ...ana, resolution: 'decline' }, { apiKey }).expect(200);
    await desk.scenario.database.pool.query(
      `update "case" set due_at = now() + interval '1 day', notes = '[{"what":"commented","at":"2026-01-02T00:00:00Z"}]' where id = $1`,
      [one.caseId],
    );
    const ids = async (query: string) => (await list(query, apiKey)).cases.map(({ id }) => id);
    const [first, second, third] = [one.caseId, two.caseId, three.caseId];
    expect(await ids('')).toEqual([third, second, first]);
    expect(await ids('?kind=excess')).toEqual([first]);
    expect(await ids('?state=closed')).toEqual([third]);
    expect(await ids('?state=open&kind=outcome_unknown')).toEqual([second]);
    expect(await ids('?provider=upay')).toEqual([third, second, first]);
    expect(await ids('?provider=wallet')).toEqual([]);
    expect(await ids('?owner=Ana%20Diaz')).toEqual([second]);
    expect(await ids(`?orderId=${one.orderId}`)).toEqual([first]);
    // What is closed is never late.
    expect(await ids('?overdue=true')).toEqual([second]);
    expect(await ids('?overdue=false')).toEqual([third, first]);
    expect((await list('?overdue=true', apiKey)).cases).toMatchObject([{ overdue: true, state: 'open' }]);
    const page = await list('?limit=2', apiKey);
    expect([page.cases.map(({ id }) => id), page.nextCursor]).toEqual([[third, second], second]);
    const rest = await list(`?limit=2&cursor=${second}`, apiKey);
    expect([rest.cases.map(({ id }) => id), rest.nextCursor]).toEqual([[first], undefined]);
    expect((await list('?limit=3', apiKey)).nextCursor).toBeUndefined();
  });

  it.each([
    ['kind=lost', 'kind'],
    ['state=waiting', 'state'],
    ['provider=stripe', 'provider'],
    ['owner=', 'owner'],
    ['orderId=7', 'orderId'],
    ['overdue=yes', 'overdue'],
    ['cursor=7', 'cursor'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=2&limit=3', 'limit'],
    ['sort=kind', 'sort'],
  ])('a list by %s is refused', async (query, field) => {
    expect(refusalOf(await get(`/v1/cases?${query}`))).toEqual({ status: 400, code: 'invalid_request', fields: [field] });
  });
});
