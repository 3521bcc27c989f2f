import type { ProviderCall } from './provider-call.js';

/** What an activation or a check-in gave us: members of the account's settings and secrets that replace those of the same name. */
export type AccountResult =
  | {
      readonly outcome: 'approved';
      readonly settings: Readonly<Record<string, unknown>>;
      readonly secrets: Readonly<Record<string, unknown>>;
    }
  /** `providerCode` and `message` are the provider's own words, without secrets. */
  | { readonly outcome: 'declined'; readonly providerCode: string; readonly message: string }
  | { readonly outcome: 'unknown'; readonly cause: string };

/** Source: Upay Web API, terminal activation and check-in. */
export interface AccountActivation {
  /** Exchanges an activation code for an identity and its first key. The same code and device may be asked again after a lost answer; a provider may lock a terminal out after two. */
  readonly activate: (input: { readonly code: string; readonly deviceId: string }, call: ProviderCall) => Promise<AccountResult>;
  /** Asks for the next key; signed with the present one, or with the one before where that answer was lost. */
  readonly checkIn: (call: ProviderCall) => Promise<AccountResult>;
  /** A key is asked for anew after this long, and is worthless after `keyLifeMs`. */
  readonly checkInEveryMs: number;
  readonly keyLifeMs: number;
}
