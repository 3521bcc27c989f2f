import type { CancelRequest, ProviderCall, ProviderResult } from '@interlock/provider-kit';
import { accountOf } from './upay.account.js';
import { ask, failed, pending, unknown } from './upay.answer.js';
import { closedStatus, entry } from './upay.mapping.js';
import { isAbout } from './upay.order-view.js';
import { cancelRequest } from './upay.requests.js';
import { amountFrom } from './upay.wire.js';
import type { OrderView } from './upay.wire.js';

/** Cancel (Upay Web API, Cancel Recovery): nothing stays collected, even where the order had been paid meanwhile. The order is asked after in any case. */
export async function cancel(request: CancelRequest, call: ProviderCall): Promise<ProviderResult> {
  const answer = await ask(cancelRequest(request, accountOf(call).settings), 'cancel', call);
  if ('outcome' in answer) return answer;
  const { family, code, order } = answer;
  if (order !== undefined && !isAbout(order, request.charge.providerKey)) return unknown('unreadable_answer', code, undefined);
  const providerRef = order?.sn ?? request.charge.providerRef;
  switch (family) {
    case 'success':
      // Without a reference of the provider's own it is no statement about an order that anybody can find again.
      if (providerRef === undefined) return unknown('unknown_code', code, order);
      return speaksAgainstClosed(order, code) ?? { outcome: 'approved', providerRef, stated: 'not_stated' };
    case 'progress':
      return pending(code, order);
    case 'error':
      return unknown('provider_error', code, order);
    case 'fail':
    case 'refused':
      if (answer.error !== 'done') return failed(answer, true, 'operation_refused', call);
      return providerRef === undefined ? pending(code, order) : { outcome: 'approved', providerRef, stated: 'not_stated' };
  }
}

/** What in the order view says that something is still collected, after a success of cancel or revoke. */
export function speaksAgainstClosed(
  order: OrderView | undefined,
  code: string,
): Extract<ProviderResult, { outcome: 'unknown' }> | undefined {
  if (order?.order_status !== undefined && entry(closedStatus, order.order_status) !== true) return unknown('unknown_code', code, order);
  if (order?.net_amount !== undefined && amountFrom(order.net_amount) !== 0n) return unknown('amount_mismatch', code, order);
  return undefined;
}
