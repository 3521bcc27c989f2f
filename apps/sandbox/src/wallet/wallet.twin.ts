import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { answerCall, type WireAnswer } from '../core/calls.js';
import type { FaultOrder } from '../core/faults.js';
import type { SandboxContext, Twin } from '../core/twin.js';
import { Agreements } from './agreements.js';
import { applyToken, cancelToken, inquiryUserInfo, prepare } from './authorization.operations.js';
import { cancel } from './cancel.operation.js';
import { capture, voidHold } from './capture.operations.js';
import { ClientKeys } from './client-keys.js';
import { authenticate, clientOf, readClient, type Client } from './clients.js';
import { contractPages } from './contract.page.js';
import { walletDoor } from './control.js';
import { inquiryPayment, inquiryRefund } from './inquiry.operations.js';
import { Lifecycle } from './lifecycle.js';
import { Notifications } from './notifications.js';
import type { CheckedCall, Operation, Wallet } from './operations.js';
import { pay } from './pay.operation.js';
import { actOn, cashierView } from './payer.js';
import { Payments } from './payments.js';
import { refund } from './refund.operation.js';
import { Refusal, resultOf } from './results.js';
import { writeTime } from './times.js';
import { triggerOf } from './triggers.js';
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
  'payments/capture': capture,
  'payments/void': voidHold,
  'authorizations/prepare': prepare,
  'authorizations/applyToken': applyToken,
  'authorizations/cancelToken': cancelToken,
  'users/inquiryUserInfo': inquiryUserInfo,
};

/** Stands in for the wallet: `POST /wallet/v1/…`. Every answer to a known client is signed. */
export function walletTwin(context: SandboxContext, settings: WalletSettings = walletSettings): Twin {
  const { accounts, clock, records } = context;
  const clients = new Map(
    accounts.wallet.map((account) => [account.clientId, records.account(`wallet client ${account.clientId}`, readClient(account))]),
  );
  const keys = new ClientKeys(records);
  const agreements = new Agreements(clock, records, settings);
  for (const { clientId, agreements: seeds } of accounts.wallet)
    for (const { accessToken, expiresAt } of seeds) agreements.seed(clientId, accessToken, expiresAt);
  const payments = new Payments(clock, records);
  const notifications = new Notifications(context);
  const lifecycle = new Lifecycle(context, settings, payments, notifications);
  const wallet: Wallet = { context, settings, payments, lifecycle, notifications, agreements };

  function receive(request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> {
    const { method, headers, raw } = request;
    let uri = raw.url ?? '';
    let client: Client | undefined;
    try {
      client = clientOf(headers, clients);
      uri = signedPath(client, uri);
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      authenticate(client, { method, uri, headers, body }, clock, settings.requestTimeWindowMs);
      const operation = operationOf(method, (request.params as { '*': string })['*']);
      const type = headers['content-type'];
      if (type !== undefined && !/^application\/json\b/i.test(type)) throw new Refusal('MEDIA_TYPE_NOT_ACCEPTABLE');
      const call = operation.check(wallet, client, parsed(body));
      const fault = context.faults.take('wallet', operation.name, call.keys);
      const [caller, path] = [client, uri];
      if (fault === undefined && isSilent(caller, call)) {
        answerOf(caller, path, call, fault);
        records.flush();
        return reply.hijack();
      }
      return answerCall(reply, context, fault, () => answerOf(caller, path, call, fault));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const answer = wire(client, uri, { result: error.result, ...error.members });
      return reply.code(answer.status).headers(answer.headers).send(answer.body);
    }
  }

  function answerOf(client: Client, uri: string, call: CheckedCall, fault: FaultOrder | undefined): WireAnswer {
    const trigger = call.requestId === undefined ? undefined : triggerOf(call.requestId);
    const isSpoiled = fault?.name === 'bad_signature' || trigger?.effect === 'spoils_signature';
    try {
      if (trigger?.effect === 'does_nothing') throw new Refusal('UNKNOWN_EXCEPTION');
      const asked = trigger?.effect === 'refuses' ? refusalBy(trigger.code) : undefined;
      const { code = 'SUCCESS', detail, members, withholdMs } = call.work(fault ?? asked);
      if (trigger?.effect === 'answers_unknown' && payments.isFirstTry(client, 'unknown', call.requestId ?? ''))
        throw new Refusal('UNKNOWN_EXCEPTION');
      const answer = wire(client, uri, { result: resultOf(code, detail), ...members }, isSpoiled);
      return withholdMs === undefined ? answer : { ...answer, withholdMs };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return wire(client, uri, { result: error.result, ...error.members }, isSpoiled);
    }
  }

  /** The trigger `T-`: the first call with the number is worked on and never answered. */
  function isSilent(client: Client, { requestId = '' }: CheckedCall): boolean {
    return triggerOf(requestId)?.effect === 'never_answers' && payments.isFirstTry(client, 'silent', requestId);
  }

  /** Business failures are HTTP 200 too. An unknown client has no key to sign with. */
  function wire(client: Client | undefined, uri: string, content: object, isSpoiled = false): WireAnswer {
    const body = JSON.stringify(content);
    const time = writeTime(clock.now());
    const headers = { 'content-type': 'application/json; charset=UTF-8', 'response-time': time };
    if (client === undefined) return { status: 200, headers, body };
    const { clientId, walletKey, signatureEncoding } = client;
    const signed = { method: 'POST', uri, clientId, time, body: isSpoiled ? '{}' : body };
    const signature = signatureHeader(signed, walletKey.key, walletKey.version, signatureEncoding);
    return { status: 200, headers: { ...headers, 'client-id': clientId, signature }, body };
  }

  return {
    name: 'wallet',
    operations: Object.fromEntries(Object.values(operations).map(({ name, faults }) => [name, faults])),
    register(fastify: FastifyInstance) {
      fastify.all('/v1/*', receive);
      contractPages(fastify, agreements);
    },
    act(number, action, details) {
      const payment = payments.byAnyNumber(number, clients.values());
      return payment === undefined ? { outcome: 'not_found' } : actOn(wallet, payment, action, details?.amount);
    },
    control(fastify: FastifyInstance) {
      walletDoor(fastify, { clients, keys, agreements });
    },
    cashier(number) {
      const payment = payments.byAnyNumber(number, clients.values());
      return payment === undefined ? undefined : cashierView(payment);
    },
  };
}

/** A gateway in front of the wallet may strip or add a part of the path: both sides then sign another one than is called. */
function signedPath({ signedPathPrefix }: Client, uri: string): string {
  return signedPathPrefix === undefined ? uri : signedPathPrefix + uri.slice(uri.indexOf('/v1/'));
}

function refusalBy(code: string): FaultOrder {
  return { operation: '*', name: 'decline', code, times: 1, skip: 0 };
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
