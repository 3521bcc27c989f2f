import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { AgreementKeeping } from './agreements.js';
import { ConfirmAgreement, EndAgreement, KeepAgreements, PrepareAgreement } from './commands.js';
import type { AgreementAnswer } from './commands.js';

/** `POST /v1/agreements` */
@CommandHandler(PrepareAgreement)
export class PrepareAgreementHandler implements ICommandHandler<PrepareAgreement> {
  constructor(private readonly keeping: AgreementKeeping) {}

  execute(command: PrepareAgreement): Promise<AgreementAnswer> {
    return this.keeping.prepare(command);
  }
}

/** `POST /v1/agreements/{id}/confirm` */
@CommandHandler(ConfirmAgreement)
export class ConfirmAgreementHandler implements ICommandHandler<ConfirmAgreement> {
  constructor(private readonly keeping: AgreementKeeping) {}

  execute(command: ConfirmAgreement): Promise<AgreementAnswer> {
    return this.keeping.confirm(command);
  }
}

/** `DELETE /v1/agreements/{id}` */
@CommandHandler(EndAgreement)
export class EndAgreementHandler implements ICommandHandler<EndAgreement> {
  constructor(private readonly keeping: AgreementKeeping) {}

  execute(command: EndAgreement): Promise<AgreementAnswer> {
    return this.keeping.end(command);
  }
}

@CommandHandler(KeepAgreements)
export class KeepAgreementsHandler implements ICommandHandler<KeepAgreements> {
  constructor(private readonly keeping: AgreementKeeping) {}

  execute(): Promise<number> {
    return this.keeping.keep();
  }
}
