import type { FaultName, FaultOrder } from '../core/faults.js';
import { connectionFaults, notificationFaults } from '../core/faults.js';
import type { SandboxContext } from '../core/twin.js';
import type { CodepaySettings } from './codepay.settings.js';
import type { Lifecycle } from './lifecycle.js';
import type { Numbers } from './numbers.js';
import { Refusal } from './refusal.js';
import type { TopLevel } from './top-level.js';
import type { App, GatewayError, Transactions } from './transactions.js';

/** What the operations work with. */
export interface Gateway {
  readonly context: SandboxContext;
  readonly settings: CodepaySettings;
  readonly transactions: Transactions;
  readonly lifecycle: Lifecycle;
  readonly numbers: Numbers;
  /** Numbers that met `server_error_once`. */
  readonly triedOnce: Set<string>;
}

/** A call whose fields were checked: the numbers that it names (for faults), and its work. */
export interface CheckedCall {
  readonly keys: readonly (string | undefined)[];
  /** Gives `data`; `withholdMs` keeps the answer back. Throws `Refusal`. */
  work(fault: FaultOrder | undefined): { readonly data: object; readonly withholdMs?: number };
}

/** One `method` of the gateway. */
export interface Operation {
  readonly faults: ReadonlySet<FaultName>;
  /** Throws `Refusal` for a bad field. */
  check(gateway: Gateway, app: App, fields: TopLevel): CheckedCall;
}

export const faultsOfAll = [...connectionFaults, 'bad_signature', 'decline'] as const satisfies readonly FaultName[];
export const faultsOfNotified = notificationFaults;

/** Gateway codes: SYS…, E and five digits, ET…, CF…, SBX…; anything else is a processor's code and ends the transaction itself. */
const GATEWAY_CODE = /^(?:SYS|E\d{5}$|ET\d|CF\d|SBX)/;

function isGatewayCode(code: string): boolean {
  return GATEWAY_CODE.test(code);
}

/** `decline:<code>` with a gateway code: the gateway answers it and does nothing. */
export function playDecline(fault: FaultOrder | undefined): void {
  if (fault?.name === 'decline' && isGatewayCode(fault.code ?? '')) throw new Refusal(fault.code ?? '', 'declined by fault');
}

/** `decline:<code>` on a call that makes a transaction: undefined, or the processor's code with which the transaction will end. Throws `Refusal` for a gateway code. */
export function declineOf(fault: FaultOrder | undefined): GatewayError | undefined {
  playDecline(fault);
  return fault?.name === 'decline' ? { code: fault.code ?? '', text: 'declined by fault' } : undefined;
}

/** `server_error_once`: true for the first call with this number, which then does nothing. */
export function isFirstTry({ triedOnce }: Gateway, app: App, merchantOrderNo: string): boolean {
  const name = `${app.merchantNo} ${merchantOrderNo}`;
  if (triedOnce.has(name)) return false;
  triedOnce.add(name);
  return true;
}

export function technicalError({ settings }: Gateway): Refusal {
  return new Refusal(settings.technicalError.code, settings.technicalError.text);
}
