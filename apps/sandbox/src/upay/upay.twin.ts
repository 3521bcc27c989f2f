import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { answerCall } from '../core/calls.js';
import type { FaultOrder } from '../core/faults.js';
import type { ActResult, CashierView, PayerAction, SandboxContext, Twin } from '../core/twin.js';
import { Activation } from './upay.activation.js';
import { upayDoor } from './upay.control.js';
import { envelope, fail, isRequestCode, raw, Refusal, type Business } from './upay.envelope.js';
import { invalid, readFields, requestShapes, requiredText, text, type Fields, type RequestShape } from './upay.fields.js';
import { UpayNotifications } from './upay.notification.js';
import { abnormal, armed, operations, paths, spoiled, type OrderOperation } from './upay.operations.js';
import { Orders } from './upay.orders.js';
import { UpayPayments } from './upay.payment.js';
import { PlatformKey } from './upay.platform-key.js';
import { UpayReversals } from './upay.reversal.js';
import { Terminals, type Terminal } from './upay.terminals.js';
import { orderData } from './upay.view.js';

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
  readonly #platformKey: PlatformKey;

  constructor(private readonly context: SandboxContext) {
    this.#terminals = new Terminals(context);
    this.#activation = new Activation(context, this.#terminals);
    this.#platformKey = new PlatformKey(context.records);
    const notifications = new UpayNotifications(context.notifier, this.#terminals, this.#platformKey);
    this.#orders = new Orders(context);
    this.#payments = new UpayPayments(context, this.#orders, notifications);
    this.#reversals = new UpayReversals(context, this.#orders, this.#payments, notifications);
  }

  register(app: FastifyInstance): void {
    // What cannot even be read (a body of more than 1 MiB) is a bad request like any other.
    app.setErrorHandler<FastifyError>((error, _request, reply) => {
      if ((error.statusCode ?? 500) >= 500) throw error;
      return answer(reply, invalid(['the request']));
    });
    for (const operation of Object.keys(paths) as OrderOperation[]) {
      app.post(paths[operation], (request, reply) => this.#call(operation, request, reply));
    }
    app.post('/terminal/activate', (request, reply) => this.#activate(request, reply));
    app.post('/terminal/checkin', (request, reply) => this.#checkIn(request, reply));
    app.post('/terminal/uploadLog', (request, reply) => this.#uploadLog(request, reply));
  }

  control(app: FastifyInstance): void {
    upayDoor(app, { terminals: this.#terminals, activation: this.#activation, platformKey: this.#platformKey });
  }

  /** The payer at the wallet app or the POS; `void` and `refund` are made in the merchant portal. Leaving the page changes nothing: the code expires. */
  act(keyOrReference: string, action: PayerAction, details: { readonly amount?: bigint } = {}): ActResult {
    const order = this.#orders.named(keyOrReference);
    if (order === undefined) return { outcome: 'not_found' };
    const refused = { outcome: 'refused', reason: `the order is ${order.status}` } as const;
    switch (action) {
      case 'tip':
        return { outcome: 'refused', reason: 'Upay knows no tips' };
      case 'void':
        if (order.status !== 'PAID' || order.net !== order.total) return refused;
        this.#reversals.canceledAtPortal(order);
        break;
      case 'refund':
        if (order.status !== 'PAID' && order.status !== 'PARTIAL_REFUNDED') return refused;
        if (this.#reversals.refundedAtPortal(order, details.amount) === undefined)
          return { outcome: 'refused', reason: 'more than is left' };
        break;
      case 'pay':
      case 'decline':
      case 'abandon':
        if (order.status !== 'CREATED') return refused;
        if (action === 'pay' && order.magic !== 'declined') this.#payments.settle(order);
        else if (action !== 'abandon') this.#payments.close(order, 'INSUFFICIENT_FUND');
    }
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
    const terminal = this.#terminals.authenticate(request.headers.authorization, bytes(request));
    if (terminal instanceof Refusal) return answer(reply, terminal);
    const fields = read(terminal, requestShapes[operation], request);
    if (!isFields(fields)) return answer(reply, fields, terminal);

    const sn = text(fields, 'sn');
    const clientSn = text(fields, 'client_sn') ?? this.#orders.find(terminal.merchant, sn, undefined)?.clientSn;
    const fault = this.context.faults.take('upay', operation, [clientSn, sn, text(fields, 'refund_request_no')]);
    return answerCall(reply, this.context, fault, () =>
      envelope(spoiled(fault, this.#work(operation, terminal, fields, fault)), terminal.httpStatusOfEnvelope),
    );
  }

  #work(operation: OrderOperation, terminal: Terminal, fields: Fields, fault: FaultOrder | undefined): Business | Refusal {
    if (fault?.name === 'decline' && isRequestCode(fault.code)) return new Refusal(fault.code, 'as armed');
    if (operation === 'pay') return this.#payments.pay(terminal, fields, fault);
    if (operation === 'precreate') return this.#payments.precreate(terminal, fields, fault);
    if (operation === 'push') {
      const pos = this.#terminals.find(requiredText(fields, 'target_terminal_sn'));
      if (pos?.merchant !== terminal.merchant) return fail('UPAY_TERMINAL_NOT_EXISTS', 'no such terminal of this merchant');
      return abnormal(pos) ?? this.#payments.push(terminal, pos, fields, fault);
    }
    const order = this.#orders.find(terminal.merchant, text(fields, 'sn'), text(fields, 'client_sn'));
    if (order === undefined) return fail('UPAY_ORDER_NOT_EXISTS', 'no such order');
    if (operation === 'refund') return this.#reversals.refund(order, fields, fault);
    if (operation === 'cancel') return this.#reversals.cancel(order, 'cancel', fault);
    if (operation === 'revoke') {
      return terminal.revoke
        ? this.#reversals.cancel(order, 'revoke', fault)
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
    // Not by its code, which is a secret: faults that fired are shown.
    const fault = this.context.faults.take('upay', 'activate', [text(fields, 'device_id')]);
    return answerCall(reply, this.context, fault, () => armed(fault) ?? this.#activation.activate(vendor, fields));
  }

  #checkIn(request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> {
    const terminal = this.#terminals.authenticate(request.headers.authorization, bytes(request));
    if (terminal instanceof Refusal) return answer(reply, terminal);
    const fields = read(terminal, requestShapes.checkin, request);
    if (!isFields(fields)) return answer(reply, fields, terminal);
    const fault = this.context.faults.take('upay', 'checkin', [terminal.sn]);
    return answerCall(reply, this.context, fault, () => armed(fault) ?? this.#activation.checkIn(terminal, fields));
  }

  /** Any signed body; four descriptions of its format exist. */
  #uploadLog(request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> {
    const terminal = this.#terminals.authenticate(request.headers.authorization, bytes(request));
    if (terminal instanceof Refusal) return answer(reply, terminal);
    const refusal = abnormal(terminal);
    if (refusal !== undefined) return answer(reply, refusal, terminal);
    const fault = this.context.faults.take('upay', 'uploadLog', [terminal.sn]);
    const done = { result_code: '200', error_code: 'SUCCESS', error_message: 'ok' };
    return answerCall(reply, this.context, fault, () => armed(fault) ?? raw(done));
  }
}

function bytes(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

function answer(reply: FastifyReply, outcome: Business | Refusal, terminal?: Terminal): FastifyReply {
  const { status, headers, body } = envelope(outcome, terminal?.httpStatusOfEnvelope);
  return reply.code(status).headers(headers).send(body);
}

/** Checks 4 to 6 of a terminal's call: its fields, whose they are, and that the terminal is active. */
function read(terminal: Terminal, shape: RequestShape, request: FastifyRequest): Fields | Business | Refusal {
  const fields = readFields(shape, request.headers['content-type'], bytes(request));
  if (fields instanceof Refusal) return fields;
  if (fields['terminal_sn'] !== terminal.sn) return new Refusal('INVALID_TERMINAL', 'terminal_sn is not the terminal that signed');
  return abnormal(terminal) ?? fields;
}

/** A body that was taken names its terminal; an answer does not. */
function isFields(outcome: Fields | Business | Refusal): outcome is Fields {
  return 'terminal_sn' in outcome;
}
