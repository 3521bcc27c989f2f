/**
 * Parts that the outbox is cut into by order id, each relayed by one process at a time. A constant of the product: two relays that count
 * differently would send one order's events side by side.
 */
export const RELAY_PARTITIONS = 16;

/**
 * How many partitions a relay is to have: equal shares, the first ones of `members` one more where they cannot be equal, so that the shares of all
 * add up to every partition. `members`: each relay's number, in any order; one that is not among them has none.
 */
export function relayShare(members: readonly number[], me: number): number {
  const rank = members.toSorted((a, b) => a - b).indexOf(me);
  if (rank < 0) return 0;
  return Math.floor(RELAY_PARTITIONS / members.length) + (rank < RELAY_PARTITIONS % members.length ? 1 : 0);
}
