import { checkFields, httpUrl, orderNo, requiredText, textOf, type FieldRules } from './fields.js';
import { makePayment, sideFields, withheld } from './making.js';
import { faultsOfNotified, type Operation } from './operations.js';
import { checkStore, expiresOf, expiresRule, readMoney } from './readers.js';

const METHOD = 'pay.checkout';

/** Hosted Checkout. */
const rules: FieldRules = {
  store_no: { type: 'string', max: 32 },
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
  order_detail: { type: 'json' },
};

/** Keeps the order and gives the address of the page where the shopper pays it. */
export const checkout: Operation = {
  faults: new Set(faultsOfNotified),
  check(gateway, app, fields) {
    checkFields(fields, { ...rules, expires: expiresRule(gateway, app) });
    checkStore(app, fields);
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
      payMethod: gateway.settings.payMethods.WEB_PAY,
      payerAccount: undefined,
      cardType: undefined,
      returnUrl: textOf(fields, 'return_url'),
      onScreenTip: false,
      expiresSeconds: expiresOf(gateway, fields),
    } as const;
    return {
      keys: [merchantOrderNo],
      work: (fault) => {
        const payment = makePayment(gateway, app, wanted, fault);
        return { data: { pay_url: `${gateway.context.url()}/cashier/codepay/${payment.transNo}` }, ...withheld(payment) };
      },
    };
  },
};
