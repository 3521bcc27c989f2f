/** Numbers that an order takes for itself: its own ends in 00, and those of its transactions follow. */
const NUMBERS_PER_ORDER = 100n;
/** Numbers of orders that one value of the sequence stands for, so that a process asks the database once in so many orders. */
export const ORDERS_PER_BLOCK = 100n;
/** Sixteen digits that begin as a till knows them from Upay: 789. */
const FIRST = 7_890_000_000_000_000n;
const LAST = 9_999_999_999_999_999n;

/** The numbers of a block, as the database's sequence (from 0 on) gives it. Throws `RangeError` past sixteen digits. */
export function platformNumber(block: bigint, index: bigint): bigint {
  const sn = FIRST + (block * ORDERS_PER_BLOCK + index) * NUMBERS_PER_ORDER;
  if (sn > LAST) throw new RangeError('the numbers of sixteen digits are used up');
  return sn;
}

/** `tsn` of the operation at this place of its order; one past the hundredth has none. */
export function transactionSn(orderSn: bigint, index: number): string | undefined {
  return index < 0 || BigInt(index) + 1n >= NUMBERS_PER_ORDER ? undefined : (orderSn + BigInt(index) + 1n).toString();
}
