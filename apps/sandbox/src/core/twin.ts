import type { ProviderName } from '@interlock/domain';
import type { FastifyInstance } from 'fastify';

import type { SandboxAccounts } from './accounts.js';
import type { Agenda } from './agenda.js';
import type { SandboxClock } from './clock.js';
import type { FaultName, Faults } from './faults.js';
import type { FirstAsked } from './magic-amounts.js';
import type { Notifier } from './notifier.js';
import type { PaymentsBook } from './payments.js';
import type { Records } from './records.js';

/** What the payer or the cashier does, by the control door or the cashier page; `void` and `refund` are made at the provider's portal or device, outside us. */
export const payerActions = ['pay', 'decline', 'abandon', 'tip', 'void', 'refund'] as const;
export type PayerAction = (typeof payerActions)[number];

/** `done` repeats the order's state in the provider's word; `refused` says why the action is not possible now. */
export type ActResult =
  | { readonly outcome: 'done'; readonly state: string }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'not_found' };

/** What the payer sees on the cashier page. */
export interface CashierView {
  readonly title: string;
  /** In minor units. */
  readonly amount: bigint;
  readonly currency: string;
  readonly state: string;
  /** The payer may still act. */
  readonly open: boolean;
  /** Where the payer goes afterwards, complete with what the provider appends. */
  readonly returnUrl?: string;
}

/**
 * How a twin is built. `startSandbox` makes one `SandboxContext` and hands it to each twin's factory (`upayTwin(context)`); the twin
 * registers its routes under its prefix (`/upay`, `/codepay`, `/wallet`), where every body arrives as the raw `Buffer`. For each call it
 * 1. verifies the signature and the fields as the provider does,
 * 2. asks `context.faults.take(provider, operation, keys)` for an armed fault,
 * 3. hands both to `answerCall` (core/calls.ts), which plays the faults of the connection (hang, drop, 500, garbage, delay); what the
 *    provider's own words are needed for (`bad_signature`, `wrong_amount`, `decline:…`, `unknown_then_…`) the twin's work plays itself,
 * 4. writes into `context.book` the moment the payer's money moves, and gives notifications to `context.notifier`, which plays the
 *    `notify_…` faults and the two magic amounts of notifications.
 * What must outlive the process stands on shelves of `context.records` (see there), which its constructor opens; what happens later to it goes
 * through `context.agenda`, by the name of a kind and not as a closure. Records name accounts by `context.records.account`.
 */
export interface Twin {
  readonly name: ProviderName;
  /** In the provider's own words, each with the faults that it can play. */
  readonly operations: Readonly<Record<string, ReadonlySet<FaultName>>>;
  /** `app` is already under the twin's prefix. */
  register(app: FastifyInstance): void;
  /** `amount` (minor units) belongs to `tip` and `refund`. */
  act(keyOrReference: string, action: PayerAction, details?: { readonly amount?: bigint }): ActResult;
  /** The page at `/cashier/{provider}/{id}`: by the provider's reference (or an id of its own that `act` understands too). */
  cashier?(id: string): CashierView | undefined;
  /** What only this provider's control door has (keys, codes, contracts), under `/control/{provider}`. */
  control?(app: FastifyInstance): void;
}

export interface SandboxContext {
  readonly accounts: SandboxAccounts;
  readonly records: Records;
  readonly clock: SandboxClock;
  readonly agenda: Agenda;
  readonly book: PaymentsBook;
  readonly faults: Faults;
  readonly notifier: Notifier;
  readonly firstAsked: FirstAsked;
  /** Pushed terminal orders without a magic amount are paid by the cashier after 300 ms. */
  readonly autoPay: boolean;
  /** `http://127.0.0.1:3100`, known once the sandbox listens: for cashier pages and QR codes. */
  url(): string;
}
