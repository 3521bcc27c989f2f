import { currencyCode } from '@interlock/domain';
import type { CurrencyCode, NotFoundRule, QuerySchedule } from '@interlock/domain';
import type { MethodSupport, ProviderAdapter } from '@interlock/provider-kit';
import { cancel } from './upay.cancel.js';
import { notification } from './upay.notification.js';
import { query } from './upay.query.js';
import { refund } from './upay.refund.js';
import { precreate } from './upay.requests.js';
import { sale } from './upay.sale.js';
import { upaySecrets, upaySettings } from './upay.settings.js';
import type { UpaySettings } from './upay.settings.js';
import { MAX_AMOUNT } from './upay.wire.js';

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
  /** The platform closes the code at about 240 s; one last look after that, then cancel. */
  precreate: {
    steps: [
      { everyMs: 2 * SECOND, untilMs: 30 * SECOND },
      { everyMs: 5 * SECOND, untilMs: 240 * SECOND },
      { everyMs: 10 * SECOND, untilMs: 250 * SECOND },
    ],
    cancelAtEnd: true,
    afterwardsMs,
  },
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
const notFound: NotFoundRule = { windowMs: 30 * SECOND, afterExpiry: false, answers: 3, apartMs: 5 * SECOND };
/** Read timeouts of the vendor's own SDK: 35 s, and 20 s for a query. */
const timeouts = { connectTimeoutMs: 3 * SECOND, totalTimeoutMs: 35 * SECOND };

/** Neither request carries an expiry, so only the platform's own bounds can be kept; an earlier end is a cancel of ours. */
const methods: readonly MethodSupport[] = [
  method('payer_code', 120, ({ payway }) => digits(payway)),
  method('merchant_qr', 240, (asked, order) => precreated({ ...asked, type: 'merchant_qr' }, order)),
  method('redirect', 240, (_, order) => precreated({ type: 'redirect' }, order)),
];

function method(type: MethodSupport['type'], max: number, accepts: MethodSupport['accepts']): MethodSupport {
  return {
    type,
    accepts: (asked, order) => lacking(order) ?? accepts(asked, order),
    expirySeconds: { min: 5, max, default: max },
  };
}

/** What no method of Upay has. */
function lacking({ capture, tip, cashback }: Parameters<MethodSupport['accepts']>[1]): string | undefined {
  if (capture === 'manual') return 'Upay has no authorization: it takes the money at once (capture automatic)';
  if (tip) return 'Upay takes no tip beside the amount';
  return cashback ? 'Upay has no cashback' : undefined;
}

function precreated(asked: Parameters<typeof precreate>[0], { settings, buyer }: Parameters<MethodSupport['accepts']>[1]): true | string {
  const means = precreate(asked, buyer?.['payerUid'], settings as UpaySettings);
  return 'refused' in means ? means.refused : true;
}

function digits(payway: string | undefined): true | string {
  return payway === undefined || /^[0-9]{1,4}$/.test(payway) ? true : 'payway is 1 to 4 digits';
}

/** Upay Web API v2 (MUWE, Shouqianba). No request names a currency: an account has one, and for MUWE that is the Mexican peso. */
export function createUpayAdapter(options: { readonly currencies?: readonly CurrencyCode[] } = {}): ProviderAdapter {
  return {
    name: 'upay',
    limits: {
      currencies: options.currencies ?? [currencyCode('MXN')],
      minMinor: 1n,
      maxMinor: MAX_AMOUNT,
      refundDays: 90,
      maxRefunds: undefined,
      methods,
    },
    settingsSchema: upaySettings,
    secretsSchema: upaySecrets,
    providerKeyFor: async (kind, operationId, sequence) =>
      kind === 'refund' ? refundKey(operationId, await sequence()) : operationId.replaceAll('-', ''),
    operations: {
      sale: {
        execute: sale,
        resend: 'same_key',
        ...timeouts,
        schedule: ({ methodType }) => (methodType === 'payer_code' ? schedules.pay : schedules.precreate),
        notFound,
      },
      cancel: {
        execute: cancel,
        resend: 'same_key',
        ...timeouts,
        schedule: () => schedules.cancel,
        notFound,
        available: () => true,
        returnsMoneyWhenPaid: true,
        notBeforeMs: 0,
      },
      refund: {
        execute: refund,
        resend: 'same_key',
        ...timeouts,
        schedule: () => schedules.refund,
        notFound,
        accepts: (_, { onTerminal }) => (onTerminal ? 'Upay refunds without a terminal: leave out onTerminal' : true),
      },
    },
    options: {},
    query,
    queryTimeouts: { connectTimeoutMs: 3 * SECOND, totalTimeoutMs: 20 * SECOND },
    notification,
  };
}

/** MUWE's adapter. */
export const upayAdapter = createUpayAdapter();

/**
 * `refund_request_no` holds 20 characters: the sequence in base 36 at full width makes it unique in a database, and six hex digits of the operation's
 * own id keep two databases over one account (a restored or a fresh one) from giving the same number to two intents.
 */
export function refundKey(operationId: string, sequence: bigint): string {
  return `R${sequence.toString(36).padStart(13, '0')}${operationId.replaceAll('-', '').slice(-6)}`;
}
