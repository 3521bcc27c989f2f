import { parseArgs } from 'node:util';
import { StartupError } from '@interlock/persistence';
import { configurations } from './configurations.js';
import type { Configuration } from './configuration.js';
import { explore } from './search.js';
import type { Explored } from './search.js';

/** Where lines go, and where what is only of the moment goes. */
export interface Told {
  readonly line: (text: string) => void;
  readonly progress: (text: string) => void;
}

/** `[--config <name>]… [--list]`. Explores what is named, or everything, and prints a line for each and the shortest way to what is broken. Returns the exit code. */
export function exploration(args: readonly string[], told: Told, known: readonly Configuration[] = configurations): number {
  const { config, list } = options(args);
  if (list) {
    for (const { name, about } of known) told.line(`${name.padEnd(30)} ${about}`);
    return 0;
  }
  const strange = config.find((name) => !known.some((each) => each.name === name));
  if (strange !== undefined) throw new StartupError(`There is no configuration "${strange}"; --list shows those there are.`);
  const chosen = config.length === 0 ? known : known.filter(({ name }) => config.includes(name));
  const total = { states: 0, steps: 0, broken: 0 };
  const startedAt = performance.now();
  for (const configuration of chosen) {
    const { name } = configuration;
    const begun = performance.now();
    const onProgress = (states: number, waiting: number): void =>
      told.progress(`${name}: ${count(states)} states, ${count(waiting)} to look at`);
    const explored = explore(configuration, { onProgress });
    told.progress('');
    for (const line of linesOf(name, explored, performance.now() - begun)) told.line(line);
    total.states += explored.states;
    total.steps += explored.steps;
    if (explored.found.length > 0 || !explored.complete) total.broken += 1;
  }
  if (chosen.length > 1) {
    const what = total.broken === 0 ? 'nothing broken' : `${String(total.broken)} OF THEM BROKEN`;
    told.line(lineOf(`${String(chosen.length)} configurations`, total, performance.now() - startedAt, what));
  }
  return total.broken === 0 ? 0 : 1;
}

function options(args: readonly string[]): { readonly config: readonly string[]; readonly list: boolean } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { config: { type: 'string', multiple: true, default: [] }, list: { type: 'boolean', default: false } },
    });
    return values;
  } catch (error) {
    throw new StartupError(error instanceof Error ? error.message : String(error));
  }
}

function linesOf(name: string, { states, steps, complete, found }: Explored, tookMs: number): string[] {
  const what = found.length === 0 ? (complete ? 'nothing broken' : 'NOT FINISHED') : `${String(found.length)} BROKEN`;
  return [
    lineOf(name, { states, steps }, tookMs, what),
    ...found.flatMap((each) => [
      '',
      `  ${each.what}`,
      ...each.trace.map((step, index) => `  ${String(index + 1).padStart(4)}  ${step}`),
      '',
    ]),
  ];
}

function lineOf(name: string, { states, steps }: Pick<Explored, 'states' | 'steps'>, tookMs: number, what: string): string {
  const seconds = `${(tookMs / 1000).toFixed(1)} s`;
  return `${name.padEnd(30)} ${count(states).padStart(10)} states ${count(steps).padStart(11)} steps ${seconds.padStart(8)}   ${what}`;
}

const count = (number: number): string => number.toLocaleString('en');
