import { CannotRun } from '../failure.js';
import type { Terminal } from '../terminal.js';

/** Asks whether it is meant. Throws `CannotRun` where it is not, and where nobody is there to be asked and `--yes` was not given. */
export async function confirm(question: string, meant: boolean, { ask }: Terminal): Promise<void> {
  if (meant) return;
  if (ask === undefined)
    throw new CannotRun(`${question} Nobody is at a terminal to be asked: add --yes where it is meant. Nothing was done.`);
  const answer = await ask(`${question} [y/N] `);
  if (!/^(y|yes)$/i.test(answer.trim())) throw new CannotRun('Nothing was done.');
}
