/** How a command ends, as scripts read it. */
export const EXIT = {
  fine: 0,
  /** It ran, and what it found is not as it should be: a refund that was declined, an order that is not there. */
  found: 1,
  /** It could not do what was asked, and nothing was done. */
  cannotRun: 2,
  /** Nobody knows whether it was done: the answer was lost. The same again is done once. */
  unanswered: 3,
  /** It was begun, and its end is not known yet; the gateway goes on by itself. */
  underWay: 4,
} as const;

/** Why a command cannot do what was asked, in one line for the person at the prompt; never holds a secret. */
export class CannotRun extends Error {
  override name = 'CannotRun';
}

/** What was asked for is not there. */
export class NotThere extends CannotRun {
  override name = 'NotThere';
}

/** A write was sent, and no answer of the gateway says what became of it. */
export class Unanswered extends CannotRun {
  override name = 'Unanswered';
}

/** The exit code of what was thrown on purpose. */
export function exitOf(error: Error): number {
  if (error instanceof NotThere) return EXIT.found;
  return error instanceof Unanswered ? EXIT.unanswered : EXIT.cannotRun;
}
