import type { Limits, MethodSupport, NotFoundRule, ProviderAdapter, QuerySchedule } from '@interlock/provider-kit';
import { cancel, cancelAvailable } from './codepay.cancel.js';
import { payScenarios } from './codepay.mapping.js';
import { notification } from './codepay.notification.js';
import { query } from './codepay.query.js';
import { refund } from './codepay.refund.js';
import { DEFAULT_EXPIRY_SECONDS, sale } from './codepay.sale.js';
import { secretsSchema, settingsSchema } from './codepay.settings.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Terminals do not keep an expiry below about a minute; the page's end is seven days. Source: Open API, Hosted Checkout; developer site, Cloud Mode. */
const expirySeconds = { min: 60, max: 604_800, default: DEFAULT_EXPIRY_SECONDS } as const;

/** The payer chooses the brand on the terminal or on the page. */
const noPayway = (payway: string | undefined): true | string => payway === undefined || 'CodePay takes no payway for this method';

const methods: readonly MethodSupport[] = [
  {
    type: 'terminal',
    accepts: ({ payway, scenario }) =>
      scenario === undefined || Object.hasOwn(payScenarios, scenario) ? noPayway(payway) : 'CodePay has no such scenario',
    expirySeconds,
  },
  { type: 'redirect', accepts: ({ payway }) => noPayway(payway), expirySeconds },
];

const limits: Limits = {
  currencies: undefined,
  minMinor: 1n,
  // The document names no maximum. Fifteen digits survive a gateway that reads the JSON number as a double.
  maxMinor: 999_999_999_999_999n,
  // No bound is published for the age of a refund: the gateway's answer decides.
  refundDays: 3_650,
  // "Typically not more than 10 partial refunds for a single order." Source: Open API, Submit Order Refund.
  maxRefunds: 10,
  methods,
};

/** No published figures; a cancel makes two exchanges, each within these. */
const timeouts = { connectTimeoutMs: 3 * SECOND, totalTimeoutMs: 15 * SECOND } as const;

/** A paid order was reported as unknown and shown as paid 22 seconds later, so two answers stand further apart than that, after the order's end. */
const notFound: NotFoundRule = { windowMs: 60 * SECOND, afterExpiry: true, answers: 2, apartMs: 30 * SECOND };

/** Every 2 s for a minute is CodePay's advice; then ever more slowly until the order's own end. What still stands then is canceled and looked at on. */
function saleSchedule({ expiresInMs = DEFAULT_EXPIRY_SECONDS * SECOND }: { readonly expiresInMs?: number }): QuerySchedule {
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

/** Cancels show at once or within the window of 15 seconds that the document names. */
const cancelSchedule: QuerySchedule = {
  steps: [
    { everyMs: 2 * SECOND, untilMs: 30 * SECOND },
    { everyMs: 15 * SECOND, untilMs: 3 * MINUTE },
  ],
  cancelAtEnd: false,
  afterwardsMs: [5 * MINUTE, 30 * MINUTE, 2 * HOUR],
};

/** "Refunds might not be immediate": card refunds can wait for the next settlement. */
const refundSchedule: QuerySchedule = {
  steps: [
    { everyMs: 2 * SECOND, untilMs: MINUTE },
    { everyMs: 30 * SECOND, untilMs: 10 * MINUTE },
    { everyMs: 10 * MINUTE, untilMs: 2 * HOUR },
    { everyMs: 2 * HOUR, untilMs: 72 * HOUR },
  ],
  cancelAtEnd: false,
  afterwardsMs: [24 * HOUR, 48 * HOUR],
};

/** An order number is taken once (E04112), so the same number can be sent again without a second effect. */
const common = { resend: 'same_key', ...timeouts, notFound } as const;

/** CodePay Cloud Open API 1.0.0: sales on a terminal and on the hosted page. */
export const codepayAdapter: ProviderAdapter = {
  name: 'codepay',
  limits,
  settingsSchema,
  secretsSchema,
  providerKeyFor: (_kind, operationId) => operationId.replaceAll('-', ''),
  operations: {
    sale: { ...common, execute: sale, schedule: saleSchedule },
    cancel: {
      ...common,
      execute: cancel,
      schedule: () => cancelSchedule,
      available: cancelAvailable,
      // The revoker would return the money of a paid order, but the document wants a refund where the payment is known.
      returnsMoneyWhenPaid: false,
      // "Wait for a 15 second window after creating the original order and call the cancel order API again." Source: Open API, Cancel Order.
      notBeforeMs: 15 * SECOND,
    },
    refund: {
      ...common,
      accepts: () => true,
      execute: refund,
      schedule: () => refundSchedule,
      notFound: { ...notFound, afterExpiry: false },
    },
  },
  options: {},
  query,
  queryTimeouts: { connectTimeoutMs: 3 * SECOND, totalTimeoutMs: 10 * SECOND },
  notification,
};
