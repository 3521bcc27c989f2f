import { allowedResolutions, contradicts, standsUnheard } from '@interlock/domain';
import type { PersonsWord, QueryResult, Stated } from '@interlock/domain';
import { snapshotInMemory } from '@interlock/domain/testing';
import type { World } from '@interlock/domain/testing';
import { sending } from './runs.js';
import type { Run, Wish } from './state.js';
import type { Steps } from './steps.js';

/**
 * A person's word, after the provider was asked once more, as packages/orders writes it: judged on what is there by now, refused where the provider
 * has just said otherwise, or written by the guarded statement.
 */
export function speaks(steps: Steps, run: Run): void {
  const { wish, result } = run;
  if (wish === undefined || result === undefined) throw new Error('nobody wants anything, or nothing was heard');
  const says = `person: ${wish.resolution} of ${wish.kind} (${run.operationId})`;
  // A word is said of a query's answer, which is never that nothing was sent.
  const said = result.outcome === 'not_sent' ? undefined : result;
  if (said === undefined || !isAllowed(steps, run, wish, said)) return steps.must(() => `${says} is refused`, { runs: steps.runs(run) });
  const { world, returned } = steps.written((present) => spoken(steps, present, run.operationId, wordOf(wish, said)));
  const begun = returned === 'lost' ? undefined : returned.begun;
  steps.must(() => `${says}: the order is ${world.order.state}`, {
    world,
    runs: steps.runs(run, begun === undefined ? undefined : sending(run, begun, world)),
  });
}

function isAllowed({ from, rules }: Steps, { operationId }: Run, wish: Wish, said: QueryResult): boolean {
  const present = from.world.read();
  if (!present.openCases.some((open) => open.operationId === operationId && open.kind === wish.kind)) return false;
  const snapshot = snapshotInMemory(present, operationId);
  const offered = allowedResolutions(snapshot, { kind: wish.kind, writtenOff: 0n }, statedOf(said), rules).some(
    ({ resolution }) => resolution === wish.resolution,
  );
  const silent = said.outcome === 'no_answer' || said.outcome === 'unknown';
  return offered && !contradicts(wish, snapshot, said) && (!silent || standsUnheard(wish, snapshot));
}

function spoken({ engine, rules }: Steps, world: World, operationId: string, word: PersonsWord): ReturnType<World['say']> {
  const seen = world.read();
  const decision = engine.decidePerson(snapshotInMemory(seen, operationId), { source: 'person', receivedAt: world.now, word }, rules);
  return world.say(seen, operationId, decision, word);
}

const statedOf = (said: QueryResult): Stated | 'not_stated' => ('stated' in said ? said.stated : 'not_stated');
const wordOf = ({ kind, resolution }: Wish, said: QueryResult): PersonsWord => ({
  kind,
  resolution,
  stated: statedOf(said),
  writtenOff: 0n,
});
