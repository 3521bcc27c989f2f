import type { ProviderCall, ProviderResult, SaleRequest } from '@interlock/provider-kit';
import type { JsonTexts } from './codepay.json.js';
import { payScenarios, TRANS_TYPE_SALE } from './codepay.mapping.js';
import { exchange, type Answer } from './codepay.exchange.js';
import { resultOfRefusal } from './codepay.outcome.js';
import { readAccount, type CodepayAccount } from './codepay.settings.js';
import { withoutUndefined } from './codepay.transaction.js';
import { clip, decimalLiteral, readAcceptance, writeOrderDetail } from './codepay.wire.js';

/** What we send as `expires` where the order names no end. */
export const DEFAULT_EXPIRY_SECONDS = 300;

/** A sale pushed to a terminal (Create Order, trans_type 1) or on CodePay's page (Hosted Checkout). Accepted is pending: the result comes by query or notification. */
export async function sale(request: SaleRequest, call: ProviderCall): Promise<ProviderResult> {
  const account = readAccount(call);
  if (typeof account === 'string') return { outcome: 'not_sent', cause: 'invalid_request', detail: account };
  switch (request.method.type) {
    case 'terminal': {
      const answer = await createOrder(request, request.method, account, call);
      if (answer.type !== 'accepted') return resultOfRefusal(answer, 'sale', call);
      const { trans_no: providerRef } = readAcceptance(answer.data);
      return {
        outcome: 'pending',
        ...withoutUndefined({ providerRef }),
        customerAction: { type: 'wait_for_terminal', terminalSn: request.method.terminalSn },
      };
    }
    case 'redirect': {
      const answer = await checkout(request, account, call);
      return answer.type === 'accepted' ? pageOf(answer.data) : resultOfRefusal(answer, 'sale', call);
    }
    case 'payer_code':
    case 'merchant_qr':
    case 'agreement':
    case 'card':
      return { outcome: 'not_sent', cause: 'invalid_request', detail: `CodePay has no ${request.method.type}` };
  }
}

type TerminalMethod = Extract<SaleRequest['method'], { type: 'terminal' }>;

/** Source: Open API, Create Order. The same content for the same operation, whenever it is sent. */
const createOrder = (request: SaleRequest, method: TerminalMethod, account: CodepayAccount, call: ProviderCall): Promise<Answer> =>
  exchange(
    account,
    'wisehub.cloud.pay.order',
    {
      api_version: account.settings.apiVersion,
      store_no: account.settings.storeNo,
      terminal_sn: method.providerTerminalSn,
      message_receiving_application: account.settings.messageReceivingApplication,
      pay_scenario: payScenarios[method.scenario],
      trans_type: TRANS_TYPE_SALE,
      ...orderFields(request),
    },
    call,
  );

/** Source: Open API, CodePay Hosted Checkout. */
const checkout = (request: SaleRequest, account: CodepayAccount, call: ProviderCall): Promise<Answer> =>
  exchange(
    account,
    'pay.checkout',
    {
      store_no: account.settings.storeNo,
      ...orderFields(request),
      ...withoutUndefined({
        // An IPv6 address can be longer than the field.
        term_ip: (request.device?.ip?.length ?? 33) > 32 ? undefined : request.device?.ip,
        longitude: request.device?.longitude,
        latitude: request.device?.latitude,
        return_url: request.returnUrl,
        order_detail: request.goods === undefined ? undefined : writeOrderDetail(request.goods),
      }),
    },
    call,
  );

const orderFields = (request: SaleRequest) => ({
  merchant_order_no: request.providerKey,
  price_currency: request.amount.currency,
  order_amount: decimalLiteral(request.amount),
  description: clip(request.description || request.subject, 128),
  notify_url: request.notifyUrl,
  expires: request.expiresAt === undefined ? DEFAULT_EXPIRY_SECONDS : Math.ceil((request.expiresAt - request.createdAt) / 1000),
});

function pageOf(data: JsonTexts | undefined): ProviderResult {
  const { trans_no: providerRef, pay_url: url } = readAcceptance(data);
  // The order exists, and nobody can be sent to its page: not a state to rest in.
  if (url === undefined || !isPage(url)) return { outcome: 'unknown', cause: 'unreadable_answer' };
  return { outcome: 'pending', ...withoutUndefined({ providerRef }), customerAction: { type: 'redirect', url, httpMethod: 'GET' } };
}

/** A payer's browser is sent there, so it must not be a script. */
const isPage = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
