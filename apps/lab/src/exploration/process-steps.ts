import { CANCEL_ATTEMPTS, isOpen } from '@interlock/domain';
import type { Decision, Evidence, ProviderResult, QueryResult } from '@interlock/domain';
import { snapshotOf } from '@interlock/domain/testing';
import type { Row, World } from '@interlock/domain/testing';
import { LEASE_MS, TOTAL_TIMEOUT_MS } from './configuration.js';
import { holds, shownOf } from './provider.js';
import { accountAt, arrivesBefore } from './provider-steps.js';
import { accountOf } from './state.js';
import type { Run, State } from './state.js';
import type { Steps } from './steps.js';

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

const nameOf = ({ process, operationId }: Run): string => `${process} (${operationId})`;
const silence: ProviderResult = { outcome: 'unknown', cause: 'connection_lost' };

function goesOn(steps: Steps, run: Run): void {
  switch (run.phase) {
    case 'sending':
      return sends(steps, run);
    case 'sent':
      return waits(steps, run);
    case 'resending':
      return resends(steps, run);
    case 'heard':
      return writes(steps, run);
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
  const { kind, amountMinor } = world.row(run.operationId);
  const request = {
    kind,
    key: steps.engine.keyOf(run.operationId, run.attempt),
    attempt: run.attempt,
    amountMinor: amountMinor ?? 0n,
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

/** What the provider shows at this moment, on its way to the process that asked; or the query fails. A gateway asks where its merchant wants that. */
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
  if (run.process === 'gateway') return steps.may('refreshes', says, heard(result));
  steps.must(says, heard(result));
  steps.may(
    'faults',
    () => `${run.process}: asks after ${run.operationId}, and is not answered`,
    heard({ outcome: 'no_answer', cause: 'timeout' }),
  );
}

/** The one end of every exchange: decide on what was read, write it behind the guard, and where the guard refuses read and decide again. */
function writes(steps: Steps, run: Run): void {
  const { from, engine, configuration } = steps;
  const present = from.world.read();
  const seen = configuration.staleReads ? run.seen : present;
  const evidence = evidenceOf(run, from.world.now);
  const its = snapshotOf(seen, run.operationId);
  const nextRoute = configuration.failover && run.holdsPlan && run.source === 'answer' && its.charge.id === from.world.charges[0]?.id;
  const says = (): string => `${nameOf(run)}: writes ${run.source} ${run.result?.outcome ?? ''}`;
  let decision: Decision;
  try {
    decision = engine.decide(its, evidence, { ...steps.rules, nextRoute });
  } catch (error) {
    return steps.must(says, { runs: steps.runs(run) }, [`the decision throws: ${error instanceof Error ? error.message : String(error)}`]);
  }
  const { world, returned } = steps.written((present) => present.write(seen, run.operationId, decision, run, evidence.receivedAt));
  if (returned === 'lost') {
    const isFresh = seen.order === present.order && seen.rows === present.rows && seen.openCases === present.openCases;
    const broken = isFresh && !decision.requiresLease ? ['a decision on what is there can never be written'] : [];
    if (isFresh && decision.requiresLease) return lostLease(steps, run, says);
    return steps.must(() => `${says()}: lost, and reads again`, { runs: steps.runs(run, { seen: present }) }, broken);
  }
  const follows = returned.begun === undefined || run.process === 'hook' ? undefined : sending(run, returned.begun, world);
  const told = brokenByWriting(from, world, run, decision);
  steps.must(
    () =>
      `${says()}: ${decision.operation.outcome ?? 'null'}, the order is ${world.order.state}${returned.begun === undefined ? '' : `, begins ${returned.begun.id}`}`,
    { world, runs: steps.runs(run, follows) },
    told,
  );
}

/** A write that needs the lease, and the lease has moved on: its holder goes on trying, and what it knows is left to whoever holds the lease now. */
function lostLease(steps: Steps, run: Run, says: () => string): void {
  steps.must(() => `${says()}: its lease has moved on, and it gives up`, {
    runs: steps.runs(run),
    world: steps.written((world) => world.lookNow(run.operationId)).world,
  });
}

function evidenceOf(run: Run, now: number): Evidence {
  if (run.result === undefined) throw new Error('nothing was heard');
  const { source, askedAt, attempt, lease, result } = run;
  return { source, askedAt, receivedAt: now, attempt, lease, result };
}

/** Our own operation that the statement has begun, sent by the same process. */
function sending(run: Run, { id, attempts, lease, dueAt, sendUntil, chargeId }: Row, world: World): Partial<Run> {
  return {
    operationId: id,
    phase: 'sending',
    source: 'answer',
    result: undefined,
    attempt: attempts,
    lease,
    claimedDueAt: dueAt,
    sendUntil,
    askedAt: world.now,
    until: world.now,
    seen: world.read(),
    holdsPlan: run.holdsPlan && id === chargeId,
  };
}

/** What a write tells that is not so, or begins where promise 3 forbids it. */
function brokenByWriting({ world: before, accounts, requests }: State, after: World, run: Run, decision: Decision): string[] {
  const broken: string[] = [];
  const { chargeInUse } = after;
  const paidBefore = before.order.state === 'paid' || before.order.state === 'partially_refunded' || before.order.state === 'refunded';
  if (after.order.state === 'paid' && !paidBefore && accounts[accountOf(after, chargeInUse.id)]?.facts.state !== 'paid')
    broken.push('the order is told paid, and the provider has no money of it');
  if (decision.followUp?.kind !== 'next_route') return broken;
  const { id, lease, attempts, openExclusive } = before.row(run.operationId);
  const first = accounts[accountOf(before, id)];
  const mayTake =
    first === undefined ||
    first.facts.state === 'accepted' ||
    holds(first.facts) > 0n ||
    requests.some(({ operationId }) => operationId === id);
  if (mayTake) broken.push('the second provider is asked while the first may still take the money');
  if (lease !== run.lease) broken.push('the second provider is asked by a process whose lease has moved on');
  if (attempts > 1) broken.push('the second provider is asked after the first was asked again');
  if (before.order.cancelRequested !== null || openExclusive !== null)
    broken.push('the second provider is asked while a cancel is wanted or open');
  return broken;
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
  const { world, returned } = steps.written((present) => present.claim(id, present.now + LEASE_MS));
  const { attempts, lease, dueAt, sendUntil } = returned;
  const run = {
    process,
    operationId: id,
    attempt: attempts,
    lease,
    claimedDueAt: dueAt,
    sendUntil,
    askedAt: world.now,
    seen: world.read(),
    holdsPlan: false,
  };
  if (process === 'gateway' || !isSentAgain(returned)) return asks(steps, world, { ...run, source: 'query' }, steps.from.runs);
  const resending: Run = { ...run, phase: 'resending', source: 'answer', until: world.now, result: undefined };
  steps.must(() => `worker: claims ${id}, to send it again`, { world, runs: [...steps.from.runs, resending] });
}

/** As packages/orders judges it: what a decision wants sent again, and a cancel whose holders died before anything was heard. */
function isSentAgain({ kind, outcome, sendAgain, attempts }: Row): boolean {
  if (!isOpen(outcome)) return false;
  return sendAgain || (kind === 'cancel' && outcome === null && attempts < CANCEL_ATTEMPTS);
}
