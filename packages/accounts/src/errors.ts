import { InterlockError } from '@interlock/domain';
import type { AccountFault } from '@interlock/provider-kit';

/** There is no such agreement, or it is another merchant's: the two are not told apart. */
export class AgreementNotFound extends InterlockError {
  readonly code = 'agreement_not_found';
  constructor() {
    super('there is no such agreement');
  }
}
/** The state of the agreement does not allow this. */
export class InvalidAgreementState extends InterlockError {
  readonly code = 'invalid_agreement_state';
}
/** The provider said no; `fields` says to what. */
export class AgreementRefused extends InterlockError {
  readonly code = 'agreement_refused';
  constructor(providerCode: string, message: string) {
    super(`the provider refuses: ${message} (${providerCode})`, [{ path: 'code', message: 'is not taken by the provider' }]);
  }
}
/** An account of a provider cannot be like this; `fields` names every member at fault, and no value. */
export class InvalidAccount extends InterlockError {
  readonly code = 'invalid_provider_account';
  constructor(faults: readonly AccountFault[]) {
    super(faults.map(({ path, message }) => `${path}: ${message}`).join('; '), faults);
  }
}
/** The provider said no to an activation or a check-in. */
export class AccountRefused extends InterlockError {
  readonly code = 'provider_account_refused';
  constructor(providerCode: string, message: string) {
    super(`the provider refuses: ${message} (${providerCode})`);
  }
}
/** It may have happened, and nobody can say: asking again is safe. `retryAfterMs`: from when on, where the provider wants no question before. */
export class ProviderSilent extends InterlockError {
  readonly code = 'provider_silent';
  constructor(
    cause: string,
    readonly retryAfterMs?: number,
  ) {
    super(`the provider gave no answer that can be used (${cause}): nothing was changed here; ask again`);
  }
}
