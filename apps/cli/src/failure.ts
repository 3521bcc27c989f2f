/** How a command ends, as scripts read it. */
export const EXIT = {
  fine: 0,
  /** It ran, and what it found is not as it should be. */
  found: 1,
  /** It could not do what was asked. */
  cannotRun: 2,
} as const;

/** Why a command cannot do what was asked, in one line for the person at the prompt; never holds a secret. */
export class CannotRun extends Error {
  override name = 'CannotRun';
}

/** What was asked for is not there. */
export class NotThere extends CannotRun {
  override name = 'NotThere';
}
