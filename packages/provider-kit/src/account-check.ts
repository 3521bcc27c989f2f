import type { ProviderCall } from './provider-call.js';

/** What is wrong with an account as it is written: `settings.baseUrl`, `secrets.appPrivateKey`; never a value. */
export interface AccountFault {
  readonly path: string;
  readonly message: string;
}

/** What a provider made of a signed call that asks for nothing. */
export interface AccountChecked {
  /** `unknown`: nobody said. An answer whose own signature does not verify says nothing. */
  readonly credentials: 'accepted' | 'refused' | 'unknown';
  /** The provider's own code for it, where it gave one. */
  readonly providerCode?: string;
  /** Why nobody said: `timeout`, `bad_signature`. */
  readonly cause?: string;
}

/** Asks after an order that cannot be there: signed and answered like any other call, and nothing comes of it. */
export type CheckAccount = (call: ProviderCall) => Promise<AccountChecked>;

/** An order number that is nobody's: ours have 32 characters. `now`: epoch milliseconds. */
export const probeNumber = (now: number): string => `check${String(now)}`;
