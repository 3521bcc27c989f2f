import type { App } from './apps.js';
import { byTransNo, withoutTerminal } from './authorization.operations.js';
import { amountOf, checkFields, orderNo, requiredText, textOf, type FieldRules } from './fields.js';
import { checkNewNo, makeFollowUp } from './making.js';
import { faultsOfWork, type Operation } from './operations.js';
import { badField } from './refusal.js';
import { aboveLimit, checkParts, checkRefundable, remainingOf, sumOf } from './rules.js';
import type { TopLevel } from './top-level.js';
import type { Parts } from './transactions.js';
import { answerOf } from './verdicts.js';

const amount = { type: 'amount' } as const;
/** Refund Payment, part by part. */
const rules: FieldRules = {
  merchant_order_no: { ...orderNo, required: true },
  trans_no: { type: 'string', required: true, max: 32 },
  order_amount: amount,
  tip_amount: amount,
  surcharge_amount: amount,
  sales_tax_amount: amount,
  service_charge_amount: amount,
};
const partNames = ['order_amount', 'tip_amount', 'surcharge_amount', 'sales_tax_amount', 'service_charge_amount'] as const;
/** The twin's orders have none of these, so nothing of them can be given back. */
const neverTaken = ['surcharge_amount', 'sales_tax_amount', 'service_charge_amount'] as const;

/** Gives back parts of a sale or a capture, or all that is left where none is named. */
export const refundPayment: Operation = {
  faults: new Set(faultsOfWork),
  check(gateway, app, fields) {
    checkFields(fields, rules);
    const asked = partsOf(app, fields);
    const merchantOrderNo = requiredText(fields, 'merchant_order_no');
    const { transactions, lifecycle } = gateway;
    return {
      keys: [merchantOrderNo, requiredText(fields, 'trans_no')],
      work: (fault) => {
        checkNewNo(gateway, app, merchantOrderNo);
        const original = byTransNo(gateway, app, fields);
        checkRefundable(original, transactions, app.profile.maxRefunds);
        const left = remainingOf(original, transactions.refundsOf(original));
        const returns = asked ?? left;
        if (sumOf(left) === 0n) throw aboveLimit();
        checkParts(returns, left);
        const amounts = { orderAmount: returns.order + returns.cashback, tipAmount: returns.tip };
        const made = makeFollowUp(
          gateway,
          app,
          original,
          { ...withoutTerminal, ...amounts, method: 'refund_payment', merchantOrderNo },
          { kind: 'refund', transType: 3, returns },
          fault,
        );
        if (made.made.kind === 'refund') lifecycle.refundAccepted(made.made, made.fate, 0);
        return { data: answerOf(gateway, made.made) };
      },
    };
  },
};

/** Undefined where no part is named. Throws `Refusal`. */
function partsOf(app: App, fields: TopLevel): Parts | undefined {
  if (partNames.every((name) => textOf(fields, name) === undefined)) return undefined;
  const part = (name: (typeof partNames)[number]): bigint => amountOf(fields, name, app.currency, 0n) ?? 0n;
  if (neverTaken.some((name) => part(name) > 0n)) throw aboveLimit();
  const parts = { order: part('order_amount'), tip: part('tip_amount'), cashback: 0n };
  if (sumOf(parts) === 0n) throw badField('order_amount', 'must be greater than 0');
  return parts;
}
