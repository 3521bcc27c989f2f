import type { App } from './apps.js';
import { checkFields, orderNo, requiredText, textOf, type FieldRules } from './fields.js';
import { actUpon, faultsOfWork, playCancelError, refuseDeclined, type Gateway, type Operation } from './operations.js';
import { checkStore } from './readers.js';
import { badField, codes, Refusal } from './refusal.js';
import { isCardOnTerminal, type Payment, type Transaction } from './transactions.js';

/** Close Order. */
const closeRules: FieldRules = {
  store_no: { type: 'string', max: 32 },
  terminal_sn: { type: 'string', required: true, max: 32 },
  merchant_order_no: { ...orderNo, required: true },
  description: { type: 'string', max: 128 },
  message_receiving_application: { type: 'string', required: true, oneOf: ['CodePay Register'] },
};

/** Takes an order that no cashier has taken up (9) out of the terminal's queue. */
export const close: Operation = {
  faults: new Set(faultsOfWork),
  check(gateway, app, fields) {
    checkFields(fields, closeRules);
    checkStore(app, fields, textOf(fields, 'terminal_sn'));
    const merchantOrderNo = requiredText(fields, 'merchant_order_no');
    return {
      keys: [merchantOrderNo],
      work: (fault) => {
        refuseDeclined(fault);
        const order = orderOf(gateway, app, merchantOrderNo);
        if (order.terminalSn !== requiredText(fields, 'terminal_sn')) throw badField('terminal_sn', 'the order is not on this terminal');
        if (order.kind === 'payment') playCancelError(gateway, order);
        const aborts = order.magic === 'cancel_aborts' && order.status === 0;
        if (order.status !== 9 && !aborts) throw new Refusal(codes.notInState, 'the order is not waiting on the terminal');
        actUpon(gateway, order, fault, () => gateway.lifecycle.close(order, undefined));
        return { data: { message_id: gateway.numbers.messageId(), trans_no: order.transNo } };
      },
    };
  },
};

/** Cancel Order: closes an unpaid QR or online order, gives a paid one back. Never for a card taken by a terminal. */
export const revoke: Operation = {
  faults: new Set(faultsOfWork),
  check(gateway, app, fields) {
    checkFields(fields, { merchant_order_no: { ...orderNo, required: true } });
    const merchantOrderNo = requiredText(fields, 'merchant_order_no');
    return {
      keys: [merchantOrderNo],
      work: (fault) => {
        refuseDeclined(fault);
        const payment = orderOf(gateway, app, merchantOrderNo);
        if (payment.kind !== 'payment') throw new Refusal(codes.orderNoUnknown, 'merchant order number invalid');
        if (isCardOnTerminal(payment)) throw new Refusal(codes.cardOnTerminal, 'offline card transactions cannot be revoked');
        playCancelError(gateway, payment);
        if (!payment.revoked) {
          checkRevocable(payment);
          actUpon(gateway, payment, fault, () => undo(gateway, payment));
        }
        return { data: { message_id: gateway.numbers.messageId(), trans_no: payment.transNo } };
      },
    };
  },
};

function checkRevocable({ status, transType }: Payment): void {
  const open = status === 9 || status === 0;
  if (!open && !(status === 2 && transType !== 4)) throw new Refusal(codes.notInState, 'the order is closed or held');
}

function undo({ lifecycle }: Gateway, payment: Payment): void {
  payment.revoked = true;
  if (payment.status === 2) lifecycle.undo(payment, 'cancel', payment.merchantOrderNo);
  else lifecycle.close(payment, undefined);
}

/** Throws `Refusal` where the number is unknown or is that of something done without a queue. */
function orderOf({ transactions }: Gateway, app: App, merchantOrderNo: string): Transaction {
  const found = transactions.byOrderNo(app.merchantNo, merchantOrderNo);
  if (found === undefined || (found.kind !== 'payment' && found.terminalSn === undefined))
    throw new Refusal(codes.orderNoUnknown, 'merchant order number invalid');
  return found;
}
