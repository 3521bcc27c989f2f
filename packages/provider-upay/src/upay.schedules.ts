import type { NotFoundRule, QuerySchedule } from '@interlock/domain';
import type { QueryBounds } from '@interlock/provider-kit';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** When nothing has told for the length of a schedule: then a person looks. */
const afterwardsMs = [1 * MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 6 * HOUR, 24 * HOUR];

/** Upay Web API, Polling and automatic cancel. */
export const schedules = {
  pay: {
    steps: [
      { everyMs: 3 * SECOND, untilMs: 60 * SECOND },
      { everyMs: 10 * SECOND, untilMs: 120 * SECOND },
    ],
    cancelAtEnd: true,
    afterwardsMs,
  },
  /** The platform closes the code at about 240 s; one last look after that, then cancel. A pushed order is of the same kind. */
  precreate: {
    steps: [
      { everyMs: 2 * SECOND, untilMs: 30 * SECOND },
      { everyMs: 5 * SECOND, untilMs: 240 * SECOND },
      { everyMs: 10 * SECOND, untilMs: 250 * SECOND },
    ],
    cancelAtEnd: true,
    afterwardsMs,
  },
  /** Of a revoke as well, which is the same to the platform. */
  cancel: { steps: [{ everyMs: 5 * SECOND, untilMs: 60 * SECOND }], cancelAtEnd: false, afterwardsMs },
  /** The vendor's SDK waits 20 s before it asks for a refund. */
  refund: {
    steps: [
      { everyMs: 20 * SECOND, untilMs: 20 * SECOND },
      { everyMs: 5 * SECOND, untilMs: 60 * SECOND },
    ],
    cancelAtEnd: false,
    afterwardsMs,
  },
} as const satisfies Record<string, QuerySchedule>;

/** "Not exists" after a lost payment is asked again for 30 s before it counts. */
export const notFound: NotFoundRule = { windowMs: 30 * SECOND, afterExpiry: false, answers: 3, apartMs: 5 * SECOND };

/** Read timeouts of the vendor's own SDK: 35 s, and 20 s for a query. */
export const timeouts = { connectTimeoutMs: 3 * SECOND, totalTimeoutMs: 35 * SECOND };
export const queryTimeouts = { connectTimeoutMs: 3 * SECOND, totalTimeoutMs: 20 * SECOND };

/**
 * The platform publishes no bounds: at most one query of an order in 2 s, and pauses of 1, 2, 4, 8 s … where it is busy (REQUEST_FAIL), are its
 * partners' practice; the rest is what a platform of its size takes from one merchant without notice.
 */
export const queryBounds: QueryBounds = {
  inFlight: 32,
  perSecond: 100,
  orderEveryMs: 2 * SECOND,
  backOff: { firstMs: SECOND, mostMs: 5 * MINUTE },
};

/** Business Processes, Terminal Check-in: a key lives 48 h at most, so a missed turn or two does no harm. */
export const keyTimes = { checkInEveryMs: 12 * HOUR, keyLifeMs: 48 * HOUR };
