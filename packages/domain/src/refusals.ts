import { InterlockError } from './errors.js';

/** The same number or key was used before with other content; `fields` names the members that differ. */
export class IdempotencyKeyReused extends InterlockError {
  readonly code = 'idempotency_key_reused';
  constructor(what: string, members: readonly string[]) {
    super(
      `${what} was used before with other content`,
      members.map((path) => ({ path, message: 'differs from the first request' })),
    );
  }
}

/** Another operation that excludes this one is open: on the charge, the agreement or the account. */
export class OperationInProgress extends InterlockError {
  readonly code = 'operation_in_progress';
  constructor(kind: string) {
    const words = kind.replace('adjust_tip', 'tip');
    super(`${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words} is in progress; ask again when it is known`);
  }
}

/** The provider of this order does not offer the operation. */
export class OperationNotSupported extends InterlockError {
  readonly code = 'operation_not_supported';
}

/** A member of the request names something that does not exist, or does not fit. */
export class InvalidReference extends InterlockError {
  readonly code = 'invalid_reference';
  constructor(path: string, message: string) {
    super(`${path}: ${message}`, [{ path, message }]);
  }
}

/** A provider account that does not exist, in the path of a notification. */
export class ProviderAccountNotFound extends InterlockError {
  readonly code = 'provider_account_not_found';
  constructor() {
    super('there is no such provider account');
  }
}

/** This process must not begin anything now: its clock is off, or it is stopping. Only one that stops may still finish what is under way. */
export class NotReady extends InterlockError {
  readonly code = 'not_ready';
  constructor(
    message: string,
    readonly stopping = false,
  ) {
    super(message);
  }
}

/** `providerOptions` that no provider asked here could carry out; `fields` names every member at fault. */
export class InvalidProviderOptions extends InterlockError {
  readonly code = 'invalid_provider_options';
  constructor(fields: readonly { readonly path: string; readonly message: string }[]) {
    super(fields.map(({ path, message }) => `${path}: ${message}`).join('; '), fields);
  }
}
