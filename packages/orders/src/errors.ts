import { InterlockError } from '@interlock/domain';

/** There is no such order, or it is another merchant's: the two are not told apart. */
export class OrderNotFound extends InterlockError {
  readonly code = 'order_not_found';
  constructor() {
    super('there is no such order');
  }
}
/** There is no such refund on this order. */
export class RefundNotFound extends InterlockError {
  readonly code = 'refund_not_found';
  constructor() {
    super('this order has no refund of that number');
  }
}
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
/** The state of the order does not allow the operation. */
export class InvalidState extends InterlockError {
  readonly code = 'invalid_state';
}
/** Another operation that excludes this one is open on the charge. */
export class OperationInProgress extends InterlockError {
  readonly code = 'operation_in_progress';
  constructor(kind: string) {
    super(`a ${kind} is in progress on this order; ask again when it is known`);
  }
}
/** More than what is left of the charge. */
export class AmountExceedsRemaining extends InterlockError {
  readonly code = 'amount_exceeds_remaining';
  /** `taken`: of a refund, what was taken in all. `asked` is absent where all that is left was asked for. */
  constructor(asked: string | undefined, left: string, taken?: string) {
    const remains = taken === undefined ? `${left} is left` : `${left} of ${taken} can still be refunded`;
    super(`${remains} (minor units)${asked === undefined ? '' : `, and ${asked} was asked for`}`, [
      { path: 'amount', message: 'exceeds what is left' },
    ]);
  }
}
/** The provider of this order does not offer the operation. */
export class OperationNotSupported extends InterlockError {
  readonly code = 'operation_not_supported';
}
/** No account of the merchant can take this order; `fields` says why, one line per candidate. */
export class NoRoute extends InterlockError {
  readonly code = 'no_route';
  constructor(candidates: readonly { readonly accountId: string; readonly provider: string; readonly reason: string }[]) {
    super(
      candidates.length === 0 ? 'the merchant has no provider account' : 'no provider account can take this order',
      candidates.map((candidate) => ({ path: `candidates.${candidate.accountId}`, message: `${candidate.provider}: ${candidate.reason}` })),
    );
  }
}
/** A member of the request names something that does not exist, or does not fit. */
export class InvalidReference extends InterlockError {
  readonly code = 'invalid_reference';
  constructor(path: string, message: string) {
    super(`${path}: ${message}`, [{ path, message }]);
  }
}
/** `providerOptions` that no provider asked here could carry out; `fields` names every member at fault. */
export class InvalidProviderOptions extends InterlockError {
  readonly code = 'invalid_provider_options';
  constructor(fields: readonly { readonly path: string; readonly message: string }[]) {
    super(fields.map(({ path, message }) => `${path}: ${message}`).join('; '), fields);
  }
}
/** The batch that holds the payment is closed: it can be refunded, not voided, and its tip stands. */
export class BatchClosed extends InterlockError {
  readonly code = 'batch_closed';
  constructor(kind: string) {
    super(`the batch of this payment is closed: a ${kind} is no longer possible; use a refund`);
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
