import type { OperationKind, ProviderName } from '@interlock/domain';
import { OPERATION_KINDS } from '@interlock/domain';
import type { ProviderAdapter } from '@interlock/provider-kit';
import { extrasOf } from './extras.js';
import type { Extras } from './extras.js';
import { methodsOf } from './methods.js';
import type { MethodCapability } from './methods.js';
import { operationsOf } from './operations.js';
import type { OperationCapability } from './operations.js';
import { optionMembers } from './option-members.js';
import type { OptionMember } from './option-members.js';

/** What an account can do: from its adapter's maps, limits and schemas, asked with the account's settings. */
export interface CapabilityDocument extends Extras {
  readonly provider: ProviderName;
  /** Absent: every ISO currency, as the account has it. */
  readonly currencies?: readonly string[];
  /** Minor units of the account's currency, as text. */
  readonly amount: { readonly min: string; readonly max: string };
  readonly methods: readonly MethodCapability[];
  readonly operations: readonly OperationCapability[];
  readonly query: { readonly connectTimeoutMs: number; readonly totalTimeoutMs: number };
  /** A refund may be of any part of a payment; `atMost` refunds of one payment, any number where it is absent. */
  readonly refunds: { readonly withinDays: number; readonly partial: boolean; readonly atMost?: number };
  /** Members of this provider's part of `providerOptions`; operations that take the same share an entry. */
  readonly providerOptions: readonly { readonly operations: readonly OperationKind[]; readonly members: readonly OptionMember[] }[];
  /** What the account's settings switch, and nothing else of them. */
  readonly switches: readonly { readonly setting: string; readonly on: boolean; readonly gives: string }[];
}

export function capabilitiesOf(adapter: ProviderAdapter, settings: unknown): CapabilityDocument {
  const { name: provider, limits, queryTimeouts, showing } = adapter;
  const methods = methodsOf(adapter, settings);
  const operations = operationsOf(adapter, settings, methods);
  return {
    provider,
    ...(limits.currencies === undefined ? {} : { currencies: limits.currencies }),
    amount: { min: String(limits.minMinor), max: String(limits.maxMinor) },
    methods,
    operations,
    query: queryTimeouts,
    refunds: {
      withinDays: limits.refundDays,
      partial: operations.some(({ kind, offered }) => kind === 'refund' && offered),
      ...(limits.maxRefunds === undefined ? {} : { atMost: limits.maxRefunds }),
    },
    providerOptions: optionsOf(adapter),
    switches: (showing?.switches ?? []).map(({ setting, gives, on }) => ({ setting, on: on(settings), gives })),
    ...extrasOf(adapter, settings),
  };
}

function optionsOf({ options }: ProviderAdapter): CapabilityDocument['providerOptions'] {
  const byMembers = new Map<string, { operations: OperationKind[]; members: readonly OptionMember[] }>();
  for (const kind of OPERATION_KINDS) {
    const schema = options[kind];
    if (schema === undefined) continue;
    const members = optionMembers(schema);
    const same = JSON.stringify(members);
    byMembers.set(same, { operations: [...(byMembers.get(same)?.operations ?? []), kind], members });
  }
  return [...byMembers.values()];
}
