import type { CancelRequest, ProviderCall, ProviderResult } from '@interlock/provider-kit';
import { accountOf } from './upay.account.js';
import { ask, failed, pending, unknown } from './upay.answer.js';
import { isAbout } from './upay.order-view.js';
import { cancelRequest } from './upay.requests.js';

/** Cancel (Upay Web API, Cancel Recovery): nothing stays collected, even where the order had been paid meanwhile. The order is asked after in any case. */
export async function cancel(request: CancelRequest, call: ProviderCall): Promise<ProviderResult> {
  const answer = await ask(cancelRequest(request, accountOf(call).settings), 'cancel', call);
  if ('outcome' in answer) return answer;
  const { family, code, order } = answer;
  if (order !== undefined && !isAbout(order, request.charge.providerKey)) return unknown('unreadable_answer', code, undefined);
  const providerRef = order?.sn ?? request.charge.providerRef;
  switch (family) {
    case 'success': {
      const closed = order?.order_status === undefined || order.order_status === 'CANCELED' || order.order_status === 'PAY_CANCELED';
      // Without a reference of the provider's own it is no statement about an order that anybody can find again.
      return closed && providerRef !== undefined
        ? { outcome: 'approved', providerRef, stated: 'not_stated' }
        : unknown('unknown_code', code, order);
    }
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
