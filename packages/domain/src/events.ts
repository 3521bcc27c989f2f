import type { OrderState } from './order/states.js';

/** Names of what receivers of the outbox hear; past tense, one per state, and one for every other change of the view. */
export const EVENT_NAMES = [
  'order.created',
  'order.pending',
  'order.uncertain',
  'order.authorized',
  'order.paid',
  'order.partially_refunded',
  'order.refunded',
  'order.reversed',
  'order.canceled',
  'order.failed',
  'order.updated',
] as const;
export type EventName = (typeof EVENT_NAMES)[number];

/** `order.updated` where the state stayed as it was (a refund begun, a case opened), otherwise the new state's name. */
export function eventFor(from: OrderState, to: OrderState): EventName {
  return from === to ? 'order.updated' : `order.${to}`;
}
