import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { answerCall, type WireAnswer } from '../core/calls.js';
import type { FaultOrder } from '../core/faults.js';
import type { SandboxContext, Twin } from '../core/twin.js';
import { authenticate, clientOf, readClient, type Client } from './clients.js';
import { inquiryPayment, inquiryRefund } from './inquiry.operations.js';
import { Lifecycle } from './lifecycle.js';
import { Notifications } from './notifications.js';
import type { CheckedCall, Operation, Wallet } from './operations.js';
import { pay } from './pay.operation.js';
import { actOn, cashierView } from './payer.js';
import { Payments } from './payments.js';
import { Refusal, resultOf } from './results.js';
import { cancel, refund } from './reversal.operations.js';
import { writeTime } from './times.js';
import { walletSettings, type WalletSettings } from './wallet.settings.js';
import { signatureHeader } from './wallet.signing.js';

/** By path below `/v1/`; relatives of this wallet name two of them otherwise. */
const operations: Readonly<Record<string, Operation>> = {
  'payments/pay': pay,
  'payments/inquiryPayment': inquiryPayment,
  'payments/cancel': cancel,
  'payments/cancelPayment': cancel,
  'payments/refund': refund,
  'payments/refundApply': refund,
  'payments/inquiryRefund': inquiryRefund,
};

/** Stands in for the wallet: `POST /wallet/v1/payments/…`. Every answer to a known client is signed. */
export function walletTwin(context: SandboxContext, settings: WalletSettings = walletSettings): Twin {
  const clients = new Map(context.accounts.wallet.map((account) => [account.clientId, readClient(account)]));
  const payments = new Payments(context.clock);
  const lifecycle = new Lifecycle(context, settings, new Notifications(context));
  const wallet: Wallet = { context, settings, payments, lifecycle };

  function receive(request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> {
    const { method, headers, raw } = request;
    const uri = raw.url ?? '';
    let client: Client | undefined;
    try {
      client = clientOf(headers, clients);
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      authenticate(client, { method, uri, headers, body }, context.clock, settings.requestTimeWindowMs);
      const operation = operationOf(method, (request.params as { '*': string })['*']);
      const type = headers['content-type'];
      if (type !== undefined && !/^application\/json\b/i.test(type)) throw new Refusal('MEDIA_TYPE_NOT_ACCEPTABLE');
      const call = operation.check(wallet, client, parsed(body));
      const fault = context.faults.take('wallet', operation.name, call.keys);
      const caller = client;
      return answerCall(reply, context, fault, () => answerOf(caller, uri, call, fault));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const answer = wire(client, uri, { result: error.result, ...error.members });
      return reply.code(answer.status).headers(answer.headers).send(answer.body);
    }
  }

  function answerOf(client: Client, uri: string, call: CheckedCall, fault: FaultOrder | undefined): WireAnswer {
    try {
      const { code = 'SUCCESS', detail, members, withholdMs } = call.work(fault);
      const answer = wire(client, uri, { result: resultOf(code, detail), ...members }, fault);
      return withholdMs === undefined ? answer : { ...answer, withholdMs };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return wire(client, uri, { result: error.result, ...error.members }, fault);
    }
  }

  /** Business failures are HTTP 200 too. An unknown client has no key to sign with. */
  function wire(client: Client | undefined, uri: string, content: object, fault?: FaultOrder): WireAnswer {
    const body = JSON.stringify(content);
    const time = writeTime(context.clock.now());
    const headers = { 'content-type': 'application/json; charset=UTF-8', 'response-time': time };
    if (client === undefined) return { status: 200, headers, body };
    const { clientId, walletKey, keyVersion } = client;
    const signed = { method: 'POST', uri, clientId, time, body: fault?.name === 'bad_signature' ? '{}' : body };
    return { status: 200, headers: { ...headers, 'client-id': clientId, signature: signatureHeader(signed, walletKey, keyVersion) }, body };
  }

  return {
    name: 'wallet',
    operations: Object.fromEntries(Object.values(operations).map(({ name, faults }) => [name, faults])),
    register(fastify: FastifyInstance) {
      fastify.all('/v1/*', receive);
    },
    act(number, action) {
      const payment = payments.byAnyNumber(number, clients.values());
      return payment === undefined ? { outcome: 'not_found' } : actOn(payment, action, lifecycle, settings);
    },
    cashier(number) {
      const payment = payments.byAnyNumber(number, clients.values());
      return payment === undefined ? undefined : cashierView(payment);
    },
  };
}

function operationOf(method: string, path: string): Operation {
  const operation = Object.hasOwn(operations, path) ? operations[path] : undefined;
  if (operation === undefined) throw new Refusal('NO_INTERFACE_DEF');
  if (method !== 'POST') throw new Refusal('METHOD_NOT_SUPPORTED');
  return operation;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refusal('MSG_PARSE_ERROR');
  }
}
