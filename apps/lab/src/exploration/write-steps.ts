import type { Decision, Evidence, OperationKind, Rules } from '@interlock/domain';
import { snapshotInMemory } from '@interlock/domain/testing';
import type { World } from '@interlock/domain/testing';
import { resendOf } from './configuration.js';
import { holds } from './provider.js';
import { nameOf, sending } from './runs.js';
import { accountOf } from './state.js';
import type { Run } from './state.js';
import type { Steps } from './steps.js';

/** The one end of every exchange: decide on what was read, write it behind the guard, and where the guard refuses read and decide again. */
export function writes(steps: Steps, run: Run): void {
  const { from, engine, configuration } = steps;
  const present = from.world.read();
  const seen = configuration.staleReads ? run.seen : present;
  const evidence = evidenceOf(run, from.world.now);
  const its = snapshotInMemory(seen, run.operationId);
  const nextRoute = configuration.failover && run.holdsPlan && run.source === 'answer' && its.charge.id === from.world.charges[0]?.id;
  const says = (): string => `${nameOf(run)}: writes ${run.source} ${run.result?.outcome ?? ''}`;
  let decision: Decision;
  try {
    decision = engine.decide(its, evidence, rulesFor(steps, its.operation.kind, { nextRoute, begins: run.wish === undefined }));
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
  const begun = returned.begun === undefined || run.process === 'hook' ? undefined : { ...run, ...sending(run, returned.begun, world) };
  const told = brokenByWriting(steps, world, run, decision);
  steps.must(
    () =>
      `${says()}: ${decision.operation.outcome ?? 'null'}, the order is ${world.order.state}${returned.begun === undefined ? '' : `, begins ${returned.begun.id}`}`,
    { world, runs: [...steps.runs(run, isForPerson(run) ? { phase: 'speaking' } : undefined), ...(begun === undefined ? [] : [begun])] },
    told,
  );
}

/** It has asked for a person, and what it heard is written now: the word is next. */
const isForPerson = ({ wish, phase }: Run): boolean => wish !== undefined && phase === 'heard';

/** What the adapter says of this kind. Asked for a person the end of the schedule begins no cancel of ours. */
function rulesFor(
  { rules }: Steps,
  kind: OperationKind,
  { nextRoute, begins }: { readonly nextRoute: boolean; readonly begins: boolean },
): Rules {
  const schedule = begins ? rules.schedule : { ...rules.schedule, cancelAtEnd: false };
  return { ...rules, schedule, nextRoute, resend: resendOf(kind) };
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

/** What a write tells that is not so, or begins where promise 3 forbids it. */
function brokenByWriting({ from, configuration }: Steps, after: World, run: Run, decision: Decision): string[] {
  const { world: before, accounts, requests } = from;
  const broken: string[] = [];
  const { chargeInUse } = after;
  const paidBefore = before.order.state === 'paid' || before.order.state === 'partially_refunded' || before.order.state === 'refunded';
  // Somebody else may have given it back since it was said.
  const givenBack = configuration.outside.includes('void');
  if (after.order.state === 'paid' && !paidBefore && !givenBack && accounts[accountOf(after, chargeInUse.id)]?.facts.state !== 'paid')
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
