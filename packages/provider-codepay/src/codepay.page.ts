import type { ProviderCall, ProviderResult, SaleRequest } from '@interlock/provider-kit';
import { exchange } from './codepay.exchange.js';
import { expiresOf } from './codepay.expiry.js';
import type { JsonTexts } from './codepay.json.js';
import type { SaleOptions } from './codepay.options.js';
import { writeOrderDetail } from './codepay.order-detail.js';
import { resultOfRefusal } from './codepay.outcome.js';
import type { CodepayAccount } from './codepay.settings.js';
import { withoutUndefined } from './codepay.transaction.js';
import { clip, decimalLiteral, readAcceptance } from './codepay.wire.js';

/** A sale on CodePay's page. Accepted is pending: the payer is sent there. Source: Open API, CodePay Hosted Checkout. */
export async function openPage(
  request: SaleRequest,
  options: SaleOptions,
  account: CodepayAccount,
  call: ProviderCall,
): Promise<ProviderResult> {
  const answer = await exchange(
    account,
    'pay.checkout',
    {
      ...pageFields(request, options, account),
      ...withoutUndefined({ order_detail: writeOrderDetail(request.goods, options.orderDetail), ext_params: options.extParams }),
    },
    call,
  );
  return answer.type === 'accepted' ? pageOf(answer.data) : resultOfRefusal(answer, 'sale', call);
}

/** What the page and a card that is sent have in common. */
export const pageFields = (request: SaleRequest, options: SaleOptions, account: CodepayAccount) => ({
  store_no: options.storeNo ?? account.settings.storeNo,
  merchant_order_no: request.providerKey,
  price_currency: request.amount.currency,
  order_amount: decimalLiteral(request.amount),
  description: clip(request.description || request.subject, 128),
  notify_url: request.notifyUrl,
  expires: expiresOf(request),
  ...withoutUndefined({
    // An IPv6 address can be longer than the field.
    term_ip: (request.device?.ip?.length ?? 33) > 32 ? undefined : request.device?.ip,
    longitude: request.device?.longitude,
    latitude: request.device?.latitude,
    return_url: request.returnUrl,
    attach: options.attach,
  }),
});

function pageOf(data: JsonTexts | undefined): ProviderResult {
  const { trans_no: providerRef, pay_url: url } = readAcceptance(data);
  // The order exists, and nobody can be sent to its page: not a state to rest in.
  if (url === undefined || !isPage(url)) return { outcome: 'unknown', cause: 'unreadable_answer' };
  return { outcome: 'pending', ...withoutUndefined({ providerRef }), customerAction: { type: 'redirect', url, httpMethod: 'GET' } };
}

/** A payer's browser is sent there, so it must not be a script. */
export const isPage = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
