import { checkFields, httpUrl, orderNo, requiredText, textOf, type FieldRules } from './fields.js';
import { faultsOfAll, faultsOfNotified, type Operation } from './operations.js';
import { badField, codes, Refusal } from './refusal.js';
import { makeSale, readSale, withheld } from './sales.js';
import type { Scenario } from './transactions.js';

const METHOD = 'wisehub.cloud.pay.order';
/** Only the sale is served; the other types of the document (void, refund, authorization, completion, cashback) are refused by name. */
const SALE = '1';

/** Create Order. */
const rules: FieldRules = {
  api_version: { type: 'string', required: true, oneOf: ['2.0'] },
  store_no: { type: 'string', max: 32 },
  terminal_sn: { type: 'string', required: true, max: 32 },
  message_receiving_application: { type: 'string', required: true, max: 32, oneOf: ['CodePay Register'] },
  pay_scenario: { type: 'string', max: 32, oneOf: ['SWIPE_CARD', 'BSCANQR_PAY', 'SCANQR_PAY'] },
  pay_method_id: { type: 'string', max: 32 },
  card_type: { type: 'integer', from: 1, to: 4 },
  price_currency: { type: 'string', required: true, max: 8 },
  order_amount: { type: 'amount', required: true },
  tip_amount: { type: 'amount' },
  on_screen_tip: { type: 'boolean' },
  cashback_amount: { type: 'amount' },
  trans_type: { type: 'integer', required: true },
  merchant_order_no: { ...orderNo, required: true },
  orig_merchant_order_no: orderNo,
  description: { type: 'string', required: true, max: 128 },
  attach: { type: 'string', max: 128 },
  notify_url: httpUrl,
  expires: { type: 'integer', required: true },
  order_queue_mode: { type: 'string', max: 8, oneOf: ['FIFO', 'FILO'] },
  reject_trade_when_terminal_offline: { type: 'boolean' },
  required_terminal_authentication: { type: 'boolean' },
  on_screen_signature: { type: 'boolean' },
  receipt_print_mode: { type: 'integer', from: 0, to: 3 },
  confirm_on_terminal: { type: 'boolean' },
};

/** Pushes a sale to a terminal, where the cashier takes it up. `code` 0 means accepted, never paid. */
export const payOrder: Operation = {
  faults: new Set([...faultsOfAll, ...faultsOfNotified, 'unknown_then_paid', 'unknown_then_failed']),
  check(gateway, app, fields) {
    checkFields(fields, {
      ...rules,
      expires: { type: 'integer', required: true, from: gateway.settings.minExpiresSeconds, to: gateway.settings.maxExpiresSeconds },
    });
    if (textOf(fields, 'trans_type') !== SALE) throw badField('trans_type', 'only 1 (sale) is enabled for this app');
    if (textOf(fields, 'cashback_amount') !== undefined) throw badField('cashback_amount', 'only with trans_type 11');
    const terminalSn = requiredText(fields, 'terminal_sn');
    if (!app.terminals.has(terminalSn)) throw badField('terminal_sn', 'not bound to the merchant');
    const scenario = (textOf(fields, 'pay_scenario') ?? 'SWIPE_CARD') as Scenario;
    const wanted = readSale(gateway, app, fields, { method: METHOD, terminalSn, scenario });
    const offline = gateway.settings.offlineTerminals.includes(terminalSn);
    if (offline && textOf(fields, 'reject_trade_when_terminal_offline') === 'true')
      throw new Refusal(codes.terminalOffline, 'terminal offline');
    return {
      keys: [wanted.merchantOrderNo],
      work: (fault) => {
        const sale = makeSale(gateway, app, wanted, fault);
        return {
          data: { message_id: sale.messageId, trans_no: sale.transNo, terminal_online_status: offline ? 'offline' : 'online' },
          ...withheld(sale),
        };
      },
    };
  },
};
