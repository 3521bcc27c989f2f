import type { Money } from '@interlock/domain';
import type { ChargeReference, ProviderCall, QueryRequest, QueryResult } from '@interlock/provider-kit';
import { accountOf } from './upay.account.js';
import { errorCodeOf, pending, unknown } from './upay.answer.js';
import { exchange } from './upay.exchange.js';
import {
  businessResult,
  entry,
  errorMeaning,
  isDecline,
  orderStatus,
  refundStatus,
  requestError,
  transactionStatus,
} from './upay.mapping.js';
import { approvedSale, statedOf } from './upay.order-view.js';
import { approvedRefund, hasGoneThrough, pendingRefund, refundShown } from './upay.refund.js';
import { queryRequest } from './upay.requests.js';
import { isClosedUnpaid } from './upay.sale.js';
import { voidFound } from './upay.void.js';
import type { Business, OrderView } from './upay.wire.js';

/** Query (Upay Web API): the order, or one refund of it. */
export async function query(request: QueryRequest, call: ProviderCall): Promise<QueryResult> {
  const reply = await exchange(queryRequest(request, accountOf(call).settings), call);
  if (reply.type === 'none') return { outcome: 'no_answer', cause: reply.result.cause };
  const { envelope } = reply;
  if (envelope.result_code !== '200') {
    const rule = entry(requestError, envelope.error_code);
    if (envelope.result_code === '500') return { outcome: 'no_answer', cause: rule?.failed ?? 'unknown_code' };
    return { outcome: 'no_answer', cause: rule?.refused === 'provider_busy' ? 'busy' : 'provider_error' };
  }
  return found(request, envelope.biz_response);
}

function found(request: QueryRequest, business: Business): QueryResult {
  const rule = entry(businessResult, business.result_code);
  const errorCode = errorCodeOf(business);
  if (rule?.answers !== 'any') return { outcome: 'no_answer', cause: 'unknown_code' };
  if (rule.family === 'refused') {
    const meaning = errorCode === undefined ? undefined : errorMeaning(errorCode, 'query');
    if (errorCode !== undefined && meaning === 'not_found') return { outcome: 'not_found', providerCode: errorCode };
    return { outcome: 'no_answer', cause: meaning === undefined ? 'unknown_code' : 'provider_error' };
  }
  const order = business.data;
  const clientSn = request.charge.providerKey;
  const { providerRef = order?.sn } = request.charge;
  if (order === undefined || order.client_sn !== clientSn || order.sn !== providerRef)
    return { outcome: 'no_answer', cause: 'unreadable_answer' };
  const { operation, charge } = request;
  switch (operation.kind) {
    case 'refund':
      return refundFound(order, operation, charge);
    case 'void':
      return voidFound(order, charge);
    case 'sale':
    case 'authorize':
    case 'capture':
    case 'increment':
    case 'adjust_tip':
      // Upay has a sale alone: whatever else is asked after, the order is what it knows.
      return chargeFound(order, clientSn, errorCode);
  }
}

/** Decided by `order_status`; money counts as received only where the order names our number and the platform's. */
function chargeFound(order: OrderView, clientSn: string, errorCode: string | undefined): QueryResult {
  const status = order.order_status ?? '';
  switch (entry(orderStatus, status)) {
    case 'approved':
      return approvedSale(order, clientSn, status);
    case 'declined':
      return closedUnpaid(order, errorCode);
    case 'canceled':
      return canceled(order, errorCode);
    case 'pending':
      return pending(status, order);
    case 'unknown':
      return unknown('provider_error', status, order);
    case undefined:
      return order.order_status === undefined
        ? { outcome: 'no_answer', cause: 'unreadable_answer' }
        : unknown('unknown_code', status, order);
  }
}

/** PAY_CANCELED: believed only where the transaction says that both sides agree. The error code beside it tells why (TRADE_TIMEOUT: expired). */
function closedUnpaid(order: OrderView, errorCode: string | undefined): QueryResult {
  const status = order.order_status ?? '';
  const meaning = errorCode === undefined ? undefined : errorMeaning(errorCode, 'sale');
  const contradicted = meaning !== undefined && !isDecline(meaning);
  if (!isClosedUnpaid(order) || contradicted) return unknown('provider_error', errorCode ?? status, order);
  // A reason that nobody published is one only where the transaction itself says that it failed.
  if (errorCode !== undefined && meaning === undefined && order.status === undefined) return unknown('unknown_code', errorCode, order);
  return {
    outcome: 'declined',
    code: meaning ?? 'declined_by_provider',
    providerCode: errorCode ?? status,
    ...(order.sn === undefined ? undefined : { providerRef: order.sn }),
  };
}

/**
 * CANCELED: nothing stays collected. Only a trade that succeeded at the channel carries `trade_no` and `channel_finish_time`, so that their presence
 * tells an order that was paid and given back from one that never was.
 */
function canceled(order: OrderView, errorCode: string | undefined): QueryResult {
  const reference = order.sn === undefined ? undefined : { providerRef: order.sn };
  if (order.trade_no === undefined && order.channel_finish_time === undefined) {
    return { outcome: 'declined', code: 'canceled', providerCode: errorCode ?? 'CANCELED', ...reference };
  }
  const stated = statedOf(order);
  if (stated === undefined) return unknown('unreadable_answer', 'CANCELED', order);
  return { outcome: 'reversed', stated, ...reference };
}

/** Decided by `status`, which is that of the refund asked for; but only once the view shows that it speaks of our refund. */
function refundFound(
  order: OrderView,
  refund: { readonly providerKey: string; readonly amount: Money },
  charge: ChargeReference,
): QueryResult {
  const status = order.status ?? '';
  const shown = refundShown(order, charge.providerKey, refund.providerKey);
  if (shown !== 'ours') {
    // The order's latest transaction is its payment and nothing was ever given back: the refund is not there.
    if (shown === 'none' && entry(refundStatus, order.order_status) === 'none') return { outcome: 'not_found', providerCode: 'PAID' };
    return unknown('unknown_code', order.order_status ?? status, order);
  }
  switch (entry(transactionStatus, status)) {
    case 'success':
      return hasGoneThrough(order)
        ? approvedRefund(order, { amount: refund.amount, charge }, status)
        : unknown('unknown_code', order.order_status ?? status, order);
    case 'failure':
      return {
        outcome: 'declined',
        code: 'operation_refused',
        providerCode: status,
        ...(order.sn === undefined ? undefined : { providerRef: order.sn }),
      };
    case 'intermediate':
      return pendingRefund(order, refund.amount.minor, status);
    case 'unknown':
      return unknown('provider_error', status, order);
    case undefined:
      return unknown('unknown_code', status, order);
  }
}
