import type { FaultName, FaultOrder } from '../core/faults.js';
import { connectionFaults, notificationFaults } from '../core/faults.js';
import type { MagicName } from '../core/magic-amounts.js';
import type { SandboxContext } from '../core/twin.js';
import type { CodepaySettings } from './codepay.settings.js';
import type { App } from './apps.js';
import type { Fate, Lifecycle } from './lifecycle.js';
import type { Numbers } from './numbers.js';
import { Refusal } from './refusal.js';
import type { TopLevel } from './top-level.js';
import type { GatewayError, Payment, Transaction, Transactions } from './transactions.js';

/** What the operations work with. */
export interface Gateway {
  readonly context: SandboxContext;
  readonly settings: CodepaySettings;
  readonly transactions: Transactions;
  readonly lifecycle: Lifecycle;
  readonly numbers: Numbers;
  /** True for the first call with a number (`server_error_once`). */
  readonly isFirstTry: (number: string) => boolean;
}

/** A call whose fields were checked: the numbers that it names (for faults), and its work. */
export interface CheckedCall {
  readonly keys: readonly (string | undefined)[];
  /** Gives `data`; `withholdMs` keeps the answer back. Throws `Refusal`. */
  work(fault: FaultOrder | undefined): { readonly data: object; readonly withholdMs?: number };
}

/** One `method` or path of the gateway. */
export interface Operation {
  readonly faults: ReadonlySet<FaultName>;
  /** Throws `Refusal` for a bad field. */
  check(gateway: Gateway, app: App, fields: TopLevel): CheckedCall;
}

/** Of every call. */
export const faultsOfAll = [...connectionFaults, 'bad_signature', 'decline'] as const satisfies readonly FaultName[];
/** Of calls that change something and whose end can be looked up. */
export const faultsOfWork = [
  ...faultsOfAll,
  'wrong_amount',
  'unknown_then_paid',
  'unknown_then_failed',
] as const satisfies readonly FaultName[];
/** Of calls that may name a `notify_url`. */
export const faultsOfNotified = [...faultsOfWork, ...notificationFaults] as const satisfies readonly FaultName[];

/** Gateway codes: SYS…, E and five digits, ET…, CF…, SBX…; anything else is a processor's code and ends the transaction itself. */
const GATEWAY_CODE = /^(?:SYS|E\d{5}$|ET\d|CF\d|SBX)/;

function isGatewayCode(code: string): boolean {
  return GATEWAY_CODE.test(code);
}

/** `decline:<code>` with a gateway code: the gateway answers it and does nothing. */
export function playDecline(fault: FaultOrder | undefined): void {
  if (fault?.name === 'decline' && isGatewayCode(fault.code ?? '')) throw new Refusal(fault.code ?? '', 'declined by fault');
}

/** `decline:<code>` on a call whose answer has no place for a processor's own word: any code becomes the gateway's, and nothing is done. */
export function refuseDeclined(fault: FaultOrder | undefined): void {
  if (fault?.name === 'decline') throw new Refusal(declined(fault).code, declined(fault).text);
}

/** What the fault of a call makes of the transaction that it makes. A processor's code, and `unknown_then_failed`, end it without effect. Throws `Refusal` for a gateway code. */
export function fateOf({ settings }: Gateway, fault: FaultOrder | undefined): Fate {
  playDecline(fault);
  const unseen = fault?.name === 'unknown_then_paid' || fault?.name === 'unknown_then_failed';
  if (fault?.name === 'decline') return { error: declined(fault), unseen };
  return { error: fault?.name === 'unknown_then_failed' ? settings.errors.declined : undefined, unseen };
}

/** A call that makes no transaction of its own and changes one that is there. Throws `Refusal`: with `unknown_then_paid` the work was done. */
export function actUpon<T>(gateway: Gateway, target: Transaction, fault: FaultOrder | undefined, act: () => T): T {
  const unseen = fault?.name === 'unknown_then_paid' || fault?.name === 'unknown_then_failed';
  if (unseen) gateway.lifecycle.keepQuiet(target);
  if (fault?.name === 'unknown_then_failed') throw technicalError(gateway);
  const result = act();
  if (fault?.name === 'wrong_amount') target.misstated = true;
  if (unseen) throw technicalError(gateway);
  return result;
}

export function declined(fault: FaultOrder): GatewayError {
  return { code: fault.code ?? '', text: 'declined by fault' };
}

/** The magic amount `server_error_once`: the first call with this number does nothing. Throws `Refusal`. */
export function playFirstTry(gateway: Gateway, app: App, magic: MagicName | undefined, merchantOrderNo: string): void {
  if (magic !== 'server_error_once') return;
  if (gateway.isFirstTry(`${app.merchantNo} ${merchantOrderNo}`)) throw technicalError(gateway);
}

/** The magic amount `cancel_error_once`. Throws `Refusal`. */
export function playCancelError(gateway: Gateway, payment: Payment): void {
  if (payment.magic !== 'cancel_error_once' || payment.cancelErrorGiven) return;
  payment.cancelErrorGiven = true;
  throw technicalError(gateway);
}

export function technicalError({ settings }: Gateway): Refusal {
  return new Refusal(settings.technicalError.code, settings.technicalError.text);
}
