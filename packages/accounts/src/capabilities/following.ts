import type { MethodType, ProviderAdapter } from '@interlock/provider-kit';
import type { ChargeState, SampleCharge } from './sample-charges.js';

export const FOLLOWING_KINDS = ['capture', 'increment', 'adjust_tip', 'void', 'refund'] as const;
export type FollowingKind = (typeof FOLLOWING_KINDS)[number];

/** Of one kind of payment: whether the operation is done by a call, on a terminal (`onTerminal`), either way, or not at all. */
export interface ChargeCapability {
  readonly charge: ChargeState;
  readonly method: MethodType;
  readonly scenario?: string;
  readonly how: 'by_call' | 'on_terminal' | 'either' | 'not';
  /** Why not, or why on a terminal only. */
  readonly reason?: string;
  /** Of a refund: whether it may name the parts that it falls to. */
  readonly parts?: boolean;
}

/** What the state table lets each operation follow: the rest is refused before a provider is looked at. */
const follows: Readonly<Record<FollowingKind, readonly ChargeState[]>> = {
  capture: ['authorization'],
  increment: ['authorization'],
  adjust_tip: ['sale', 'captured_authorization'],
  void: ['sale', 'authorization', 'captured_authorization'],
  refund: ['sale', 'captured_authorization'],
};

export function chargesFor(
  kind: FollowingKind,
  { operations }: ProviderAdapter,
  samples: readonly SampleCharge[],
  settings: unknown,
): readonly ChargeCapability[] {
  const support = operations[kind];
  if (support === undefined) return [];
  return samples
    .filter(({ state }) => follows[kind].includes(state))
    .map(({ state, method, scenario, reference }) => {
      const byCall = support.accepts(reference, { onTerminal: false, settings });
      const onTerminal = support.accepts(reference, { onTerminal: true, settings });
      const parts = kind === 'refund' && support.accepts(reference, { onTerminal: false, settings, parts: true }) === true;
      return {
        charge: state,
        method,
        ...(scenario === undefined ? {} : { scenario }),
        how: byCall === true ? (onTerminal === true ? 'either' : 'by_call') : onTerminal === true ? 'on_terminal' : 'not',
        ...(byCall === true ? {} : { reason: byCall }),
        ...(kind === 'refund' ? { parts } : {}),
      } as const;
    });
}
