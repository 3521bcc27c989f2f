import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ana, ben, caseDesk, refusalOf } from '../testing/case-desk.js';
import type { CaseDesk } from '../testing/case-desk.js';
import { caseView } from './case-view.schema.js';

const words = { person: ana.person, reason: ana.reason };

describe('the key of a write on a case', () => {
  let desk: CaseDesk;
  let url: string;
  let keys = 0;
  const aKey = () => `key-${String((keys += 1))}`;
  beforeAll(async () => {
    desk = await caseDesk();
    url = await desk.another();
  });
  afterAll(() => desk.close());
  beforeEach(() => {
    desk.provider.query = () => ({ outcome: 'no_answer', cause: 'timeout' });
    desk.verbs();
  });

  const writes = [
    {
      door: 'assign',
      body: { ...words, owner: 'Ana Diaz' },
      what: 'assigned',
      other: { owner: 'Ben Ode', reason: 'ill' },
      differing: ['owner', 'reason'],
    },
    { door: 'comment', body: words, what: 'commented', other: { person: 'Ben Ode' }, differing: ['person'] },
    {
      door: 'resolve',
      body: { ...ana, resolution: 'confirm' },
      what: 'resolved',
      other: { resolution: 'decline', evidence: 'line 18' },
      differing: ['evidence', 'resolution'],
    },
    { door: 'resolve', body: { ...words, resolution: 'ask_again' }, what: 'asked', other: { reason: 'again' }, differing: ['reason'] },
  ] as const;

  describe.each(writes)('$door ($what)', ({ door, body, what, other, differing }) => {
    const seeded = async () => {
      const { caseId } = await desk.seeded('outcome_unknown', 'open_charge');
      return { caseId, path: `/v1/cases/${caseId}/${door}` };
    };

    it('with the same content is the same write: the case as it is now, and a header that says so', async () => {
      const { caseId, path } = await seeded();
      const idempotencyKey = aKey();
      const first = await desk.post(path, body, { idempotencyKey });
      expect(first.headers['idempotent-replayed']).toBeUndefined();
      await desk.post(`/v1/cases/${caseId}/comment`, { ...words, reason: 'meanwhile' }).expect(200);
      const asked = desk.verbs().length;
      const again = await desk.post(path, body, { idempotencyKey, url }).expect(first.status);
      expect(again.headers['idempotent-replayed']).toBe('true');
      expect(desk.verbs()).toHaveLength(0);
      expect(asked).toBe(door === 'resolve' ? 1 : 0);
      const view = caseView.parse(again.body);
      expect(view.history.at(-1)).toMatchObject({ what: 'commented', reason: 'meanwhile' });
      expect(view.history.filter((line) => line.what === what && line.reason === ana.reason)).toHaveLength(1);
    });

    it('with other content is refused, and the members that differ are named', async () => {
      const { caseId, path } = await seeded();
      const idempotencyKey = aKey();
      await desk.post(path, body, { idempotencyKey });
      const before = await desk.read(caseId);
      const refused = refusalOf(await desk.post(path, { ...body, ...other }, { idempotencyKey }));
      expect({ ...refused, fields: [...refused.fields].sort() }).toEqual({
        status: 409,
        code: 'idempotency_key_reused',
        fields: differing,
      });
      // Nor is it the key of the same write on another case, or of another write.
      const second = await seeded();
      for (const address of [second.path, `/v1/cases/${caseId}/${door === 'comment' ? 'assign' : 'comment'}`])
        expect(
          refusalOf(
            await desk.post(address, address.endsWith('assign') ? { ...words, owner: null } : address.endsWith('comment') ? words : body, {
              idempotencyKey,
            }),
          ),
        ).toMatchObject({ status: 409, code: 'idempotency_key_reused' });
      expect((await desk.read(caseId)).history).toEqual(before.history);
    });

    it('is needed', async () => {
      const { path } = await seeded();
      const refused = await desk.scenario.http.post(path).auth(desk.key, { type: 'bearer' }).send(body);
      expect(refusalOf(refused)).toEqual({ status: 400, code: 'idempotency_key_missing', fields: ['Idempotency-Key'] });
    });

    it('twenty times at once, at two gateways, is one write', async () => {
      const { caseId, path } = await seeded();
      const idempotencyKey = aKey();
      const many = Array.from({ length: 20 }, (_, index) => desk.post(path, body, { idempotencyKey, ...(index % 2 === 0 ? {} : { url }) }));
      const answers = await Promise.all(many);
      const status = what === 'asked' ? 202 : 200;
      expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => status));
      expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1);
      expect((await desk.read(caseId)).history.filter((line) => line.what === what)).toHaveLength(1);
    });
  });

  it('of a proposal: the one who asks again is shown that it waits, and what another person agreed to', async () => {
    const strict = await desk.another({ secondPersonAbove: '*:0' });
    const { caseId } = await desk.seeded('outcome_unknown', 'open_charge');
    const idempotencyKey = aKey();
    const propose = () => desk.resolve(caseId, { ...ana, resolution: 'confirm' }, { idempotencyKey, url: strict });
    await propose().expect(202);
    const waiting = await propose().expect(202).expect('idempotent-replayed', 'true');
    expect(caseView.parse(waiting.body).state).toBe('awaiting_second');
    await desk.resolve(caseId, { ...ben, resolution: 'confirm' }, { url: strict }).expect(200);
    const done = await propose().expect(200).expect('idempotent-replayed', 'true');
    expect(caseView.parse(done.body)).toMatchObject({ state: 'closed', resolution: 'confirm' });
  });

  it('of a write that was refused is free again', async () => {
    const { caseId } = await desk.seeded('duplicate_charge', 'duplicate');
    const idempotencyKey = aKey();
    const body = { ...ana, resolution: 'refund_duplicate' };
    expect(refusalOf(await desk.resolve(caseId, body, { idempotencyKey }))).toMatchObject({ status: 502, code: 'provider_silent' });
    desk.provider.query = () => ({ outcome: 'approved', providerRef: 'ref', stated: { base: 1000n } });
    const done = await desk.resolve(caseId, body, { idempotencyKey }).expect(200);
    expect(done.headers['idempotent-replayed']).toBeUndefined();
  });

  it('is one of all that the merchant writes: that of a void is no key of a comment', async () => {
    const { caseId, orderId } = await desk.seeded('amount_mismatch', 'standing_charge');
    const idempotencyKey = aKey();
    await desk.post(`/v1/orders/${orderId}/void`, {}, { idempotencyKey, apiKey: desk.scenario.apiKey }).expect(200);
    const refused = refusalOf(await desk.post(`/v1/cases/${caseId}/comment`, words, { idempotencyKey }));
    expect(refused).toMatchObject({ status: 409, code: 'idempotency_key_reused' });
  });

  it('tells writes apart that come under one request id in the same instant', async () => {
    const { caseId } = await desk.seeded('outcome_unknown', 'open_charge');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => desk.post(`/v1/cases/${caseId}/comment`, words).set('x-request-id', 'one-request-id')),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const lists = await Promise.all(
      Array.from({ length: 20 }, () => desk.resolve(caseId, { ...ana, resolution: 'confirm' }).set('x-request-id', 'one-request-id')),
    );
    expect(lists.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const refused of lists.filter(({ status }) => status !== 200)) expect(refusalOf(refused).code).toBe('case_settled');
  });
});
