import type { AppointmentKind } from '../core/agenda.js';
import type { FaultOrder } from '../core/faults.js';
import { QUERIES_UNTIL_KNOWN, QUERIES_UNTIL_REFUND_KNOWN, SLOW_REFUND_MS } from '../core/magic-amounts.js';
import type { SandboxContext } from '../core/twin.js';
import { fail, isBusinessCode, type Business, type Refusal } from './upay.envelope.js';
import { invalid, requiredText, type Fields } from './upay.fields.js';
import type { UpayNotifications } from './upay.notification.js';
import type { LostEnd, Order, Orders, Transaction } from './upay.orders.js';
import type { UpayPayments } from './upay.payment.js';
import type { OrderStatus } from './upay.states.js';
import { orderData } from './upay.view.js';

/** "About three months from payment": the sandbox keeps 90 days. */
const REFUND_WINDOW_MS = 90 * 86_400_000;
/** The platform ends a lost cancel by itself when nobody asks again. */
const LOST_CANCEL_MS = 15_000;

/** Cancel and revoke reach back to midnight of the merchant's day. */
const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Mexico_City', dateStyle: 'short' });

/** Upay Web API, Refund, Cancel and Revoke. */
export class UpayReversals {
  readonly #refundedLater: AppointmentKind<Order>;
  readonly #canceledLater: AppointmentKind<Order>;

  constructor(
    private readonly context: Pick<SandboxContext, 'agenda' | 'clock'>,
    private readonly orders: Orders,
    private readonly payments: UpayPayments,
    private readonly notifications: UpayNotifications,
  ) {
    this.#refundedLater = context.agenda.kind('upay refunded', (order) => this.#refunded(order));
    this.#canceledLater = context.agenda.kind('upay canceled', (order) => this.#canceled(order));
  }

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
    if (this.context.clock.now() - (order.paidAtMs ?? 0) > REFUND_WINDOW_MS)
      return fail('UPAY_REFUND_INVALID_ORDER_STATE', 'the refund window is over');
    if (amount > order.net) return fail('REFUNDABLE_AMOUNT_NOT_ENOUGH', 'more than what is left of the order');
    if (fault?.name === 'decline') return declined(order, fault.code ?? 'SELLER_BALANCE_NOT_ENOUGH', 'the refund was declined');

    const refund = this.#begin(order, requestNo, amount);
    if (fault?.name === 'unknown_then_paid') this.#loseRefund(order, QUERIES_UNTIL_KNOWN, 'refunded');
    else if (fault?.name === 'unknown_then_failed') this.#loseRefund(order, QUERIES_UNTIL_KNOWN, 'not_refunded');
    else if (order.magic === 'refund_unknown') this.#loseRefund(order, QUERIES_UNTIL_REFUND_KNOWN, 'refunded');
    else if (order.magic === 'refund_slow') {
      this.orders.move(order, 'refund_pending');
      order.later = this.#refundedLater.in(SLOW_REFUND_MS, order);
    } else this.#refunded(order);
    return refundAnswer(order, refund);
  }

  /**
   * A cancel and a revoke run the same logic at Upay: a paid order gives its money back whole, on the day of its creation. A revoke takes
   * paid orders only.
   */
  cancel(order: Order, kind: 'cancel' | 'revoke', fault: FaultOrder | undefined): Business {
    if (order.status === 'CANCELED') return fail('UPAY_CANCEL_ORDER_NOOP', 'the order was canceled before');
    if (!this.#cancelable(order) || (kind === 'revoke' && order.sale.status !== 'SUCCESS'))
      return fail('UPAY_CANCEL_INVALID_ORDER_STATE', `the order is ${order.status}`);
    if (fault?.name === 'decline') return declinedCancel(order, fault.code ?? 'TRADE_FAILED');

    order.canceledBy = kind;
    order.cancels += 1;
    if (order.status !== 'CANCEL_ERROR') order.latest = this.orders.transaction({ clientTsn: order.clientSn, amount: order.total });
    if (fault?.name === 'unknown_then_paid') return this.#loseCancel(order, 'paid');
    if (fault?.name === 'unknown_then_failed') return this.#loseCancel(order, 'canceled');
    if (order.magic === 'cancel_error_once' && order.cancels === 1) {
      const answer = this.#loseCancel(order, undefined);
      order.later = this.#canceledLater.in(LOST_CANCEL_MS, order);
      return answer;
    }
    this.#canceled(order);
    return { code: order.magic === 'cancel_aborts' ? 'CANCEL_ABORT_SUCCESS' : 'CANCEL_SUCCESS', data: orderData(order) };
  }

  /** At the merchant's portal, outside us. */
  canceledAtPortal(order: Order): void {
    order.latest = this.orders.transaction({ clientTsn: order.clientSn, amount: order.total });
    order.canceledBy = 'portal';
    this.#canceled(order);
  }

  /** The same for a refund; undefined where it is too much. */
  refundedAtPortal(order: Order, amount: bigint | undefined): OrderStatus | undefined {
    const refunded = amount ?? order.net;
    if (refunded === 0n || refunded > order.net) return undefined;
    this.#begin(order, `P${String(order.refunds.size + 1)}`, refunded);
    this.#refunded(order);
    return order.status;
  }

  /** Closes the order; what the payer has paid goes back. */
  #canceled(order: Order): void {
    const kind = order.canceledBy ?? 'cancel';
    if (order.paidAtMs === undefined) order.net = 0n;
    else this.orders.returned(order, order.net, kind === 'cancel' ? 'cancel' : 'void', order.clientSn);
    order.latest.status = 'SUCCESS';
    this.orders.move(order, 'canceled');
    this.notifications.reversed(order, kind === 'portal' ? 'cancel' : kind);
  }

  #cancelable(order: Order): boolean {
    if (order.status === 'CREATED' || order.status === 'PAY_ERROR' || order.status === 'CANCEL_ERROR') return true;
    return (
      order.status === 'PAID' && order.net === order.total && dayOf.format(order.createdAtMs) === dayOf.format(this.context.clock.now())
    );
  }

  /** Counts a query of an order whose outcome was lost; the last one finds it. */
  queried(order: Order): void {
    const { lost } = order;
    if (lost === undefined || --lost.queriesLeft > 0) return;
    switch (lost.end) {
      case 'paid':
        return this.payments.settle(order);
      case 'closed':
        return this.payments.close(order, 'TRADE_FAILED');
      case 'refunded':
        return this.#refunded(order);
      case 'not_refunded':
        return this.#notRefunded(order);
      case 'canceled':
        return this.#canceled(order);
    }
  }

  #begin(order: Order, refundRequestNo: string, amount: bigint): Transaction {
    const refund = this.orders.transaction({ clientTsn: `${order.clientSn}-${refundRequestNo}`, amount, refundRequestNo });
    order.refunds.set(refundRequestNo, refund);
    order.latest = refund;
    return refund;
  }

  /** No other transaction begins on an order whose refund is open: the refund is the latest one. */
  #refunded(order: Order): void {
    const refund = order.latest;
    this.orders.returned(order, refund.amount, 'refund', refund.refundRequestNo ?? '');
    refund.status = 'SUCCESS';
    this.orders.move(order, order.net === 0n ? 'refunded' : 'refunded_partly');
    this.notifications.reversed(order, 'refund');
  }

  #notRefunded(order: Order): void {
    order.latest.status = 'FAIL_CANCELED';
    this.orders.move(order, order.net === order.total ? 'refund_failed_first' : 'refund_failed_later');
  }

  #loseRefund(order: Order, queriesLeft: number, end: LostEnd): void {
    order.latest.status = 'REFUND_ERROR';
    this.orders.move(order, 'refund_lost');
    order.lost = { queriesLeft, end };
  }

  #loseCancel(order: Order, end: LostEnd | undefined): Business {
    order.latest.status = 'CANCEL_ERROR';
    if (order.status !== 'CANCEL_ERROR') this.orders.move(order, 'cancel_lost');
    order.lost = end === undefined ? undefined : { queriesLeft: QUERIES_UNTIL_KNOWN, end };
    return {
      code: 'CANCEL_ERROR',
      errorCode: 'EXTERNAL_SERVICE_EXCEPTION',
      errorMessage: 'the channel did not answer',
      data: orderData(order),
    };
  }
}

/** Campaign orders are the one decline that comes as an error. */
function declinedCancel(order: Order, code: string): Business {
  const answer = declined(order, code, 'the cancel was declined');
  return code === 'UPAY_TCP_ORDER_NOT_REFUNDABLE' ? { ...answer, code: 'CANCEL_ERROR' } : answer;
}

/** An armed code is the reason why, or the business result itself where it is one of those (`CANCEL_ABORT_ERROR`); nothing was done. */
function declined(order: Order, code: string, message: string): Business {
  return isBusinessCode(code) ? { code, data: orderData(order) } : fail(code, message);
}

function refundAnswer(order: Order, refund: Transaction): Business {
  const data = orderData(order, refund);
  if (refund.status === 'SUCCESS') return { code: 'REFUND_SUCCESS', data };
  if (refund.status === 'IN_PROG') return { code: 'REFUND_IN_PROGRESS', data };
  return { code: 'REFUND_ERROR', errorCode: 'EXTERNAL_SERVICE_EXCEPTION', errorMessage: 'the channel did not answer', data };
}
