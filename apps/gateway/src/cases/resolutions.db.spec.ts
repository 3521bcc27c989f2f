import { CASE_KINDS, RESOLUTIONS, SITUATIONS, currencyCode, resolutionTable } from '@interlock/domain';
import type { CaseKind, QueryResult, Resolution, Situation } from '@interlock/domain';
import { checkInvariants, violationsOf } from '@interlock/orders/invariants';
import { scriptedProvider } from '@interlock/orders/testing';
import { seedApiKey, seedCase } from '@interlock/persistence/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { orderView, problem } from '../orders/order-view.schema.js';
import { gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';
import { caseView } from './case-view.schema.js';

const provider = scriptedProvider('upay', { whole: true });
const silence: QueryResult = { outcome: 'no_answer', cause: 'timeout' };
/** Late money without figures is not believed by itself, and a payment that is there is there. */
const there: QueryResult = { outcome: 'approved', providerRef: 'ref', stated: 'not_stated' };
const notThere: QueryResult = { outcome: 'not_found', providerCode: 'NOT_FOUND' };

/** What the provider answers to the question before, where the word needs one that does not speak against it. */
function heard(kind: CaseKind, situation: Situation, resolution: Resolution): QueryResult {
  if (resolution === 'refund' || resolution === 'refund_duplicate') return there;
  if (kind !== 'late_success' || situation !== 'closed_charge') return silence;
  return resolution === 'decline' ? notThere : there;
}

/** What the order and the operation are once the word is carried out. */
const ends: Readonly<Record<Situation, Partial<Record<Resolution, readonly [string, string]>>>> = {
  open_charge: { confirm: ['paid', 'approved'], adopt: ['paid', 'approved'], decline: ['failed', 'declined'] },
  open_cancel: { confirm: ['canceled', 'approved'], decline: ['uncertain', 'declined'] },
  open_change: { confirm: ['partially_refunded', 'approved'], adopt: ['partially_refunded', 'approved'], decline: ['paid', 'declined'] },
  standing_charge: {
    adopt: ['paid', 'approved'],
    keep: ['paid', 'approved'],
    write_off: ['paid', 'approved'],
    refund: ['refunded', 'approved'],
  },
  duplicate: { refund_duplicate: ['paid', 'approved'], keep: ['paid', 'approved'], write_off: ['paid', 'approved'] },
  closed_charge: {
    keep: ['failed', 'declined'],
    write_off: ['failed', 'declined'],
    decline: ['failed', 'declined'],
    refund: ['refunded', 'approved'],
  },
  suspended: {},
  done_change: { keep: ['partially_refunded', 'approved'], write_off: ['partially_refunded', 'approved'] },
  refused_change: {
    confirm: ['partially_refunded', 'approved'],
    decline: ['paid', 'declined'],
    keep: ['paid', 'declined'],
    write_off: ['paid', 'declined'],
  },
};
/** Late money that is kept is believed. */
const endOf = (kind: CaseKind, situation: Situation, resolution: Resolution) =>
  kind === 'late_success' && situation === 'closed_charge' && resolution === 'keep' ? ['paid', 'approved'] : ends[situation][resolution];

const MXN = currencyCode('MXN');
const words = { person: 'Ana Diaz', reason: 'the statement of the day', evidence: 'line 17 of statement 2026-01-02' };
/** Figures that are not ours, so that there is something to adopt and to write off. */
const stated = { base: '900' };

describe('what a person may make of a case', () => {
  let scenario: GatewayScenario;
  let key: string;
  let numbers = 0;
  beforeAll(async () => {
    scenario = await gatewayScenario({ adapters: [provider.adapter] });
    const { merchantId, database } = scenario;
    key = await seedApiKey(database.pool, { merchantId, permissions: ['cases:read', 'cases:resolve'] });
  });
  afterAll(async () => {
    const violations = violationsOf(await checkInvariants(scenario.database.pool));
    await scenario.close();
    expect(violations).toEqual([]);
  });

  const seeded = (kind: CaseKind, situation: Situation, refunds = false) => {
    const { merchantId, accountId, database } = scenario;
    // A refund of 400 is stated as 300.
    return seedCase(
      database.pool,
      { merchantId, accountId, currency: MXN },
      { kind, situation, stated: refunds ? { base: '300' } : stated },
    );
  };
  const resolve = async (caseId: string, body: object) => {
    numbers += 1;
    const sent = scenario.http.post(`/v1/cases/${caseId}/resolve`).auth(key, { type: 'bearer' });
    return sent.set('idempotency-key', `walk-${String(numbers)}`).send(body);
  };
  const isOf = (situation: Situation): boolean => situation.endsWith('_change');
  const orderOf = async (id: string) => orderView.parse((await scenario.get(`/v1/orders/${id}`).expect(200)).body);

  const cells = CASE_KINDS.flatMap((kind) => SITUATIONS.map((situation) => [kind, situation] as const));
  it.each(cells)('%s, %s: what the table has is offered and does what it says, and nothing else is taken', async (kind, situation) => {
    const listed = await seeded(kind, situation, isOf(situation));
    const { body } = await scenario.http.get(`/v1/cases/${listed.caseId}`).auth(key, { type: 'bearer' }).expect(200);
    const view = caseView.parse(body);
    const offered = view.resolutions.flatMap(({ resolution }) => (resolution === 'reject' ? [] : [resolution]));
    expect(offered).toEqual(resolutionTable[kind][situation]);
    const refused = RESOLUTIONS.find((resolution) => !offered.includes(resolution));
    if (refused !== undefined) {
      provider.query = () => silence;
      const answer = await resolve(listed.caseId, { ...words, resolution: refused });
      expect([refused, answer.status, problem.parse(answer.body).code]).toEqual([refused, 409, 'resolution_not_allowed']);
    }
    // What changes nothing needs no case of its own.
    const cases = await Promise.all(
      offered.map(async (resolution) => ({
        resolution,
        ...(resolution === 'ask_again' ? listed : await seeded(kind, situation, isOf(situation))),
      })),
    );
    for (const { resolution, caseId, orderId, operationId } of cases) {
      provider.query = () => heard(kind, situation, resolution);
      const given = kind === 'late_success' && situation === 'closed_charge' && (resolution === 'keep' || resolution === 'refund');
      const answer = await resolve(caseId, { ...words, resolution, ...(given ? { amount: { currency: 'MXN', value: '1000' } } : {}) });
      if (resolution === 'ask_again') {
        expect([answer.status, caseView.parse(answer.body).history.map(({ what }) => what)]).toEqual([202, ['opened', 'asked']]);
        continue;
      }
      const order = await orderOf(orderId);
      const outcome = order.operations.find(({ id }) => id === operationId)?.outcome;
      expect([resolution, answer.status, order.state, outcome]).toEqual([resolution, 200, ...(endOf(kind, situation, resolution) ?? [])]);
      const after = caseView.parse(answer.body);
      expect(after).toMatchObject({ state: 'closed', resolution });
      const last = after.history.filter(({ what }) => what === 'resolved');
      expect(last).toMatchObject([{ person: 'Ana Diaz', reason: words.reason, evidence: words.evidence, detail: { resolution } }]);
      const { rows } = await scenario.database.pool.query<{ source: string; outcome: string; result: Record<string, unknown> }>(
        `select source, outcome, result from fact where id = $1`,
        [last[0]?.factId],
      );
      expect(rows).toMatchObject([{ source: 'person', outcome: resolution, result: { person: 'Ana Diaz', evidence: words.evidence } }]);
    }
  });
});
