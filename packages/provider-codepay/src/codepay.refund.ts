import type { ProviderCall, ProviderResult, RefundRequest } from '@interlock/provider-kit';
import { exchange } from './codepay.exchange.js';
import { resultOfRefusal } from './codepay.outcome.js';
import { readAccount } from './codepay.settings.js';
import { withoutUndefined } from './codepay.transaction.js';
import { clip, decimalLiteral, readAcceptance } from './codepay.wire.js';

/**
 * Submit Order Refund. Accepted is pending: the end comes by Query Refund or notification. Of the two names of the original
 * only ours is sent, which was there from the first byte; both could disagree. Source: Open API, Submit Order Refund.
 */
export async function refund(request: RefundRequest, call: ProviderCall): Promise<ProviderResult> {
  const account = readAccount(call);
  if (typeof account === 'string') return { outcome: 'not_sent', cause: 'invalid_request', detail: account };
  const answer = await exchange(
    account,
    'order.refund.submit',
    {
      orig_merchant_order_no: request.charge.providerKey,
      merchant_order_no: request.providerKey,
      price_currency: request.amount.currency,
      order_amount: decimalLiteral(request.amount),
      description: clip(request.reason ?? '', 64) || 'Refund',
      notify_url: request.notifyUrl,
    },
    call,
  );
  if (answer.type !== 'accepted') return resultOfRefusal(answer, 'refund', call);
  return { outcome: 'pending', ...withoutUndefined({ providerRef: readAcceptance(answer.data).trans_no }) };
}
