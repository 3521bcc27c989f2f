import { currencyCode } from '@interlock/domain';
import type { CurrencyCode } from '@interlock/domain';
import type { FollowingSupport, ProviderAdapter, RefundRequest } from '@interlock/provider-kit';
import { activation } from './upay.activation.js';
import { check } from './upay.check.js';
import { cancel } from './upay.cancel.js';
import { refundKey } from './upay.keys.js';
import { methods } from './upay.methods.js';
import { notification } from './upay.notification.js';
import { upayRefundOptions, upaySaleOptions } from './upay.options.js';
import { query } from './upay.query.js';
import { refund } from './upay.refund.js';
import { sale } from './upay.sale.js';
import { notFound, queryBounds, queryTimeouts, schedules, timeouts } from './upay.schedules.js';
import { accountFaults, hosts, upaySecrets, upaySettings } from './upay.settings.js';
import type { UpaySettings } from './upay.settings.js';
import { showing } from './upay.showing.js';
import { revocable, revoke } from './upay.void.js';
import { MAX_AMOUNT } from './upay.wire.js';

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
    accountFaults,
    hosts,
    check,
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
      void: { execute: revoke, resend: 'same_key', ...timeouts, schedule: () => schedules.cancel, notFound, accepts: revocable },
      refund: { execute: refund, resend: 'same_key', ...timeouts, schedule: () => schedules.refund, notFound, accepts: refundable },
    },
    options: { sale: upaySaleOptions, refund: upayRefundOptions },
    activation,
    showing,
    query,
    queryTimeouts,
    queryBounds,
    notification,
  };
}

const refundable: FollowingSupport<RefundRequest>['accepts'] = (_, asked) => {
  if ((asked.settings as UpaySettings).withheld.includes('refund')) return 'the Upay account has no refund (settings.withheld)';
  if (asked.parts === true) return 'Upay refunds one amount: leave out parts';
  return asked.onTerminal ? 'Upay refunds without a terminal: leave out onTerminal' : true;
};

/** MUWE's adapter. */
export const upayAdapter = createUpayAdapter();
