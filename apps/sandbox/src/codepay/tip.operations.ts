import type { FaultOrder } from '../core/faults.js';
import type { App } from './apps.js';
import { byTransNo } from './authorization.operations.js';
import { checkFields, orderNo, requiredText } from './fields.js';
import { actUpon, faultsOfWork, refuseDeclined, type Gateway, type Operation } from './operations.js';
import { requiredAmount } from './readers.js';
import { codes, Refusal } from './refusal.js';
import { tippedBy } from './rules.js';
import type { Taken, Transaction } from './transactions.js';
import { verdictWith } from './verdicts.js';

/** Tip Adjustment by the merchant's number (family A). The tip is set, not added to; the answer says nothing. */
export const tipByOrderNo: Operation = {
  faults: new Set(faultsOfWork),
  check(gateway, app, fields) {
    checkFields(fields, {
      merchant_order_no: { ...orderNo, required: true },
      tip_adjustment_amount: { type: 'amount', required: true },
    });
    const tip = requiredAmount(fields, 'tip_adjustment_amount', app.currency, 0n);
    const merchantOrderNo = requiredText(fields, 'merchant_order_no');
    return {
      keys: [merchantOrderNo],
      work: (fault) => {
        refuseDeclined(fault);
        const taken = tippedBy(byOrderNo(gateway, app, merchantOrderNo), gateway.transactions);
        setTip(gateway, taken, tip, fault);
        return { data: {} };
      },
    };
  },
};

/** Tip Adjustment by `trans_no` (family B). */
export const tipByTransNo: Operation = {
  faults: new Set(faultsOfWork),
  check(gateway, app, fields) {
    checkFields(fields, { trans_no: { type: 'string', required: true, max: 32 }, tip_amount: { type: 'amount', required: true } });
    const tip = requiredAmount(fields, 'tip_amount', app.currency, 0n);
    return {
      keys: [requiredText(fields, 'trans_no')],
      work: (fault) => {
        refuseDeclined(fault);
        const taken = tippedBy(byTransNo(gateway, app, fields), gateway.transactions);
        setTip(gateway, taken, tip, fault);
        const { trans_time, trans_status } = verdictWith(gateway, undefined, taken.status, gateway.context.clock.now());
        return { data: { trans_time, trans_status } };
      },
    };
  },
};

function setTip(gateway: Gateway, taken: Taken, tip: bigint, fault: FaultOrder | undefined): void {
  actUpon(gateway, taken, fault, () => gateway.lifecycle.setTip(taken, tip));
}

function byOrderNo({ transactions }: Gateway, app: App, merchantOrderNo: string): Transaction {
  const found = transactions.byOrderNo(app.merchantNo, merchantOrderNo);
  if (found === undefined) throw new Refusal(codes.orderNoUnknown, 'merchant order number invalid');
  return found;
}
