import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { answerCall, type WireAnswer } from '../core/calls.js';
import { once } from '../core/serials.js';
import type { FaultOrder } from '../core/faults.js';
import type { SandboxContext, Twin } from '../core/twin.js';
import { readApp, type App } from './apps.js';
import { codepaySettings, type CodepaySettings } from './codepay.settings.js';
import { missignedJson, signedJson } from './codepay.signing.js';
import { Portal } from './portal.js';
import { portalDoor } from './portal-door.js';
import { Effects } from './effects.js';
import { appOf, authenticate, checkEnvelope, checkPathCall, readBody } from './entry.js';
import { Ledger } from './ledger.js';
import { Lifecycle } from './lifecycle.js';
import { methods, pathCalls } from './methods.js';
import { Notifications } from './notifications.js';
import { Numbers } from './numbers.js';
import type { CheckedCall, Gateway, Operation } from './operations.js';
import { actOn, cashierView } from './payer.js';
import { codes, Refusal } from './refusal.js';
import type { TopLevel } from './top-level.js';
import { Transactions } from './transactions.js';

/** One request that was understood: who calls, what is asked, and by which name faults are armed on it. */
interface Call {
  readonly name: string;
  readonly operation: Operation | undefined;
}

/**
 * Stands in for CodePay. Family A has one entry, `POST /codepay/api/entry` (any path below it too), where `method` decides; family B has
 * a path for each call.
 */
export function codepayTwin(context: SandboxContext, settings: CodepaySettings = codepaySettings): Twin {
  const apps = new Map(context.accounts.codepay.map((account) => [account.appId, readApp(account)]));
  const portal = new Portal(context.records, apps);
  const merchants = new Set([...apps.values()].map(({ merchantNo }) => merchantNo));
  const gateway = gatewayOf(context, settings, apps);

  /** `callOf` checks what belongs to the family and says what is asked. */
  function receive(
    request: FastifyRequest,
    reply: FastifyReply,
    callOf: (app: App, fields: TopLevel) => Call,
  ): FastifyReply | Promise<FastifyReply> {
    let app: App | undefined;
    try {
      const fields = readBody(request.body);
      app = appOf(fields, apps);
      const { name, operation } = callOf(app, fields);
      if (operation === undefined || app.profile.disabled.includes(name))
        throw new Refusal(codes.notAuthorized, 'API not authorized or does not exist');
      const call = operation.check(gateway, app, fields);
      const fault = context.faults.take('codepay', name, call.keys);
      const caller = app;
      return answerCall(reply, context, fault, () => answerOf(caller, call, fault));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const answer = refused(app, error);
      return reply.code(answer.status).headers(answer.headers).send(answer.body);
    }
  }

  function methodCall(request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> {
    return receive(request, reply, (app, fields) => {
      authenticate(app, fields, request.headers.authorization);
      const name = checkEnvelope(app, fields, context.clock, settings.timestampWindowMs);
      return { name, operation: Object.hasOwn(methods, name) ? methods[name] : undefined };
    });
  }

  function answerOf(app: App, call: CheckedCall, fault: FaultOrder | undefined): WireAnswer {
    try {
      const { data, withholdMs } = call.work(fault);
      const sent = app.profile.dataAs === 'text' ? JSON.stringify(data) : data;
      const answer = signedAnswer(app, { code: '0', msg: 'success', psn: gateway.numbers.psn(), data: sent }, fault);
      return withholdMs === undefined ? answer : { ...answer, withholdMs };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refused(app, error, fault);
    }
  }

  /** Errors are signed wherever the app is known. */
  function refused(app: App | undefined, refusal: Refusal, fault?: FaultOrder): WireAnswer {
    const body = { code: refusal.code, msg: refusal.message, psn: gateway.numbers.psn() };
    return app === undefined ? wire(JSON.stringify(body)) : signedAnswer(app, body, fault);
  }

  return {
    name: 'codepay',
    operations: Object.fromEntries(Object.entries({ ...methods, ...pathCalls }).map(([name, { faults }]) => [name, faults])),
    register(fastify: FastifyInstance) {
      fastify.post('/api/entry', methodCall);
      fastify.post('/api/entry/*', methodCall);
      for (const [name, operation] of Object.entries(pathCalls)) {
        fastify.post(settings.paths[name as keyof typeof pathCalls], (request, reply) =>
          receive(request, reply, (app, fields) => {
            checkPathCall(app, fields, context.clock, settings.timestampWindowMs);
            return { name, operation };
          }),
        );
      }
    },
    control: (fastify) => portalDoor(fastify, portal),
    act(number, action, details = {}) {
      const found = gateway.transactions.byAnyNumber(number, merchants);
      const app = found === undefined ? undefined : apps.get(found.appId);
      if (found === undefined || app === undefined) return { outcome: 'not_found' };
      return actOn(gateway, app, found, action, details.amount);
    },
    cashier(number) {
      const found = gateway.transactions.byAnyNumber(number, merchants);
      return found?.kind === 'payment' ? cashierView(found) : undefined;
    },
  };
}

function gatewayOf(context: SandboxContext, settings: CodepaySettings, apps: ReadonlyMap<string, App>): Gateway {
  const appById = (appId: string): App => {
    const app = apps.get(appId);
    if (app === undefined) throw new Error(`no app ${appId}`);
    return app;
  };
  const numbers = new Numbers(context.clock, context.records);
  const transactions = new Transactions(context.records);
  const ledger = new Ledger(context.book);
  const effects = new Effects(settings, transactions, ledger, (appId) => appById(appId).profile);
  const notifications = new Notifications(context, settings, numbers, transactions, appById);
  const lifecycle = new Lifecycle(
    context,
    settings,
    effects,
    ledger,
    notifications,
    ({ appId, terminalSn }) => terminalSn !== undefined && appById(appId).profile.offlineTerminals.includes(terminalSn),
  );
  return { context, settings, transactions, lifecycle, numbers, isFirstTry: once(context.records, 'codepay tried') };
}

function signedAnswer(app: App, body: Readonly<Record<string, unknown>>, fault: FaultOrder | undefined): WireAnswer {
  return wire(fault?.name === 'bad_signature' ? missignedJson(body, app.gatewayKey) : signedJson(body, app.gatewayKey));
}

/** Business failures travel as HTTP 200 too. */
function wire(body: string): WireAnswer {
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
}
