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
/** The state of the order does not allow the operation. */
export class InvalidState extends InterlockError {
  readonly code = 'invalid_state';
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
/** No account of the merchant can take this order; `fields` says why, one line per candidate. */
export class NoRoute extends InterlockError {
  readonly code = 'no_route';
  /** `ownTerminal`: of an order for a terminal, why ours cannot take it either. */
  constructor(
    candidates: readonly { readonly accountId: string; readonly provider: string; readonly reason: string }[],
    ownTerminal?: string,
  ) {
    super(candidates.length === 0 ? 'the merchant has no provider account' : 'no provider account can take this order', [
      ...candidates.map((candidate) => ({
        path: `candidates.${candidate.accountId}`,
        message: `${candidate.provider}: ${candidate.reason}`,
      })),
      ...(ownTerminal === undefined ? [] : [{ path: 'terminalSn', message: ownTerminal }]),
    ]);
  }
}
/** The batch that holds the payment is closed: it can be refunded, not voided, and its tip stands. */
export class BatchClosed extends InterlockError {
  readonly code = 'batch_closed';
  constructor(kind: string) {
    super(`the batch of this payment is closed: a ${kind} is no longer possible; use a refund`);
  }
}
/** The order waits for this terminal no more: it was taken, or closed. */
export class NotWaiting extends InterlockError {
  readonly code = 'not_waiting';
  constructor() {
    super('the order waits for this terminal no more');
  }
}
