import { currencyCode } from '@interlock/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { CodepayAccount } from '../core/accounts.js';
import { answerCall, type WireAnswer } from '../core/calls.js';
import type { FaultOrder } from '../core/faults.js';
import type { SandboxContext, Twin } from '../core/twin.js';
import { close, revoke } from './cancel.operations.js';
import { checkout } from './checkout.operation.js';
import { codepaySettings, type CodepaySettings } from './codepay.settings.js';
import { missignedJson, readPrivateKey, readPublicKey, signedJson } from './codepay.signing.js';
import { appOf, authenticate, checkEnvelope, readBody } from './entry.js';
import { Lifecycle } from './lifecycle.js';
import { Notifications } from './notifications.js';
import { Numbers } from './numbers.js';
import type { CheckedCall, Gateway, Operation } from './operations.js';
import { actOn, cashierView } from './payer.js';
import { payOrder } from './pay-order.operation.js';
import { orderQuery, refundQuery } from './query.operations.js';
import { refundSubmit } from './refund.operation.js';
import { codes, Refusal } from './refusal.js';
import { Transactions, type App } from './transactions.js';

/** The methods that the app is authorized for; any other is answered `E07303`. */
const operations: Readonly<Record<string, Operation>> = {
  'wisehub.cloud.pay.order': payOrder,
  'wisehub.cloud.pay.close': close,
  'pay.checkout': checkout,
  'order.query': orderQuery,
  'order.revoker': revoke,
  'order.refund.submit': refundSubmit,
  'order.refund.query': refundQuery,
};

/** Stands in for CodePay: one entry, `POST /codepay/api/entry` (any path below it too), where `method` decides. */
export function codepayTwin(context: SandboxContext, settings: CodepaySettings = codepaySettings): Twin {
  const apps = new Map(context.accounts.codepay.map((account) => [account.appId, readApp(account)]));
  const merchants = new Set([...apps.values()].map(({ merchantNo }) => merchantNo));
  const numbers = new Numbers(context.clock);
  const lifecycle = new Lifecycle(context, settings, new Notifications(context, settings, numbers));
  const gateway: Gateway = { context, settings, transactions: new Transactions(), lifecycle, numbers, triedOnce: new Set() };

  function receive(request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> {
    let app: App | undefined;
    try {
      const fields = readBody(request.body);
      app = appOf(fields, apps);
      authenticate(app, fields, request.headers.authorization);
      const method = checkEnvelope(app, fields, context.clock, settings.timestampWindowMs);
      const operation = Object.hasOwn(operations, method) ? operations[method] : undefined;
      if (operation === undefined) throw new Refusal(codes.notAuthorized, 'API not authorized or does not exist');
      const call = operation.check(gateway, app, fields);
      const fault = context.faults.take('codepay', method, call.keys);
      const caller = app;
      return answerCall(reply, context, fault, () => answerOf(caller, call, fault));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const answer = refused(app, error);
      return reply.code(answer.status).headers(answer.headers).send(answer.body);
    }
  }

  function answerOf(app: App, call: CheckedCall, fault: FaultOrder | undefined): WireAnswer {
    try {
      const { data, withholdMs } = call.work(fault);
      const body = { code: '0', msg: 'success', psn: numbers.psn(), data: settings.dataAs === 'text' ? JSON.stringify(data) : data };
      const answer = wire(fault?.name === 'bad_signature' ? missignedJson(body, app.gatewayKey) : signedJson(body, app.gatewayKey));
      return withholdMs === undefined ? answer : { ...answer, withholdMs };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refused(app, error, fault);
    }
  }

  /** Errors are signed wherever the app is known. */
  function refused(app: App | undefined, refusal: Refusal, fault?: FaultOrder): WireAnswer {
    const body = { code: refusal.code, msg: refusal.message, psn: numbers.psn() };
    if (app === undefined) return wire(JSON.stringify(body));
    return wire(fault?.name === 'bad_signature' ? missignedJson(body, app.gatewayKey) : signedJson(body, app.gatewayKey));
  }

  return {
    name: 'codepay',
    operations: Object.fromEntries(Object.entries(operations).map(([method, { faults }]) => [method, faults])),
    register(fastify: FastifyInstance) {
      fastify.post('/api/entry', receive);
      fastify.post('/api/entry/*', receive);
    },
    act(number, action, details = {}) {
      const sale = gateway.transactions.saleByAnyNumber(number, merchants);
      return sale === undefined ? { outcome: 'not_found' } : actOn(sale, action, details.amount, lifecycle, settings);
    },
    cashier(number) {
      const sale = gateway.transactions.saleByAnyNumber(number, merchants);
      return sale === undefined ? undefined : cashierView(sale);
    },
  };
}

function readApp(account: CodepayAccount): App {
  return {
    appId: account.appId,
    merchantNo: account.merchantNo,
    publicKey: readPublicKey(account.appPublicKey),
    gatewayKey: readPrivateKey(account.gatewayPrivateKey),
    currency: currencyCode(account.currency),
    terminals: new Set(account.terminals),
    basicAuth: account.basicAuth,
  };
}

/** Business failures travel as HTTP 200 too. */
function wire(body: string): WireAnswer {
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
}
