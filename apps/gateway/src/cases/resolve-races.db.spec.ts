import type { CaseKind, Situation } from '@interlock/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ana, ben, caseDesk, refusalOf } from '../testing/case-desk.js';
import type { CaseDesk } from '../testing/case-desk.js';
import { caseView } from './case-view.schema.js';
import { until } from '@interlock/persistence/testing';

/** Opened by the test, and waited for by whoever stands before it. */
function gate(): { readonly opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('two at one case', () => {
  let desk: CaseDesk;
  /** A second process. */
  let url: string;
  beforeAll(async () => {
    desk = await caseDesk();
    url = await desk.another();
  });
  afterAll(() => desk.close());
  beforeEach(() => {
    desk.provider.query = () => ({ outcome: 'no_answer', cause: 'timeout' });
    desk.provider.refund = (request) => ({ outcome: 'approved', providerRef: 'ref', stated: { base: request.amount.minor } });
    desk.verbs();
  });

  const refundsOf = async (orderId: string) => {
    const { rows } = await desk.scenario.database.pool.query<{ refund_no: string; outcome: string | null }>(
      "select refund_no, outcome from operation where order_id = $1 and kind = 'refund' order by id",
      [orderId],
    );
    return rows;
  };
  const there = () => ({ outcome: 'approved' as const, providerRef: 'ref', stated: { base: 1000n } });

  it.each<readonly [CaseKind, Situation, string, string]>([
    ['outcome_unknown', 'open_charge', 'confirm', 'decline'],
    ['outcome_unknown', 'open_change', 'decline', 'confirm'],
    ['outcome_unknown', 'open_cancel', 'confirm', 'decline'],
  ])('%s, %s: one says %s and one %s; one of them wins, and the other is told', async (kind, situation, one, other) => {
    const { caseId, orderId } = await desk.seeded(kind, situation);
    const answers = await Promise.all([
      desk.resolve(caseId, { ...ana, resolution: one }),
      desk.resolve(caseId, { ...ben, resolution: other }, { url }),
    ]);
    const won = answers.filter(({ status }) => status === 200);
    const lost = answers.filter(({ status }) => status !== 200);
    expect([won.length, lost.map(refusalOf)]).toEqual([1, [{ status: 409, code: 'case_settled', fields: [] }]]);
    const view = await desk.read(caseId);
    expect(view).toMatchObject({ state: 'closed', resolution: caseView.parse(won[0]?.body).resolution });
    expect(view.history.filter(({ what }) => what === 'resolved')).toHaveLength(1);
    const { rows } = await desk.scenario.database.pool.query("select 1 from fact where order_id = $1 and source = 'person'", [orderId]);
    expect(rows).toHaveLength(1);
  });

  it('who both give a second payment back begin one refund, and the provider makes one', async () => {
    desk.provider.query = there;
    const { caseId, orderId } = await desk.seeded('duplicate_charge', 'duplicate');
    const answers = await Promise.all(
      [ana, ben, ana, ben].map((who, index) =>
        desk.resolve(caseId, { ...who, resolution: 'refund_duplicate' }, index % 2 === 0 ? {} : { url }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    // Read while the refund was on its way, or when it was done.
    for (const answer of answers.filter(({ status }) => status !== 200))
      expect(['resolution_not_allowed', 'case_settled']).toContain(refusalOf(answer).code);
    expect(desk.verbs().filter((verb) => verb === 'refund')).toHaveLength(1);
    expect(await refundsOf(orderId)).toMatchObject([{ outcome: 'approved' }]);
    expect(await desk.read(caseId)).toMatchObject({ state: 'closed', resolution: 'refund_duplicate', order: { state: 'paid' } });
  });

  it('who comes while the refund of another is on its way is told what is left to do', async () => {
    const { caseId } = await desk.seeded('duplicate_charge', 'duplicate');
    const [asked, answered] = [gate(), gate()];
    desk.provider.query = async () => {
      asked.open();
      await answered.opened;
      return there();
    };
    const second = desk.resolve(caseId, { ...ben, resolution: 'refund_duplicate' }).then((answer) => answer);
    await asked.opened;
    desk.provider.query = there;
    const sent = gate();
    desk.provider.refund = async (request) => {
      await sent.opened;
      return { outcome: 'approved', providerRef: 'ref', stated: { base: request.amount.minor } };
    };
    const before = desk.provider.asked.length;
    await desk
      .resolve(caseId, { ...ana, resolution: 'refund_duplicate' }, { url })
      .set('prefer', 'wait=0')
      .expect(202);
    await until(() => Promise.resolve(desk.provider.asked.slice(before).some(({ verb }) => verb === 'refund')));
    answered.open();
    const refused = await second;
    sent.open();
    expect(refusalOf(refused)).toMatchObject({ status: 409, code: 'resolution_not_allowed', fields: ['resolution'] });
    await until(async () => (await desk.read(caseId)).state === 'closed');
    expect(desk.verbs().filter((verb) => verb === 'refund')).toHaveLength(1);
  });

  it('who both propose: one proposal is waited for, and the other one, who says the same, has agreed to it', async () => {
    const strict = await desk.another({ secondPersonAbove: '*:0' });
    const { caseId } = await desk.seeded('outcome_unknown', 'open_charge');
    const answers = await Promise.all([ana, ben].map((who) => desk.resolve(caseId, { ...who, resolution: 'confirm' }, { url: strict })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 202]);
    expect((await desk.read(caseId)).history.map(({ what }) => what).filter((what) => what !== 'asked')).toEqual([
      'opened',
      'proposed',
      'agreed',
      'resolved',
    ]);
  });

  it('a fact that arrives while a person speaks is worth more than their word', async () => {
    const { caseId, orderId } = await desk.seeded('outcome_unknown', 'open_charge');
    const [asked, answered] = [gate(), gate()];
    desk.provider.query = async () => {
      asked.open();
      await answered.opened;
      return { outcome: 'no_answer', cause: 'timeout' };
    };
    const speaking = desk.resolve(caseId, { ...ana, resolution: 'decline' }).then((answer) => answer);
    await asked.opened;
    // Somebody else asks meanwhile, and hears that it was paid.
    desk.provider.query = there;
    await desk.resolve(caseId, { ...ben, resolution: 'ask_again' }, { url }).expect(200);
    answered.open();
    const refused = await speaking;
    expect(refusalOf(refused)).toMatchObject({ status: 409, code: 'case_settled' });
    expect(await desk.read(caseId)).toMatchObject({ state: 'closed', order: { state: 'paid' }, operation: { outcome: 'approved' } });
    const { rows } = await desk.scenario.database.pool.query("select 1 from fact where order_id = $1 and source = 'person'", [orderId]);
    expect(rows).toEqual([]);
  });

  it('while a refund of the charge is open no second one is offered, and the case closes when that is done', async () => {
    desk.provider.query = there;
    const { caseId, orderId } = await desk.seeded('duplicate_charge', 'duplicate');
    desk.provider.refund = () => ({ outcome: 'unknown', cause: 'timeout' });
    const begun = caseView.parse((await desk.resolve(caseId, { ...ana, resolution: 'refund_duplicate' }).expect(202)).body);
    expect(begun).toMatchObject({ state: 'open', resolution: 'refund_duplicate' });
    expect(begun.resolutions.map(({ resolution }) => resolution)).toEqual(['write_off', 'ask_again']);
    for (const resolution of ['refund_duplicate', 'keep'])
      expect(refusalOf(await desk.resolve(caseId, { ...ben, resolution }))).toMatchObject({ code: 'resolution_not_allowed' });
    expect(desk.verbs().filter((verb) => verb === 'refund')).toHaveLength(1);
    // What became of the refund is asked by the order's own door.
    await desk.scenario.post(`/v1/orders/${orderId}/refresh`);
    const [refund] = await refundsOf(orderId);
    expect(refund).toMatchObject({ outcome: 'approved' });
    expect(await desk.read(caseId)).toMatchObject({ state: 'closed', resolution: 'refund_duplicate' });
  });
});
