import type { NotFoundRule, OperationKind, QuerySchedule, ResendRule } from '@interlock/domain';
import { OPERATION_KINDS } from '@interlock/domain';
import type { MethodType, OperationSupport, ProviderAdapter, ProviderRequest } from '@interlock/provider-kit';
import { chargesFor, FOLLOWING_KINDS } from './following.js';
import type { ChargeCapability, FollowingKind } from './following.js';
import { notFoundInWords, resendInWords, scheduleInWords } from './in-words.js';
import { insteadOf } from './instead.js';
import type { Instead } from './instead.js';
import type { MethodCapability } from './methods.js';
import { sampleCharges } from './sample-charges.js';

/** How what is not known is asked after, for payments of these methods with the time to live that holds where the order names none. */
export interface Polling extends QuerySchedule {
  readonly methods: readonly MethodType[];
  readonly inWords: string;
}
export interface OperationFigures {
  readonly resend: { readonly rule: ResendRule; readonly inWords: string };
  readonly connectTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly polling: readonly Polling[];
  readonly notFound: NotFoundRule & { readonly inWords: string };
}
export type OperationCapability = { readonly kind: OperationKind } & (
  | { readonly offered: false; readonly reason: string; readonly instead?: Instead }
  | ({
      readonly offered: true;
      /** Of what follows a payment: by the kind of payment. */
      readonly charges?: readonly ChargeCapability[];
      /** Of a cancel. */
      readonly returnsMoneyWhenPaid?: boolean;
      readonly notBeforeMs?: number;
    } & OperationFigures)
);

/** Every operation of the unified API, as an account with these settings has it. */
export function operationsOf(
  adapter: ProviderAdapter,
  settings: unknown,
  methods: readonly MethodCapability[],
): readonly OperationCapability[] {
  const samples = sampleCharges(methods);
  const charges = Object.fromEntries(FOLLOWING_KINDS.map((kind) => [kind, chargesFor(kind, adapter, samples, settings)])) as Readonly<
    Record<FollowingKind, readonly ChargeCapability[]>
  >;
  const reasons = new Map(OPERATION_KINDS.map((kind) => [kind, reasonAgainst(kind, adapter, settings, methods, charges)]));
  const has = (kind: OperationKind) => reasons.get(kind) === undefined;
  return OPERATION_KINDS.map((kind) => {
    const reason = reasons.get(kind);
    const support = adapter.operations[kind];
    if (reason !== undefined || support === undefined) {
      const instead = kind === 'sale' ? undefined : insteadOf(kind, has);
      return { kind, offered: false, reason: reason ?? none(adapter, kind), ...(instead === undefined ? {} : { instead }) };
    }
    const cancel = kind === 'cancel' ? adapter.operations.cancel : undefined;
    return {
      kind,
      offered: true,
      ...figuresOf(support, methodsWith(kind, methods, charges)),
      ...(isFollowing(kind) ? { charges: charges[kind] } : {}),
      ...(cancel === undefined ? {} : { returnsMoneyWhenPaid: cancel.returnsMoneyWhenPaid, notBeforeMs: cancel.notBeforeMs }),
    };
  });
}

const isFollowing = (kind: OperationKind): kind is FollowingKind => (FOLLOWING_KINDS as readonly OperationKind[]).includes(kind);
const none = ({ name }: ProviderAdapter, kind: OperationKind): string => `${name} has no ${words[kind]}`;

const words: Readonly<Record<OperationKind, string>> = {
  sale: 'sale',
  authorize: 'authorization',
  capture: 'capture',
  increment: 'increment of an authorization',
  adjust_tip: 'tip after the payment',
  cancel: 'cancel',
  void: 'void',
  refund: 'refund',
};

/** Why an account has not this operation; undefined where it has. */
function reasonAgainst(
  kind: OperationKind,
  adapter: ProviderAdapter,
  settings: unknown,
  methods: readonly MethodCapability[],
  charges: Readonly<Record<FollowingKind, readonly ChargeCapability[]>>,
): string | undefined {
  if (adapter.operations[kind] === undefined) return none(adapter, kind);
  const off = adapter.showing?.switches.find(({ operation, on }) => operation === kind && !on(settings));
  if (off !== undefined) return `the account's settings take it away (${off.setting})`;
  const variants = methods.flatMap((method) => method.variants);
  if (!variants.some(({ offered }) => offered)) return methods.find(({ reason, variants: all }) => all.length > 0 && reason)?.reason;
  if (kind === 'authorize')
    return variants.some(({ manualCapture }) => manualCapture) ? undefined : 'no method of the account can be authorized';
  if (!isFollowing(kind)) return undefined;
  const all = charges[kind];
  return all.some(({ how }) => how !== 'not') ? undefined : (all[0]?.reason ?? 'no payment of the account can come to it');
}

/** The methods whose payments can come to this operation. */
function methodsWith(
  kind: OperationKind,
  methods: readonly MethodCapability[],
  charges: Readonly<Record<FollowingKind, readonly ChargeCapability[]>>,
): readonly MethodCapability[] {
  return methods.filter(({ type, variants }) => {
    if (isFollowing(kind)) return charges[kind].some(({ method, how }) => method === type && how !== 'not');
    return variants.some(({ offered, manualCapture }) => offered && (kind !== 'authorize' || manualCapture));
  });
}

function figuresOf(support: OperationSupport<never>, methods: readonly MethodCapability[]): OperationFigures {
  const { resend, connectTimeoutMs, totalTimeoutMs, notFound } = support as OperationSupport<ProviderRequest>;
  return {
    resend: { rule: resend, inWords: resendInWords[resend] },
    connectTimeoutMs,
    totalTimeoutMs,
    polling: pollingOf(support, methods),
    notFound: { ...notFound, inWords: notFoundInWords(notFound) },
  };
}

/** Methods that are asked after alike share an entry. */
function pollingOf({ schedule }: Pick<OperationSupport<never>, 'schedule'>, methods: readonly MethodCapability[]): readonly Polling[] {
  const byWords = new Map<string, Polling>();
  for (const { type, expirySeconds } of methods) {
    if (expirySeconds === undefined) continue;
    const asked = schedule({ methodType: type, expiresInMs: expirySeconds.default * 1000 });
    const inWords = scheduleInWords(asked);
    byWords.set(inWords, { methods: [...(byWords.get(inWords)?.methods ?? []), type], ...asked, inWords });
  }
  return [...byWords.values()];
}
