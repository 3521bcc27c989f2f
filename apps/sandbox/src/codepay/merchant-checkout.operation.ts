import { readCard } from './card.js';
import { checkFields, httpUrl, orderNo, requiredText, textOf, type FieldRules } from './fields.js';
import { makePayment, sideFields, withheld } from './making.js';
import { gatewayTime } from './numbers.js';
import { faultsOfNotified, technicalError, type Operation } from './operations.js';
import { expiresOf, expiresRule, readMoney } from './readers.js';
import { badField } from './refusal.js';
import type { TopLevel } from './top-level.js';
import { isFinal, type Payment } from './transactions.js';
import { payerOf, refNoOf } from './views.js';

const METHOD = 'pay.merchant.checkout';
const addressMembers = ['name', 'country', 'province', 'city', 'address1', 'address2', 'zip', 'phone'] as const;

/** Merchant Hosted Checkout. */
const rules: FieldRules = {
  store_no: { type: 'string', max: 32 },
  enc_type: { type: 'string' },
  billing_address: { type: 'json', required: true },
  merchant_order_no: { ...orderNo, required: true },
  price_currency: { type: 'string', required: true, max: 8 },
  order_amount: { type: 'amount', required: true },
  description: { type: 'string', required: true, max: 128 },
  term_ip: { type: 'string', max: 32 },
  longitude: { type: 'string' },
  latitude: { type: 'string' },
  return_url: httpUrl,
  notify_url: httpUrl,
  attach: { type: 'string', max: 128 },
};

/** Takes a card that the merchant's own page asked for. The payment ends at once, or on the 3-D Secure page. */
export const merchantCheckout: Operation = {
  faults: new Set(faultsOfNotified),
  check(gateway, app, fields) {
    checkFields(fields, { ...rules, expires: expiresRule(gateway, app) });
    checkAddress(fields);
    const { context, settings, lifecycle } = gateway;
    const card = readCard(app, fields, settings, context.clock.now());
    const merchantOrderNo = requiredText(fields, 'merchant_order_no');
    const wanted = {
      ...sideFields(fields),
      ...readMoney(app, fields),
      method: METHOD,
      merchantOrderNo,
      transType: 1,
      tipAmount: 0n,
      cashbackAmount: 0n,
      terminalSn: undefined,
      scenario: 'WEB_PAY',
      payMethod: card.brand,
      payerAccount: card.masked,
      cardType: card.cardType,
      returnUrl: textOf(fields, 'return_url'),
      onScreenTip: false,
      expiresSeconds: expiresOf(gateway, fields),
    } as const;
    return {
      keys: [merchantOrderNo],
      work: (fault) => {
        const payment = makePayment(gateway, app, wanted, fault);
        if (!isFinal(payment.status)) {
          if (card.expired) lifecycle.close(payment, settings.errors.declined);
          else if (card.challenged) lifecycle.challenge(payment);
          else lifecycle.acts(payment);
        }
        if (payment.blindQueries > 0) throw technicalError(gateway);
        return { data: dataOf(payment, `${context.url()}/cashier/codepay/${payment.transNo}`), ...withheld(payment) };
      },
    };
  },
};

/** Members that are undefined do not appear on the wire. */
function dataOf(payment: Payment, challengeUrl: string): object {
  const completed = payment.status === 2;
  return {
    trans_no: payment.transNo,
    trans_status: payment.status,
    pay_channel_trans_no: completed ? payment.channelTransNo : undefined,
    pay_user_account_id: payerOf(payment),
    trans_end_time: completed ? gatewayTime(payment.endAtMs ?? payment.createdAtMs) : undefined,
    ref_no: completed ? refNoOf(payment) : undefined,
    pay_method_id: payment.payMethod,
    redirect_url_3dsecure: payment.challenged ? challengeUrl : undefined,
  };
}

/** An object, or the text of one. */
function checkAddress(fields: TopLevel): void {
  const address = JSON.parse(requiredText(fields, 'billing_address')) as Readonly<Record<string, unknown>>;
  for (const name of addressMembers) {
    if (address[name] !== undefined && typeof address[name] !== 'string') throw badField(`billing_address.${name}`, 'must be string');
  }
}
