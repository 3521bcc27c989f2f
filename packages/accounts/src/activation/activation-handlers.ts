import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { AccountActivations } from './activation.js';
import { ActivateAccount, CheckInAccount, CheckInAccounts } from './commands.js';
import type { ActivationView } from './commands.js';

/** `POST /v1/provider-accounts/{id}/activate` */
@CommandHandler(ActivateAccount)
export class ActivateAccountHandler implements ICommandHandler<ActivateAccount> {
  constructor(private readonly activations: AccountActivations) {}

  execute({ mode, providerAccountId, input }: ActivateAccount): Promise<ActivationView> {
    return this.activations.activate(mode, providerAccountId, input);
  }
}

/** `POST /v1/provider-accounts/{id}/checkin` */
@CommandHandler(CheckInAccount)
export class CheckInAccountHandler implements ICommandHandler<CheckInAccount> {
  constructor(private readonly activations: AccountActivations) {}

  execute({ mode, providerAccountId }: CheckInAccount): Promise<ActivationView> {
    return this.activations.checkIn(mode, providerAccountId);
  }
}

@CommandHandler(CheckInAccounts)
export class CheckInAccountsHandler implements ICommandHandler<CheckInAccounts> {
  constructor(private readonly activations: AccountActivations) {}

  execute(): Promise<number> {
    return this.activations.checkInDue();
  }
}
