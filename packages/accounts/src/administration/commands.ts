import type { CurrencyCode, ProviderName } from '@interlock/domain';
import type { Author } from '@interlock/persistence';
import { Command } from '@nestjs/cqrs';
import type { AccountCheckView } from './check-view.js';
import type { ProviderAccountView } from './account-view.js';
import type { BindingView } from './binding-view.js';

export interface CreateAccountInput {
  readonly provider: ProviderName;
  readonly name: string;
  readonly currency: CurrencyCode;
  readonly enabled: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>>;
}

export interface AccountAnswer {
  readonly view: ProviderAccountView;
  /** The request had been made before. */
  readonly replayed: boolean;
}

/** An account of the mode of its author's key. Throws `InvalidAccount`, `IdempotencyKeyReused`. */
export class CreateAccount extends Command<AccountAnswer> {
  constructor(
    readonly author: Author,
    readonly input: CreateAccountInput,
    readonly idempotencyKey: string,
  ) {
    super();
  }
}

export interface ChangeAccountInput {
  readonly name?: string | undefined;
  /** Disabled: nothing new begins there; what is open goes on being asked after. */
  readonly enabled?: boolean | undefined;
  /** JSON Merge Patches (RFC 7396). */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  readonly secrets?: Readonly<Record<string, unknown>> | undefined;
}

/** Throws `ProviderAccountNotFound`, `InvalidAccount`, `OperationInProgress`. */
export class ChangeAccount extends Command<ProviderAccountView> {
  constructor(
    readonly author: Author,
    readonly id: string,
    readonly input: ChangeAccountInput,
  ) {
    super();
  }
}

/** Makes a harmless signed call. Throws `ProviderAccountNotFound`, `OperationNotSupported`, `NotReady`. */
export class CheckProviderAccount extends Command<AccountCheckView> {
  constructor(
    readonly mode: 'test' | 'live',
    readonly id: string,
  ) {
    super();
  }
}

/** Lets a merchant be paid through an account, or changes how. Throws `ProviderAccountNotFound`, `InvalidReference`. */
export class BindMerchant extends Command<BindingView> {
  constructor(
    readonly author: Author,
    readonly accountId: string,
    readonly merchantId: string,
    readonly input: { readonly priority: number; readonly enabled: boolean },
  ) {
    super();
  }
}

/** Nothing new of the merchant begins at the account any more. Where it was not bound, nothing happens. Throws `ProviderAccountNotFound`. */
export class UnbindMerchant extends Command<void> {
  constructor(
    readonly author: Author,
    readonly accountId: string,
    readonly merchantId: string,
  ) {
    super();
  }
}
