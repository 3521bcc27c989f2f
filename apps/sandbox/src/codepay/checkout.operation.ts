import { checkFields, httpUrl, orderNo, type FieldRules } from './fields.js';
import { faultsOfAll, faultsOfNotified, type Operation } from './operations.js';
import { makeSale, readSale, withheld } from './sales.js';

const METHOD = 'pay.checkout';

/** Hosted Checkout. */
const rules: FieldRules = {
  store_no: { type: 'string', max: 32 },
  merchant_order_no: { ...orderNo, required: true },
  price_currency: { type: 'string', required: true, max: 8 },
  order_amount: { type: 'amount', required: true },
  expires: { type: 'integer', required: true },
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
  faults: new Set([...faultsOfAll, ...faultsOfNotified]),
  check(gateway, app, fields) {
    checkFields(fields, {
      ...rules,
      expires: { type: 'integer', required: true, from: gateway.settings.minExpiresSeconds, to: gateway.settings.maxExpiresSeconds },
    });
    const wanted = readSale(gateway, app, fields, { method: METHOD, scenario: 'WEB_PAY' });
    return {
      keys: [wanted.merchantOrderNo],
      work: (fault) => {
        const sale = makeSale(gateway, app, wanted, fault);
        return { data: { pay_url: `${gateway.context.url()}/cashier/codepay/${sale.transNo}` }, ...withheld(sale) };
      },
    };
  },
};
