import type { FaultOrder } from '../core/faults.js';
import type { App } from './apps.js';
import { amountOf, checkFields, httpUrl, orderNo, requiredText, textOf, type FieldRules } from './fields.js';
import { checkNewNo, makeFollowUp, makePayment, sideFields, withheld, type Asked } from './making.js';
import { faultsOfNotified, technicalError, type Gateway, type Operation } from './operations.js';
import { checkStore, expiresOf, expiresRule, readMoney } from './readers.js';
import { badField, codes, Refusal } from './refusal.js';
import { checkCapture, checkParts, checkRefundable, checkVoid, remainingOf, spread } from './rules.js';
import type { TopLevel } from './top-level.js';
import { totalOf, type Payment, type Scenario, type Transaction } from './transactions.js';

const METHOD = 'wisehub.cloud.pay.order';
const transTypes = [1, 2, 3, 4, 6, 11] as const;
type TransType = (typeof transTypes)[number];
/** Void, refund and completion act on an order that is there. */
const onOriginals: ReadonlySet<TransType> = new Set([2, 3, 6]);
const withScreenTips: ReadonlySet<TransType> = new Set([1, 3, 4]);

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
  order_queue_mode: { type: 'string', max: 8, oneOf: ['FIFO', 'FILO'] },
  reject_trade_when_terminal_offline: { type: 'boolean' },
  required_terminal_authentication: { type: 'boolean' },
  on_screen_signature: { type: 'boolean' },
  receipt_print_mode: { type: 'integer', from: 0, to: 3 },
  confirm_on_terminal: { type: 'boolean' },
};
const lenientRules: FieldRules = { ...rules, api_version: { type: 'string', oneOf: ['2.0'] } };

/** Pushes an order to a terminal, where the cashier takes it up. `code` 0 means accepted, never done. */
export const payOrder: Operation = {
  faults: new Set(faultsOfNotified),
  check(gateway, app, fields) {
    checkFields(fields, { ...(app.profile.lenient ? lenientRules : rules), expires: expiresRule(gateway, app) });
    const transType = transTypeOf(fields);
    const terminalSn = requiredText(fields, 'terminal_sn');
    if (!app.terminals.has(terminalSn)) throw badField('terminal_sn', 'not bound to the merchant');
    checkStore(app, fields, terminalSn);
    const { currency, orderAmount } = readMoney(app, fields);
    const asked: Asked = {
      ...sideFields(fields),
      method: METHOD,
      merchantOrderNo: requiredText(fields, 'merchant_order_no'),
      orderAmount,
      tipAmount: amountOf(fields, 'tip_amount', currency, 0n) ?? 0n,
      terminalSn,
      expiresSeconds: expiresOf(gateway, fields),
    };
    const cashbackAmount = amountOf(fields, 'cashback_amount', currency, 0n) ?? 0n;
    const online = !app.profile.offlineTerminals.includes(terminalSn);
    if (!online && textOf(fields, 'reject_trade_when_terminal_offline') === 'true')
      throw new Refusal(codes.terminalOffline, 'terminal offline');
    const originalNo = textOf(fields, 'orig_merchant_order_no');
    return {
      keys: [asked.merchantOrderNo, originalNo],
      work: (fault) => {
        const made =
          transType === 2 || transType === 3 || transType === 6
            ? pushFollowUp(gateway, app, asked, transType, originalNo ?? '', fault)
            : makePayment(gateway, app, { ...asked, ...paymentFields(gateway, fields), transType, currency, cashbackAmount }, fault);
        if (made.kind === 'payment' && made.magic === 'unknown_then_paid') throw technicalError(gateway);
        return {
          data: { message_id: made.messageId, trans_no: made.transNo, terminal_online_status: online ? 'online' : 'offline' },
          ...(made.kind === 'payment' ? withheld(made) : {}),
        };
      },
    };
  },
};

/** The type of the order, with the fields that belong to it. Throws `Refusal`. */
function transTypeOf(fields: TopLevel): TransType {
  const transType = transTypes.find((type) => String(type) === textOf(fields, 'trans_type'));
  if (transType === undefined) throw badField('trans_type', `one of ${transTypes.join(', ')}`);
  if (textOf(fields, 'cashback_amount') !== undefined && transType !== 11) throw badField('cashback_amount', 'only with trans_type 11');
  if (textOf(fields, 'on_screen_tip') === 'true' && !withScreenTips.has(transType))
    throw badField('on_screen_tip', 'only with trans_type 1, 3, 4');
  const original = textOf(fields, 'orig_merchant_order_no');
  if (onOriginals.has(transType) && original === undefined) throw badField('orig_merchant_order_no', 'required');
  return transType;
}

function paymentFields(
  { settings }: Gateway,
  fields: TopLevel,
): Pick<Payment, 'scenario' | 'payMethod' | 'payerAccount' | 'cardType' | 'returnUrl' | 'onScreenTip'> {
  const scenario = (textOf(fields, 'pay_scenario') ?? 'SWIPE_CARD') as Scenario;
  return {
    scenario,
    payMethod: textOf(fields, 'pay_method_id') ?? settings.payMethods[scenario],
    payerAccount: undefined,
    cardType: textOf(fields, 'card_type'),
    returnUrl: undefined,
    onScreenTip: textOf(fields, 'on_screen_tip') === 'true',
  };
}

/** A void, refund or completion waits on the terminal as a sale does. Throws `Refusal`. */
function pushFollowUp(
  gateway: Gateway,
  app: App,
  asked: Asked,
  transType: 2 | 3 | 6,
  originalNo: string,
  fault: FaultOrder | undefined,
): Transaction {
  checkNewNo(gateway, app, asked.merchantOrderNo);
  const { transactions, lifecycle } = gateway;
  const original = transactions.byOrderNo(app.merchantNo, originalNo);
  if (original === undefined) throw new Refusal(codes.originalUnknown, 'transaction does not exist');
  const { made, fate } = followUpOf(gateway, app, asked, transType, original, fault);
  lifecycle.opened(made, fate);
  if (fate.unseen) throw technicalError(gateway);
  if (made.kind === 'refund' && made.magic === 'refund_unknown') {
    lifecycle.settle(made, { error: undefined, unseen: true });
    throw technicalError(gateway);
  }
  return made;
}

function followUpOf(
  gateway: Gateway,
  app: App,
  asked: Asked,
  transType: 2 | 3 | 6,
  original: Transaction,
  fault: FaultOrder | undefined,
): ReturnType<typeof makeFollowUp> {
  const { transactions } = gateway;
  const { orderAmount, tipAmount } = asked;
  switch (transType) {
    case 2: {
      checkVoid(original, transactions);
      if (orderAmount !== original.orderAmount && orderAmount !== totalOf(original))
        throw badField('order_amount', 'a void is of the whole order');
      const whole = { ...asked, orderAmount: original.orderAmount, tipAmount: original.tipAmount };
      return makeFollowUp(gateway, app, original, whole, { kind: 'void', transType }, fault);
    }
    case 3: {
      checkRefundable(original, transactions, app.profile.maxRefunds);
      const left = remainingOf(original, transactions.refundsOf(original));
      const parts = { order: orderAmount, tip: tipAmount, cashback: 0n };
      if (tipAmount > 0n) checkParts(parts, left);
      const returns = tipAmount > 0n ? parts : spread(orderAmount, left);
      return makeFollowUp(gateway, app, original, asked, { kind: 'refund', transType, returns }, fault);
    }
    case 6:
      checkCapture(original, orderAmount + tipAmount);
      return makeFollowUp(gateway, app, original, asked, { kind: 'capture', transType }, fault);
  }
}
