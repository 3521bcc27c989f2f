import fastify, { type FastifyInstance } from 'fastify';

import { cashier } from './cashier/cashier.js';
import { codepayTwin } from './codepay/codepay.twin.js';
import type { SandboxAccounts } from './core/accounts.js';
import { Agenda } from './core/agenda.js';
import { SandboxClock, type BaseTime } from './core/clock.js';
import { controlDoor } from './core/control-door.js';
import { Faults, type FaultName } from './core/faults.js';
import { Journal } from './core/journal.js';
import { FirstAsked } from './core/magic-amounts.js';
import { httpPost, Notifier, type Post } from './core/notifier.js';
import { PaymentsBook } from './core/payments.js';
import { Records } from './core/records.js';
import type { SandboxContext, Twin } from './core/twin.js';
import { upayTwin } from './upay/upay.twin.js';
import { walletTwin } from './wallet/wallet.twin.js';

export { sandboxAccounts } from './core/accounts.js';
export type { SandboxAccounts } from './core/accounts.js';
export { UnusableState } from './core/journal.js';
export { magicAmounts } from './core/magic-amounts.js';
export type { BaseTime } from './core/clock.js';
export type { FaultName } from './core/faults.js';
export type { Post } from './core/notifier.js';
export type { PaymentView } from './core/payments.js';

export interface SandboxOptions {
  /** 0 for any free port. */
  readonly port: number;
  readonly seedAccounts: SandboxAccounts;
  /** Terminal orders without a magic amount are paid by the cashier after 300 ms; true when absent. */
  readonly autoPay?: boolean;
  /** Divides the waits between a notification's deliveries, so that a schedule of a day can be seen in minutes; 1 when absent. */
  readonly notificationSpeed?: number;
  /** Where the books are kept; it is made where it is absent. Without one they are in memory. */
  readonly stateDirectory?: string;
}

export interface Sandbox {
  /** `http://127.0.0.1:{port}`; a provider's base URL is this plus `/upay`, `/codepay` or `/wallet`. */
  readonly url: string;
  readonly port: number;
  /** Drops every connection, hung ones too; what was to happen later does not happen, unless the books are kept and the sandbox is started on them again. */
  close(): Promise<void>;
}

/** Requests are small; a diagnostics upload (Upay Web API, uploadLog) is the largest. */
const BODY_LIMIT_BYTES = 1_048_576;

/** What a process that plays the providers by itself gives instead of a port: its time, and the way of notifications. */
export interface SandboxInside {
  readonly time: BaseTime;
  readonly post: Post;
  /** Where the twins say that they are, for cashier pages and QR codes. */
  readonly url: string;
}

/** The three twins, the control door and the cashier pages without a port: calls reach them by `app.inject`. */
export interface OpenSandbox {
  readonly app: FastifyInstance;
  /** What can be armed: by provider and its own word for the operation, the faults that it can play. */
  readonly operations: Readonly<Record<string, Readonly<Record<string, ReadonlySet<FaultName>>>>>;
  close(): Promise<void>;
}

/** Everything in memory, in a time that the caller moves: the same calls at the same moments have the same effects. */
export async function openSandbox(
  options: Pick<SandboxOptions, 'seedAccounts' | 'autoPay' | 'notificationSpeed'>,
  inside: SandboxInside,
): Promise<OpenSandbox> {
  const { app, operations, clock, notifier } = assemble(options, new Records(), inside);
  await app.ready();
  return {
    app,
    operations,
    close: async () => {
      clock.close();
      await notifier.close();
      await app.close();
    },
  };
}

/** Starts the three twins, the control door and the cashier pages on one port of the loopback interface. Throws `UnusableState`. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const records = new Records(options.stateDirectory === undefined ? undefined : new Journal(options.stateDirectory));
  const inside: { post: Post; url: string } = { post: httpPost(), url: '' };
  const { app, clock, notifier } = assemble(options, records, inside);
  const url = (inside.url = await app.listen({ host: '127.0.0.1', port: options.port }));
  try {
    // After the port, which only one process can have: another one's books are left alone. No call is read before this is done.
    records.restore();
  } catch (error) {
    await app.close();
    throw error;
  }
  return {
    url,
    port: Number(new URL(url).port),
    close: async () => {
      clock.close();
      await notifier.close();
      await app.close();
      records.close();
    },
  };
}

function assemble(
  options: Pick<SandboxOptions, 'seedAccounts' | 'autoPay' | 'notificationSpeed'>,
  records: Records,
  inside: Pick<SandboxInside, 'post' | 'url'> & Partial<SandboxInside>,
) {
  const app = fastify({ bodyLimit: BODY_LIMIT_BYTES, forceCloseConnections: true, keepAliveTimeout: 60_000 });
  // Signatures cover the bytes as they came: no body is parsed before its signature was verified.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onSend', (_request, _reply, payload, done) => (records.flush(), done(null, payload)));

  const clock = new SandboxClock(records, inside.time);
  const agenda = new Agenda(clock, records);
  const faults = new Faults(clock);
  const notifier = new Notifier(agenda, faults, inside.post, options.notificationSpeed);
  const context: SandboxContext = {
    accounts: options.seedAccounts,
    records,
    clock,
    agenda,
    book: new PaymentsBook(clock, records),
    faults,
    notifier,
    firstAsked: new FirstAsked(clock, records),
    autoPay: options.autoPay ?? true,
    url: () => inside.url,
  };
  const twins = new Map<string, Twin>();
  for (const twin of [upayTwin(context), codepayTwin(context), walletTwin(context)]) {
    twins.set(twin.name, twin);
    faults.declare(twin.name, twin.operations);
    app.register((scope, _options, done) => (twin.register(scope), done()), { prefix: `/${twin.name}` });
    app.register((scope, _options, done) => (twin.control?.(scope), done()), { prefix: `/control/${twin.name}` });
  }
  app.register((scope, _options, done) => (controlDoor(scope, context, twins), done()), { prefix: '/control' });
  app.register((scope, _options, done) => (cashier(scope, twins), done()), { prefix: '/cashier' });
  const operations = Object.fromEntries([...twins].map(([name, twin]) => [name, twin.operations]));
  return { app, operations, clock, notifier };
}
