import { codes, Refusal } from './refusal.js';
import { isQr, totalOf, type Parts, type Payment, type Refund, type Taken, type Transaction, type Transactions } from './transactions.js';

/** Which operation is possible on which transaction; each throws `Refusal` where it is not. */

/** Void of a paid order while its batch is open, or of an authorization that was not captured. Always the whole. */
export function checkVoid(original: Transaction, transactions: Transactions): asserts original is Payment {
  if (original.kind === 'capture') throw completedAuthorization();
  if (original.kind !== 'payment') throw new Refusal(codes.originalUnknown, 'transaction does not exist');
  if (original.capturedBy !== undefined) throw completedAuthorization();
  if (original.status !== 2) throw new Refusal(codes.notInState, 'no completed transaction');
  if (original.batchNo !== undefined) throw new Refusal(codes.settled, 'reversal refused, transaction already settled');
  if (transactions.refundsOf(original).length > 0) throw new Refusal(codes.notInState, 'the transaction has refunds');
}

/** Cancel Payment: an authorization only. */
export function checkCancel(original: Transaction, transactions: Transactions): asserts original is Payment {
  if (original.kind === 'capture') throw completedAuthorization();
  checkIsAuthorization(original);
  checkVoid(original, transactions);
}

/** Capture and completion: once, of at most what is authorized. */
export function checkCapture(original: Transaction, amount: bigint): asserts original is Payment {
  checkIsAuthorization(original);
  if (original.capturedBy !== undefined) throw new Refusal(codes.captured, 'the authorization is already captured');
  if (original.status !== 2) throw new Refusal(codes.notInState, 'no approved authorization');
  if (amount > totalOf(original)) throw new Refusal(codes.aboveAuthorized, 'above the authorized total');
}

/** Incremental authorization: while nothing is captured. */
export function checkIncrement(original: Transaction): asserts original is Payment {
  checkIsAuthorization(original);
  if (original.status !== 2 || original.capturedBy !== undefined)
    throw new Refusal(codes.notInState, 'no approved authorization that waits for its capture');
}

const TIPPED_CARD_TYPE = '2'; // credit; debit, EBT and gift cards take no tip afterwards

/** The transaction whose tip is set: the payment, or the capture of an authorization. */
export function tippedBy(found: Transaction, transactions: Transactions): Taken {
  const capturedBy = found.kind === 'payment' ? found.capturedBy : undefined;
  const taken = capturedBy === undefined ? found : transactions.byTransNo(found.merchantNo, capturedBy);
  if (taken === undefined || !canBeTipped(taken, transactions)) throw new Refusal(codes.tip, 'the tip cannot be adjusted');
  return taken;
}

function canBeTipped(taken: Transaction, transactions: Transactions): taken is Taken {
  if (!isTaken(taken) || taken.batchNo !== undefined || transactions.refundsOf(taken).length > 0) return false;
  const root = transactions.rootOf(taken);
  return !isQr(root) && (root.cardType ?? TIPPED_CARD_TYPE) === TIPPED_CARD_TYPE;
}

/** A paid order or a capture, as every refund needs one. */
export function checkRefundable(original: Transaction, transactions: Transactions, maxRefunds: number): asserts original is Taken {
  if (!isTaken(original)) throw new Refusal(codes.originalUnknown, 'no completed transaction');
  if (transactions.refundsOf(original).length >= maxRefunds) throw new Refusal(codes.tooManyRefunds, 'too many refunds of this order');
}

function isTaken(transaction: Transaction): transaction is Taken {
  if (transaction.status !== 2) return false;
  return transaction.kind === 'capture' || (transaction.kind === 'payment' && transaction.transType !== 4);
}

/** What no refund has returned or is returning. */
export function remainingOf(taken: Taken, refunds: readonly Refund[]): Parts {
  const sum = (part: keyof Parts): bigint => refunds.reduce((all, { returns }) => all + returns[part], 0n);
  return {
    order: taken.orderAmount - sum('order'),
    tip: taken.tipAmount - sum('tip'),
    cashback: taken.cashbackAmount - sum('cashback'),
  };
}

export function sumOf({ order, tip, cashback }: Parts): bigint {
  return order + tip + cashback;
}

/** One amount, spread over what is left: base first, then tip, then cashback. Throws `Refusal` above it. */
export function spread(amount: bigint, left: Parts): Parts {
  const order = least(amount, left.order);
  const tip = least(amount - order, left.tip);
  const cashback = amount - order - tip;
  if (cashback > left.cashback) throw aboveLimit();
  return { order, tip, cashback };
}

/** Each part by itself. Throws `Refusal` where one is above what is left of it. */
export function checkParts(parts: Parts, left: Parts): void {
  if (parts.order > left.order || parts.tip > left.tip || parts.cashback > left.cashback) throw aboveLimit();
}

export function aboveLimit(): Refusal {
  return new Refusal(codes.refundAboveLimit, 'refund amount exceeds the limit');
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}

function checkIsAuthorization(original: Transaction): asserts original is Payment {
  if (original.kind !== 'payment' || original.transType !== 4) throw new Refusal(codes.noAuthorization, 'not an authorization');
}

function completedAuthorization(): Refusal {
  return new Refusal(codes.completedAuthorization, 'no void on a completed authorization, use refund');
}
