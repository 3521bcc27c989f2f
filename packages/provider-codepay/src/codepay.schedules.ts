import type { NotFoundRule, QueryBounds, QuerySchedule } from '@interlock/provider-kit';
import { DEFAULT_EXPIRY_SECONDS } from './codepay.expiry.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** No published figures; a cancel makes two exchanges, each within these. */
export const timeouts = { connectTimeoutMs: 3 * SECOND, totalTimeoutMs: 15 * SECOND } as const;
export const queryTimeouts = { connectTimeoutMs: 3 * SECOND, totalTimeoutMs: 10 * SECOND } as const;

/** "Wait for a 15 second window after creating the original order and call the cancel order API again." Source: Open API, Cancel Order. */
export const CANCEL_NOT_BEFORE_MS = 15 * SECOND;

/** A paid order was reported as unknown and shown as paid 22 seconds later, so two answers stand further apart than that, after the order's end. */
export const notFound: NotFoundRule = { windowMs: 60 * SECOND, afterExpiry: true, answers: 2, apartMs: 30 * SECOND };
/** What follows a payment does not wait for the end of the order. */
export const notFoundAfterPayment: NotFoundRule = { ...notFound, afterExpiry: false };

/** Every 2 s for a minute is CodePay's advice; then ever more slowly until the order's own end. What still stands then is canceled and looked at on. */
export function saleSchedule({ expiresInMs = DEFAULT_EXPIRY_SECONDS * SECOND }: { readonly expiresInMs?: number }): QuerySchedule {
  const endMs = expiresInMs + 15 * SECOND;
  const pace = [
    { everyMs: 2 * SECOND, untilMs: MINUTE },
    { everyMs: 10 * SECOND, untilMs: 10 * MINUTE },
    { everyMs: MINUTE, untilMs: HOUR },
    { everyMs: 10 * MINUTE, untilMs: Number.POSITIVE_INFINITY },
  ];
  const last = pace.findIndex(({ untilMs }) => untilMs >= endMs);
  const steps = pace.slice(0, last + 1).map((step) => ({ ...step, untilMs: Math.min(step.untilMs, endMs) }));
  // A card in process cannot be canceled, only waited for.
  return { steps, cancelAtEnd: true, afterwardsMs: [20 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 24 * HOUR] };
}

/**
 * The gateway publishes neither bounds nor a word for too many requests: HTTP 429 is understood. An order is asked after every 2 s at the most, which
 * is the document's advice for a waiting cashier; a second spares a refresh that comes beside it.
 */
export const queryBounds: QueryBounds = {
  inFlight: 16,
  perSecond: 50,
  orderEveryMs: SECOND,
  backOff: { firstMs: 2 * SECOND, mostMs: 5 * MINUTE },
};

/** Cancels show at once or within the window of 15 seconds that the document names. */
export const cancelSchedule: QuerySchedule = {
  steps: [
    { everyMs: 2 * SECOND, untilMs: 30 * SECOND },
    { everyMs: 15 * SECOND, untilMs: 3 * MINUTE },
  ],
  cancelAtEnd: false,
  afterwardsMs: [5 * MINUTE, 30 * MINUTE, 2 * HOUR],
};

/** Captures, increments, tips and voids: at once, or as soon as somebody takes them up on the terminal, whose time is `DEFAULT_EXPIRY_SECONDS`. */
export const followingSchedule: QuerySchedule = {
  steps: [
    { everyMs: 2 * SECOND, untilMs: MINUTE },
    { everyMs: 10 * SECOND, untilMs: 10 * MINUTE },
  ],
  cancelAtEnd: false,
  afterwardsMs: [10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR],
};

/** "Refunds might not be immediate": card refunds can wait for the next settlement. */
export const refundSchedule: QuerySchedule = {
  steps: [
    { everyMs: 2 * SECOND, untilMs: MINUTE },
    { everyMs: 30 * SECOND, untilMs: 10 * MINUTE },
    { everyMs: 10 * MINUTE, untilMs: 2 * HOUR },
    { everyMs: 2 * HOUR, untilMs: 72 * HOUR },
  ],
  cancelAtEnd: false,
  afterwardsMs: [24 * HOUR, 48 * HOUR],
};

/** No published figures: a close of which nothing was heard is asked again within minutes, then for some hours. */
export const closeAgainAfterMs = [5 * SECOND, 15 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR] as const;
