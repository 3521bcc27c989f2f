import type { Stated } from '../operation/result.js';
import { agreementOf, provenAmounts, sumTaken } from './agreement.js';
import type { Decision } from './decision.js';
import { returnedMovement, takenMovement } from './movements.js';
import type { Snapshot } from './snapshot.js';

/**
 * A payment that was taken and given back whole before we ever saw it paid: the money came and went, so the books hold both movements. In the
 * figures that the provider states; in ours where it states none, for then they are all that is known. A hold moves no money but what was
 * captured of it.
 */
export function takenAndReturned({ order, charge }: Snapshot, stated: Stated | 'not_stated'): Pick<Decision, 'movements' | 'cases'> {
  const agreement = agreementOf(order, charge, stated);
  const cases: Decision['cases'] =
    agreement.type === 'disagrees' ? [{ kind: agreement.kind, detail: `taken and given back: ${agreement.detail}` }] : [];
  if (charge.kind !== 'sale') {
    const captured = stated !== 'not_stated' && typeof stated.captured === 'bigint' ? stated.captured : 0n;
    return { movements: cameAndWent(captured), cases };
  }
  const proven = agreement.type === 'agrees' ? agreement.taken : provenAmounts(order, charge, stated);
  const ours = stated === 'not_stated' ? (charge.amountMinor ?? order.amountMinor) : 0n;
  const amount = proven === undefined ? ours : sumTaken(proven);
  return { movements: cameAndWent(amount), cases };
}

function cameAndWent(amountMinor: bigint): Decision['movements'] {
  return amountMinor > 0n ? [takenMovement(amountMinor), returnedMovement(amountMinor)] : [];
}
