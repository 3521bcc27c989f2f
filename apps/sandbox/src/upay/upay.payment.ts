import { hash } from 'node:crypto';

import type { AppointmentKind } from '../core/agenda.js';
import type { FaultOrder } from '../core/faults.js';
import { magicOf, QUERIES_UNTIL_KNOWN, SLOW_CLOSED_MS, SLOW_PAID_MS, WITHHELD_MS, type MagicName } from '../core/magic-amounts.js';
import { once } from '../core/serials.js';
import type { SandboxContext } from '../core/twin.js';
import { fail, Refusal, type Business, type OrderData } from './upay.envelope.js';
import { requiredText, text, type Fields } from './upay.fields.js';
import type { UpayNotifications } from './upay.notification.js';
import type { Order, Orders } from './upay.orders.js';
import { paywayOf, takesPrecreate } from './upay.payways.js';
import type { Terminal } from './upay.terminals.js';
import { orderData } from './upay.view.js';

/** A QR code is closed by the platform after about four minutes. */
const QR_VALID_MS = 240_000;
/** The payer at a POS takes so long. */
const POS_MS = 300;
/** Of the payer at a POS, where nothing else was said. */
const POS_PAYWAY = '3';
/** What another account need not have: the first account asked is over its limit. */
const ANOTHER_ACCOUNT_MAY = 'SELLER_OVER_DAILY_LIMIT';

/** How the channel takes a payment: at once, after a while, or not at all. */
type Course =
  { readonly paid: 'now' | 'later' | 'unseen' } | { readonly declined: string } | { readonly closed: 'later' | 'unseen' } | 'payer';

/** Upay Web API, Pay and Pre-create; and what the payer does afterwards. */
export class UpayPayments {
  /** Orders that have met their one server error. */
  readonly #isFirstTry: (key: string) => boolean;
  readonly #paidLater: AppointmentKind<Order>;
  readonly #closedLater: AppointmentKind<Order>;
  readonly #declinedLater: AppointmentKind<Order>;

  constructor(
    private readonly context: SandboxContext,
    private readonly orders: Orders,
    private readonly notifications: UpayNotifications,
  ) {
    this.#isFirstTry = once(context.records, 'upay server error');
    this.#paidLater = context.agenda.kind('upay paid', (order) => this.settle(order));
    this.#declinedLater = context.agenda.kind('upay declined', (order) => this.close(order, 'INSUFFICIENT_FUND'));
    this.#closedLater = context.agenda.kind('upay closed', (order) => this.close(order, 'TRADE_TIMEOUT'));
  }

  /** Scan of the payer's code: the channel answers at once unless magic or a fault slows it down. */
  pay(terminal: Terminal, fields: Fields, fault: FaultOrder | undefined): Business | Refusal {
    const refusal = this.#refusal(terminal, fields);
    if (refusal !== undefined) return refusal;
    const payway = paywayOf(requiredText(fields, 'dynamic_id'), text(fields, 'payway'));
    const order = this.#open('pay', terminal, fields, payway ?? '', '1');
    if (payway === undefined) return this.#declined(order, 'INVALID_BARCODE');
    const course = this.#course(order, fault, { paid: 'now' });
    if (course !== 'payer') this.#run(order, course);
    return this.#paymentAnswer(order);
  }

  /** A QR code (or WAP payload): waits for the payer. */
  precreate(terminal: Terminal, fields: Fields, fault: FaultOrder | undefined): Business | Refusal {
    const refusal = this.#refusal(terminal, fields);
    if (refusal !== undefined) return refusal;
    const order = this.#open('precreate', terminal, fields, requiredText(fields, 'payway'), text(fields, 'sub_payway') ?? '2');
    const course = this.#course(order, fault, 'payer');
    if (course !== 'payer' && 'declined' in course) return this.#declined(order, course.declined);
    const data = { ...orderData(order), ...payload(order, this.context.url()) };
    if (course === 'payer') order.later = this.#closedLater.in(QR_VALID_MS, order);
    else this.#run(order, course);
    if (order.status === 'PAY_ERROR') return unseen('PRECREATE_FAIL_ERROR', order);
    return withheld(order, { code: 'PRECREATE_SUCCESS', data });
  }

  /** An order for a POS of the merchant, which asks the payer by itself: no code, no page. Not a route of Upay's, whose own is not public. */
  push(terminal: Terminal, pos: Terminal, fields: Fields, fault: FaultOrder | undefined): Business | Refusal {
    const refusal = this.#refusal(terminal, fields);
    if (refusal !== undefined) return refusal;
    const order = this.#open('push', terminal, fields, '', text(fields, 'sub_payway') ?? '1', pos);
    const course = this.#course(order, fault, 'payer');
    if (course !== 'payer' && 'declined' in course) return this.#declined(order, course.declined);
    const data = orderData(order);
    if (course !== 'payer') this.#run(order, course);
    else if (order.magic === 'declined') order.later = this.#declinedLater.in(POS_MS, order);
    else if (order.magic === undefined && this.context.autoPay) order.later = this.#paidLater.in(POS_MS, order);
    else order.later = this.#closedLater.in(QR_VALID_MS, order);
    if (order.status === 'PAY_ERROR') return unseen('PRECREATE_FAIL_ERROR', order);
    return withheld(order, { code: 'PRECREATE_SUCCESS', data });
  }

  /** The channel has the payer's money; said once, also when a failed cancel leaves a paid order paid. */
  settle(order: Order): void {
    const known = order.sale.status === 'SUCCESS';
    if (order.payway === '') order.payway = POS_PAYWAY;
    if (order.paidAtMs === undefined) this.orders.taken(order);
    order.sale.status = 'SUCCESS';
    order.latest = order.sale;
    this.orders.move(order, 'paid');
    if (!known) this.notifications.paid(order);
  }

  /** Nothing was paid and nothing will be. */
  close(order: Order, errorCode: string): void {
    order.sale.status = 'FAIL_CANCELED';
    order.errorCode = errorCode;
    this.orders.move(order, 'closed');
  }

  #refusal(terminal: Terminal, fields: Fields): Business | Refusal | undefined {
    const { merchant } = terminal;
    const clientSn = requiredText(fields, 'client_sn');
    if (this.orders.find(merchant, undefined, clientSn) !== undefined) return fail('CLIENT_SN_CONFLICT', 'client_sn exists');
    if (magicOf(BigInt(requiredText(fields, 'total_amount'))) === 'server_error_once' && this.#isFirstTry(`${merchant} ${clientSn}`)) {
      return new Refusal('REQUEST_FAIL', 'the system is busy');
    }
    return undefined;
  }

  #open(operation: Order['operation'], terminal: Terminal, fields: Fields, payway: string, subPayway: string, pos?: Terminal): Order {
    const total = BigInt(requiredText(fields, 'total_amount'));
    const order = this.orders.open({
      operation,
      terminal,
      posTerminalSn: pos?.sn,
      clientSn: requiredText(fields, 'client_sn'),
      total,
      payway,
      subPayway,
      subject: requiredText(fields, 'subject'),
      operator: requiredText(fields, 'operator'),
      description: text(fields, 'description'),
      reflect: text(fields, 'reflect'),
      payerUid: text(fields, 'payer_uid'),
      notifyUrl: text(fields, 'notify_url'),
      magic: magicOf(total),
    });
    this.notifications.opened(order);
    return order;
  }

  /** An armed fault goes before the amount's magic, and both before the method's own way. */
  #course(order: Order, fault: FaultOrder | undefined, usual: Course): Course {
    const isOffered = order.terminal.payways.has(order.payway) && (order.operation === 'pay' || takesPrecreate(order.payway));
    if (order.operation !== 'push' && !isOffered) return { declined: 'UNEXPECTED_PROVIDER_ERROR' };
    if (fault?.name === 'decline') return { declined: fault.code ?? 'TRADE_FAILED' };
    if (fault?.name === 'unknown_then_paid') return { paid: 'unseen' };
    if (fault?.name === 'unknown_then_failed') return { closed: 'unseen' };
    if (order.magic === 'first_account_declines') {
      return this.context.firstAsked.declines(order.subject, order.total, `upay ${order.terminal.sn}`)
        ? { declined: ANOTHER_ACCOUNT_MAY }
        : usual;
    }
    // Nobody can tell what the payer of a QR code has before he pays: `act` declines him.
    if (order.magic === undefined || (order.magic === 'declined' && usual === 'payer')) return usual;
    return courses[order.magic] ?? usual;
  }

  #run(order: Order, course: Exclude<Course, 'payer'>): void {
    if ('declined' in course) return this.close(order, course.declined);
    if ('paid' in course) {
      if (course.paid === 'now') return this.settle(order);
      if (course.paid === 'later') order.later = this.#paidLater.in(SLOW_PAID_MS, order);
      else this.#lose(order, true);
      return;
    }
    if (course.closed === 'later') order.later = this.#closedLater.in(SLOW_CLOSED_MS, order);
    else this.#lose(order, false);
  }

  /** The channel's answer did not reach the platform; the payer may have paid all the same. */
  #lose(order: Order, paid: boolean): void {
    if (paid) this.orders.taken(order);
    order.sale.status = 'FAIL_ERROR';
    this.orders.move(order, 'lost');
    order.lost = { queriesLeft: QUERIES_UNTIL_KNOWN, end: paid ? 'paid' : 'closed' };
  }

  #declined(order: Order, errorCode: string): Business {
    this.close(order, errorCode);
    return {
      code: order.operation === 'pay' ? 'PAY_FAIL' : 'PRECREATE_FAIL',
      errorCode,
      errorMessage: 'the payment was declined',
      data: orderData(order),
    };
  }

  #paymentAnswer(order: Order): Business {
    const data = orderData(order);
    if (order.status === 'PAID') return withheld(order, { code: 'PAY_SUCCESS', data });
    if (order.status === 'CREATED') return { code: 'PAY_IN_PROGRESS', data };
    if (order.status === 'PAY_ERROR') return unseen('PAY_FAIL_ERROR', order);
    return { code: 'PAY_FAIL', errorCode: order.errorCode ?? 'TRADE_FAILED', errorMessage: 'the payment was declined', data };
  }
}

/** What an amount's magic makes of a payment; the others concern what comes after it. */
const courses: Partial<Readonly<Record<MagicName, Course>>> = {
  slow_then_paid: { paid: 'later' },
  slow_then_closed: { closed: 'later' },
  declined: { declined: 'INSUFFICIENT_FUND' },
  unknown_then_paid: { paid: 'unseen' },
  answer_withheld: { paid: 'now' },
};

function unseen(code: 'PAY_FAIL_ERROR' | 'PRECREATE_FAIL_ERROR', order: Order): Business {
  return { code, errorCode: 'EXTERNAL_SERVICE_EXCEPTION', errorMessage: 'the channel did not answer', data: orderData(order) };
}

function withheld(order: Order, answer: Business): Business {
  return order.magic === 'answer_withheld' ? { ...answer, withholdMs: WITHHELD_MS } : answer;
}

/** What the payer is shown: the cashier page stands in for the wallet app. WAP and mini programs get their payload instead. */
function payload(order: Order, sandboxUrl: string): OrderData {
  const page = `${sandboxUrl}/cashier/upay/${order.sn}`;
  if (order.subPayway === '3') return { wap_pay_request: page };
  if (order.subPayway === '4') return { wap_pay_request: miniProgramRequest(order) };
  return { qr_code: page };
}

/** What the merchant's mini program hands to its wallet: to `my.tradePay` of Alipay, or to `wx.requestPayment`. */
function miniProgramRequest(order: Order): object {
  if (order.payway === '1' || order.payway === '20') return { tradeNO: order.sn };
  return {
    appId: 'wx0000000000000000',
    timeStamp: Math.floor(order.createdAtMs / 1_000).toString(),
    nonceStr: order.sale.tsn,
    package: `prepay_id=${order.sn}`,
    signType: 'MD5',
    paySign: hash('md5', `${order.sn} ${order.sale.tsn}`).toUpperCase(),
  };
}
