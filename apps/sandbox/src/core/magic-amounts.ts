import type { Records, Shelf } from './records.js';

/** What a magic amount makes a twin do. */
export type MagicName =
  | 'slow_then_paid'
  | 'slow_then_closed'
  | 'declined'
  | 'unknown_then_paid'
  | 'answer_withheld'
  | 'server_error_once'
  | 'cancel_error_once'
  | 'cancel_aborts'
  | 'refund_slow'
  | 'refund_unknown'
  | 'notified_twice'
  | 'not_notified'
  | 'first_account_declines';

export interface MagicAmount {
  /** Last three digits of the order's amount in minor units. */
  readonly ending: number;
  readonly name: MagicName;
  readonly effect: string;
}

/**
 * One table for all three providers. The order's amount decides, for its refunds, cancels and notifications too; any other amount is
 * approved, or waits for the payer where the method says so. The times pass on the sandbox's clock.
 */
export const magicAmounts: readonly MagicAmount[] = [
  { ending: 901, name: 'slow_then_paid', effect: 'pending, then paid after 6 s' },
  { ending: 902, name: 'slow_then_closed', effect: 'pending, then closed unpaid after 45 s' },
  { ending: 903, name: 'declined', effect: 'declined: insufficient funds' },
  { ending: 904, name: 'unknown_then_paid', effect: 'paid, but the provider says that it does not know until it is queried a third time' },
  { ending: 905, name: 'answer_withheld', effect: 'paid at once, the answer comes after 40 s' },
  { ending: 906, name: 'server_error_once', effect: 'the first call with a key meets a server error and does nothing, the next one works' },
  { ending: 907, name: 'cancel_error_once', effect: 'the first cancel meets an error, the next one works' },
  { ending: 908, name: 'cancel_aborts', effect: 'a cancel succeeds by aborting a payment that was under way' },
  { ending: 909, name: 'refund_slow', effect: 'refunds are pending for 10 s' },
  { ending: 910, name: 'refund_unknown', effect: 'the outcome of a refund is unknown until it has been queried twice' },
  { ending: 911, name: 'notified_twice', effect: 'every notification comes twice' },
  { ending: 912, name: 'not_notified', effect: 'no notification comes' },
  {
    ending: 913,
    name: 'first_account_declines',
    effect: 'declined for a reason that another account may not have, by the first account asked only',
  },
];

export const SLOW_PAID_MS = 6_000;
export const SLOW_CLOSED_MS = 45_000;
export const WITHHELD_MS = 40_000;
export const SLOW_REFUND_MS = 10_000;
/** `unknown_then_paid` and `unknown_then_failed`: the query that learns the truth. */
export const QUERIES_UNTIL_KNOWN = 3;
/** `refund_unknown`: the query that learns the truth. */
export const QUERIES_UNTIL_REFUND_KNOWN = 2;
const FIRST_ASKED_MS = 10_000;

const byEnding = new Map<number, MagicName>(magicAmounts.map(({ ending, name }) => [ending, name]));

/** The magic of an amount in minor units, if it has any. */
export function magicOf(amountMinor: bigint): MagicName | undefined {
  return byEnding.get(Number(amountMinor % 1000n));
}

/** Remembers which account was asked first to collect an amount, over all providers (`first_account_declines`). */
export class FirstAsked {
  readonly #first: Shelf<{ account: string; atMs: number }>;

  constructor(
    private readonly clock: { now(): number },
    records: Records,
  ) {
    this.#first = records.shelf('first asked');
  }

  /** True for the first account that sees this subject (or description) and amount within 10 s, also when it sees them again; false for any other. */
  declines(subject: string, amountMinor: bigint, account: string): boolean {
    const key = `${amountMinor.toString()} ${subject}`;
    const first = this.#first.get(key);
    const nowMs = this.clock.now();
    if (first !== undefined && nowMs - first.atMs <= FIRST_ASKED_MS) return first.account === account;
    this.#first.remove(key);
    this.#first.add(key, { account, atMs: nowMs });
    return true;
  }
}
