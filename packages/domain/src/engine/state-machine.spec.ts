import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOpen } from '../operation/operation.js';
import type { ChargeKind } from '../operation/operation.js';
import type { ProviderResult, QueryResult, Stated } from '../operation/result.js';
import { isClosedUnpaid, isUndecided } from '../order/states.js';
import {
  AMOUNT,
  SECOND,
  approved,
  canceled,
  declined,
  noAnswer,
  notFound,
  notSent,
  notStated,
  otherAmount,
  pending,
  retryable,
  reversed,
  rules,
  unknown,
} from '../../testing/snapshots.js';
import { World, brokenConstraints } from '../testing/index.js';
import { decide } from './decide.js';
import type { Decision } from './decision.js';
import { CLOCK_TOLERANCE_MS, takenOf } from './snapshot.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

/** Any word at any time from anybody: a provider that contradicts itself, holders of old leases, notifications out of nowhere. */
const ofAmount = ({ operation, charge }: Snapshot): Extract<QueryResult, { outcome: 'approved' }> => ({
  ...approved,
  stated: figures(operation, charge),
});
/** As a provider states them that has done what was asked. */
function figures(operation: Snapshot['operation'], charge: Snapshot['charge']): Stated {
  switch (operation.kind) {
    case 'increment':
      return { base: charge.authorizedMinor, authorizedTotal: charge.authorizedMinor + (operation.amountMinor ?? 0n) };
    case 'adjust_tip':
      return { base: charge.capturedMinor, tip: operation.tipMinor ?? 0n };
    case 'void':
      return { base: charge.capturedMinor === 0n ? charge.authorizedMinor : takenOf(charge) };
    case 'sale':
    case 'authorize':
    case 'capture':
    case 'refund':
    case 'cancel':
      return { base: operation.amountMinor ?? AMOUNT };
  }
}
type Word = (snapshot: Snapshot) => ProviderResult | QueryResult;
/** What somebody else has done, at the portal or on a device, as a query of the charge shows it. */
const changed =
  (stated: (charge: Snapshot['charge']) => Partial<Stated>): Word =>
  ({ charge }) => ({ ...approved, stated: { base: charge.amountMinor ?? AMOUNT, ...stated(charge) } });
const outside: readonly Word[] = [
  changed(({ refundedMinor }) => ({ refunded: refundedMinor + 300n })),
  changed((charge) => ({ refunded: takenOf(charge) })),
  changed(({ tipTakenMinor }) => ({ tip: tipTakenMinor + 50n })),
  changed(() => ({ tip: 0n })),
  changed(({ capturedMinor }) => ({ captured: capturedMinor + 200n })),
  changed(() => ({ captured: 'not_stated' })),
  ({ charge }) => ({ ...reversed, stated: { base: charge.amountMinor ?? AMOUNT, captured: 400n } }),
];
const answers: readonly Word[] = [
  ofAmount,
  () => notStated,
  () => otherAmount,
  () => declined,
  () => retryable,
  () => canceled,
  () => pending,
  () => unknown,
  () => ({ outcome: 'unknown', cause: 'unknown_code', providerCode: '77' }),
];
const words: Readonly<Record<Evidence['source'], readonly Word[]>> = {
  answer: [...answers, () => notSent],
  notification: answers,
  query: [...answers, () => reversed, () => notFound, () => noAnswer, ofAmount, () => notFound, ...outside],
};

type Step =
  | {
      readonly type: 'hear';
      readonly operation: number;
      readonly source: Evidence['source'];
      readonly word: number;
      readonly agoMs: number;
      readonly old: boolean;
    }
  | { readonly type: 'claim'; readonly operation: number }
  | { readonly type: 'refund'; readonly amountMinor: bigint }
  | { readonly type: 'change'; readonly kind: 'capture' | 'increment' | 'adjust_tip' | 'void'; readonly amountMinor: bigint }
  | { readonly type: 'cancel' }
  | { readonly type: 'wait'; readonly ms: number };

const index = fc.nat({ max: 9 });
const source = fc.constantFrom<Evidence['source']>('answer', 'query', 'query', 'query', 'notification');
const ago = fc.oneof(fc.constant(0), fc.nat({ max: 100 * SECOND }));
const hear = fc.record({
  type: fc.constant('hear' as const),
  operation: index,
  source,
  word: fc.nat({ max: 99 }),
  agoMs: ago,
  old: fc.boolean(),
});
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: hear },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('claim' as const), operation: index }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('refund' as const), amountMinor: fc.bigInt(1n, AMOUNT) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('change' as const),
        kind: fc.constantFrom('capture' as const, 'increment' as const, 'adjust_tip' as const, 'void' as const),
        amountMinor: fc.bigInt(1n, AMOUNT),
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('cancel' as const) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant('wait' as const),
        ms: fc.oneof(fc.nat({ max: 5 * SECOND }), fc.nat({ max: 600 * SECOND })),
      }),
    },
  ),
  { minLength: 1, maxLength: 40, size: 'max' },
);
type Given = Rules & { readonly kind: ChargeKind };
const given: fc.Arbitrary<Given> = fc.record({
  kind: fc.constantFrom('sale' as const, 'authorize' as const),
  schedule: fc.constant(rules.schedule),
  notFound: fc.record({
    windowMs: fc.constant(30 * SECOND),
    afterExpiry: fc.boolean(),
    answers: fc.integer({ min: 1, max: 2 }),
    apartMs: fc.constant(5 * SECOND),
  }),
  totalTimeoutMs: fc.constant(10 * SECOND),
  resend: fc.constantFrom('same_key' as const, 'never' as const),
  cancel: fc.record({ available: fc.boolean(), returnsMoneyWhenPaid: fc.boolean(), notBeforeMs: fc.constant(0) }),
  voidsHolds: fc.boolean(),
  latePolicy: fc.constantFrom('refund' as const, 'keep' as const),
  nextRoute: fc.boolean(),
});

interface Moment {
  readonly before: Snapshot;
  readonly evidence: Evidence;
  readonly decision: Decision;
}

/** A claim, and the further send that it may be for. */
function claim(world: World, id: string): void {
  const { lease, sendAgain } = world.claim(id);
  if (sendAgain) world.beginAttempt(id, lease);
}

/** Plays the steps; `judge` sees every decision that was written, and the world after it. */
function play(given: Given, played: readonly Step[], judge: (world: World, moment: Moment) => void): World {
  const world = new World(given.kind);
  let routes = 0;
  for (const step of played) {
    if (step.type === 'wait') world.now += step.ms;
    if (step.type === 'refund') world.beginRefund(step.amountMinor);
    if (step.type === 'change') world.beginChange(step.kind, step.amountMinor);
    if (step.type === 'cancel') world.wantCancel('merchant');
    if (step.type === 'claim') claim(world, world.rows[step.operation % world.rows.length]?.id ?? '');
    if (step.type !== 'hear') continue;
    const row = world.rows[step.operation % world.rows.length];
    if (row === undefined) continue;
    const before = world.snapshot(row.id);
    const word = words[step.source][step.word % words[step.source].length];
    const current = { attempt: row.attempts, lease: row.lease };
    const evidence: Evidence = {
      source: step.source,
      askedAt: step.source === 'query' ? Math.max(row.createdAt, world.now - step.agoMs) : row.createdAt,
      receivedAt: world.now,
      ...(step.old ? { attempt: 1, lease: 1 } : current),
      result: word?.(before) ?? unknown,
    };
    const decision = world.finish(row.id, evidence, { ...given, nextRoute: given.nextRoute && routes < 2 });
    if (decision?.followUp?.kind === 'next_route') routes += 1;
    if (decision !== undefined) judge(world, { before, evidence, decision });
  }
  return world;
}

const runs = { numRuns: 1_500 };

describe('whatever is heard, in whatever order,', () => {
  it('what is written keeps every constraint of the database', () => {
    fc.assert(
      fc.property(given, steps, (with_, played) => {
        play(with_, played, (world) => expect(brokenConstraints(world)).toEqual([]));
      }),
      runs,
    );
  });

  it('a final state is never lowered: only money that turns out taken opens a closed order, by a query asked after the end', () => {
    fc.assert(
      fc.property(given, steps, (with_, played) => {
        play(with_, played, (world, { before, evidence }) => {
          const [from, to] = [before.order.state, world.order.state];
          if (isUndecided(from)) return;
          expect(isUndecided(to)).toBe(false);
          if (isClosedUnpaid(from) && from !== to) {
            expect(evidence.source).toBe('query');
            // Taken and given back whole, it is closed still, as what it was.
            const cameAndWent = world.row(before.charge.id).outcome === 'approved' && takenOf(world.row(before.charge.id)) === 0n;
            if (to === 'reversed') expect(cameAndWent).toBe(true);
            else expect([evidence.result.outcome, ['paid', 'authorized'].includes(to)]).toEqual(['approved', true]);
            expect(evidence.askedAt).toBeGreaterThanOrEqual((before.charge.finishedAt ?? Infinity) + CLOCK_TOLERANCE_MS);
          }
          const rank = ['paid', 'partially_refunded', 'refunded'];
          if (rank.includes(from)) expect([...rank, 'reversed']).toContain(to);
          if (rank.includes(from) && rank.includes(to)) expect(rank.indexOf(to)).toBeGreaterThanOrEqual(rank.indexOf(from));
        });
      }),
      runs,
    );
  });

  it('nothing is approved without a word that approves it', () => {
    fc.assert(
      fc.property(given, steps, (with_, played) => {
        const proven = new Set<string>();
        play(with_, played, (world, { before, evidence, decision }) => {
          const { outcome } = evidence.result;
          // Of a cancel, a query asks after its charge.
          const asked =
            before.operation.kind === 'cancel' ? (evidence.source === 'query' ? before.charge.id : undefined) : before.operation.id;
          if ((outcome === 'approved' || outcome === 'reversed') && asked !== undefined) proven.add(asked);
          for (const row of world.rows)
            if (row.outcome === 'approved' && row.kind !== 'cancel') expect(proven).toContain(row.outside ? row.chargeId : row.id);
          if (decision.movements.length > 0) expect(['approved', 'reversed', 'declined', 'not_found']).toContain(outcome);
          if (world.order.state === 'paid')
            expect(world.charges.some((row) => row.outcome === 'approved' && proven.has(row.id))).toBe(true);
        });
      }),
      runs,
    );
  });

  it('a cancel is approved only when its charge is shown closed, returned, or never arrived', () => {
    fc.assert(
      fc.property(given, steps, (with_, played) => {
        play(with_, played, (_, { before, evidence, decision }) => {
          if (before.operation.kind !== 'cancel' || !isOpen(before.operation.outcome) || decision.operation.outcome !== 'approved') return;
          expect(evidence.source).toBe('query');
          expect(['declined', 'reversed', 'not_found']).toContain(evidence.result.outcome);
        });
      }),
      runs,
    );
  });

  it('the books show what the charges hold: taken, given back, in suspense', () => {
    fc.assert(
      fc.property(given, steps, (with_, played) => {
        play(with_, played, (world) => {
          const held = world.charges.map((row) => ({ row, amount: takenOf(row) - row.refundedMinor }));
          const sum = (of: typeof held): bigint => of.reduce((total, { amount }) => total + amount, 0n);
          const late = world.charges.filter(({ id }) => world.snapshot(id).lateMoneyHeld).length;
          const suspended = sum(held.filter(({ row }) => row.duplicate)) + BigInt(late) * AMOUNT;
          expect(world.balance).toEqual({
            provider_receivable: sum(held) + BigInt(late) * AMOUNT,
            merchant_payable: -sum(held.filter(({ row }) => !row.duplicate)),
            suspense: -suspended,
          });
        });
      }),
      runs,
    );
  });

  it('nobody is left alone: what is not decided is due, or a person looks at it', () => {
    fc.assert(
      fc.property(given, steps, (with_, played) => {
        play(with_, played, (world) => {
          const open = world.rows.filter(({ outcome }) => isOpen(outcome));
          for (const row of open) {
            const seen = world.openCases.some(({ operationId }) => operationId === row.id || operationId === row.chargeId);
            // Beside an open cancel the cancel's own queries go on.
            const beside = row.id === row.chargeId && row.openExclusive !== null;
            expect(row.dueAt !== null || seen || beside).toBe(true);
          }
          if (isUndecided(world.order.state)) expect(open.map(({ chargeId }) => chargeId)).not.toEqual([]);
          const late = world.rows.filter(({ kind, late }) => kind === 'cancel' && late);
          if (late.length > 0) expect(world.openCases.map(({ kind }) => kind)).toContain('late_success');
        });
      }),
      runs,
    );
  });

  it('a change made outside us is over as it is written, never sent, shown to a person, and taken over once', () => {
    fc.assert(
      fc.property(given, steps, (with_, played) => {
        play(with_, played, (world, { before, evidence, decision }) => {
          if (decision.records === undefined) return;
          const row = world.rows.at(-1);
          expect(row).toMatchObject({ outside: true, outcome: 'approved', dueAt: null, sendAgain: false });
          expect([evidence.source, before.settledAt !== null, decision.followUp]).toEqual(['query', true, undefined]);
          expect(world.openCases).toContainEqual({ operationId: row?.id, kind: 'external_change' });
          // The same figures say nothing new.
          const again = decide(world.snapshot(before.charge.id), { ...evidence, askedAt: world.now, receivedAt: world.now }, with_);
          expect([again.records, again.movements]).toEqual([undefined, []]);
        });
      }),
      runs,
    );
  });

  it('a next route stands beside nothing: one live charge at a time, begun on the proof of the answer to the only send', () => {
    fc.assert(
      fc.property(given, steps, (with_, played) => {
        play(with_, played, (world, { before, evidence, decision }) => {
          if (decision.followUp?.kind !== 'next_route') return;
          expect([evidence.source, evidence.attempt, evidence.lease]).toEqual(['answer', 1, before.charge.lease]);
          expect(before.charge).toMatchObject({ outcome: null, attempts: 1, openExclusive: null });
          expect(before.order).toMatchObject({ state: 'created', cancelRequested: null });
          expect(world.order.state).toBe('created');
        });
      }),
      runs,
    );
  });
});
