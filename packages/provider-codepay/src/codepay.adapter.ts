import type { Limits, ProviderAdapter } from '@interlock/provider-kit';
import {
  acceptsCapture,
  acceptsCard,
  acceptsCode,
  acceptsIncrement,
  acceptsPage,
  acceptsRefund,
  acceptsTerminal,
  acceptsTip,
  acceptsVoid,
} from './codepay.accepts.js';
import { batches } from './codepay.batches.js';
import { cancel, cancelAvailable } from './codepay.cancel.js';
import { capture } from './codepay.capture.js';
import { check } from './codepay.check.js';
import { DEFAULT_EXPIRY_SECONDS } from './codepay.expiry.js';
import { increment } from './codepay.increment.js';
import { notification } from './codepay.notification.js';
import { options, readOptions } from './codepay.options.js';
import { query } from './codepay.query.js';
import { refund } from './codepay.refund.js';
import { sale } from './codepay.sale.js';
import {
  CANCEL_NOT_BEFORE_MS,
  cancelSchedule,
  followingSchedule,
  notFound,
  notFoundAfterPayment,
  queryBounds,
  queryTimeouts,
  refundSchedule,
  saleSchedule,
  timeouts,
} from './codepay.schedules.js';
import { accountFaults, hosts, secretsSchema, settingsSchema } from './codepay.settings.js';
import { showing } from './codepay.showing.js';
import { adjustTip } from './codepay.tip.js';
import { voidCharge } from './codepay.void.js';

/** Terminals do not keep an expiry below about a minute; the page's end is seven days. Source: Open API, Hosted Checkout; developer site, Cloud Mode. */
const expirySeconds = { min: 60, max: 604_800, default: DEFAULT_EXPIRY_SECONDS } as const;

const limits: Limits = {
  currencies: undefined,
  minMinor: 1n,
  // The document names no maximum. Fifteen digits survive a gateway that reads the JSON number as a double.
  maxMinor: 999_999_999_999_999n,
  // No bound is published for the age of a refund: the gateway's answer decides.
  refundDays: 3_650,
  // "Typically not more than 10 partial refunds for a single order." Source: Open API, Submit Order Refund.
  maxRefunds: 10,
  methods: [
    { type: 'terminal', accepts: acceptsTerminal, expirySeconds },
    { type: 'redirect', accepts: acceptsPage, expirySeconds },
    { type: 'merchant_qr', accepts: acceptsCode, expirySeconds },
    { type: 'card', accepts: acceptsCard, expirySeconds },
  ],
};

/** An order number is taken once (E04112), so the same number can be sent again without a second effect. */
const begins = { ...timeouts, resend: 'same_key', notFound, schedule: saleSchedule } as const;
const follows = { ...timeouts, resend: 'same_key', notFound: notFoundAfterPayment, schedule: () => followingSchedule } as const;

/** CodePay Cloud Open API 1.0.0: payments on terminals, on the hosted page and with a card in clear, and all that follows them. */
export const codepayAdapter: ProviderAdapter = {
  name: 'codepay',
  limits,
  settingsSchema,
  secretsSchema,
  accountFaults,
  hosts,
  check,
  providerKeyFor: (_kind, operationId) => operationId.replaceAll('-', ''),
  operations: {
    sale: { ...begins, execute: sale },
    authorize: { ...begins, execute: sale },
    capture: { ...follows, execute: capture, accepts: acceptsCapture },
    // It has no number, so a second send would raise the hold twice.
    increment: { ...follows, resend: 'never', execute: increment, accepts: acceptsIncrement },
    adjust_tip: { ...follows, resend: 'sets_value', execute: adjustTip, accepts: acceptsTip },
    cancel: {
      ...begins,
      execute: cancel,
      schedule: () => cancelSchedule,
      available: cancelAvailable,
      // The revoker would return the money of a paid order, but the document wants a refund where the payment is known.
      returnsMoneyWhenPaid: false,
      notBeforeMs: CANCEL_NOT_BEFORE_MS,
    },
    void: { ...follows, execute: voidCharge, accepts: acceptsVoid },
    refund: { ...follows, execute: refund, schedule: () => refundSchedule, accepts: acceptsRefund },
  },
  options,
  tipOnScreen: (given) => {
    const read = readOptions('sale', given);
    return typeof read !== 'string' && read.onScreenTip === true;
  },
  batches,
  showing,
  query,
  queryTimeouts,
  queryBounds,
  notification,
};
