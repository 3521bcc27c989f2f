import type { MethodSupport, ProviderAdapter } from '@interlock/provider-kit';
import { walletSecretsSchema, walletSettingsSchema } from './wallet.account.js';
import { executeCancel, executeRefund, executeSale } from './wallet.execute.js';
import { answerNotification, readNotification } from './wallet.notification.js';
import { query } from './wallet.query.js';
import { DEFAULT_EXPIRY_MS } from './wallet.requests.js';
import { cancelSchedule, paymentNotFound, paymentSchedule, refundNotFound, refundSchedule } from './wallet.schedule.js';
import { MAX_MINOR_ON_WIRE } from './wallet.wire.js';

/** Published clients wait 25 s for an answer. */
const timeouts = { connectTimeoutMs: 5_000, totalTimeoutMs: 25_000 };

/** The document bounds no lifetime; a day is far above any cashier's, and a minute is the least in which a payer can pay. */
const expirySeconds = { min: 60, max: 86_400, default: DEFAULT_EXPIRY_MS / 1000 };
const method = (type: MethodSupport['type']): MethodSupport => ({
  type,
  accepts: (_method, { capture, tip, cashback }) =>
    tip || cashback
      ? 'the wallet takes neither tip nor cashback beside the amount'
      : capture === 'automatic' || 'an authorization is not offered over the wallet',
  expirySeconds,
});

/** E-wallets of the Mini Program and Alipay+ family. Source: wallet OpenAPI, `/v1/payments/*`. */
export const walletAdapter = {
  name: 'wallet',
  limits: {
    currencies: undefined,
    minMinor: 1n,
    maxMinor: MAX_MINOR_ON_WIRE,
    refundDays: 365,
    maxRefunds: undefined,
    methods: [method('redirect'), method('agreement')],
  },
  settingsSchema: walletSettingsSchema,
  secretsSchema: walletSecretsSchema,
  providerKeyFor: (_kind, operationId) => operationId.replaceAll('-', ''),
  operations: {
    sale: { execute: executeSale, resend: 'same_key', ...timeouts, schedule: paymentSchedule, notFound: paymentNotFound },
    cancel: {
      execute: executeCancel,
      resend: 'same_key',
      ...timeouts,
      schedule: cancelSchedule,
      notFound: paymentNotFound,
      available: () => true,
      // Until 00:15 UTC+8 of the next day where the contract says nothing else; after it the wallet refuses with CANCEL_WINDOW_EXCEED.
      returnsMoneyWhenPaid: true,
      notBeforeMs: 0,
    },
    refund: {
      execute: executeRefund,
      resend: 'same_key',
      ...timeouts,
      schedule: refundSchedule,
      notFound: refundNotFound,
      accepts: (_charge, { onTerminal }) => (onTerminal ? 'the wallet has no terminals; refund without one' : true),
    },
  },
  options: {},
  query,
  queryTimeouts: timeouts,
  notification: {
    // A thrown refusal becomes a rejected promise, as the contract has it.
    read: (message, call) => Promise.resolve().then(() => readNotification(message, call)),
    answer: answerNotification,
  },
} satisfies ProviderAdapter;
