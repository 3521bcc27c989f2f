import type { ProviderName } from '@interlock/domain';

/** Faults of the connection, played by core/calls.ts for every operation. */
export const connectionFaults = ['hang', 'drop_before', 'drop_after', 'http_500', 'garbage', 'delay'] as const;
/** Faults that need the provider's own words, played by the twin. `decline` is armed as `decline:<provider code>`. */
export const wordedFaults = ['bad_signature', 'wrong_amount', 'decline', 'unknown_then_paid', 'unknown_then_failed'] as const;
/** Faults of the notifications that an operation leads to, played by core/notifier.ts. */
export const notificationFaults = ['notify_twice', 'notify_never', 'notify_late', 'notify_forged'] as const;

export type FaultName = (typeof connectionFaults)[number] | (typeof wordedFaults)[number] | (typeof notificationFaults)[number];

/** A fault as it is armed. It lets `skip` matching calls pass and then hits `times` of them. */
export interface FaultOrder {
  /** The provider's own word, or "*" for any. */
  readonly operation: string;
  readonly name: FaultName;
  /** The provider code of `decline:<code>`. */
  readonly code?: string;
  readonly times: number;
  readonly skip: number;
  /** Only calls about this order or with this number. */
  readonly key?: string;
  /** `delay` and `notify_late`. */
  readonly delayMs?: number;
}

interface ArmedFault {
  readonly order: FaultOrder;
  times: number;
  skip: number;
}

export interface FiredFault {
  readonly at: string;
  readonly operation: string;
  readonly fault: string;
  readonly key?: string;
}

/** How many fired faults are remembered per provider. */
const REMEMBERED = 1_000;
const ofNotifications: ReadonlySet<FaultName> = new Set(notificationFaults);

/** The faults that tests have armed. With none armed a call costs one look at an empty list. */
export class Faults {
  readonly #armed: Record<ProviderName, ArmedFault[]> = { upay: [], codepay: [], wallet: [] };
  readonly #fired: Record<ProviderName, FiredFault[]> = { upay: [], codepay: [], wallet: [] };
  /** What each twin's operations can play: "*" hits only what can. */
  readonly #playable: Partial<Record<ProviderName, Readonly<Record<string, ReadonlySet<FaultName>>>>> = {};

  constructor(private readonly clock: { now(): number }) {}

  /** Called once per twin at the start. */
  declare(provider: ProviderName, operations: Readonly<Record<string, ReadonlySet<FaultName>>>): void {
    this.#playable[provider] = operations;
  }

  /** Undefined when the fault can be armed; else the field at fault and the reason. */
  objection(provider: ProviderName, operation: string, name: FaultName): { field: 'operation' | 'fault'; message: string } | undefined {
    const operations = this.#playable[provider] ?? {};
    if (operation === '*') {
      if (Object.values(operations).some((playable) => playable.has(name))) return undefined;
      return { field: 'fault', message: `no operation of ${provider} can play ${name}` };
    }
    const playable = operations[operation];
    if (playable === undefined) return { field: 'operation', message: `${provider} knows ${Object.keys(operations).join(', ')} and *` };
    if (!playable.has(name)) return { field: 'fault', message: `${operation} of ${provider} cannot play ${name}` };
    return undefined;
  }

  arm(provider: ProviderName, order: FaultOrder): void {
    this.#armed[provider].push({ order, times: order.times, skip: order.skip });
  }

  forget(provider: ProviderName): void {
    this.#armed[provider].length = 0;
    this.#fired[provider].length = 0;
  }

  /** The fault that this call must play, if any; `keys` are all numbers that the call names. Counts as fired. */
  take(provider: ProviderName, operation: string, keys: readonly (string | undefined)[]): FaultOrder | undefined {
    if (this.#armed[provider].length === 0) return undefined;
    return this.#take(provider, operation, keys, (name) => !ofNotifications.has(name));
  }

  /** As `take`, for a notification: `wanted` tells whether a forgery, sent before the truth, or a fault of the genuine one is asked for. */
  takeForNotification(
    provider: ProviderName,
    operation: string,
    keys: readonly (string | undefined)[],
    wanted: 'forgery' | 'genuine',
  ): FaultOrder | undefined {
    if (this.#armed[provider].length === 0) return undefined;
    return this.#take(
      provider,
      operation,
      keys,
      (name) => ofNotifications.has(name) && (name === 'notify_forged') === (wanted === 'forgery'),
    );
  }

  view(provider: ProviderName): { armed: object[]; fired: readonly FiredFault[] } {
    const armed = this.#armed[provider].map(({ order, times, skip }) => ({
      ...order,
      name: undefined,
      code: undefined,
      fault: wordOf(order),
      times,
      skip,
    }));
    return { armed, fired: this.#fired[provider] };
  }

  #take(
    provider: ProviderName,
    operation: string,
    keys: readonly (string | undefined)[],
    wanted: (name: FaultName) => boolean,
  ): FaultOrder | undefined {
    const armed = this.#armed[provider];
    const playable = this.#playable[provider]?.[operation];
    for (const fault of armed) {
      const { order } = fault;
      if (!wanted(order.name) || playable?.has(order.name) !== true) continue;
      if (order.operation !== '*' && order.operation !== operation) continue;
      if (order.key !== undefined && !keys.includes(order.key)) continue;
      if (fault.skip > 0) {
        fault.skip -= 1;
        continue;
      }
      fault.times -= 1;
      if (fault.times === 0) armed.splice(armed.indexOf(fault), 1);
      this.#remember(provider, operation, order, keys);
      return order;
    }
    return undefined;
  }

  #remember(provider: ProviderName, operation: string, order: FaultOrder, keys: readonly (string | undefined)[]): void {
    const fired = this.#fired[provider];
    const key = keys.find((one) => one !== undefined);
    fired.push({ at: new Date(this.clock.now()).toISOString(), operation, fault: wordOf(order), ...(key === undefined ? {} : { key }) });
    if (fired.length > REMEMBERED) fired.shift();
  }
}

function wordOf(order: FaultOrder): string {
  return order.code === undefined ? order.name : `${order.name}:${order.code}`;
}
