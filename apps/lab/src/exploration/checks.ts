import { isOpen, isUndecided, takenOf } from '@interlock/domain';
import type { World } from '@interlock/domain/testing';
import { AMOUNT, brokenConstraints } from '@interlock/domain/testing';
import { holds } from './provider.js';
import type { Account, State } from './state.js';

/** What must hold in every state, whatever happens next. `bounded`: no request takes effect after its window, as we assume. */
export function brokenNow({ world, accounts }: State, bounded: boolean): string[] {
  const broken = brokenConstraints(world).map((name) => `the database refuses it: ${name}`);
  const seen = world.openCases.length > 0;
  const holding = accounts.filter(({ facts }) => holds(facts) > 0n);
  if (holding.length > 1 && !seen) broken.push('two providers hold money, and there is no case');
  const { state } = world.order;
  if (bounded && !seen && (state === 'failed' || state === 'canceled') && holding.length > 0)
    broken.push(`the order is told ${state} while the provider holds its money, and there is no case`);
  if (accounts.some((account) => returned(account) > AMOUNT)) broken.push('more was returned than taken');
  if (world.rows.some((row) => isOpen(row.outcome) && isForgotten(world, row.id)))
    broken.push('an open operation has neither due_at nor a case');
  return broken;
}

function returned({ facts }: Account): bigint {
  const refunded = facts.refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return facts.state === 'returned' ? AMOUNT + refunded : refunded;
}

function isForgotten(world: World, id: string): boolean {
  const row = world.row(id);
  // Beside an open cancel the cancel's own queries go on.
  const beside = row.id === row.chargeId && row.openExclusive !== null;
  return (
    row.dueAt === null && !beside && !world.openCases.some(({ operationId }) => operationId === row.id || operationId === row.chargeId)
  );
}

/** What must hold where everything has come to rest: our state is the provider's truth, or there is a case. */
export function brokenAtRest({ world, accounts }: State): string[] {
  if (world.openCases.length > 0) return [];
  const broken: string[] = [];
  const { state } = world.order;
  const theirs = accounts.reduce((sum, { facts }) => (facts.state === 'paid' ? sum + holds(facts) : sum), 0n);
  const ours = world.charges.reduce((sum, charge) => sum + takenOf(charge) - charge.refundedMinor, 0n);
  if (isUndecided(state)) broken.push(`at rest: the order stays ${state}, and there is no case`);
  else if (ours !== theirs)
    broken.push(`at rest: ${state}, our books hold ${String(ours)}, the provider ${String(theirs)}, and there is no case`);
  const held = accounts.some(({ facts }) => facts.state === 'held');
  if (!isUndecided(state) && held !== (state === 'authorized'))
    broken.push(`at rest: ${state}, and the provider ${held ? 'holds' : 'does not hold'} the authorization, and there is no case`);
  for (const { kind, outcome } of world.rows) if (isOpen(outcome)) broken.push(`at rest: a ${kind} is open for ever, and there is no case`);
  return broken;
}
