import { takenOf } from '@interlock/domain';
import type { Stated } from '@interlock/domain';
import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';

/** Limits in minor units by currency; `*` for every currency that is not named. */
export type CaseLimits = Readonly<Record<string, bigint>>;

/** Above this a second person must agree; undefined: never. What the merchant has set comes before what the installation has. */
export function limitFor(currency: string, own: Readonly<Record<string, string>> | null, installation: CaseLimits): bigint | undefined {
  const ours = own?.[currency] ?? own?.['*'];
  return ours === undefined ? (installation[currency] ?? installation['*']) : BigInt(ours);
}

/** The most that may be at stake: what was asked, what was taken, what the provider states, what the person gives; tips and cashback count. */
export function stakeOf(
  { order }: OrderWithOperations,
  operation: OperationRecord,
  charge: OperationRecord,
  figures: readonly (Stated | undefined)[],
): bigint {
  const asked =
    (operation.amountMinor ?? charge.amountMinor ?? order.amountMinor) + (operation.tipMinor ?? 0n) + (operation.cashbackAskedMinor ?? 0n);
  // Of a payment, and of what undoes it whole, all that it has taken.
  const whole = operation.id === charge.id || operation.amountMinor === null;
  const others = figures.flatMap((stated) => (stated === undefined ? [] : [stated.base + (stated.tip ?? 0n) + (stated.cashback ?? 0n)]));
  return [asked, ...(whole ? [takenOf(charge)] : []), ...others].reduce((most, amount) => (amount > most ? amount : most));
}

/** Names are compared as people read them: case, spaces, forms of a letter and what cannot be seen make nobody somebody else. */
export function isSamePerson(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

function folded(name: string): string {
  const seen = name.normalize('NFKC').replaceAll(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
  return seen.trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('und');
}
