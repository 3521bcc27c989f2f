import type { MethodSupport, ProviderAdapter } from '@interlock/provider-kit';
import { accountFaults, walletSecretsSchema, walletSettingsSchema } from './wallet.account.js';
import { agreements } from './wallet.agreements.js';
import { check } from './wallet.check.js';
import { executeCancel, executeCapture, executePay, executeRefund, executeVoid } from './wallet.execute.js';
import { answerNotification, readNotification } from './wallet.notification.js';
import { walletOptions } from './wallet.options.js';
import { query } from './wallet.query.js';
import { DEFAULT_EXPIRY_MS, ownReference, WITHOUT_PAYMENT_ID } from './wallet.requests.js';
import { followingNotFound, followingSchedule, paymentNotFound, paymentSchedule, queryBounds, refundSchedule } from './wallet.schedule.js';
import { showing } from './wallet.showing.js';
import { MAX_MINOR_ON_WIRE } from './wallet.wire.js';

/** Published clients wait 25 s for an answer. */
const timeouts = { connectTimeoutMs: 5_000, totalTimeoutMs: 25_000 };

/** The document bounds no lifetime; a day is far above any cashier's, and a minute is the least in which a payer can pay. */
const expirySeconds = { min: 60, max: 86_400, default: DEFAULT_EXPIRY_MS / 1000 };
type Accepts = MethodSupport['accepts'];

const method = (type: MethodSupport['type'], accepts: Accepts): MethodSupport => ({
  type,
  accepts(asked, order) {
    if (order.tip || order.cashback) return 'the wallet takes neither tip nor cashback beside the amount';
    return accepts(asked, order);
  },
  expirySeconds,
});
/** The wallet has a page, which a short link of ours shows as a code; its own page lets the payer choose how to pay. */
const byCode: Accepts = ({ form = 'qr', payway }) => {
  if (form !== 'qr') return `the wallet has no ${form}; redirect leads to its page`;
  return payway === undefined || 'the wallet has no payways: the payer chooses on its page';
};
const byAgreement: Accepts = (_method, { capture }) =>
  capture === 'automatic' || 'an agreement is charged at once; the wallet authorizes on its own page (redirect)';

const NO_TERMINALS = 'the wallet has no terminals: ask without onTerminal';
const following = { resend: 'same_key', ...timeouts, notFound: followingNotFound } as const;

/** E-wallets of the Mini Program and Alipay+ family. Source: wallet OpenAPI, `/v1/payments/*`. */
export const walletAdapter = {
  name: 'wallet',
  limits: {
    currencies: undefined,
    minMinor: 1n,
    maxMinor: MAX_MINOR_ON_WIRE,
    refundDays: 365,
    maxRefunds: undefined,
    methods: [method('redirect', () => true), method('merchant_qr', byCode), method('agreement', byAgreement)],
  },
  settingsSchema: walletSettingsSchema,
  secretsSchema: walletSecretsSchema,
  accountFaults,
  check,
  providerKeyFor: (_kind, operationId) => operationId.replaceAll('-', ''),
  operations: {
    sale: { execute: executePay, resend: 'same_key', ...timeouts, schedule: paymentSchedule, notFound: paymentNotFound },
    authorize: { execute: executePay, resend: 'same_key', ...timeouts, schedule: paymentSchedule, notFound: paymentNotFound },
    capture: {
      execute: executeCapture,
      ...following,
      schedule: followingSchedule,
      accepts(charge, { onTerminal }) {
        if (onTerminal) return NO_TERMINALS;
        if (charge.kind !== 'authorize') return 'only an authorization is captured; a sale takes the money at once';
        if (charge.amounts.captured > 0n) return 'the wallet captures an authorization once; take more with an order of its own';
        return ownReference(charge.providerKey, charge.providerRef) !== undefined || WITHOUT_PAYMENT_ID;
      },
    },
    cancel: {
      execute: executeCancel,
      resend: 'same_key',
      ...timeouts,
      schedule: followingSchedule,
      notFound: paymentNotFound,
      available: () => true,
      // Until 00:15 UTC+8 of the next day where the contract says nothing else; after it the wallet refuses with CANCEL_WINDOW_EXCEED.
      returnsMoneyWhenPaid: true,
      notBeforeMs: 0,
    },
    void: {
      execute: executeVoid,
      ...following,
      schedule: followingSchedule,
      accepts(charge, { onTerminal }) {
        if (onTerminal) return NO_TERMINALS;
        if (charge.kind === 'sale') return charge.amounts.refunded === 0n || 'what is refunded in part is undone by a refund of the rest';
        if (charge.amounts.captured > 0n) return 'a captured authorization is undone by a refund';
        return ownReference(charge.providerKey, charge.providerRef) !== undefined || WITHOUT_PAYMENT_ID;
      },
    },
    refund: {
      execute: executeRefund,
      ...following,
      schedule: refundSchedule,
      accepts(_charge, { onTerminal, parts }) {
        if (onTerminal) return NO_TERMINALS;
        return parts !== true || 'the wallet knows no parts of a payment: leave out parts';
      },
    },
  },
  options: walletOptions,
  agreements,
  showing,
  query,
  queryTimeouts: timeouts,
  queryBounds,
  notification: {
    // A thrown refusal becomes a rejected promise, as the contract has it.
    read: (message, call) => Promise.resolve().then(() => readNotification(message, call)),
    answer: answerNotification,
  },
} satisfies ProviderAdapter;
