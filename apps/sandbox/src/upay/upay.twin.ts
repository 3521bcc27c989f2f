import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { answerCall } from '../core/calls.js';
import { connectionFaults, notificationFaults, type FaultName, type FaultOrder } from '../core/faults.js';
import type { ActResult, CashierView, PayerAction, SandboxContext, Twin } from '../core/twin.js';
import { Activation } from './upay.activation.js';
import { envelope, fail, isRequestCode, raw, Refusal, type Business } from './upay.envelope.js';
import { readFields, requestShapes, text, type Fields } from './upay.fields.js';
import { UpayNotifications } from './upay.notification.js';
import { Orders } from './upay.orders.js';
import { UpayPayments } from './upay.payment.js';
import { UpayReversals } from './upay.reversal.js';
import { Terminals, type Terminal } from './upay.terminals.js';
import { orderData } from './upay.view.js';

const any: readonly FaultName[] = [...connectionFaults];
const sale = new Set<FaultName>([...any, 'wrong_amount', 'decline', 'unknown_then_paid', 'unknown_then_failed', ...notificationFaults]);
const reversal = new Set<FaultName>([...any, 'wrong_amount', 'decline', 'unknown_then_paid', 'unknown_then_failed']);
const connection = new Set<FaultName>(any);

/** No `bad_signature`: Upay signs no answers. */
const operations = {
  pay: sale,
  precreate: sale,
  query: new Set<FaultName>([...any, 'wrong_amount', 'decline']),
  refund: reversal,
  cancel: reversal,
  revoke: reversal,
  activate: connection,
  checkin: connection,
} satisfies Record<string, ReadonlySet<FaultName>>;

type OrderOperation = 'pay' | 'precreate' | 'query' | 'refund' | 'cancel' | 'revoke';

/** Stands in for the Upay Web API v2: base URL `{sandbox}/upay`, so that a payment is `POST {sandbox}/upay/upay/v2/pay`. */
export function upayTwin(context: SandboxContext): Twin {
  return new UpayTwin(context);
}

class UpayTwin implements Twin {
  readonly name = 'upay';
  readonly operations = operations;
  readonly #terminals: Terminals;
  readonly #activation: Activation;
  readonly #orders: Orders;
  readonly #payments: UpayPayments;
  readonly #reversals: UpayReversals;

  constructor(private readonly context: SandboxContext) {
    this.#terminals = new Terminals(context);
    this.#activation = new Activation(context, this.#terminals);
    const notifications = new UpayNotifications(context.notifier, this.#terminals);
    this.#orders = new Orders(context);
    this.#payments = new UpayPayments(context, this.#orders, notifications);
    this.#reversals = new UpayReversals(context, this.#orders, this.#payments, notifications);
  }

  register(app: FastifyInstance): void {
    for (const operation of ['pay', 'precreate', 'query', 'refund', 'cancel', 'revoke'] as const) {
      app.post(`/upay/v2/${operation}`, (request, reply) => this.#call(operation, request, reply));
    }
    app.post('/terminal/activate', (request, reply) => this.#activate(request, reply));
    app.post('/terminal/checkin', (request, reply) => this.#checkIn(request, reply));
    app.post('/terminal/uploadLog', (request, reply) => this.#uploadLog(request, reply));
  }

  /** The payer at the wallet app; `void` is a reversal in the merchant portal. Leaving the page changes nothing: the code expires. */
  act(keyOrReference: string, action: PayerAction): ActResult {
    const order = this.#orders.named(keyOrReference);
    if (order === undefined) return { outcome: 'not_found' };
    const refused = { outcome: 'refused', reason: `the order is ${order.status}` } as const;
    if (action === 'tip') return { outcome: 'refused', reason: 'Upay knows no tips' };
    if (action === 'void' ? order.status !== 'PAID' || order.net !== order.total : order.status !== 'CREATED') return refused;
    if (action === 'pay' && order.magic !== 'declined') this.#payments.settle(order);
    else if (action === 'pay' || action === 'decline') this.#payments.close(order, 'INSUFFICIENT_FUND');
    else if (action === 'void') this.#reversals.canceled(order);
    return { outcome: 'done', state: order.status };
  }

  cashier(sn: string): CashierView | undefined {
    const order = this.#orders.named(sn);
    if (order === undefined) return undefined;
    return {
      title: order.subject,
      amount: order.total,
      currency: order.terminal.currency,
      state: order.status,
      open: order.status === 'CREATED',
    };
  }

  #call(operation: OrderOperation, request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> {
    const body = bytes(request);
    const terminal = this.#terminals.authenticate(request.headers.authorization, body);
    if (terminal instanceof Refusal) return answer(reply, terminal);
    const fields = readFields(requestShapes[operation], request.headers['content-type'], body);
    if (fields instanceof Refusal) return answer(reply, fields);
    const refusal = standing(terminal, fields);
    if (refusal !== undefined) return answer(reply, refusal);

    const sn = text(fields, 'sn');
    const clientSn = text(fields, 'client_sn') ?? this.#orders.find(terminal.merchant, sn, undefined)?.clientSn;
    const fault = this.context.faults.take('upay', operation, [clientSn, sn, text(fields, 'refund_request_no')]);
    return answerCall(reply, this.context, fault, () => envelope(spoiled(fault, this.#work(operation, terminal, fields, fault))));
  }

  #work(operation: OrderOperation, terminal: Terminal, fields: Fields, fault: FaultOrder | undefined): Business | Refusal {
    if (fault?.name === 'decline' && isRequestCode(fault.code)) return new Refusal(fault.code, 'as armed');
    if (operation === 'pay') return this.#payments.pay(terminal, fields, fault);
    if (operation === 'precreate') return this.#payments.precreate(terminal, fields, fault);
    const order = this.#orders.find(terminal.merchant, text(fields, 'sn'), text(fields, 'client_sn'));
    if (order === undefined) return fail('UPAY_ORDER_NOT_EXISTS', 'no such order');
    if (operation === 'refund') return this.#reversals.refund(order, fields, fault);
    if (operation === 'cancel') return this.#reversals.cancel(order, fault);
    if (operation === 'revoke') {
      return terminal.revoke
        ? this.#reversals.cancel(order, fault)
        : fail('UPAY_CANCEL_INVALID_ORDER_STATE', 'revoke is not enabled for this partner');
    }

    if (fault?.name === 'decline') return fail(fault.code ?? 'UPAY_ORDER_NOT_EXISTS', 'as armed');
    this.#reversals.queried(order);
    const requestNo = text(fields, 'refund_request_no');
    const refund = requestNo === undefined ? order.latest : order.refunds.get(requestNo);
    if (refund === undefined) return fail('UPAY_ORDER_NOT_EXISTS', 'no such refund');
    return {
      code: 'SUCCESS',
      ...(order.errorCode !== undefined && { errorCode: order.errorCode, errorMessage: 'the payment was closed' }),
      data: orderData(order, refund),
    };
  }

  #activate(request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> {
    const body = bytes(request);
    const vendor = this.#terminals.authenticateVendor(request.headers.authorization, body);
    if (vendor instanceof Refusal) return answer(reply, vendor);
    const fields = readFields(requestShapes.activate, request.headers['content-type'], body);
    if (fields instanceof Refusal) return answer(reply, fields);
    const fault = this.context.faults.take('upay', 'activate', [text(fields, 'code')]);
    return answerCall(reply, this.context, fault, () => this.#activation.activate(vendor, fields));
  }

  #checkIn(request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> {
    const body = bytes(request);
    const terminal = this.#terminals.authenticate(request.headers.authorization, body);
    if (terminal instanceof Refusal) return answer(reply, terminal);
    const fields = readFields(requestShapes.checkin, request.headers['content-type'], body);
    if (fields instanceof Refusal) return answer(reply, fields);
    const refusal = standing(terminal, fields);
    if (refusal !== undefined) return answer(reply, refusal);
    const fault = this.context.faults.take('upay', 'checkin', [terminal.sn]);
    return answerCall(reply, this.context, fault, () => this.#activation.checkIn(terminal, fields));
  }

  /** Any signed body; four descriptions of its format exist. */
  #uploadLog(request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> {
    const terminal = this.#terminals.authenticate(request.headers.authorization, bytes(request));
    if (terminal instanceof Refusal) return answer(reply, terminal);
    return answerCall(reply, this.context, undefined, () => raw({ result_code: '200', error_code: 'SUCCESS', error_message: 'ok' }));
  }
}

function bytes(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

function answer(reply: FastifyReply, outcome: Business | Refusal): FastifyReply {
  const { status, headers, body } = envelope(outcome);
  return reply.code(status).headers(headers).send(body);
}

/** Checks 5 and 6: the body speaks for the terminal that signed, and the terminal is active. */
function standing(terminal: Terminal, fields: Fields): Business | Refusal | undefined {
  if (fields['terminal_sn'] !== terminal.sn) return new Refusal('INVALID_TERMINAL', 'terminal_sn is not the terminal that signed');
  if (terminal.disabled) return fail('UPAY_TERMINAL_STATUS_ABNORMAL', 'the terminal is not active');
  return undefined;
}

/** `wrong_amount`: the work is done right and told wrong, by one minor unit. */
function spoiled(fault: FaultOrder | undefined, outcome: Business | Refusal): Business | Refusal {
  if (fault?.name !== 'wrong_amount' || outcome instanceof Refusal || outcome.data === undefined) return outcome;
  const raised = (value: unknown): string | undefined => (typeof value === 'string' ? (BigInt(value) + 1n).toString() : undefined);
  const { total_amount: total, net_amount: net, settlement_amount: settlement } = outcome.data;
  return {
    ...outcome,
    data: { ...outcome.data, total_amount: raised(total), net_amount: raised(net), settlement_amount: raised(settlement) },
  };
}
