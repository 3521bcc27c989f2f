import { currencyCode } from '@interlock/domain';
import { seedCase } from '@interlock/persistence/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { orderScenario } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';
import { ResolveCase } from './commands.js';
import type { CaseAnswer } from './commands.js';

const there = () => ({ outcome: 'approved' as const, providerRef: 'ref', stated: { base: 1000n } });

describe('money that a person gives back', () => {
  let scenario: Scenario;
  let keys = 0;
  beforeEach(async () => {
    scenario = await orderScenario({ providers: ['upay'] });
    // After the rows that are seeded.
    scenario.clock.advance({ seconds: 86_400 });
    scenario.first.query = there;
  });
  afterEach(() => scenario.close());

  const seeded = (kind: 'duplicate_charge' | 'late_success', situation: 'duplicate' | 'standing_charge') =>
    seedCase(
      scenario.database.pool,
      { merchantId: scenario.actor.merchantId, accountId: scenario.accounts[0] ?? '', currency: currencyCode('USD') },
      { kind, situation },
    );
  const resolve = (caseId: string, resolution: 'refund' | 'refund_duplicate', waitMs?: number): Promise<CaseAnswer> => {
    keys += 1;
    const input = { resolution, person: 'Ana Diaz', reason: 'taken twice' };
    return scenario.execute(new ResolveCase(scenario.actor, caseId, input, `key-${String(keys)}`, waitMs));
  };
  const refundsOf = async (orderId: string) => (await scenario.order(orderId)).operations.filter(({ kind }) => kind === 'refund');
  const sent = () => scenario.first.asked.filter(({ verb }) => verb === 'refund');

  it.each([
    ['duplicate_charge', 'duplicate', 'refund_duplicate', 'duplicate-'],
    ['late_success', 'standing_charge', 'refund', 'late-'],
  ] as const)(
    '%s: the provider refuses it, the case stays open, and it may be tried again',
    async (kind, situation, resolution, number) => {
      const { caseId, orderId, operationId } = await seeded(kind, situation);
      scenario.first.refund = () => ({ outcome: 'declined', code: 'declined_by_provider', providerCode: 'NOT_NOW' });
      const refused = await resolve(caseId, resolution);
      expect(refused).toMatchObject({ settled: false, view: { state: 'open', resolution } });
      expect(await refundsOf(orderId)).toMatchObject([{ refundNo: `${number}${operationId}`, outcome: 'declined' }]);
      expect(refused.view.resolutions.map((offer) => offer.resolution)).toContain(resolution);
      scenario.first.refund = (request) => ({ outcome: 'approved', providerRef: 'ref', stated: { base: request.amount.minor } });
      const done = await resolve(caseId, resolution);
      expect(done).toMatchObject({ settled: true, view: { state: 'closed', resolution } });
      // A number of its own: the provider knows the first one as refused.
      expect((await refundsOf(orderId)).map(({ refundNo, outcome }) => [refundNo, outcome])).toEqual([
        [`${number}${operationId}`, 'declined'],
        [`${number}${operationId}-2`, 'approved'],
      ]);
      expect(done.view.history.map(({ what }) => what)).toEqual(['opened', 'asked', 'resolved', 'asked', 'resolved', 'closed_by_fact']);
    },
  );

  it('is given back once where the process dies after the write and before the send: the worker carries on', async () => {
    const { caseId, orderId, operationId } = await seeded('duplicate_charge', 'duplicate');
    // The process never comes to its call, and whoever waits for it is answered with the case as it stands.
    let isBegun = (): void => undefined;
    const begun = new Promise<void>((resolved) => (isBegun = resolved));
    scenario.first.refund = () => {
      isBegun();
      return new Promise(() => undefined);
    };
    expect(await resolve(caseId, 'refund_duplicate', 0)).toMatchObject({ settled: false, view: { state: 'open' } });
    await begun;
    expect(await refundsOf(orderId)).toMatchObject([{ outcome: null, amountMinor: 1000n }]);
    const before = sent().length;
    scenario.first.refund = (request) => ({ outcome: 'approved', providerRef: 'ref', stated: { base: request.amount.minor } });
    scenario.first.query = (request) =>
      'providerKey' in request.operation && request.operation.kind === 'refund' ? { outcome: 'not_found', providerCode: 'NO' } : there();
    for (let turn = 0; turn < 20 && (await refundsOf(orderId))[0]?.outcome !== 'approved'; turn += 1) {
      scenario.clock.advance({ seconds: 60 });
      await scenario.work();
    }
    const refunds = await refundsOf(orderId);
    expect(refunds).toMatchObject([{ refundNo: `duplicate-${operationId}`, outcome: 'approved', amountMinor: 1000n }]);
    // Under the key of the first, so that the provider could tell a second one.
    expect(
      sent()
        .slice(before)
        .map(({ key }) => key),
    ).toEqual([refunds[0]?.providerKey]);
    const { rows } = await scenario.database.pool.query('select state, resolution from "case" where id = $1', [caseId]);
    expect(rows).toEqual([{ state: 'closed', resolution: 'refund_duplicate' }]);
    scenario.clock.advance({ seconds: 3_600 });
    await scenario.work();
    expect(sent()).toHaveLength(before + 1);
  });
});
