import type { SandboxClock } from '../core/clock.js';
import type { FaultOrder } from '../core/faults.js';
import { QUERIES_UNTIL_KNOWN, QUERIES_UNTIL_REFUND_KNOWN, SLOW_REFUND_MS } from '../core/magic-amounts.js';
import { fail, type Business, type Refusal } from './upay.envelope.js';
import { invalid, requiredText, type Fields } from './upay.fields.js';
import type { UpayNotifications } from './upay.notification.js';
import type { Order, Orders, Transaction } from './upay.orders.js';
import type { UpayPayments } from './upay.payment.js';
import { orderData } from './upay.view.js';

/** "About three months from payment": the sandbox keeps 90 days. */
const REFUND_WINDOW_MS = 90 * 86_400_000;
/** The platform ends a lost cancel by itself when nobody asks again. */
const LOST_CANCEL_MS = 15_000;

/** Cancel and revoke reach back to midnight of the merchant's day. */
const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Mexico_City', dateStyle: 'short' });

/** Upay Web API, Refund, Cancel and Revoke. */
export class UpayReversals {
  constructor(
    private readonly clock: SandboxClock,
    private readonly orders: Orders,
    private readonly payments: UpayPayments,
    private readonly notifications: UpayNotifications,
  ) {}

  /** Idempotent by `refund_request_no` within the order. */
  refund(order: Order, fields: Fields, fault: FaultOrder | undefined): Business | Refusal {
    const requestNo = requiredText(fields, 'refund_request_no');
    const amount = BigInt(requiredText(fields, 'refund_amount'));
    const known = order.refunds.get(requestNo);
    if (known !== undefined && known.amount !== amount)
      return invalid(['refund_amount differs from the first request with this refund_request_no']);
    if (known?.status === 'SUCCESS') return fail('UPAY_REFUND_ORDER_NOOP', 'this refund was made before');
    if (known !== undefined && known.status !== 'FAIL_CANCELED') return refundAnswer(order, known);
    if (order.status !== 'PAID' && order.status !== 'PARTIAL_REFUNDED')
      return fail('UPAY_REFUND_INVALID_ORDER_STATE', `the order is ${order.status}`);
    if (this.clock.now() - (order.paidAtMs ?? 0) > REFUND_WINDOW_MS)
      return fail('UPAY_REFUND_INVALID_ORDER_STATE', 'the refund window is over');
    if (amount > order.net) return fail('REFUNDABLE_AMOUNT_NOT_ENOUGH', 'more than what is left of the order');
    if (fault?.name === 'decline') return fail(fault.code ?? 'SELLER_BALANCE_NOT_ENOUGH', 'the refund was declined');

    const refund: Transaction = {
      tsn: this.orders.nextSn(),
      clientTsn: `${order.clientSn}-${requestNo}`,
      amount,
      refundRequestNo: requestNo,
      status: 'IN_PROG',
    };
    order.refunds.set(requestNo, refund);
    order.latest = refund;
    const done = (): void => this.#refunded(order, refund);
    if (fault?.name === 'unknown_then_paid') this.#loseRefund(order, refund, QUERIES_UNTIL_KNOWN, done);
    else if (fault?.name === 'unknown_then_failed')
      this.#loseRefund(order, refund, QUERIES_UNTIL_KNOWN, () => this.#notRefunded(order, refund));
    else if (order.magic === 'refund_unknown') this.#loseRefund(order, refund, QUERIES_UNTIL_REFUND_KNOWN, done);
    else if (order.magic === 'refund_slow') {
      this.orders.move(order, 'refund_pending');
      order.later = this.clock.after(SLOW_REFUND_MS, done);
    } else done();
    return refundAnswer(order, refund);
  }

  /** Both run the same logic at Upay; a paid order gives its money back whole, on the day of its creation. */
  cancel(order: Order, fault: FaultOrder | undefined): Business {
    if (order.status === 'CANCELED') return fail('UPAY_CANCEL_ORDER_NOOP', 'the order was canceled before');
    if (!this.#cancelable(order)) return fail('UPAY_CANCEL_INVALID_ORDER_STATE', `the order is ${order.status}`);
    if (fault?.name === 'decline') return declinedCancel(fault.code ?? 'TRADE_FAILED');

    order.cancels += 1;
    if (order.status !== 'CANCEL_ERROR')
      order.latest = { tsn: this.orders.nextSn(), clientTsn: order.clientSn, amount: order.total, status: 'IN_PROG' };
    if (fault?.name === 'unknown_then_paid') return this.#loseCancel(order, () => this.payments.settle(order));
    if (fault?.name === 'unknown_then_failed') return this.#loseCancel(order, () => this.canceled(order));
    if (order.magic === 'cancel_error_once' && order.cancels === 1) {
      const answer = this.#loseCancel(order, undefined);
      order.later = this.clock.after(LOST_CANCEL_MS, () => this.canceled(order));
      return answer;
    }
    this.canceled(order);
    return { code: order.magic === 'cancel_aborts' ? 'CANCEL_ABORT_SUCCESS' : 'CANCEL_SUCCESS', data: orderData(order) };
  }

  /** Closes the order; what the payer has paid goes back. */
  canceled(order: Order): void {
    if (order.paidAtMs === undefined) order.net = 0n;
    else this.orders.returned(order, order.net, 'cancel', order.clientSn);
    order.latest.status = 'SUCCESS';
    this.orders.move(order, 'canceled');
    this.notifications.reversed(order);
  }

  #cancelable(order: Order): boolean {
    if (order.status === 'CREATED' || order.status === 'PAY_ERROR' || order.status === 'CANCEL_ERROR') return true;
    return order.status === 'PAID' && order.net === order.total && dayOf.format(order.createdAtMs) === dayOf.format(this.clock.now());
  }

  #refunded(order: Order, refund: Transaction): void {
    this.orders.returned(order, refund.amount, 'refund', refund.refundRequestNo ?? '');
    refund.status = 'SUCCESS';
    this.orders.move(order, order.net === 0n ? 'refunded' : 'refunded_partly');
    this.notifications.reversed(order);
  }

  #notRefunded(order: Order, refund: Transaction): void {
    refund.status = 'FAIL_CANCELED';
    this.orders.move(order, order.net === order.total ? 'refund_failed_first' : 'refund_failed_later');
  }

  #loseRefund(order: Order, refund: Transaction, queriesLeft: number, find: () => void): void {
    refund.status = 'REFUND_ERROR';
    this.orders.move(order, 'refund_lost');
    order.lost = { queriesLeft, find };
  }

  #loseCancel(order: Order, find: (() => void) | undefined): Business {
    order.latest.status = 'CANCEL_ERROR';
    if (order.status !== 'CANCEL_ERROR') this.orders.move(order, 'cancel_lost');
    order.lost = find === undefined ? undefined : { queriesLeft: QUERIES_UNTIL_KNOWN, find };
    return {
      code: 'CANCEL_ERROR',
      errorCode: 'EXTERNAL_SERVICE_EXCEPTION',
      errorMessage: 'the channel did not answer',
      data: orderData(order),
    };
  }
}

/** Campaign orders are the one decline that comes as an error. */
function declinedCancel(code: string): Business {
  const declined = fail(code, 'the cancel was declined');
  return code === 'UPAY_TCP_ORDER_NOT_REFUNDABLE' ? { ...declined, code: 'CANCEL_ERROR' } : declined;
}

function refundAnswer(order: Order, refund: Transaction): Business {
  const data = orderData(order, refund);
  if (refund.status === 'SUCCESS') return { code: 'REFUND_SUCCESS', data };
  if (refund.status === 'IN_PROG') return { code: 'REFUND_IN_PROGRESS', data };
  return { code: 'REFUND_ERROR', errorCode: 'EXTERNAL_SERVICE_EXCEPTION', errorMessage: 'the channel did not answer', data };
}
