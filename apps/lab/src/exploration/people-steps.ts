import { allowedResolutions, isOpen } from '@interlock/domain';
import { AMOUNT, snapshotInMemory } from '@interlock/domain/testing';
import type { Row, World } from '@interlock/domain/testing';
import type { Counted } from './configuration.js';
import { claim } from './process-steps.js';
import { claimed } from './runs.js';
import type { Run, State, Wish } from './state.js';
import type { Steps } from './steps.js';

const INCREMENT = 300n;
const TIP = 100n;

/** What the merchant asks for, what a person makes of a case, and what the order's expiry does. */
export function peopleSteps(steps: Steps): void {
  const { world, left } = steps.from;
  const refund = steps.configuration.refunds[steps.configuration.refunds.length - left.refunds];
  asked(steps, 'cancels', 'cancel', (present) => present.wantCancel('merchant'));
  asked(steps, 'refunds', 'refund', (present) => present.beginRefund(refund ?? 0n));
  asked(steps, 'voids', 'void', (present) => present.beginChange('void', 0n));
  asked(steps, 'captures', 'capture', (present) => present.beginChange('capture', AMOUNT));
  asked(steps, 'increments', 'an increment', (present) => present.beginChange('increment', INCREMENT));
  asked(steps, 'tips', 'a tip', (present) => present.beginChange('adjust_tip', TIP));
  asked(steps, 'repeatedCreates', 'the same order once more', (present) => present.beginCharge());
  if (left.refreshes > 0) refreshed(steps);
  if (left.words > 0) wishes(steps);
  if (world.isExpired) {
    const wanted = begins(steps, (present) => present.wantCancel('expiry'), 'worker');
    if (wanted !== undefined) steps.must(() => 'worker: the order expires', wanted);
  }
}

type Begin = (world: World) => Row | 'noted' | undefined;

function asked(steps: Steps, what: Counted | 'refunds', name: string, begin: Begin): void {
  if (steps.from.left[what] === 0) return;
  const wanted = begins(steps, begin, 'gateway');
  if (wanted !== undefined) steps.may(what, () => `merchant: asks for ${name}`, wanted);
}

/** What the guard of a begin lets through, sent by the process that began it; undefined where it refuses, and nothing changes. */
function begins(steps: Steps, begin: Begin, process: Run['process']): Partial<State> | undefined {
  const { world, returned } = steps.written(begin);
  if (returned === undefined) return undefined;
  if (returned === 'noted') return { world };
  const run: Run = {
    process,
    operationId: returned.id,
    phase: 'sending',
    attempt: 1,
    lease: 1,
    claimedDueAt: returned.dueAt,
    sendUntil: returned.sendUntil,
    askedAt: world.now,
    until: world.now,
    source: 'answer',
    result: undefined,
    seen: world.read(),
    holdsPlan: false,
    wish: undefined,
  };
  return { world, runs: [...steps.from.runs, run] };
}

/** Asks now about what is open, or about the charge where nothing is. A first call that still runs is left alone. */
function refreshed(steps: Steps): void {
  const { world } = steps.from;
  const open = world.rows.filter(({ outcome }) => isOpen(outcome) && outcome !== null);
  const running = world.rows.some(({ outcome }) => outcome === null);
  const rows = open.length > 0 ? open : running ? [] : [world.chargeInUse];
  for (const { id } of rows) claim(steps, id, 'gateway');
}

/** What is explored of a person's word; what is put into suspense, and a second payment, the tests of the resolutions look at. */
const WISHES: readonly Wish['resolution'][] = ['confirm', 'decline', 'refund', 'keep'];

/** A person looks at a case, and wants something that it offers: the provider is asked once more before the word is written. */
function wishes(steps: Steps): void {
  const present = steps.from.world.read();
  for (const { operationId, kind } of present.openCases) {
    const offers =
      kind === 'duplicate_charge'
        ? []
        : allowedResolutions(snapshotInMemory(present, operationId), { kind, writtenOff: 0n }, 'not_stated', steps.rules);
    for (const resolution of WISHES) {
      if (!offers.some((offer) => offer.resolution === resolution)) continue;
      const { world, run } = claimed(steps, operationId, 'gateway');
      const asking: Run = { ...run, phase: 'asking', source: 'query', until: world.now, result: undefined, wish: { kind, resolution } };
      steps.may('words', () => `person: wants ${resolution} of ${kind} (${operationId})`, { world, runs: [...steps.from.runs, asking] });
    }
  }
}
