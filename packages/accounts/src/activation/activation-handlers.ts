import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { AccountActivations } from './activation.js';
import { ActivateAccount, CheckInAccount, CheckInAccounts } from './commands.js';
import type { ActivationAnswer } from './commands.js';

/** `POST /v1/provider-accounts/{id}/activate` */
@CommandHandler(ActivateAccount)
export class ActivateAccountHandler implements ICommandHandler<ActivateAccount> {
  constructor(private readonly activations: AccountActivations) {}

  execute(command: ActivateAccount): Promise<ActivationAnswer> {
    return this.activations.activate(command);
  }
}

/** `POST /v1/provider-accounts/{id}/checkin` */
@CommandHandler(CheckInAccount)
export class CheckInAccountHandler implements ICommandHandler<CheckInAccount> {
  constructor(private readonly activations: AccountActivations) {}

  execute(command: CheckInAccount): Promise<ActivationAnswer> {
    return this.activations.checkIn(command);
  }
}

@CommandHandler(CheckInAccounts)
export class CheckInAccountsHandler implements ICommandHandler<CheckInAccounts> {
  constructor(private readonly activations: AccountActivations) {}

  execute(): Promise<number> {
    return this.activations.checkInDue();
  }
}
