import { World } from '@interlock/domain/testing';
import { decide, decidePerson } from '@interlock/domain';
import { brokenAtRest, brokenNow } from './checks.js';
import { restingComponents } from './components.js';
import { EXPIRY_MS, TOTAL_TIMEOUT_MS, rulesOf } from './configuration.js';
import type { Configuration } from './configuration.js';
import { keyOf } from './key.js';
import { peopleSteps } from './people-steps.js';
import { processSteps } from './process-steps.js';
import { providerSteps } from './provider-steps.js';
import { begun } from './state.js';
import type { State, Step } from './state.js';
import { Steps } from './steps.js';
import type { Engine } from './steps.js';
import { timeSteps } from './time-steps.js';

/** The real decisions, over the real guards. */
export const realEngine: Engine = {
  decide,
  decidePerson,
  begin: (kind, totalTimeoutMs) => new World(kind, totalTimeoutMs),
  keyOf: (operationId) => operationId,
};

export interface Found {
  readonly what: string;
  /** What happened, in order: the shortest way to it. */
  readonly trace: readonly string[];
}
export interface Explored {
  readonly states: number;
  readonly steps: number;
  /** False where the bound came first: what was not visited was not judged, and nothing is said about rest. */
  readonly complete: boolean;
  readonly found: readonly Found[];
}
export interface Bounds {
  readonly engine?: Engine;
  readonly maxStates?: number;
  /** Stops at the first violation of all. */
  readonly firstOnly?: boolean;
  readonly onProgress?: (states: number, waiting: number) => void;
}

/** Visits every state of a configuration, nearest first, and tells the shortest way to each thing that is broken. */
export function explore(
  configuration: Configuration,
  { engine = realEngine, maxStates = 4_000_000, firstOnly = false, onProgress }: Bounds = {},
): Explored {
  const rules = rulesOf(configuration);
  const out = (state: State): readonly Step[] => {
    const steps = new Steps(configuration, rules, engine, state);
    processSteps(steps);
    providerSteps(steps);
    peopleSteps(steps);
    timeSteps(steps);
    return steps.found;
  };
  const first = firstState(configuration, engine);
  const known = new Map<string, number>([[keyOf(first), 0]]);
  const waiting: State[] = [first];
  const cameFrom: number[] = [0];
  const by: number[] = [0];
  const musts: number[] = [];
  const mustStarts: number[] = [0];
  const resting: (readonly string[])[] = [];
  const found = new Map<string, { readonly from: number; readonly step: number | undefined }>();
  let taken = 0;
  let at = 0;
  for (; at < waiting.length && known.size < maxStates; at += 1) {
    const state = waiting[at] as State;
    // Only its number is needed from here on.
    (waiting as (State | undefined)[])[at] = undefined;
    resting.push(brokenAtRest(state));
    out(state).forEach((step, index) => {
      taken += 1;
      const key = keyOf(step.to);
      let number = known.get(key);
      const isNew = number === undefined;
      if (number === undefined) {
        number = known.size;
        known.set(key, number);
        waiting.push(step.to);
        cameFrom.push(at);
        by.push(index);
      }
      if (step.must) musts.push(number);
      const broken = isNew ? [...step.broken, ...brokenNow(step.to, configuration.late === 'none')] : step.broken;
      for (const what of broken) if (!found.has(what)) found.set(what, { from: at, step: index });
    });
    mustStarts.push(musts.length);
    if (firstOnly && found.size > 0) break;
    if (at % 20_000 === 0) onProgress?.(known.size, waiting.length - at);
  }
  const complete = at === waiting.length;
  if (complete) {
    for (const members of restingComponents(Uint32Array.from(mustStarts), Uint32Array.from(musts))) {
      const nearest = Math.min(...members);
      for (const member of members)
        for (const what of resting[member] ?? []) {
          const before = found.get(what);
          if (before === undefined || (before.step === undefined && before.from > nearest))
            found.set(what, { from: nearest, step: undefined });
        }
    }
  }
  /** Walks the way again: of each state only where it came from was kept. */
  const traceTo = (node: number, last: number | undefined): string[] => {
    const way: number[] = last === undefined ? [] : [last];
    for (let each = node; each > 0; each = cameFrom[each] ?? 0) way.push(by[each] ?? 0);
    const lines: string[] = [];
    let state = first;
    for (const index of way.reverse()) {
      const step = out(state)[index];
      if (step === undefined) throw new Error('the way cannot be walked again');
      lines.push(`${step.says()}${tail(step.to)}`);
      state = step.to;
    }
    return lines;
  };
  return {
    states: known.size,
    steps: taken,
    complete,
    found: [...found].map(([what, { from, step }]) => ({ what, trace: traceTo(from, step) })),
  };
}

function firstState(configuration: Configuration, engine: Engine): State {
  const world = engine.begin(configuration.kind, TOTAL_TIMEOUT_MS);
  if (configuration.expires) world.order = { ...world.order, expiresAt: world.now + EXPIRY_MS, expiryHandled: false };
  return begun(configuration, world);
}

/** Where things stand after a step, beside what happened. */
function tail({ world, accounts }: State): string {
  const rows = world.rows.map(({ id, outcome }) => `${id} ${outcome ?? 'running'}`).join(', ');
  const cases = world.openCases.length === 0 ? '' : `; cases ${world.openCases.map(({ kind }) => kind).join(', ')}`;
  return `   | ${world.order.state}; ${rows}; provider ${accounts.map(({ facts }) => facts.state).join(', ')}${cases}`;
}
