import { LATE_REFUND, declineCodes, isOpen } from '@interlock/domain';
import type { DeclineRule } from '@interlock/domain';
import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';
import type { BusinessError } from '../words/codes.js';
import { declineWords } from '../words/decline-words.js';
import { openWords, orderWords, refundWords } from '../words/order-words.js';
import type { Following, Known, Open, Standing, Words } from '../words/order-words.js';

/** Of the refund that a cancel of a paid order had to be. No till can have given it, being longer than a `refund_request_no`, and `/v1` takes none such. */
export const CANCEL_REFUND = 'terminal-cancel-refund-';
export const isCancelRefund = ({ refundNo }: OperationRecord): boolean => refundNo?.startsWith(CANCEL_REFUND) === true;
/** It undoes the order: a till that has heard of its end goes on hearing that, also while money that came late is given back. */
export const undoes = (operation: OperationRecord): boolean =>
  isCancelRefund(operation) || operation.refundNo?.startsWith(LATE_REFUND) === true;

/** An order in the words of the protocol, and the transaction that they are about. */
export interface ToldOrder extends Words {
  /** Undefined of an order that waits for its terminal, or was closed while it waited: nothing of it was begun. */
  readonly transaction: OperationRecord | undefined;
  /** Why a payment was not made, where the order is closed without one. */
  readonly errorCode?: BusinessError;
}

export function toldOrder(read: OrderWithOperations): ToldOrder {
  const standing = standingOf(read);
  const words = orderWords[standing];
  const latest = latestEffective(read);
  const kind = latest && followingOf(latest);
  if (latest !== undefined && kind !== undefined && isOpen(latest.outcome)) {
    const inTheirPlace = openWords[kind][latest.outcome ?? 'running'];
    // Nobody delivers on a payment that is being undone.
    const beside = kind === 'undo' ? { pay: 'PAY_IN_PROGRESS' as const } : {};
    return { ...words, ...inTheirPlace, ...beside, transaction: latest };
  }
  const errorCode = words.orderStatus === 'PAY_CANCELED' ? reasonOf(read) : undefined;
  return { ...words, transaction: latest, ...(errorCode === undefined ? {} : { errorCode }) };
}

/** The same order, asked after one of its refunds: `status` is then the refund's. */
export function toldRefund(read: OrderWithOperations, refund: OperationRecord): ToldOrder {
  const known: Known = refund.outcome ?? 'running';
  const { status } = refundWords[known];
  const order = toldOrder(read);
  const orderStatus = isOpen(refund.outcome) ? openWords.refund[known as Open].orderStatus : order.orderStatus;
  return { ...order, orderStatus, status, transaction: refund };
}

export function standingOf({ order, operations }: OrderWithOperations): Standing {
  const { state } = order;
  if (state === 'refunded') {
    const byCancel = operations.some((operation) => undoes(operation) && operation.outcome === 'approved');
    return byCancel ? 'refunded_by_cancel' : 'refunded';
  }
  if (state !== 'canceled') return state;
  const wished = operations.some(
    ({ kind, origin, outcome }) => (kind === 'cancel' || kind === 'void') && origin === 'merchant' && outcome === 'approved',
  );
  return wished || order.cancelRequested === 'merchant' ? 'canceled_by_merchant' : 'canceled_by_others';
}

/**
 * The payment's latest transaction that is open or took effect; what was refused changed nothing, and a till that reads `status` alone must not take
 * it for the payment's. What is done about another charge of the order (a route that was given up, a second payment that is returned) is not told.
 */
function latestEffective({ operations }: OrderWithOperations): OperationRecord | undefined {
  const charge = payment(operations);
  const latest = operations.findLast(
    (operation) =>
      operation.chargeId === charge?.id &&
      followingOf(operation) !== undefined &&
      (isOpen(operation.outcome) || operation.outcome === 'approved'),
  );
  return latest ?? charge;
}

/** The charge that took the money; of an order that has none such, the latest; undefined where none was begun. */
export function payment(operations: readonly OperationRecord[]): OperationRecord | undefined {
  const charges = operations.filter(({ id, chargeId }) => id === chargeId);
  return charges.find(({ outcome, duplicate }) => outcome === 'approved' && !duplicate) ?? charges.at(-1);
}

function followingOf(operation: OperationRecord): Following | undefined {
  const { kind } = operation;
  if (kind === 'refund') return undoes(operation) ? 'undo' : 'refund';
  return kind === 'cancel' || kind === 'void' ? 'undo' : undefined;
}

/** Time that ran out is told apart, since a till then asks the payer for a new code. */
function reasonOf({ order, operations }: OrderWithOperations): BusinessError {
  const declineCode = payment(operations)?.declineCode ?? null;
  const expired = operations.some(({ kind, reason }) => kind === 'cancel' && reason === 'expiry') || order.cancelRequested === 'expiry';
  if (expired && (declineCode === null || closesOf(declineCodes[declineCode]) === 'canceled')) return 'TRADE_TIMEOUT';
  return declineCode === null ? 'TRADE_FAILED' : declineWords[declineCode].pay;
}

const closesOf = ({ closes }: DeclineRule): DeclineRule['closes'] => closes;
