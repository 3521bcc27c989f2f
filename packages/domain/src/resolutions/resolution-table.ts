import type { CaseKind, Resolution } from '../cases.js';
import type { Situation } from './situation.js';

type Cells = Readonly<Record<Situation, readonly Resolution[]>>;

/** Whose outcome is open: a person may say it, or have it asked for again. */
const open: readonly Resolution[] = ['confirm', 'decline', 'ask_again'];
/** And the provider states figures that are not ours. */
const disputed: readonly Resolution[] = ['adopt', 'confirm', 'decline', 'ask_again'];
/** What we know stands, and somebody has seen it. */
const noted: readonly Resolution[] = ['keep', 'ask_again'];
/** The same, with a difference that may be put into suspense. */
const differing: readonly Resolution[] = ['keep', 'write_off', 'ask_again'];
/** What is under way has an end of its own. */
const underWay: readonly Resolution[] = ['ask_again'];

const openOr = (cells: readonly Resolution[]): Cells => ({
  open_charge: open,
  open_cancel: open,
  open_change: open,
  standing_charge: cells,
  duplicate: cells,
  closed_charge: cells,
  suspended: underWay,
  done_change: cells,
  refused_change: cells,
});

const mismatch: Cells = {
  ...openOr(differing),
  open_charge: disputed,
  open_change: disputed,
  standing_charge: ['adopt', ...differing],
};

/**
 * What a person may make of a case: of every kind, in every situation of its operation. The one table; what a cell needs beside it (figures that
 * the provider states, money that is left) `allowedResolutions` judges. Printed in docs/architecture.md, what a person may make of a case.
 */
export const resolutionTable: Readonly<Record<CaseKind, Cells>> = {
  amount_mismatch: mismatch,
  currency_mismatch: {
    ...openOr(noted),
    // Money of another currency has no place in the books of the order: a person says what it is in the order's own.
    open_charge: open,
    open_change: open,
  },
  unknown_code: openOr(noted),
  outcome_unknown: openOr(noted),
  late_success: {
    ...openOr(noted),
    standing_charge: ['keep', 'refund', 'ask_again'],
    closed_charge: ['keep', 'refund', 'decline', 'ask_again'],
  },
  duplicate_charge: { ...openOr(noted), duplicate: ['refund_duplicate', 'keep', 'write_off', 'ask_again'] },
  state_conflict: {
    ...openOr(noted),
    closed_charge: ['decline', 'ask_again'],
    done_change: differing,
    refused_change: ['confirm', 'decline', 'write_off', 'ask_again'],
  },
  external_change: { ...openOr(noted), standing_charge: ['adopt', ...differing] },
  excess: openOr(noted),
};
