import type { BatchScope, ProviderAdapter } from '@interlock/provider-kit';
import { timeInWords } from './in-words.js';
import { optionMembers } from './option-members.js';
import type { OptionMember } from './option-members.js';

type NotOffered = { readonly offered: false; readonly reason: string };
type ScopeCapability = { readonly scope: string; readonly offered: boolean; readonly reason?: string };

/** What an account has beside payments. */
export interface Extras {
  /** Stored authorizations of a payer; the members are the provider's part of `providerOptions` of their preparation. */
  readonly agreements: NotOffered | { readonly offered: true; readonly providerOptions: readonly OptionMember[] };
  readonly batches:
    | NotOffered
    | {
        readonly offered: true;
        readonly connectTimeoutMs: number;
        readonly totalTimeoutMs: number;
        /** A close of which nothing certain was heard is asked again after these pauses. */
        readonly againAfterMs: readonly number[];
        readonly againInWords: string;
        readonly close: readonly ScopeCapability[];
        readonly open: readonly ScopeCapability[];
      };
  readonly activation:
    NotOffered | { readonly offered: true; readonly checkInEveryMs: number; readonly keyLifeMs: number; readonly inWords: string };
  /** What a provider documents and Interlock leaves out, and why. */
  readonly notOffered: readonly { readonly what: string; readonly reason: string }[];
}

/** The scopes of `POST /v1/batches`; one terminal is a call of its own at some providers. */
const scopes: readonly { readonly scope: string; readonly asked: BatchScope }[] = [
  { scope: 'all', asked: { type: 'all' } },
  { scope: 'store', asked: { type: 'store', providerStoreNo: '1' } },
  { scope: 'one terminal', asked: { type: 'terminals', providerTerminalSns: ['1'] } },
  { scope: 'several terminals', asked: { type: 'terminals', providerTerminalSns: ['1', '2'] } },
];

export function extrasOf(adapter: ProviderAdapter, settings: unknown): Extras {
  const { name, agreements, batches, activation, showing } = adapter;
  const scopesOf = (action: 'close' | 'open'): readonly ScopeCapability[] =>
    scopes.map(({ scope, asked }) => {
      const answer = batches?.accepts(asked, action, settings);
      return { scope, offered: answer === true, ...(typeof answer === 'string' ? { reason: answer } : {}) };
    });
  return {
    agreements:
      agreements === undefined
        ? { offered: false, reason: `${name} has no agreements: it is charged with the payer present` }
        : { offered: true, providerOptions: optionMembers(agreements.optionsSchema) },
    batches:
      batches === undefined
        ? { offered: false, reason: `${name} closes no batches: it settles by its own days` }
        : {
            offered: true,
            connectTimeoutMs: batches.connectTimeoutMs,
            totalTimeoutMs: batches.totalTimeoutMs,
            againAfterMs: batches.againAfterMs,
            againInWords: `after ${batches.againAfterMs.map(timeInWords).join(', ')}`,
            close: scopesOf('close'),
            open: scopesOf('open'),
          },
    activation:
      activation === undefined
        ? { offered: false, reason: `${name} has no activation: its accounts are configured` }
        : {
            offered: true,
            checkInEveryMs: activation.checkInEveryMs,
            keyLifeMs: activation.keyLifeMs,
            inWords: `a next key every ${timeInWords(activation.checkInEveryMs)}; a key lives ${timeInWords(activation.keyLifeMs)}`,
          },
    notOffered: showing?.notOffered ?? [],
  };
}
