import { isOpen, isUndecided, takenOf } from '@interlock/domain';
import type { CaseKind } from '@interlock/domain';
import type { Row, World } from '@interlock/domain/testing';
import { AMOUNT, brokenConstraints } from '@interlock/domain/testing';
import { holds, refundedOf } from './provider.js';
import type { Facts } from './provider.js';
import type { State } from './state.js';

/** What must hold in every state, whatever happens next. `bounded`: no request takes effect after its window, as we assume. */
export function brokenNow({ world, accounts }: State, bounded: boolean): string[] {
  const broken = brokenConstraints(world).map((name) => `the database refuses it: ${name}`);
  const holding = accounts.flatMap(({ facts }, index) => (holds(facts) > 0n ? (world.charges[index] ?? []) : []));
  const isSeen = holding.some(({ id }) => isDisputed(world, id));
  if (holding.length > 1 && !isSeen) broken.push('two providers hold money, and there is no case');
  const { state } = world.order;
  const saidByPerson = world.charges.some(({ declineCode }) => declineCode === 'declined_by_person');
  if (bounded && !isSeen && !saidByPerson && (state === 'failed' || state === 'canceled') && holding.length > 0)
    broken.push(`the order is told ${state} while the provider holds its money, and there is no case`);
  if (accounts.some(({ facts }) => returned(facts) > AMOUNT + facts.tipMinor)) broken.push('more was returned than taken');
  const asked = world.rows.reduce((sum, { kind, amountMinor }) => (kind === 'increment' ? sum + (amountMinor ?? 0n) : sum), AMOUNT);
  if (accounts.some(({ facts }) => facts.heldMinor > asked)) broken.push('more is held than was asked for');
  if (world.rows.some((row) => isOpen(row.outcome) && isForgotten(world, row.id)))
    broken.push('an open operation has neither due_at nor a case');
  return broken;
}

function returned(facts: Facts): bigint {
  return facts.state === 'returned' ? AMOUNT + facts.tipMinor + refundedOf(facts) : refundedOf(facts);
}

function isForgotten(world: World, id: string): boolean {
  const row = world.row(id);
  // Beside an open cancel the cancel's own queries go on.
  const beside = row.id === row.chargeId && row.openExclusive !== null;
  return (
    row.dueAt === null && !beside && !world.openCases.some(({ operationId }) => operationId === row.id || operationId === row.chargeId)
  );
}

/** What must hold where everything has come to rest: our state is the provider's truth, or there is a case about just that. */
export function brokenAtRest({ world, accounts }: State): string[] {
  const broken: string[] = [];
  const { state } = world.order;
  const undecided = isUndecided(state);
  if (undecided && !world.rows.some(({ id }) => isUnknownToAll(world, id)))
    broken.push(`at rest: the order stays ${state}, and there is no case`);
  accounts.forEach(({ facts }, index) => {
    const charge = world.charges[index];
    const theirs = facts.state === 'paid' ? holds(facts) : 0n;
    const ours = charge === undefined ? 0n : takenOf(charge) - charge.refundedMinor;
    if (undecided) return;
    const excused = directionsOf(world, charge?.id);
    if (!excused.money(theirs - ours))
      broken.push(`at rest: ${state}, our books hold ${String(ours)}, the provider ${String(theirs)}, and there is no case`);
    const held = facts.state === 'held' ? facts.heldMinor : 0n;
    const known = state === 'authorized' && charge?.outcome === 'approved' && !charge.duplicate ? charge.authorizedMinor : 0n;
    if (!excused.held(held - known))
      broken.push(`at rest: ${state}, our hold is ${String(known)}, the provider's ${String(held)}, and there is no case`);
  });
  for (const { chargeId, kind, outcome } of world.rows)
    // Of a charge and what is open on it one case is enough: the end of the one is the end of the other.
    if (isOpen(outcome) && !world.rows.some((other) => other.chargeId === chargeId && isUnknownToAll(world, other.id)))
      broken.push(`at rest: a ${kind} is open for ever, and there is no case`);
  return broken;
}

/** Cases that ask what became of an operation. */
const OF_THE_OUTCOME: readonly CaseKind[] = ['outcome_unknown', 'unknown_code', 'amount_mismatch', 'currency_mismatch', 'state_conflict'];
/** Cases that say of a charge that its money stands otherwise at the provider. */
const OF_THE_MONEY: readonly CaseKind[] = [
  'amount_mismatch',
  'currency_mismatch',
  'state_conflict',
  'late_success',
  'duplicate_charge',
  'external_change',
  'excess',
];

/** The operation is open, and a case asks what became of it. */
function isUnknownToAll(world: World, id: string): boolean {
  return (
    isOpen(world.row(id).outcome) && world.openCases.some(({ operationId, kind }) => operationId === id && OF_THE_OUTCOME.includes(kind))
  );
}

/** A case is about the money of this charge: its own or of what followed it. */
function isDisputed(world: World, chargeId: string): boolean {
  return disputed(world, chargeId).length > 0;
}

/** The operations of a charge that a case about its money is about. What was changed outside and is in the books is settled. */
function disputed(world: World, chargeId: string | undefined): readonly Row[] {
  return world.openCases.flatMap(({ operationId, kind }) => {
    const row = world.row(operationId);
    const isAbout = row.chargeId === chargeId && !row.outside && (OF_THE_MONEY.includes(kind) || isUnknownToAll(world, operationId));
    return isAbout ? [row] : [];
  });
}

/** What the provider may have of a charge above our books (below zero: less), as far as there are cases that ask just that. */
function directionsOf(
  world: World,
  chargeId: string | undefined,
): { readonly money: (difference: bigint) => boolean; readonly held: (difference: bigint) => boolean } {
  const moves = disputed(world, chargeId).map((row) => moved(row, world.row(row.chargeId)));
  const isExcused = (difference: bigint, of: 'money' | 'held'): boolean =>
    difference === 0n || moves.some((each) => each[of].some((sign) => sign === (difference > 0n ? 1 : -1)));
  return { money: (difference) => isExcused(difference, 'money'), held: (difference) => isExcused(difference, 'held') };
}

type Signs = readonly (1 | -1)[];
const either: Signs = [1, -1];

/** In which directions the provider's figures may be apart from ours by this operation: by its effect where our books do not have it, by the opposite where they do. */
function moved({ kind, outcome }: Row, charge: Row): { readonly money: Signs; readonly held: Signs } {
  const by = (sign: 1 | -1): Signs => [outcome === 'approved' ? (sign === 1 ? -1 : 1) : sign];
  switch (kind) {
    case 'sale':
    case 'authorize':
      return { money: either, held: either };
    case 'capture':
      return { money: by(1), held: by(-1) };
    case 'increment':
      return { money: [], held: by(1) };
    case 'adjust_tip':
      return { money: either, held: [] };
    case 'refund':
      return { money: by(-1), held: [] };
    case 'void':
      return { money: by(-1), held: by(-1) };
    case 'cancel': {
      // Of a payment that our books do not have it is the payment itself that nobody knows of.
      const less = charge.outcome === 'approved' ? by(-1) : by(1);
      return { money: less, held: less };
    }
  }
}
