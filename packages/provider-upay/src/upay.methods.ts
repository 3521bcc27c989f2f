import type { MethodSupport } from '@interlock/provider-kit';
import { payerCodePayway, precreate, pushable } from './upay.sale-request.js';
import type { Context } from './upay.sale-request.js';
import type { UpaySettings } from './upay.settings.js';

type Order = Parameters<MethodSupport['accepts']>[1];

/** Neither request carries an expiry, so only the platform's own bounds can be kept; an earlier end is a cancel of ours. */
export const methods: readonly MethodSupport[] = [
  method('payer_code', 120, (asked, context) => payerCodePayway(asked, context)),
  method('merchant_qr', 240, (asked, context) => precreate({ ...asked, type: 'merchant_qr' }, context)),
  method('redirect', 240, (_, context) => precreate({ type: 'redirect' }, context)),
  // Whether by card or by wallet is the POS's own dialogue, so that every scenario is one to it.
  method('terminal', 240, (_, context) => pushable(context)),
];

function method(
  type: MethodSupport['type'],
  maxSeconds: number,
  means: (asked: Parameters<MethodSupport['accepts']>[0], context: Context) => unknown,
): MethodSupport {
  return {
    type,
    accepts: (asked, order) => {
      const lacks = lacking(order);
      if (lacks !== undefined) return lacks;
      const found = means(asked, contextOf(order));
      return typeof found === 'object' && found !== null && 'refused' in found ? String(found.refused) : true;
    },
    expirySeconds: { min: 5, max: maxSeconds, default: maxSeconds },
  };
}

/** What no method of Upay has, and no account without a terminal. */
function lacking({ capture, tip, cashback, settings }: Order): string | undefined {
  if (capture === 'manual') return 'Upay has no authorization: it takes the money at once (capture automatic)';
  if (tip) return 'Upay takes no tip beside the amount';
  if (cashback) return 'Upay has no cashback';
  return (settings as UpaySettings).terminalSn === undefined ? 'the account has no activated terminal' : undefined;
}

function contextOf({ settings, buyer, options }: Order): Context {
  return { settings: settings as UpaySettings, buyer, options: options ?? {} };
}
