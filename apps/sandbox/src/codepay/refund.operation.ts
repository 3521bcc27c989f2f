import type { FaultOrder } from '../core/faults.js';
import { amountOf, checkFields, currencyOf, httpUrl, orderNo, requiredText, textOf, type FieldRules } from './fields.js';
import { declineOf, faultsOfAll, faultsOfNotified, isFirstTry, technicalError, type Gateway, type Operation } from './operations.js';
import { badField, codes, Refusal } from './refusal.js';
import type { TopLevel } from './top-level.js';
import { refundable, type App, type Refund, type Sale } from './transactions.js';
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
  faults: new Set([...faultsOfAll, ...faultsOfNotified, 'wrong_amount', 'unknown_then_paid', 'unknown_then_failed']),
  check(gateway, app, fields) {
    checkFields(fields, rules);
    const merchantOrderNo = requiredText(fields, 'merchant_order_no');
    const originals = [textOf(fields, 'orig_merchant_order_no'), textOf(fields, 'orig_trans_no')];
    if (originals.every((number) => number === undefined)) throw badField('orig_merchant_order_no', 'this or orig_trans_no is required');
    return {
      keys: [merchantOrderNo, ...originals],
      work: (fault) => {
        const refund = makeRefund(gateway, app, fields, fault);
        const stated = refund.orderAmount + (fault?.name === 'wrong_amount' ? 1n : 0n);
        return { data: { trans_no: refund.transNo, trans_amount: amountText(stated, refund.currency), trans_fee_c: '0', vat_amount: '0' } };
      },
    };
  },
};

function makeRefund(gateway: Gateway, app: App, fields: TopLevel, fault: FaultOrder | undefined): Refund {
  const { transactions, numbers, lifecycle, settings, context } = gateway;
  const merchantOrderNo = requiredText(fields, 'merchant_order_no');
  if (transactions.byOrderNo(app.merchantNo, merchantOrderNo) !== undefined)
    throw new Refusal(codes.orderNoRepeated, 'merchant order number repeated');
  const sale = originalOf(gateway, app, fields);
  const amount = refundAmount(sale, fields);
  if (sale.magic === 'server_error_once' && isFirstTry(gateway, app, merchantOrderNo)) throw technicalError(gateway);
  if (sale.status !== 2) throw new Refusal(codes.originalUnknown, 'no completed transaction');
  if (sale.refunds.filter(({ status }) => status !== 1).length >= settings.maxRefunds)
    throw new Refusal(codes.tooManyRefunds, 'too many refunds of this order');
  if (amount > refundable(sale)) throw new Refusal(codes.refundAboveLimit, 'refund amount exceeds the limit');
  const failsWith = declineOf(fault) ?? (fault?.name === 'unknown_then_failed' ? settings.errors.declined : undefined);

  const refund: Refund = {
    kind: 'refund',
    app,
    sale,
    method: METHOD,
    merchantOrderNo,
    transNo: numbers.transNo(app.merchantNo),
    currency: sale.currency,
    orderAmount: amount,
    notifyUrl: textOf(fields, 'notify_url'),
    createdAtMs: context.clock.now(),
    status: 0,
    blindQueries: 0,
  };
  transactions.add(refund);
  sale.refunds.push(refund);
  const unseen = fault?.name === 'unknown_then_paid' || fault?.name === 'unknown_then_failed';
  lifecycle.refundAccepted(refund, { unseen, ...(failsWith === undefined ? {} : { error: failsWith }) });
  if (unseen || sale.magic === 'refund_unknown') throw technicalError(gateway);
  return refund;
}

/** The payment to give back. Where both numbers are sent they must name the same one. */
function originalOf({ transactions }: Gateway, app: App, fields: TopLevel): Sale {
  const origNo = textOf(fields, 'orig_merchant_order_no');
  const origTransNo = textOf(fields, 'orig_trans_no');
  const byNo = origNo === undefined ? undefined : transactions.byOrderNo(app.merchantNo, origNo);
  const byTransNo = origTransNo === undefined ? undefined : transactions.byTransNo(app.merchantNo, origTransNo);
  if (origNo !== undefined && origTransNo !== undefined && byNo !== byTransNo)
    throw new Refusal(codes.transNoUnknown, 'the original numbers do not agree');
  const found = byTransNo ?? byNo;
  if (found?.kind !== 'sale') throw new Refusal(codes.originalUnknown, 'transaction does not exist');
  return found;
}

function refundAmount(sale: Sale, fields: TopLevel): bigint {
  const named = textOf(fields, 'price_currency');
  if (named !== undefined && currencyOf('price_currency', named) !== sale.currency)
    throw badField('price_currency', 'not the currency of the original');
  const amount = amountOf(fields, 'order_amount', sale.currency, 1n) ?? amountOf(fields, 'trans_amount', sale.currency, 1n);
  if (amount === undefined) throw badField('order_amount', 'required');
  return amount;
}
