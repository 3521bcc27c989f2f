import { checkFields, orderNo, requiredText, type FieldRules } from './fields.js';
import { faultsOfAll, playDecline, technicalError, type Gateway, type Operation } from './operations.js';
import { badField, codes, Refusal } from './refusal.js';
import { isCardOnTerminal, refundable, type App, type Sale } from './transactions.js';

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
  faults: new Set(faultsOfAll),
  check(gateway, app, fields) {
    checkFields(fields, closeRules);
    const merchantOrderNo = requiredText(fields, 'merchant_order_no');
    return {
      keys: [merchantOrderNo],
      work: (fault) => {
        playDecline(fault);
        const sale = saleOf(gateway, app, merchantOrderNo);
        if (sale.terminalSn !== requiredText(fields, 'terminal_sn')) throw badField('terminal_sn', 'the order is not on this terminal');
        playCancelError(gateway, sale);
        const aborts = sale.magic === 'cancel_aborts' && sale.status === 0;
        if (sale.status !== 9 && !aborts) throw new Refusal(codes.notInState, 'the order is not waiting on the terminal');
        gateway.lifecycle.close(sale, undefined);
        return { data: { message_id: gateway.numbers.messageId(), trans_no: sale.transNo } };
      },
    };
  },
};

/** Cancel Order: closes an unpaid QR or online order, gives a paid one back. Never for a card taken by a terminal. */
export const revoke: Operation = {
  faults: new Set(faultsOfAll),
  check(gateway, app, fields) {
    checkFields(fields, { merchant_order_no: { ...orderNo, required: true } });
    const merchantOrderNo = requiredText(fields, 'merchant_order_no');
    return {
      keys: [merchantOrderNo],
      work: (fault) => {
        playDecline(fault);
        const sale = saleOf(gateway, app, merchantOrderNo);
        if (isCardOnTerminal(sale)) throw new Refusal(codes.cardOnTerminal, 'offline card transactions cannot be revoked');
        playCancelError(gateway, sale);
        if (!sale.revoked) undo(gateway, sale);
        sale.revoked = true;
        return { data: { message_id: gateway.numbers.messageId(), trans_no: sale.transNo } };
      },
    };
  },
};

function undo(gateway: Gateway, sale: Sale): void {
  switch (sale.status) {
    case 9:
    case 0:
      gateway.lifecycle.close(sale, undefined);
      return;
    case 2:
      gateway.lifecycle.undo(sale, 'cancel', refundable(sale));
      return;
    case 1:
    case 3:
      throw new Refusal(codes.notInState, 'the order is closed');
  }
}

/** Throws `Refusal` where the number is unknown or is a refund's. */
function saleOf({ transactions }: Gateway, app: App, merchantOrderNo: string): Sale {
  const found = transactions.byOrderNo(app.merchantNo, merchantOrderNo);
  if (found?.kind !== 'sale') throw new Refusal(codes.orderNoUnknown, 'merchant order number invalid');
  return found;
}

/** The magic amount `cancel_error_once`. */
function playCancelError(gateway: Gateway, sale: Sale): void {
  if (sale.magic !== 'cancel_error_once' || sale.cancelErrorGiven) return;
  sale.cancelErrorGiven = true;
  throw technicalError(gateway);
}
