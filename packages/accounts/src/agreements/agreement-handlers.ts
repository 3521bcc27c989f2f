import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { AgreementKeeping } from './agreement-keeping.js';
import { AgreementRequests } from './agreement-requests.js';
import { ConfirmAgreement, EndAgreement, KeepAgreements, PrepareAgreement } from './commands.js';
import type { AgreementAnswer } from './commands.js';

/** `POST /v1/agreements` */
@CommandHandler(PrepareAgreement)
export class PrepareAgreementHandler implements ICommandHandler<PrepareAgreement> {
  constructor(private readonly requests: AgreementRequests) {}

  execute(command: PrepareAgreement): Promise<AgreementAnswer> {
    return this.requests.prepare(command);
  }
}

/** `POST /v1/agreements/{id}/confirm` */
@CommandHandler(ConfirmAgreement)
export class ConfirmAgreementHandler implements ICommandHandler<ConfirmAgreement> {
  constructor(private readonly requests: AgreementRequests) {}

  execute(command: ConfirmAgreement): Promise<AgreementAnswer> {
    return this.requests.confirm(command);
  }
}

/** `DELETE /v1/agreements/{id}` */
@CommandHandler(EndAgreement)
export class EndAgreementHandler implements ICommandHandler<EndAgreement> {
  constructor(private readonly requests: AgreementRequests) {}

  execute(command: EndAgreement): Promise<AgreementAnswer> {
    return this.requests.end(command);
  }
}

@CommandHandler(KeepAgreements)
export class KeepAgreementsHandler implements ICommandHandler<KeepAgreements> {
  constructor(private readonly keeping: AgreementKeeping) {}

  execute(): Promise<number> {
    return this.keeping.keep();
  }
}
