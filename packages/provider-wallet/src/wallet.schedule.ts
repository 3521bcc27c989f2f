import type { NotFoundRule, QuerySchedule } from '@interlock/domain';
import type { QueryBounds } from '@interlock/provider-kit';
import { DEFAULT_EXPIRY_MS } from './wallet.requests.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The wallet closes an order at `paymentExpiryTime`; what comes this long after it is no longer on its way. */
const AFTER_EXPIRY_MS = 5 * MINUTE;

/**
 * A payment: every 5 s for a minute as published, then at growing pauses until 5 minutes after its expiry; then it is canceled.
 * The looks after the cancel are far enough apart for three equal "not found". Source: wallet OpenAPI, inquiryPayment.
 */
export function paymentSchedule({ expiresInMs = DEFAULT_EXPIRY_MS }: { readonly expiresInMs?: number }): QuerySchedule {
  const endMs = expiresInMs + AFTER_EXPIRY_MS;
  const pauses = [
    { everyMs: 5 * SECOND, untilMs: MINUTE },
    { everyMs: 30 * SECOND, untilMs: 5 * MINUTE },
    { everyMs: 2 * MINUTE, untilMs: 15 * MINUTE },
    { everyMs: 10 * MINUTE, untilMs: Infinity },
  ];
  const steps = pauses
    .filter((_, index) => index === 0 || (pauses[index - 1]?.untilMs ?? 0) < endMs)
    .map(({ everyMs, untilMs }) => ({ everyMs, untilMs: Math.min(untilMs, endMs) }));
  return { steps, cancelAtEnd: true, afterwardsMs: [10 * SECOND, 65 * SECOND, 65 * SECOND, 65 * SECOND, 10 * MINUTE, HOUR] };
}

/**
 * A cancel, capture or void asks after its payment, which shows it mostly at once; what stays unknown is looked for until it can be called not
 * found.
 */
export const followingSchedule = (): QuerySchedule => ({
  steps: [
    { everyMs: 5 * SECOND, untilMs: MINUTE },
    { everyMs: 30 * SECOND, untilMs: 5 * MINUTE },
    { everyMs: 2 * MINUTE, untilMs: 15 * MINUTE },
  ],
  cancelAtEnd: false,
  afterwardsMs: [10 * MINUTE, HOUR],
});

/** A refund: every 5 s for a minute as published, then at growing pauses, for a payer's bank may take days. Source: wallet OpenAPI, inquiryRefund. */
export const refundSchedule = (): QuerySchedule => ({
  steps: [
    { everyMs: 5 * SECOND, untilMs: MINUTE },
    { everyMs: 30 * SECOND, untilMs: 5 * MINUTE },
    { everyMs: 2 * MINUTE, untilMs: 15 * MINUTE },
    { everyMs: 10 * MINUTE, untilMs: 2 * HOUR },
    { everyMs: HOUR, untilMs: 24 * HOUR },
  ],
  cancelAtEnd: false,
  afterwardsMs: [24 * HOUR, 24 * HOUR],
});

/**
 * No figures are published; REQUEST_TRAFFIC_EXCEED_LIMIT and HTTP 429 are the wallet's words for too many requests. Payments are asked after every 5 s
 * as published; a second spares a refresh that comes beside that.
 */
export const queryBounds: QueryBounds = {
  inFlight: 32,
  perSecond: 100,
  orderEveryMs: SECOND,
  backOff: { firstMs: 2 * SECOND, mostMs: 10 * MINUTE },
};

/** "Not found" may mean "not yet visible": it counts after the expiry, said three times, a minute apart. */
export const paymentNotFound: NotFoundRule = { windowMs: AFTER_EXPIRY_MS, afterExpiry: true, answers: 3, apartMs: MINUTE };
/** What follows a payment has no expiry; the same patience counts from its last possible arrival. */
export const followingNotFound: NotFoundRule = { windowMs: AFTER_EXPIRY_MS, afterExpiry: false, answers: 3, apartMs: MINUTE };
