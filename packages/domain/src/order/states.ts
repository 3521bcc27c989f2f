/** What an order can be (docs/architecture.md, states). */
export const ORDER_STATES = [
  'created',
  'pending',
  'uncertain',
  'authorized',
  'paid',
  'partially_refunded',
  'refunded',
  'reversed',
  'canceled',
  'failed',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** States in which the payment's own outcome is not decided yet. */
export const UNDECIDED_STATES = ['created', 'pending', 'uncertain'] as const satisfies readonly OrderState[];

export function isUndecided(state: OrderState): state is (typeof UNDECIDED_STATES)[number] {
  return (UNDECIDED_STATES as readonly OrderState[]).includes(state);
}

/** Closed without money kept: only a proof asked after the closing may open it again. */
export function isClosedUnpaid(state: OrderState): boolean {
  return state === 'canceled' || state === 'failed' || state === 'reversed';
}
