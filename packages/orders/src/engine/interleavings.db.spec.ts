import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OperationInProgress, isOpen, isUndecided } from '@interlock/domain';
import type { OperationKind } from '@interlock/domain';
import { ProviderTruth, AMOUNT, PART, TIP } from '../../testing/provider-truth.js';
import type { Moment } from '../../testing/provider-truth.js';
import { AdjustTip, CaptureOrder, VoidOrder } from '../commands.js';
import type { CommandAnswer } from '../commands.js';
import { AmountExceedsRemaining, InvalidState } from '../errors.js';
import { orderScenario, usd } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';
import { until } from '@interlock/persistence/testing';

/**
 * Two requests on one order, in every order of what others can notice of them. Of each these are three moments: its begin (commit 1), what the
 * provider does, and its finish (commit 2). The way of its bytes and of the answer changes nothing that anybody reads, so that it is no moment
 * of its own; where the answer is lost, the provider may act before the finish or after it.
 */
type Step = readonly [verb: OperationKind, moment: 'begin' | Moment];

const ORDERS: Readonly<Record<'heard' | 'lost', readonly (readonly ('begin' | Moment)[])[]>> = {
  heard: [['begin', 'effect', 'finish']],
  lost: [
    ['begin', 'effect', 'finish'],
    ['begin', 'finish', 'effect'],
  ],
};

/** Every merge of two lists that keeps the order of each. */
function merges<T>(a: readonly T[], b: readonly T[]): T[][] {
  const [firstA, ...restA] = a;
  const [firstB, ...restB] = b;
  if (firstA === undefined) return [[...b]];
  if (firstB === undefined) return [[...a]];
  return [...merges(restA, b).map((rest) => [firstA, ...rest]), ...merges(a, restB).map((rest) => [firstB, ...rest])];
}

interface Interleaving {
  readonly lost: readonly OperationKind[];
  readonly steps: readonly Step[];
}

function interleavingsOf(a: OperationKind, b: OperationKind): Interleaving[] {
  const all: Interleaving[] = [];
  for (const hearsA of ['heard', 'lost'] as const)
    for (const hearsB of ['heard', 'lost'] as const)
      for (const ofA of ORDERS[hearsA])
        for (const ofB of ORDERS[hearsB]) {
          const lost = [...(hearsA === 'lost' ? [a] : []), ...(hearsB === 'lost' ? [b] : [])];
          const merged = merges<Step>(
            ofA.map((moment) => [a, moment]),
            ofB.map((moment) => [b, moment]),
          );
          all.push(...merged.map((steps) => ({ lost, steps })));
        }
  return all;
}

/** Of two that exclude each other, the one that begins while the other is open is refused and has no further moments: what differs by them alone is one. */
function ofExclusive(all: readonly Interleaving[]): Interleaving[] {
  const seen = new Map<string, Interleaving>();
  for (const { lost, steps } of all) {
    const first = steps[0]?.[0];
    const second = steps.find(([verb]) => verb !== first)?.[0];
    const finish = steps.findIndex(([verb, moment]) => verb === first && moment === 'finish');
    const begin = steps.findIndex(([verb, moment]) => verb === second && moment === 'begin');
    const refused = begin < finish || lost.some((verb) => verb === first);
    const kept = refused
      ? { lost: lost.filter((verb) => verb !== second), steps: steps.filter(([verb, moment]) => verb !== second || moment === 'begin') }
      : { lost, steps };
    seen.set(told(kept), kept);
  }
  return [...seen.values()];
}

let scenario: Scenario;
beforeAll(async () => {
  scenario = await orderScenario({ first: { whole: true, returnsMoneyWhenPaid: true } });
});
afterAll(() => scenario.close());

const REFUSALS = [OperationInProgress, InvalidState, AmountExceedsRemaining];
type Outcome = 'accepted' | 'refused';

/** Plays the steps on an order that exists already, or that the first of them creates; then lets the worker end what is left. */
async function play(
  { steps, lost }: Interleaving,
  options: { readonly returns: boolean; readonly hold?: 'manual'; readonly creates?: OperationKind },
  request: (verb: OperationKind, orderId: string) => Promise<CommandAnswer>,
): Promise<{ readonly truth: ProviderTruth; readonly orderId: string; readonly outcomes: ReadonlyMap<OperationKind, Outcome> }> {
  const outcomes = new Map<OperationKind, Outcome>();
  const running = new Map<OperationKind, Promise<void>>();
  const ended = new Set<OperationKind>();
  let orderId = '';
  if (options.creates === undefined) {
    const made = new ProviderTruth(scenario.first, { lost: [], returns: options.returns, hold: false });
    orderId = (await scenario.create({ amount: usd(AMOUNT), capture: options.hold ?? 'automatic' })).view.id;
    expect(made.net + made.held).toBe(AMOUNT);
  }
  const truth = new ProviderTruth(scenario.first, { lost, returns: options.returns, hold: true });
  if (options.creates === undefined) {
    if (options.hold === 'manual') truth.held = AMOUNT;
    else truth.taken = AMOUNT;
  }

  const begin = async (verb: OperationKind): Promise<void> => {
    const run = (
      verb === options.creates
        ? scenario.create({ merchantOrderNo: `no-${String((count += 1))}`, amount: usd(AMOUNT) })
        : request(verb, orderId)
    ).then(
      ({ view }) => {
        orderId = view.id;
        outcomes.set(verb, 'accepted');
      },
      (error: unknown) => {
        if (!REFUSALS.some((refusal) => error instanceof refusal)) throw error;
        outcomes.set(verb, 'refused');
      },
    );
    running.set(
      verb,
      run.finally(() => ended.add(verb)),
    );
    await until(() => ended.has(verb) || truth.hasReached(verb, 'send'));
    if (orderId !== '') return;
    const { rows } = await scenario.database.pool.query<{ id: string }>('select id from "order" where merchant_order_no = $1', [
      `no-${String(count)}`,
    ]);
    orderId = rows[0]?.id ?? '';
  };

  for (const [verb, moment] of steps) {
    if (moment === 'begin') await begin(verb);
    else {
      truth.let(verb, moment);
      const sent = truth.hasReached(verb, 'send');
      if (moment === 'effect' && sent) await until(() => truth.hasReached(verb, 'effect'));
      // The finish of a sale may begin the cancel that was asked meanwhile, and its caller waits for that one too.
      if (moment === 'finish' && sent) await until(() => ended.has(verb) || (verb === 'sale' && truth.hasReached('cancel', 'send')));
    }
  }
  await Promise.all(running.values());
  for (let turns = 0; turns < 200; turns += 1) {
    const { operations } = await scenario.order(orderId);
    const due = operations.filter(({ outcome }) => isOpen(outcome)).map(({ dueAt }) => dueAt ?? Infinity);
    if (due.length === 0) break;
    const wait = Math.min(...due) - scenario.clock.now();
    expect(wait).toBeLessThan(Infinity);
    scenario.clock.advance({ seconds: Math.max(wait, 0) / 1000 });
    await scenario.work();
  }
  return { truth, orderId, outcomes };
}
let count = 0;

/** Our books are the provider's truth, nothing is open, and nobody has to look. */
async function expectTruth(truth: ProviderTruth, orderId: string): Promise<string> {
  const { order, operations, cases } = await scenario.order(orderId);
  expect(operations.filter(({ outcome }) => isOpen(outcome)).map(({ kind }) => kind)).toEqual([]);
  expect(isUndecided(order.state)).toBe(false);
  expect(cases.filter(({ state }) => state !== 'closed').map(({ kind }) => kind)).toEqual([]);
  const { provider_receivable: receivable = 0n, merchant_payable: payable = 0n, suspense = 0n } = await scenario.ledger(orderId);
  expect([receivable, payable, suspense]).toEqual([truth.net, -truth.net, 0n]);
  return order.state;
}

const told = ({ lost, steps }: Interleaving): string =>
  `${steps.map(([verb, moment]) => `${verb} ${moment}`).join(', ')}${lost.length > 0 ? ` (lost: ${lost.join(', ')})` : ''}`;
const titled = (some: readonly Interleaving[]) => some.map((interleaving) => ({ title: told(interleaving), interleaving }));

describe.each([
  { returns: true, what: 'which returns the money of a paid order' },
  { returns: false, what: 'which is refused of a paid order' },
])('a cancel $what, and a sale in flight:', ({ returns }) => {
  const begunFirst = interleavingsOf('sale', 'cancel').filter(({ steps }) => steps[0]?.[0] === 'sale');
  it.each(titled(begunFirst))('$title', async ({ interleaving }) => {
    const { truth, orderId } = await play(interleaving, { returns, creates: 'sale' }, (_verb, id) => scenario.cancel(id));
    const state = await expectTruth(truth, orderId);
    const ends = {
      paid: truth.net === AMOUNT,
      reversed: truth.over === 'returned',
      canceled: truth.taken === 0n,
      failed: truth.taken === 0n,
    };
    expect(Object.entries(ends).flatMap(([end, legal]) => (legal ? [end] : []))).toContain(state);
    expect(truth.taken === 0n || truth.taken === AMOUNT).toBe(true);
  });
});

describe('a void and a capture:', () => {
  const request = (verb: OperationKind, id: string): Promise<CommandAnswer> =>
    verb === 'void'
      ? scenario.execute(new VoidOrder(scenario.actor, id, {}, `key-${String((count += 1))}`))
      : scenario.execute(new CaptureOrder(scenario.actor, id, { amount: usd(PART) }, `key-${String((count += 1))}`));
  it.each(titled(ofExclusive(interleavingsOf('void', 'capture'))))('$title', async ({ interleaving }) => {
    const { truth, orderId, outcomes } = await play(interleaving, { returns: true, hold: 'manual' }, request);
    const state = await expectTruth(truth, orderId);
    const end = truth.over === 'let_go' ? 'canceled' : truth.over === 'returned' ? 'reversed' : 'paid';
    expect(state).toBe(end);
    expect([...outcomes.values()]).toContain('accepted');
  });
});

describe('a tip and a refund:', () => {
  const request = (verb: OperationKind, id: string): Promise<CommandAnswer> =>
    verb === 'refund'
      ? scenario.refund(id, `r-${String((count += 1))}`, PART)
      : scenario.execute(new AdjustTip(scenario.actor, id, { amount: usd(TIP) }, `key-${String((count += 1))}`));
  it.each(titled(ofExclusive(interleavingsOf('adjust_tip', 'refund'))))('$title', async ({ interleaving }) => {
    const { truth, orderId, outcomes } = await play(interleaving, { returns: true }, request);
    expect(await expectTruth(truth, orderId)).toBe(truth.refunded > 0n ? 'partially_refunded' : 'paid');
    const { operations } = await scenario.order(orderId);
    expect(operations[0]).toMatchObject({ tipTakenMinor: truth.tip, refundedMinor: truth.refunded, refundingMinor: 0n });
    expect([...outcomes.values()]).toContain('accepted');
  });
});
