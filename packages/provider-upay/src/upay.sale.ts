import type { ProviderCall, ProviderResult, SaleRequest } from '@interlock/provider-kit';
import { accountOf } from './upay.account.js';
import { ask, failed, pending, unknown } from './upay.answer.js';
import type { Answer } from './upay.answer.js';
import { entry, orderStatus, transactionStatus } from './upay.mapping.js';
import { actionOf, approvedSale, isAbout } from './upay.order-view.js';
import { saleRequest } from './upay.sale-request.js';
import { amountFrom } from './upay.wire.js';
import type { OrderView } from './upay.wire.js';

/** Pay and Precreate (Upay Web API), and the push of an order to a POS. */
export async function sale(request: SaleRequest, call: ProviderCall): Promise<ProviderResult> {
  if (request.amount.currency !== call.currency)
    return { outcome: 'not_sent', cause: 'invalid_request', detail: 'the account takes another currency' };
  const wire = saleRequest(request, accountOf(call).settings);
  const answer = await ask(wire, 'sale', call);
  if ('outcome' in answer) return answer;
  const { family, code, order } = answer;
  if (order !== undefined && !isAbout(order, request.providerKey)) return unknown('unreadable_answer', code, undefined);
  switch (family) {
    case 'success':
      if (order === undefined || entry(orderStatus, order.order_status) !== 'approved') return unknown('unknown_code', code, order);
      return approvedSale(order, request.providerKey, code);
    case 'progress':
      return inProgress(request, 'body' in wire ? wire.body['sub_payway'] : undefined, answer);
    case 'error':
      return unknown('provider_error', code, order);
    case 'fail':
    case 'refused':
      return failed(answer, order === undefined || isClosedUnpaid(order), 'declined_by_provider', call);
  }
}

/** A payment in its payer's hands, or a code to be shown. One over another sum than ours must not be paid. */
function inProgress(request: SaleRequest, subPayway: unknown, { code, order }: Answer): ProviderResult {
  if (order === undefined) return pending(code, undefined);
  if (order.order_status !== undefined && entry(orderStatus, order.order_status) !== 'pending') return unknown('unknown_code', code, order);
  if (order.total_amount !== undefined && amountFrom(order.total_amount) !== request.amount.minor)
    return unknown('amount_mismatch', code, order);
  const customerAction = actionOf(request, subPayway, order);
  return customerAction === undefined ? pending(code, order) : { ...pending(code, order), customerAction };
}

/** Closed, and the transaction says that platform and payer agree. A view that names no state contradicts nothing. */
export function isClosedUnpaid(order: OrderView): boolean {
  const state = entry(orderStatus, order.order_status);
  const closed = order.order_status === undefined || state === 'declined' || state === 'canceled';
  return closed && (order.status === undefined || entry(transactionStatus, order.status) === 'failure');
}
