import type { ProviderCall, ProviderResult, RefundRequest } from '@interlock/provider-kit';
import { accountOf } from './upay.account.js';
import { ask, failed, pending, unknown } from './upay.answer.js';
import { entry, transactionStatus } from './upay.mapping.js';
import { isAbout } from './upay.order-view.js';
import { refundRequest } from './upay.requests.js';
import { amountFrom } from './upay.wire.js';
import type { OrderView } from './upay.wire.js';

/** Refund (Upay Web API): one number for one intent; the same number again moves no money. */
export async function refund(request: RefundRequest, call: ProviderCall): Promise<ProviderResult> {
  if (request.amount.currency !== call.currency)
    return { outcome: 'not_sent', cause: 'invalid_request', detail: 'the account takes another currency' };
  const answer = await ask(refundRequest(request, accountOf(call).settings), 'refund', call);
  if ('outcome' in answer) return answer;
  const { family, code, order } = answer;
  const clientSn = request.charge.providerKey;
  if (order !== undefined && (!isAbout(order, clientSn) || refundShown(order, clientSn, request.providerKey) === 'another')) {
    return unknown('unreadable_answer', code, undefined);
  }
  switch (family) {
    case 'success':
      return order === undefined || !hasGoneThrough(order) ? unknown('unknown_code', code, order) : approvedRefund(order, code);
    case 'progress':
      return pending(code, order);
    case 'error':
      return unknown('provider_error', code, order);
    case 'fail':
    case 'refused':
      // "Already done": the number is ours alone, so an earlier send did it. The query that follows shows the amounts.
      if (answer.error === 'done') return pending(code, order);
      // FAIL leaves the order as it was, so the transaction shown beside it is an older one.
      return failed(
        answer,
        family === 'refused' || order?.status === undefined || entry(transactionStatus, order.status) === 'failure',
        'operation_refused',
        call,
      );
  }
}

/** Whose transaction the view shows as its latest. `client_tsn` is the order's number for its payment, and number-dash-refund number for a refund. */
export function refundShown(order: OrderView, clientSn: string, refundNo: string): 'ours' | 'another' | 'none' {
  if (order.refund_request_no !== undefined) return order.refund_request_no === refundNo ? 'ours' : 'another';
  if (order.client_tsn === undefined || order.client_tsn === clientSn) return 'none';
  return order.client_tsn === `${clientSn}-${refundNo}` ? 'ours' : 'another';
}

/** The refund's transaction succeeded and the order shows that one did. Another refund of the order may be under way or lost. */
export function hasGoneThrough(order: OrderView): boolean {
  return entry(transactionStatus, order.status) === 'success' && REFUNDED.has(order.order_status ?? '');
}
const REFUNDED: ReadonlySet<string> = new Set(['REFUNDED', 'PARTIAL_REFUNDED', 'REFUND_INPROGRESS', 'REFUND_ERROR']);

/** `settlement_amount` is the amount of this operation, on newer accounts; nothing else in the view states it. */
export function approvedRefund(order: OrderView, code: string): Extract<ProviderResult, { outcome: 'approved' | 'unknown' }> {
  const base = order.settlement_amount === undefined ? undefined : amountFrom(order.settlement_amount);
  if (order.sn === undefined || (order.settlement_amount !== undefined && base === undefined))
    return unknown('unreadable_answer', code, order);
  return { outcome: 'approved', providerRef: order.sn, stated: base === undefined ? 'not_stated' : { base } };
}
