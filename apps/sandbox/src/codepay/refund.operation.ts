import type { CurrencyCode } from '@interlock/domain';

import type { App } from './apps.js';
import { amountOf, checkFields, currencyOf, httpUrl, orderNo, requiredText, textOf, type FieldRules } from './fields.js';
import { checkNewNo, makeFollowUp, sideFields } from './making.js';
import { faultsOfNotified, technicalError, type Gateway, type Operation } from './operations.js';
import { badField, codes, Refusal } from './refusal.js';
import { checkRefundable, remainingOf, spread } from './rules.js';
import type { TopLevel } from './top-level.js';
import type { Transaction } from './transactions.js';
import { amountText } from './views.js';

const METHOD = 'order.refund.submit';

/** Submit Order Refund. The document's own sample sends `trans_amount` for `order_amount` and no currency: both are taken. */
const rules: FieldRules = {
  orig_merchant_order_no: orderNo,
  orig_trans_no: { type: 'string', max: 32 },
  merchant_order_no: { ...orderNo, required: true },
  price_currency: { type: 'string', max: 8 },
  order_amount: { type: 'amount' },
  trans_amount: { type: 'amount' },
  description: { type: 'string', required: true, max: 64 },
  notify_url: httpUrl,
};

/** Accepts a refund; its end is told by Query Refund or a notification. */
export const refundSubmit: Operation = {
  faults: new Set(faultsOfNotified),
  check(gateway, app, fields) {
    checkFields(fields, rules);
    const { transactions, lifecycle, settings } = gateway;
    const merchantOrderNo = requiredText(fields, 'merchant_order_no');
    const originals = [textOf(fields, 'orig_merchant_order_no'), textOf(fields, 'orig_trans_no')];
    if (originals.every((number) => number === undefined)) throw badField('orig_merchant_order_no', 'this or orig_trans_no is required');
    return {
      keys: [merchantOrderNo, ...originals],
      work: (fault) => {
        checkNewNo(gateway, app, merchantOrderNo);
        const original = originalOf(gateway, app, fields);
        const amount = refundAmount(original.currency, fields);
        checkRefundable(original, transactions, app.profile.maxRefunds);
        const returns = spread(amount, remainingOf(original, transactions.refundsOf(original)));
        const side = { ...sideFields(fields), terminalSn: undefined, expiresSeconds: undefined, tipAmount: 0n, orderAmount: amount };
        const asked = { ...side, method: METHOD, merchantOrderNo };
        const what = { kind: 'refund', transType: 3, returns } as const;
        const { made, fate } = makeFollowUp(gateway, app, original, asked, what, fault);
        if (made.kind === 'refund') lifecycle.refundAccepted(made, fate, settings.refundMs);
        if (made.blindQueries > 0) throw technicalError(gateway);
        const stated = amount + (made.misstated ? 1n : 0n);
        return { data: { trans_no: made.transNo, trans_amount: amountText(stated, made.currency), trans_fee_c: '0', vat_amount: '0' } };
      },
    };
  },
};

/** The payment or capture to give back. Where both numbers are sent they must name the same one. */
function originalOf({ transactions }: Gateway, app: App, fields: TopLevel): Transaction {
  const origNo = textOf(fields, 'orig_merchant_order_no');
  const origTransNo = textOf(fields, 'orig_trans_no');
  const byNo = origNo === undefined ? undefined : transactions.byOrderNo(app.merchantNo, origNo);
  const byTransNo = origTransNo === undefined ? undefined : transactions.byTransNo(app.merchantNo, origTransNo);
  if (origNo !== undefined && origTransNo !== undefined && byNo !== byTransNo)
    throw new Refusal(codes.transNoUnknown, 'the original numbers do not agree');
  const found = byTransNo ?? byNo;
  if (found === undefined) throw new Refusal(codes.originalUnknown, 'transaction does not exist');
  return found;
}

function refundAmount(currency: CurrencyCode, fields: TopLevel): bigint {
  const named = textOf(fields, 'price_currency');
  if (named !== undefined && currencyOf('price_currency', named) !== currency)
    throw badField('price_currency', 'not the currency of the original');
  const amount = amountOf(fields, 'order_amount', currency, 1n) ?? amountOf(fields, 'trans_amount', currency, 1n);
  if (amount === undefined) throw badField('order_amount', 'required');
  return amount;
}
