import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { AccountAdministration } from './account-administration.js';
import { AccountBindings } from './account-bindings.js';
import { AccountCheck } from './account-check.js';
import type { AccountCheckView } from './check-view.js';
import type { ProviderAccountView } from './account-view.js';
import type { BindingView } from './binding-view.js';
import { BindMerchant, ChangeAccount, CheckProviderAccount, CreateAccount, UnbindMerchant } from './commands.js';
import type { AccountAnswer } from './commands.js';

/** `POST /v1/provider-accounts` */
@CommandHandler(CreateAccount)
export class CreateAccountHandler implements ICommandHandler<CreateAccount> {
  constructor(private readonly administration: AccountAdministration) {}

  execute(command: CreateAccount): Promise<AccountAnswer> {
    return this.administration.create(command);
  }
}

/** `PATCH /v1/provider-accounts/{id}` */
@CommandHandler(ChangeAccount)
export class ChangeAccountHandler implements ICommandHandler<ChangeAccount> {
  constructor(private readonly administration: AccountAdministration) {}

  execute(command: ChangeAccount): Promise<ProviderAccountView> {
    return this.administration.change(command);
  }
}

/** `POST /v1/provider-accounts/{id}/check` */
@CommandHandler(CheckProviderAccount)
export class CheckProviderAccountHandler implements ICommandHandler<CheckProviderAccount> {
  constructor(private readonly checks: AccountCheck) {}

  execute(command: CheckProviderAccount): Promise<AccountCheckView> {
    return this.checks.check(command);
  }
}

/** `PUT /v1/provider-accounts/{id}/merchants/{merchantId}` */
@CommandHandler(BindMerchant)
export class BindMerchantHandler implements ICommandHandler<BindMerchant> {
  constructor(private readonly bindings: AccountBindings) {}

  execute(command: BindMerchant): Promise<BindingView> {
    return this.bindings.bind(command);
  }
}

/** `DELETE /v1/provider-accounts/{id}/merchants/{merchantId}` */
@CommandHandler(UnbindMerchant)
export class UnbindMerchantHandler implements ICommandHandler<UnbindMerchant> {
  constructor(private readonly bindings: AccountBindings) {}

  execute(command: UnbindMerchant): Promise<void> {
    return this.bindings.unbind(command);
  }
}
