import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OperationKind, ProviderResult, QueryResult } from '@interlock/domain';
import { AdjustTip, CaptureOrder, IncrementAuthorization, RefundOrder, VoidOrder } from '@interlock/orders';
import type { CommandAnswer } from '@interlock/orders';
import { orderScenario, usd } from '@interlock/orders/testing';
import type { Scenario } from '@interlock/orders/testing';
import type { ProviderAdapter } from '@interlock/provider-kit';
import { faultsOfLooks, published } from '../testing/published.js';
import type { Published } from '../testing/published.js';
import { providers } from './providers.js';

const SECOND = 1_000;
const AMOUNT = 1_000n;
const PART = 400n;
const silent: QueryResult = { outcome: 'no_answer', cause: 'timeout' };
const lost = (): ProviderResult => ({ outcome: 'unknown', cause: 'timeout' });

/** A real adapter's operations, times and rules; what its provider says is scripted, and the clock moves by the test. */
class Case {
  private count = 0;
  constructor(
    readonly scenario: Scenario,
    readonly adapter: ProviderAdapter,
  ) {}

  static async open(adapter: ProviderAdapter): Promise<Case> {
    return new Case(await orderScenario({ first: { like: adapter } }), adapter);
  }

  get provider() {
    return this.scenario.first;
  }

  /** A row to be filled: everything goes well until the test says otherwise. */
  resetWords(): void {
    const paid = (request: { readonly amount: { readonly minor: bigint } }): ProviderResult => ({
      outcome: 'approved',
      providerRef: 'ref',
      stated: { base: request.amount.minor },
    });
    const done = (): ProviderResult => ({ outcome: 'approved', providerRef: 'ref', stated: 'not_stated' });
    Object.assign(this.provider, {
      sale: paid,
      authorize: paid,
      capture: paid,
      refund: paid,
      increment: done,
      adjust_tip: done,
      void: done,
      cancel: done,
    });
    this.provider.query = () => silent;
  }

  async order(kind: OperationKind, method: 'payer_code' | 'merchant_qr' = 'merchant_qr'): Promise<string> {
    const hold =
      ['authorize', 'capture', 'increment'].includes(kind) || (kind === 'void' && this.adapter.operations.authorize !== undefined);
    const code = { type: 'payer_code', code: '130818341921441147' } as const;
    const { view } = await this.scenario.create({
      amount: usd(AMOUNT),
      method: method === 'payer_code' ? code : { type: 'merchant_qr' },
      ...(hold ? { capture: 'manual' } : {}),
      ...(method === 'merchant_qr' ? { expiresInSeconds: 60 } : {}),
    });
    return view.id;
  }

  /** Begins the operation on an order that it fits; returns the order's id. `waitMs`: for one whose answer never comes. */
  async begin(
    kind: OperationKind,
    method: Published['method'],
    word: () => ProviderResult | Promise<ProviderResult>,
    waitMs?: number,
  ): Promise<string> {
    this.resetWords();
    if (kind === 'sale' || kind === 'authorize') {
      this.provider[kind] = word;
      return this.order(kind, method);
    }
    if (kind === 'cancel') this.provider.sale = () => ({ outcome: 'pending', providerRef: 'ref' });
    const id = await this.order(kind);
    this.provider[kind] = word;
    await this.change(kind, id, waitMs);
    return id;
  }

  private change(kind: Exclude<OperationKind, 'sale' | 'authorize'>, id: string, waitMs?: number): Promise<CommandAnswer> {
    const { scenario } = this;
    const { actor } = scenario;
    const key = `key-${String((this.count += 1))}`;
    switch (kind) {
      case 'cancel':
        return scenario.cancel(id, waitMs);
      case 'capture':
        return scenario.execute(new CaptureOrder(actor, id, { amount: usd(PART) }, key, waitMs));
      case 'increment':
        return scenario.execute(new IncrementAuthorization(actor, id, { amount: usd(PART) }, key, waitMs));
      case 'adjust_tip':
        return scenario.execute(new AdjustTip(actor, id, { amount: usd(PART) }, key, waitMs));
      case 'void':
        return scenario.execute(new VoidOrder(actor, id, {}, key, waitMs));
      case 'refund':
        return scenario.execute(new RefundOrder(actor, id, { refundNo: key, amount: usd(PART) }, waitMs));
    }
  }

  async operation(orderId: string, kind: OperationKind) {
    const found = (await this.scenario.order(orderId)).operations.find((operation) => operation.kind === kind);
    if (found === undefined) throw new Error(`no ${kind}`);
    return found;
  }

  /** Moves the clock from one due time of the order to the next, and works; `seen` is told after each turn. */
  async driveUntil(orderId: string, done: () => Promise<boolean>): Promise<void> {
    const { scenario } = this;
    for (let turns = 0; !(await done()); turns += 1) {
      expect(turns).toBeLessThan(400);
      const text = 'select min(due_at) as at from operation where order_id = $1';
      const { rows } = await scenario.database.pool.query<{ at: Date | null }>(text, [orderId]);
      const at = rows[0]?.at?.getTime();
      if (at === undefined) throw new Error('nothing is due any more');
      // What must wait for its order's turn is put off by it, and due again.
      const wait = Math.max(at - scenario.clock.now(), (await scenario.work()) > 0 ? 0 : 50);
      scenario.clock.advance({ seconds: wait / SECOND });
      await scenario.work();
    }
  }

  /** When each operation of the order was looked at, in seconds from its own begin, until it has a case. */
  async looksUntilCase(orderId: string): Promise<ReadonlyMap<OperationKind, readonly number[]>> {
    const looks = new Map<OperationKind, number[]>();
    const counted = new Map<string, number>();
    await this.driveUntil(orderId, async () => {
      const { operations, cases } = await this.scenario.order(orderId);
      for (const { id, kind, looks: count, createdAt } of operations) {
        const before = counted.get(id) ?? 0;
        counted.set(id, count);
        if (count > before) looks.set(kind, [...(looks.get(kind) ?? []), (this.scenario.clock.now() - createdAt) / SECOND]);
      }
      return cases.some(({ kind }) => kind === 'outcome_unknown');
    });
    return looks;
  }

  async unknownCase(orderId: string) {
    const text = `select k.state, k.owner, k.due_at - k.opened_at as time, p.kind as of,
      (select array_agg(e.what order by e.number) from case_event e where e.case_id = k.id) as history
      from "case" k join operation p on p.id = k.operation_id where k.order_id = $1 and k.kind = 'outcome_unknown'`;
    const { rows } = await this.scenario.database.pool.query<{
      state: string;
      owner: string | null;
      of: string;
      history: string[];
      time: unknown;
    }>(text, [orderId]);
    expect(rows).toHaveLength(1);
    return rows[0];
  }

  /** What shows each kind done, as its provider states it. */
  truth(kind: OperationKind): QueryResult {
    const said = { outcome: 'approved', providerRef: 'ref' } as const;
    if (kind === 'increment') return { ...said, stated: { base: AMOUNT, authorizedTotal: AMOUNT + PART } };
    if (kind === 'adjust_tip') return { ...said, stated: { base: AMOUNT, tip: PART } };
    if (kind === 'void' || kind === 'cancel') return { outcome: 'reversed', stated: { base: AMOUNT } };
    return { ...said, stated: { base: kind === 'capture' || kind === 'refund' ? PART : AMOUNT } };
  }
}

const ENDS: Readonly<Record<OperationKind, string>> = {
  sale: 'paid',
  authorize: 'authorized',
  capture: 'paid',
  increment: 'authorized',
  adjust_tip: 'paid',
  void: 'over',
  refund: 'partially_refunded',
  cancel: 'over',
};

describe.each(providers)('$name', (adapter) => {
  const rows = published[adapter.name];
  let world: Case;
  beforeAll(async () => {
    world = await Case.open(adapter);
  });
  afterAll(() => world.scenario.close());

  it('has published times for every kind of operation that it has', () => {
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(Object.keys(adapter.operations)));
  });

  describe.each(rows.map((row) => ({ ...row, title: [row.kind, row.method].join(' ').trim() })))('$title', (row) => {
    const { kind, method, resend } = row;
    const charge = kind === 'sale' || kind === 'authorize';

    it('is asked after as published, canceled where that is its end, then at long intervals, then somebody’s case, until the truth comes', async () => {
      const id = await world.begin(kind, method, lost);
      world.provider.cancel = lost;
      const own = await world.operation(id, kind);
      const looks = await world.looksUntilCase(id);
      // A look waits for its order's turn, beside a cancel also for the other's.
      const slackS = (adapter.queryBounds.orderEveryMs / SECOND) * (kind === 'cancel' ? 2 : 1) + 0.1;
      if (charge) {
        const whole = looks.get(kind) ?? [];
        const end = row.steps.at(-1)?.[1] ?? 0;
        const steps = whole.slice(0, whole.findIndex((look) => look >= end) + 1);
        expect(faultsOfLooks(steps, { steps: row.steps, afterwards: [] }, { slackS })).toEqual([]);
        const sent = world.provider.asked.filter(({ verb, key }) => verb === 'cancel' && key === own.providerKey);
        const cancel = await world.operation(id, 'cancel');
        expect(cancel).toMatchObject({ reason: 'schedule_over', origin: 'interlock', attempts: 1 });
        expect(sent.length).toBeLessThanOrEqual(1);
        expect((cancel.createdAt - own.createdAt) / SECOND).toBe(steps.at(-1));
      } else {
        const { sendUntil } = own;
        const support = adapter.operations[kind];
        const window = Math.max(support?.notFound.windowMs ?? 0, adapter.operations.sale.notFound.windowMs);
        const total = Math.max(support?.totalTimeoutMs ?? 0, adapter.operations.sale.totalTimeoutMs);
        const arrived = (sendUntil - own.createdAt + total + window) / SECOND + 1;
        const given = kind === 'cancel' ? { once: arrived, slackS } : { slackS };
        expect(faultsOfLooks(looks.get(kind) ?? [], row, given)).toEqual([]);
      }
      const asked = (await world.unknownCase(id)) ?? { of: '' };
      expect(asked).toMatchObject({ state: 'open', owner: null, history: ['opened'], of: charge ? 'cancel' : kind });
      const due = await world.scenario.database.pool.query(
        `select from "case" where order_id = $1 and due_at = opened_at + interval '24 hours'`,
        [id],
      );
      expect(due.rowCount).toBe(1);

      world.provider.query = () => world.truth(kind);
      for (let count = 0; !(await closed(id)); count += 1) {
        expect(count).toBeLessThan(3);
        world.scenario.clock.advance({ seconds: 5 });
        await world.scenario.refresh(id);
      }
      await expectEnd(id);
    });

    if (charge || kind === 'cancel') {
      it('has a case that is closed by the looks that go on beside it', async () => {
        const id = await world.begin(kind, method, lost);
        world.provider.cancel = lost;
        await world.looksUntilCase(id);
        world.provider.query = () => world.truth(kind);
        await world.driveUntil(id, () => closed(id));
        await expectEnd(id);
      });
    }

    const closed = async (id: string): Promise<boolean> => (await world.unknownCase(id))?.state === 'closed';
    /** The truth has come, and nobody but the provider has closed the case. */
    async function expectEnd(id: string): Promise<void> {
      expect((await world.unknownCase(id))?.history).toEqual(['opened', 'closed_by_fact']);
      const { order } = await world.scenario.order(id);
      if (ENDS[kind] === 'over') expect(['reversed', 'canceled']).toContain(order.state);
      else expect(order.state).toBe(ENDS[kind]);
    }
    it('whose process died before it heard anything is asked after first, and sent again only under its own key, where its rule allows', async () => {
      const never = new Promise<ProviderResult>(() => undefined);
      let sends = 0;
      const before = world.provider.asked.length;
      const starting = world.begin(kind, method, () => ((sends += 1) === 1 ? never : lost()), 0);
      const id = charge ? await begunOf(world, starting) : await starting;
      const own = await world.operation(id, kind);
      world.provider.query = (request) =>
        kind === 'increment' || kind === 'adjust_tip'
          ? { outcome: 'approved', providerRef: 'ref', stated: { base: AMOUNT, authorizedTotal: AMOUNT, tip: 0n } }
          : kind === 'cancel'
            ? { outcome: 'pending', providerRef: 'ref' }
            : { outcome: 'not_found', providerCode: `NONE ${request.operation.kind}` };
      await world.driveUntil(id, async () => {
        const { outcome } = await world.operation(id, kind);
        return outcome === 'declined' || (kind === 'cancel' && outcome === 'approved');
      });
      const asked = world.provider.asked.slice(before).filter(({ verb }) => verb === kind || verb === 'query');
      const keys = asked.filter(({ verb }) => verb === kind).map(({ key }) => key);
      const after = await world.operation(id, kind);
      const most = charge || resend === 'never' ? 1 : 3;
      expect([keys.length, after.attempts]).toEqual([most, most]);
      expect(new Set(keys)).toEqual(new Set([own.providerKey]));
      // A cancel takes nothing: it is the one that is sent again before anybody asks.
      const second = asked.findIndex(({ verb }, index) => verb === kind && index > asked.findIndex((first) => first.verb === kind));
      if (most > 1 && kind !== 'cancel') expect(asked.slice(0, second).some(({ verb }) => verb === 'query')).toBe(true);
      if (kind !== 'cancel') expect(after).toMatchObject({ declineCode: 'never_arrived', dueAt: charge ? expect.any(Number) : null });
      const { operations } = await world.scenario.order(id);
      expect(operations[0]).toMatchObject({ capturingMinor: 0n, refundingMinor: 0n, openRefunds: 0 });
    });
  });
});

/** A sale that never ends: its order is there, and its process is gone. */
async function begunOf({ scenario }: Case, _running: Promise<string>): Promise<string> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const text = `select order_id as id from operation where outcome is null and kind in ('sale', 'authorize') order by id desc limit 1`;
    const { rows } = await scenario.database.pool.query<{ id: string }>(text);
    if (rows[0] !== undefined) return rows[0].id;
  }
  throw new Error('nothing was begun within a minute');
}
