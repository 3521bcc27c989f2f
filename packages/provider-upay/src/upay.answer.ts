import type { DeclineCode } from '@interlock/domain';
import type { ProviderCall, ProviderResult } from '@interlock/provider-kit';
import { exchange } from './upay.exchange.js';
import { businessResult, entry, errorMeaning, isDecline, requestError, simulatorError } from './upay.mapping.js';
import type { ErrorMeaning, ResultFamily } from './upay.mapping.js';
import type { Refused, WireRequest } from './upay.requests.js';
import type { Business, OrderView } from './upay.wire.js';

/** What a business answer says once the request layer above it is read: family of its `result_code`, meaning of its `error_code`, and the order. */
export interface Answer {
  readonly family: ResultFamily;
  /** The code that names the answer best. */
  readonly code: string;
  /** Undefined where there is no error code; `undocumented` where nobody published it. */
  readonly error: ErrorMeaning | 'undocumented' | undefined;
  readonly order: OrderView | undefined;
}

/** Sends, and reads request level and business level in their order; what ends on the way is a result already. */
export async function ask(
  wire: WireRequest | Refused,
  operation: 'sale' | 'refund' | 'cancel',
  call: ProviderCall,
): Promise<Answer | ProviderResult> {
  if ('refused' in wire) return { outcome: 'not_sent', cause: 'invalid_request', detail: wire.refused };
  const reply = await exchange(wire, call);
  if (reply.type === 'none') return reply.result;
  const { envelope } = reply;
  switch (envelope.result_code) {
    case '200':
      return answerOf(envelope.biz_response, wire.endpoint, operation);
    case '400':
      // Whatever its code: nothing was done by this request.
      return declined(
        entry(requestError, envelope.error_code)?.refused ?? 'provider_configuration',
        envelope.error_code ?? '400',
        undefined,
        call,
      );
    case '500':
      return unknown(entry(requestError, envelope.error_code)?.failed ?? 'unknown_code', envelope.error_code ?? '500', undefined);
  }
}

function answerOf(business: Business, endpoint: WireRequest['endpoint'], operation: 'sale' | 'refund' | 'cancel'): Answer | ProviderResult {
  const rule = entry(businessResult, business.result_code);
  if (rule === undefined || (rule.answers !== 'any' && rule.answers !== endpoint))
    return unknown('unknown_code', business.result_code, undefined);
  const errorCode = errorCodeOf(business);
  return {
    family: rule.family,
    code: errorCode ?? business.result_code,
    error: errorCode === undefined ? undefined : (errorMeaning(errorCode, operation) ?? 'undocumented'),
    order: business.data,
  };
}

export function errorCodeOf(business: Business): string | undefined {
  return business.error_code ?? entry(simulatorError, business.result_code);
}

/**
 * PAY_FAIL and its kin are an explicit no, whatever undocumented code stands beside them; a plain FAIL ("the order is as it was") is one only with
 * a code that says why. `agrees` is false where the order's own state says something else than this no: then neither is believed.
 */
export function failed(
  { family, code, error, order }: Answer,
  agrees: boolean,
  withoutReason: DeclineCode,
  call: ProviderCall,
): ProviderResult {
  if (!agrees) return unknown('unknown_code', code, order);
  if (isDecline(error)) return declined(error, code, order, call);
  if (error === undefined || error === 'undocumented') {
    return family === 'fail' ? declined(withoutReason, code, order, call) : unknown('unknown_code', code, order);
  }
  return unknown('provider_error', code, order);
}

/** A no to a further send says nothing of the first one, which may have been taken. */
function declined(code: DeclineCode, providerCode: string, order: OrderView | undefined, call: ProviderCall): ProviderResult {
  if (call.attempt > 1) return unknown('resend_refused', providerCode, order);
  return { outcome: 'declined', code, providerCode, ...referenceOf(order) };
}

export function pending(providerCode: string, order: OrderView | undefined): Extract<ProviderResult, { outcome: 'pending' }> {
  return { outcome: 'pending', providerCode, ...referenceOf(order) };
}

type Unknown = Extract<ProviderResult, { outcome: 'unknown' }>;
export function unknown(cause: Unknown['cause'], providerCode: string, order: OrderView | undefined): Unknown {
  return { outcome: 'unknown', cause, providerCode, ...referenceOf(order) };
}

function referenceOf(order: OrderView | undefined): { readonly providerRef?: string } {
  return order?.sn === undefined ? {} : { providerRef: order.sn };
}
