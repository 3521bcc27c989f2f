import { CANCEL_ATTEMPTS, isOpen } from '@interlock/domain';
import type { ProviderResult, QueryResult } from '@interlock/domain';
import type { Row, World } from '@interlock/domain/testing';
import { LEASE_MS, TOTAL_TIMEOUT_MS } from './configuration.js';
import { speaks } from './person-steps.js';
import { shownOf } from './provider.js';
import { accountAt, arrivesBefore } from './provider-steps.js';
import { claimed, nameOf } from './runs.js';
import { accountOf } from './state.js';
import type { Run, State } from './state.js';
import type { Steps } from './steps.js';
import { writes } from './write-steps.js';

/** begin → call → finish, as packages/orders does it: every process at work goes on, fails, stalls or is killed, and the worker claims what is due. */
export function processSteps(steps: Steps): void {
  for (const run of steps.from.runs) {
    goesOn(steps, run);
    if (run.until !== Infinity && (run.phase === 'heard' || run.phase === 'sending') && run.process !== 'hook')
      steps.may('faults', () => `${nameOf(run)}: stalls`, { runs: steps.runs(run, { until: Infinity }) });
  }
  killed(steps);
  claims(steps);
}

const silence: ProviderResult = { outcome: 'unknown', cause: 'connection_lost' };

function goesOn(steps: Steps, run: Run): void {
  switch (run.phase) {
    case 'sending':
      return sends(steps, run);
    case 'sent':
      return waits(steps, run);
    case 'resending':
      return resends(steps, run);
    case 'asking':
      return asks(steps, steps.from.world, run, steps.runs(run));
    case 'heard':
      return writes(steps, run);
    case 'speaking':
      return speaks(steps, run);
  }
}

/** The last step before the first byte looks at `send_until`: past it nothing is sent. */
function sends(steps: Steps, run: Run): void {
  const { world, requests } = steps.from;
  const until = run.sendUntil + TOTAL_TIMEOUT_MS;
  const unsent = (cause: 'past_send_until' | 'connection_refused'): Partial<State> => ({
    runs: steps.runs(run, { phase: 'heard', until: run.until === Infinity ? Infinity : until, result: { outcome: 'not_sent', cause } }),
  });
  if (world.now >= run.sendUntil)
    return steps.must(() => `${nameOf(run)}: is past send_until, and sends nothing`, unsent('past_send_until'));
  const { kind, amountMinor, tipMinor } = world.row(run.operationId);
  const request = {
    kind,
    key: steps.engine.keyOf(run.operationId, run.attempt),
    attempt: run.attempt,
    amountMinor: amountMinor ?? tipMinor ?? 0n,
    operationId: run.operationId,
    account: accountOf(world, run.operationId),
    until: arrivesBefore(steps, run.operationId),
  };
  steps.must(() => `${nameOf(run)}: the first byte of the ${kind} leaves`, {
    runs: steps.runs(run, { phase: 'sent', until }),
    requests: [...requests, request],
  });
  steps.may('faults', () => `${nameOf(run)}: the connection is refused`, unsent('connection_refused'));
}

function waits(steps: Steps, run: Run): void {
  const unheard = { runs: steps.runs(run, { phase: 'heard', result: silence }) };
  if (steps.from.world.now >= run.until) steps.must(() => `${nameOf(run)}: its call times out`, unheard);
  else steps.may('faults', () => `${nameOf(run)}: its connection breaks`, unheard);
}

/** The holder of the lease begins a further attempt under the same key; where it may not, it asks. */
function resends(steps: Steps, run: Run): void {
  const { world, returned } = steps.written((present) => present.beginAttempt(run.operationId, run.lease, present.now + LEASE_MS));
  if (returned === undefined) return asks(steps, steps.from.world, { ...run, source: 'query' }, steps.runs(run));
  const { attempts, lease, sendUntil, dueAt } = returned;
  const sending = {
    phase: 'sending',
    attempt: attempts,
    lease,
    sendUntil,
    claimedDueAt: dueAt,
    until: world.now,
    seen: world.read(),
  } as const;
  steps.must(() => `${nameOf(run)}: begins attempt ${String(attempts)}`, { world, runs: steps.runs(run, sending) });
}

/** What the provider shows at this moment, on its way to the process that asked; or the query fails. A gateway asks where its merchant or a person wants that. */
function asks(steps: Steps, world: World, run: Omit<Run, 'phase' | 'until' | 'result'>, others: readonly Run[]): void {
  const { kind, amountMinor } = world.row(run.operationId);
  const { shown } = accountAt(steps.from, accountOf(world, run.operationId));
  const key = steps.engine.keyOf(run.operationId, run.attempt);
  const result = shownOf(steps.configuration.provider, shown, { kind, key, amountMinor: amountMinor ?? 0n });
  const heard = (said: QueryResult): Partial<State> => ({
    world,
    runs: [...others, { ...run, phase: 'heard', until: world.now + TOTAL_TIMEOUT_MS, result: said }],
  });
  const says = (): string => `${run.process}: asks after ${run.operationId}, and is shown ${shown.state} (${result.outcome})`;
  if (run.process === 'gateway' && run.wish === undefined) return steps.may('refreshes', says, heard(result));
  steps.must(says, heard(result));
  steps.may(
    'faults',
    () => `${run.process}: asks after ${run.operationId}, and is not answered`,
    heard({ outcome: 'no_answer', cause: 'timeout' }),
  );
}

/** The whole process dies with everything that it was at; a notification that it was about to keep is sent again by its provider. */
function killed(steps: Steps): void {
  const { runs, accounts } = steps.from;
  const ofGateway = runs.filter(({ process }) => process !== 'worker');
  const hooked = new Set(
    runs.filter(({ process }) => process === 'hook').map(({ operationId }) => accountOf(steps.from.world, operationId)),
  );
  if (ofGateway.length > 0) {
    steps.may('gatewayCrashes', () => 'gateway: CRASH', {
      runs: runs.filter(({ process }) => process === 'worker'),
      accounts: accounts.map((account, index) => (hooked.has(index) ? { ...account, notifications: 1 } : account)),
    });
  }
  if (ofGateway.length < runs.length) steps.may('workerCrashes', () => 'worker: CRASH', { runs: ofGateway });
}

/** The worker claims what is due: what waits to be sent again is sent, of everything else the provider is asked. */
function claims(steps: Steps): void {
  const { world, runs } = steps.from;
  if (runs.filter(({ process }) => process === 'worker').length >= steps.configuration.workers) return;
  for (const { id, dueAt } of world.rows) {
    if (dueAt === null || dueAt > world.now) continue;
    claim(steps, id, 'worker');
  }
}

/** The lease is taken for a look at this operation, or for sending it again. */
export function claim(steps: Steps, id: string, process: 'worker' | 'gateway'): void {
  const { world, run } = claimed(steps, id, process);
  if (process === 'gateway' || !isSentAgain(world.row(id))) return asks(steps, world, { ...run, source: 'query' }, steps.from.runs);
  const resending: Run = { ...run, phase: 'resending', source: 'answer', until: world.now, result: undefined };
  steps.must(() => `worker: claims ${id}, to send it again`, { world, runs: [...steps.from.runs, resending] });
}

/** As packages/orders judges it: what a decision wants sent again, and a cancel whose holders died before anything was heard. */
function isSentAgain({ kind, outcome, sendAgain, attempts }: Row): boolean {
  if (!isOpen(outcome)) return false;
  return sendAgain || (kind === 'cancel' && outcome === null && attempts < CANCEL_ATTEMPTS);
}
