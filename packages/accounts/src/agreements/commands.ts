import { Command } from '@nestjs/cqrs';
import type { AgreementView } from './agreement-view.js';

/** Who asks, for which merchant. */
export interface AgreementActor {
  readonly merchantId: string;
}
/** The present view, whether the request had been made before, and whether the provider has answered. */
export interface AgreementAnswer {
  readonly view: AgreementView;
  readonly replayed: boolean;
  readonly settled: boolean;
}

/** Asks the provider for what the payer has to open in order to agree. Throws `Disabled`, `InvalidReference`, `OperationNotSupported`, `InvalidProviderOptions`, `IdempotencyKeyReused`. */
export class PrepareAgreement extends Command<AgreementAnswer> {
  constructor(
    readonly actor: AgreementActor,
    readonly input: {
      readonly providerAccountId: string;
      /** BCP 47. */
      readonly language: string;
      readonly description: string;
      readonly returnUrl?: string | undefined;
      readonly providerOptions?: Readonly<Record<string, unknown>> | undefined;
    },
    readonly idempotencyKey: string,
  ) {
    super();
  }
}

/** Exchanges the payer's code for the token that charges are made with. Throws `AgreementNotFound`, `AgreementRefused`, `InvalidAgreementState`, `OperationInProgress`, `IdempotencyKeyReused`. */
export class ConfirmAgreement extends Command<AgreementAnswer> {
  constructor(
    readonly actor: AgreementActor,
    readonly agreementId: string,
    readonly code: string,
    readonly idempotencyKey: string,
  ) {
    super();
  }
}

/** From now on nothing is charged by it, and the provider is told until it knows. Repeatable. Throws `AgreementNotFound`. */
export class EndAgreement extends Command<AgreementAnswer> {
  constructor(
    readonly actor: AgreementActor,
    readonly agreementId: string,
  ) {
    super();
  }
}

/** Renews what expires soon, and ends what is to end: one turn, for the worker. Returns how many agreements that were. */
export class KeepAgreements extends Command<number> {}
