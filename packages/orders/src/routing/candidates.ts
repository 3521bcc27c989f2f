import type { OperationRecord, OpenAccount, OrderWithOperations, RoutingRecord } from '@interlock/persistence';
import type { MethodRequest, MethodSupport, ProviderAdapter } from '@interlock/provider-kit';
import type { OrderInput } from '../commands.js';
import type { ProviderOptions } from './provider-options.js';

/** An account of the merchant with what this order would need of it. */
export interface Option {
  readonly account: OpenAccount;
  readonly adapter: ProviderAdapter;
  /** Both the account and its binding to the merchant are switched on. */
  readonly enabled: boolean;
  /** The settings as the adapter reads them; undefined where it cannot. */
  readonly configuration: { readonly settings: unknown } | undefined;
  /** The provider's serial of the order's terminal, where it is bound. */
  readonly providerTerminalSn: string | undefined;
}
export interface Candidate extends Option {
  readonly kept: boolean;
  readonly reason: string;
}
/** The stored authorization that the order names. */
export interface AgreementChoice {
  readonly providerAccountId: string;
  readonly accessToken: string;
}

/** Looks at each account in the merchant's order of priority, and says of each why it was kept or dropped. Pure. */
export function candidatesFor(
  input: OrderInput,
  options: readonly Option[],
  agreement: AgreementChoice | undefined,
  said: ProviderOptions,
): readonly Candidate[] {
  return options.map((option) => {
    const dropped = reasonAgainst(input, option, agreement, said);
    return { ...option, kept: dropped === undefined, reason: dropped ?? (input.route === undefined ? 'eligible' : 'pinned by the order') };
  });
}

function reasonAgainst(
  input: OrderInput,
  option: Option,
  agreement: AgreementChoice | undefined,
  said: ProviderOptions,
): string | undefined {
  const { account, adapter, configuration } = option;
  const { limits } = adapter;
  const { amount, method } = input;
  if (input.route !== undefined && input.route.providerAccountId !== account.id) return 'the order names another account';
  if (!option.enabled) return 'the account is disabled';
  if (configuration === undefined) return "the account's settings cannot be used";
  if (account.currency !== amount.currency) return `the account takes ${account.currency}, not ${amount.currency}`;
  if (limits.currencies !== undefined && !limits.currencies.includes(amount.currency))
    return `the provider does not take ${amount.currency}`;
  const support = methodSupport(adapter, method.type);
  if (support === undefined) return `the provider does not support the method ${method.type}`;
  const accepts = support.accepts(
    {
      type: method.type,
      ...('form' in method && method.form !== undefined ? { form: method.form } : {}),
      ...('scenario' in method && method.scenario !== undefined ? { scenario: method.scenario } : {}),
      ...('payway' in method && method.payway !== undefined ? { payway: method.payway } : {}),
    },
    {
      settings: configuration.settings,
      ...(input.buyer === undefined ? {} : { buyer: input.buyer }),
      capture: input.capture ?? 'automatic',
      tip: input.tip !== undefined,
      cashback: input.cashback !== undefined,
      ...(said[account.provider] === undefined ? {} : { options: said[account.provider] }),
    },
  );
  if (accepts !== true) return accepts;
  if (input.capture === 'manual' && adapter.operations.authorize === undefined)
    return 'the provider has no authorization: it takes the money at once';
  if (amount.minor < limits.minMinor) return `the amount is below the provider's least of ${String(limits.minMinor)} minor units`;
  if (amount.minor > limits.maxMinor) return `the amount is above the provider's most of ${String(limits.maxMinor)} minor units`;
  const seconds = input.expiresInSeconds;
  const { min, max } = support.expirySeconds;
  if (seconds !== undefined && (seconds < min || seconds > max))
    return `the provider keeps an expiry of ${String(min)} to ${String(max)} seconds`;
  if (method.type === 'terminal' && option.providerTerminalSn === undefined) return 'the terminal is not bound to this account';
  if (method.type === 'agreement' && agreement?.providerAccountId !== account.id) return 'the agreement is of another account';
  return undefined;
}

/**
 * What waits for a payer has an end also where the order names none: that of the first candidate. One that does not keep it takes nobody's place.
 * A method whose payer is not waited for (`payer_code`, `agreement`, `card`) has none.
 */
export function withDefaultExpiry(input: OrderInput, candidates: readonly Candidate[]): readonly Candidate[] {
  const first = candidates.find(({ kept }) => kept);
  const seconds = first && defaultExpiryOf(input, first.adapter);
  if (seconds === undefined) return candidates;
  return candidates.map((candidate) => {
    const bounds = methodSupport(candidate.adapter, input.method.type)?.expirySeconds;
    if (!candidate.kept || bounds === undefined || (seconds >= bounds.min && seconds <= bounds.max)) return candidate;
    const reason = `the order expires after ${String(seconds)} seconds, and the provider keeps ${String(bounds.min)} to ${String(bounds.max)}`;
    return { ...candidate, kept: false, reason };
  });
}

/** Seconds; undefined where the order names them itself, or waits for nobody. */
export function defaultExpiryOf({ expiresInSeconds, method }: OrderInput, adapter: ProviderAdapter): number | undefined {
  const waits = method.type === 'merchant_qr' || method.type === 'redirect' || method.type === 'terminal';
  return waits && expiresInSeconds === undefined ? methodSupport(adapter, method.type)?.expirySeconds.default : undefined;
}

function methodSupport(adapter: ProviderAdapter, type: string): MethodSupport | undefined {
  return adapter.limits.methods.find((method) => method.type === type);
}

/** The order's method as this candidate's adapter gets it, with the payer's credential in clear. */
export function methodFor(input: OrderInput, candidate: Candidate, agreement: AgreementChoice | undefined): MethodRequest {
  const { method } = input;
  switch (method.type) {
    case 'payer_code':
      return { type: 'payer_code', code: method.code, ...(method.payway === undefined ? {} : { payway: method.payway }) };
    case 'merchant_qr':
      return {
        type: 'merchant_qr',
        ...(method.payway === undefined ? {} : { payway: method.payway }),
        ...(method.form === undefined ? {} : { form: method.form }),
      };
    case 'terminal':
      return {
        type: 'terminal',
        scenario: method.scenario ?? 'card',
        providerTerminalSn: candidate.providerTerminalSn ?? '',
        terminalSn: input.terminalSn ?? '',
      };
    case 'redirect':
      return { type: 'redirect' };
    case 'agreement':
      return { type: 'agreement', accessToken: agreement?.accessToken ?? '' };
    case 'card':
      return method;
  }
}

/** The decision as it is stored with the order and shown. */
export function routingRecord(candidates: readonly Candidate[], chosen: string | undefined): RoutingRecord {
  const terminals = Object.fromEntries(
    candidates.flatMap(({ account, providerTerminalSn }) => (providerTerminalSn === undefined ? [] : [[account.id, providerTerminalSn]])),
  );
  return {
    ...(chosen === undefined ? {} : { chosen }),
    ...(Object.keys(terminals).length === 0 ? {} : { terminals }),
    candidates: candidates.map(({ account, kept, reason }) => ({ accountId: account.id, provider: account.provider, kept, reason })),
    proofs: [],
  };
}

/** The same decision after the chosen account was proven dead: the proof stands beside the candidate that it closes. */
export function rerouted(
  read: Pick<OrderWithOperations, 'order'>,
  dead: OperationRecord,
  next: string,
  because: string,
  at: number,
): RoutingRecord {
  const { routing } = read.order;
  return {
    ...routing,
    chosen: next,
    candidates: routing.candidates.map((candidate) =>
      candidate.accountId === dead.providerAccountId ? { ...candidate, kept: false, reason: because } : candidate,
    ),
    proofs: [...routing.proofs, { from: dead.providerAccountId, to: next, because, at: new Date(at).toISOString() }],
  };
}
