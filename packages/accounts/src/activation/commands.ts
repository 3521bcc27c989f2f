import type { Author } from '@interlock/persistence';
import { Command } from '@nestjs/cqrs';

/** Which terminal an account is now, and until when its key is good. Times are ISO 8601. */
export interface ActivationView {
  readonly providerAccountId: string;
  readonly provider: string;
  readonly keyIssuedAt: string;
  readonly nextCheckInAt: string;
}

/** The present view, and whether the request had been made before. */
export interface ActivationAnswer {
  readonly view: ActivationView;
  readonly replayed: boolean;
}

/** Exchanges an activation code for a terminal and its first key. Throws `ProviderAccountNotFound`, `OperationNotSupported`, `OperationInProgress`, `AccountRefused`, `ProviderSilent`, `IdempotencyKeyReused`. */
export class ActivateAccount extends Command<ActivationAnswer> {
  constructor(
    /** A test key sees no live account. */
    readonly author: Author,
    readonly providerAccountId: string,
    readonly input: { readonly code: string; readonly deviceId: string },
    readonly idempotencyKey: string,
  ) {
    super();
  }
}

/** Asks for the account's next key. Throws as `ActivateAccount`. */
export class CheckInAccount extends Command<ActivationAnswer> {
  constructor(
    readonly author: Author,
    readonly providerAccountId: string,
    readonly idempotencyKey: string,
  ) {
    super();
  }
}

/** Checks in every account whose key is old: one turn, for the worker. Returns how many that were. */
export class CheckInAccounts extends Command<number> {}
