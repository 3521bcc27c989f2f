import type {
  ChargeReference,
  FollowingSupport,
  ProviderCall,
  ProviderResult,
  QueryResult,
  Stated,
  VoidRequest,
} from '@interlock/provider-kit';
import { accountOf } from './upay.account.js';
import { ask, failed, pending, unknown } from './upay.answer.js';
import { speaksAgainstClosed } from './upay.cancel.js';
import { sameDay } from './upay.calendar.js';
import { entry, voidStatus } from './upay.mapping.js';
import { isAbout } from './upay.order-view.js';
import { revokeRequest } from './upay.requests.js';
import type { UpaySettings } from './upay.settings.js';
import { amountFrom } from './upay.wire.js';
import type { OrderView } from './upay.wire.js';

/** Revoke (Upay Web API, Revoke): a paid order is given back whole on its day, where the agreement has it; a service fee comes back with it. */
export async function revoke(request: VoidRequest, call: ProviderCall): Promise<ProviderResult> {
  const { settings } = accountOf(call);
  const allowed = revocable(request.charge, { onTerminal: request.onTerminal !== undefined, settings, now: call.now() });
  if (allowed !== true) return { outcome: 'not_sent', cause: 'invalid_request', detail: allowed };
  const answer = await ask(revokeRequest(request, settings), 'void', call);
  if ('outcome' in answer) return answer;
  const { family, code, order } = answer;
  if (order !== undefined && !isAbout(order, request.charge.providerKey)) return unknown('unreadable_answer', code, undefined);
  switch (family) {
    case 'success':
      return speaksAgainstClosed(order, code) ?? approvedVoid(order, request.charge, code);
    case 'progress':
      return pending(code, order);
    case 'error':
      return unknown('provider_error', code, order);
    case 'fail':
    case 'refused':
      // "Already done", by an earlier send or by somebody else: the query that follows shows the order.
      return answer.error === 'done' ? pending(code, order) : failed(answer, true, 'operation_refused', call);
  }
}

/** Whether this charge can be revoked, or what the provider has instead. */
export const revocable: FollowingSupport<VoidRequest>['accepts'] = (charge, asked) => {
  const settings = asked.settings as UpaySettings;
  if (!settings.revoke) return 'the Upay account has no revoke (settings.revoke): refund the payment instead';
  if (asked.onTerminal) return 'Upay revokes without a terminal: leave out onTerminal';
  if (charge.amounts.refunded > 0n) return 'Upay revokes no payment of which a part was refunded: refund the rest instead';
  if (asked.now !== undefined && !sameDay(charge.createdAt, asked.now, settings.timeZone))
    return 'Upay revokes a payment on its own day only: refund it instead';
  return true;
};

/** `order_status` decides. Only CANCELED, with nothing left collected, is the revoke's own mark. */
export function voidFound(order: OrderView, charge: ChargeReference): QueryResult {
  const status = order.order_status ?? '';
  switch (entry(voidStatus, status)) {
    case 'approved':
      return speaksAgainstClosed(order, status) ?? approvedVoid(order, charge, status);
    case 'not_found':
      return { outcome: 'not_found', providerCode: status };
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

function approvedVoid(
  order: OrderView | undefined,
  charge: ChargeReference,
  code: string,
): Extract<ProviderResult, { outcome: 'approved' | 'unknown' }> {
  const providerRef = order?.sn ?? charge.providerRef;
  const stated = givenBack(order);
  if (providerRef === undefined || stated === undefined) return unknown('unreadable_answer', code, order);
  return { outcome: 'approved', providerRef, stated };
}

/** A revoke gives back all of it: where the view says that nothing is left of its total, that is the total. Undefined for a total that is no amount. */
function givenBack(order: OrderView | undefined): Stated | 'not_stated' | undefined {
  if (order?.total_amount === undefined || order.net_amount === undefined) return 'not_stated';
  const base = amountFrom(order.total_amount);
  return base === undefined ? undefined : { base };
}
