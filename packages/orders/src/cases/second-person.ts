import type { Stated } from '@interlock/domain';
import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';

/** Limits in minor units by currency; `*` for every currency that is not named. */
export type CaseLimits = Readonly<Record<string, bigint>>;

/** Above this a second person must agree; undefined: never. What the merchant has set comes before what the installation has. */
export function limitFor(currency: string, own: Readonly<Record<string, string>> | null, installation: CaseLimits): bigint | undefined {
  const ours = own?.[currency] ?? own?.['*'];
  return ours === undefined ? (installation[currency] ?? installation['*']) : BigInt(ours);
}

/** The most that may be at stake: what was asked, what the provider states, what the person gives; tips and cashback count. */
export function stakeOf(
  { order }: OrderWithOperations,
  operation: OperationRecord,
  charge: OperationRecord,
  figures: readonly (Stated | undefined)[],
): bigint {
  const asked = (operation.amountMinor ?? charge.amountMinor ?? order.amountMinor) + (operation.tipMinor ?? 0n);
  const others = figures.flatMap((stated) => (stated === undefined ? [] : [stated.base + (stated.tip ?? 0n) + (stated.cashback ?? 0n)]));
  return [asked, ...others].reduce((most, amount) => (amount > most ? amount : most));
}

/** Names are compared as people read them: case, spaces and forms of a letter make nobody somebody else. */
export function isSamePerson(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

function folded(name: string): string {
  return name.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('und');
}
