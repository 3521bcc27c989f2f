import { type decide, type decidePerson } from '@interlock/domain';
import type { Rules } from '@interlock/domain';
import type { World } from '@interlock/domain/testing';
import type { Configuration } from './configuration.js';
import type { Left, Request, Run, State, Step } from './state.js';

/** What is explored: the real decisions, over one order as the statements write it. A test puts something broken in their place. */
export interface Engine {
  readonly decide: typeof decide;
  readonly decidePerson: typeof decidePerson;
  /** The order and its sale or authorization, just begun. */
  readonly begin: (kind: Configuration['kind'], totalTimeoutMs: number) => World;
  /** The key under which an operation is sent: one for all of its attempts. */
  readonly keyOf: (operationId: string, attempt: number) => string;
}

/** The steps that lead out of one state, as they are found. */
export class Steps {
  readonly found: Step[] = [];

  constructor(
    readonly configuration: Configuration,
    readonly rules: Rules,
    readonly engine: Engine,
    readonly from: State,
  ) {}

  /** Something that will happen if nothing else does. */
  must(says: () => string, to: Partial<State>, broken: readonly string[] = []): void {
    this.found.push({ says, must: true, to: { ...this.from, ...to }, broken });
  }

  /** Something that need not happen, and happens no more often than `left` says. */
  may(what: keyof Left, says: () => string, to: Partial<State>, broken: readonly string[] = []): void {
    const { left } = this.from;
    if (left[what] === 0) return;
    this.found.push({ says, must: false, to: { ...this.from, ...to, left: { ...left, [what]: left[what] - 1 } }, broken });
  }

  /** What may or may not happen, without a bound of its own. */
  perhaps(says: () => string, to: Partial<State>): void {
    this.found.push({ says, must: false, to: { ...this.from, ...to }, broken: [] });
  }

  /** The processes at work with this one in place of that; without `by`, it is at its end. */
  runs(replaced: Run, by?: Partial<Run>): readonly Run[] {
    return this.from.runs.flatMap((run) => (run !== replaced ? [run] : by === undefined ? [] : [{ ...run, ...by }]));
  }

  without(request: Request): readonly Request[] {
    return this.from.requests.filter((other) => other !== request);
  }

  /** The database with one statement more, and what the statement returned. */
  written<T>(statement: (world: World) => T): { readonly world: World; readonly returned: T } {
    const world = this.from.world.copy();
    const returned = statement(world);
    return { world, returned };
  }
}
