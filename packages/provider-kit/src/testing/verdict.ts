import type { NotApplicable } from './subject.js';
import { textOf, type Observed, type Result, type Trial } from './trial.js';

/** One column of the table. A check gives what is wrong, in words; nothing is ok. */
export interface Case {
  readonly name: string;
  readonly check: (trial: Trial) => Promise<readonly string[] | NotApplicable>;
}

/** The first 300 characters, for a person to begin with. */
export const told = (result: Result): string => textOf(result).slice(0, 300);

export const complain = (ok: boolean, what: string, { result }: Observed): readonly string[] =>
  ok ? [] : [`${what}; got ${told(result)}`];

/** Nothing is known of the operation: it is asked after. A query says so of itself. */
export const knowsNothing = ({ isQuery }: Trial, { result }: Observed): boolean =>
  result.outcome === 'unknown' || (isQuery && result.outcome === 'no_answer');

export const nothingKnown = (trial: Trial): string => (trial.isQuery ? 'no_answer or unknown was due' : 'unknown was due');

export const causeOf = ({ result }: Observed): string | undefined => ('cause' in result ? result.cause : undefined);
