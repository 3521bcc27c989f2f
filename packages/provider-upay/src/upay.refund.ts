import type { Money } from '@interlock/domain';
import type { ChargeReference, ProviderCall, ProviderResult, RefundRequest } from '@interlock/provider-kit';
import { accountOf } from './upay.account.js';
import { ask, failed, pending, unknown } from './upay.answer.js';
import { entry, refundStatus, transactionStatus } from './upay.mapping.js';
import { isAbout, refundNoOf, refundedOf } from './upay.order-view.js';
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
      return order === undefined || !hasGoneThrough(order) ? unknown('unknown_code', code, order) : approvedRefund(order, request, code);
    case 'progress':
      return pendingRefund(order, request.amount.minor, code);
    case 'error':
      return unknown('provider_error', code, order);
    case 'fail':
    case 'refused':
      // "Already done": the number is ours alone, so an earlier send did it. The query that follows shows the amounts.
      if (answer.error === 'done') return pendingRefund(order, request.amount.minor, code);
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
  const shown = refundNoOf(order, clientSn);
  if (shown === undefined) return order.client_tsn === undefined || order.client_tsn === clientSn ? 'none' : 'another';
  return shown === refundNo ? 'ours' : 'another';
}

/** The refund's transaction succeeded and the order shows that one did. Another refund of the order may be under way or lost. */
export function hasGoneThrough(order: OrderView): boolean {
  return entry(transactionStatus, order.status) === 'success' && entry(refundStatus, order.order_status) === 'shows';
}

interface Asked {
  readonly amount: Money;
  readonly charge: ChargeReference;
}

/** `settlement_amount` is the amount of this operation, on newer accounts; nothing else in the view states it, but other figures can contradict ours. */
export function approvedRefund(order: OrderView, asked: Asked, code: string): Extract<ProviderResult, { outcome: 'approved' | 'unknown' }> {
  if (order.sn === undefined) return unknown('unreadable_answer', code, order);
  if (order.settlement_amount !== undefined) {
    const base = amountFrom(order.settlement_amount);
    if (base === undefined) return unknown('unreadable_answer', code, order);
    return { outcome: 'approved', providerRef: order.sn, stated: { base } };
  }
  if (contradicts(order, asked)) return unknown('amount_mismatch', code, order);
  return { outcome: 'approved', providerRef: order.sn, stated: 'not_stated' };
}

/** Of another total than our payment, or with less given back of it than this refund alone. */
function contradicts(order: OrderView, { amount, charge }: Asked): boolean {
  if (order.total_amount === undefined) return false;
  const total = amountFrom(order.total_amount);
  if (total !== charge.amount.minor) return true;
  const refunded = refundedOf(order, total);
  return refunded !== undefined && refunded < amount.minor;
}

/** The provider holds it; over another amount than ours it holds something else. */
export function pendingRefund(
  order: OrderView | undefined,
  minor: bigint,
  code: string,
): Extract<ProviderResult, { outcome: 'pending' | 'unknown' }> {
  const stated = order?.settlement_amount;
  return stated !== undefined && amountFrom(stated) !== minor ? unknown('amount_mismatch', code, order) : pending(code, order);
}
