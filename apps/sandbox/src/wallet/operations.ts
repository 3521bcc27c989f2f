import { connectionFaults, type FaultName, type FaultOrder } from '../core/faults.js';
import type { SandboxContext } from '../core/twin.js';
import type { Agreements } from './agreements.js';
import type { Client } from './clients.js';
import type { Lifecycle } from './lifecycle.js';
import type { Notifications } from './notifications.js';
import type { Payment, Payments } from './payments.js';
import type { PaymentKeys } from './requests.js';
import { Refusal } from './results.js';
import type { WalletSettings } from './wallet.settings.js';

/** What the operations work with. */
export interface Wallet {
  readonly context: SandboxContext;
  readonly settings: WalletSettings;
  readonly payments: Payments;
  readonly lifecycle: Lifecycle;
  readonly notifications: Notifications;
  readonly agreements: Agreements;
}

/** A call whose members were checked: the numbers that it names (for faults), and its work. */
export interface CheckedCall {
  readonly keys: readonly (string | undefined)[];
  /** The call's own number, whose prefix may ask for something special. */
  readonly requestId?: string;
  /** Gives the members beside `result`, which is S/`code`. Throws `Refusal` for any other result. */
  work(fault: FaultOrder | undefined): Answer;
}

export interface Answer {
  readonly code?: 'SUCCESS' | 'REPEAT_REQUEST';
  /** Told after the code's own message. */
  readonly detail?: string;
  readonly members: Readonly<Record<string, unknown>>;
  readonly withholdMs?: number;
}

export interface Operation {
  /** The name by which faults are armed. */
  readonly name: string;
  readonly faults: ReadonlySet<FaultName>;
  /** Throws `Refusal` for a bad body. */
  check(wallet: Wallet, client: Client, body: unknown): CheckedCall;
}

export const faultsOfAll = [...connectionFaults, 'bad_signature', 'decline'] as const satisfies readonly FaultName[];

/** `decline:<code>` on a call under whose key nothing is remembered. */
export function playDecline(fault: FaultOrder | undefined): void {
  if (fault?.name === 'decline') throw new Refusal(fault.code ?? '');
}

/** The client's payment. Throws `Refusal` `ORDER_NOT_EXIST`. */
export function paymentOf({ payments }: Wallet, client: Client, keys: PaymentKeys): Payment {
  const payment = payments.find(client, keys);
  if (payment === undefined) throw new Refusal('ORDER_NOT_EXIST');
  return payment;
}

/** A magic amount: the first call with this key meets an error and does nothing. */
export function playServerError({ payments }: Wallet, payment: Payment, key: string): void {
  if (payment.magic === 'server_error_once' && payments.isFirstTry(payment.client, 'error', key)) throw new Refusal('UNKNOWN_EXCEPTION');
}

/** A magic amount: the first call that is to undo the payment meets an error and does nothing. */
export function playCancelError(payment: Payment): void {
  if (payment.magic !== 'cancel_error_once' || payment.cancelErrorGiven) return;
  payment.cancelErrorGiven = true;
  throw new Refusal('UNKNOWN_EXCEPTION');
}
