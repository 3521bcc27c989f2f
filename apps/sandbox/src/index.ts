import fastify from 'fastify';

import { cashier } from './cashier/cashier.js';
import { codepayTwin } from './codepay/codepay.twin.js';
import type { SandboxAccounts } from './core/accounts.js';
import { Agenda } from './core/agenda.js';
import { SandboxClock } from './core/clock.js';
import { controlDoor } from './core/control-door.js';
import { Faults } from './core/faults.js';
import { Journal } from './core/journal.js';
import { FirstAsked } from './core/magic-amounts.js';
import { Notifier } from './core/notifier.js';
import { PaymentsBook } from './core/payments.js';
import { Records } from './core/records.js';
import type { SandboxContext, Twin } from './core/twin.js';
import { upayTwin } from './upay/upay.twin.js';
import { walletTwin } from './wallet/wallet.twin.js';

export { sandboxAccounts } from './core/accounts.js';
export type { SandboxAccounts } from './core/accounts.js';
export { UnusableState } from './core/journal.js';
export { magicAmounts } from './core/magic-amounts.js';
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

/** Starts the three twins, the control door and the cashier pages on one port of the loopback interface. Throws `UnusableState`. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const app = fastify({ bodyLimit: BODY_LIMIT_BYTES, forceCloseConnections: true, keepAliveTimeout: 60_000 });
  // Signatures cover the bytes as they came: no body is parsed before its signature was verified.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  const records = new Records(options.stateDirectory === undefined ? undefined : new Journal(options.stateDirectory));
  app.addHook('onSend', (_request, _reply, payload, done) => (records.flush(), done(null, payload)));

  const clock = new SandboxClock(records);
  const agenda = new Agenda(clock, records);
  const faults = new Faults(clock);
  const notifier = new Notifier(agenda, faults, options.notificationSpeed);
  let url = '';
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
    url: () => url,
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

  url = await app.listen({ host: '127.0.0.1', port: options.port });
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
