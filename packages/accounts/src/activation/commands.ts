import { Command } from '@nestjs/cqrs';

/** Which terminal an account is now, and until when its key is good. Times are ISO 8601. */
export interface ActivationView {
  readonly providerAccountId: string;
  readonly provider: string;
  readonly keyIssuedAt: string;
  readonly nextCheckInAt: string;
}

/** Exchanges an activation code for a terminal and its first key. Throws `ProviderAccountNotFound`, `OperationNotSupported`, `OperationInProgress`, `AccountRefused`, `ProviderSilent`. */
export class ActivateAccount extends Command<ActivationView> {
  constructor(
    /** Of the key that asks: a test key sees no live account. */
    readonly mode: 'test' | 'live',
    readonly providerAccountId: string,
    readonly input: { readonly code: string; readonly deviceId: string },
  ) {
    super();
  }
}

/** Asks for the account's next key. Throws as `ActivateAccount`. */
export class CheckInAccount extends Command<ActivationView> {
  constructor(
    readonly mode: 'test' | 'live',
    readonly providerAccountId: string,
  ) {
    super();
  }
}

/** Checks in every account whose key is old: one turn, for the worker. Returns how many that were. */
export class CheckInAccounts extends Command<number> {}
