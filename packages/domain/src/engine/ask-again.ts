import type { OperationFacts } from './snapshot.js';

const MINUTE_MS = 60 * 1000;
/** Each pause is this part of the operation's age: the older it is the rarer, some dozens of questions in a year. */
const PART_OF_AGE = 8;

/**
 * When a closed operation is asked after once more, whose query said nothing. It was asked because somebody had a reason to (a message that
 * came in, a person, a late look), and the reason is lost if the answer is not waited for.
 */
export function askAgainAt({ createdAt }: Pick<OperationFacts, 'createdAt'>, now: number): number {
  return now + Math.max(MINUTE_MS, Math.floor((now - createdAt) / PART_OF_AGE));
}
