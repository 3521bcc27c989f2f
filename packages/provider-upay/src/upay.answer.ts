import type { DeclineCode } from '@interlock/domain';
import type { ProviderCall, ProviderResult } from '@interlock/provider-kit';
import { exchange } from './upay.exchange.js';
import { businessResult, entry, errorMeaning, isDecline, requestError, simulatorError } from './upay.mapping.js';
import type { AskedFor, ErrorMeaning, ResultFamily } from './upay.mapping.js';
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
  operation: Exclude<AskedFor, 'query'>,
  call: ProviderCall,
): Promise<Answer | ProviderResult> {
  if ('refused' in wire) return { outcome: 'not_sent', cause: 'invalid_request', detail: wire.refused };
  const reply = await exchange(wire, call);
  if (reply.type === 'none') return reply.result;
  const { envelope } = reply;
  switch (envelope.result_code) {
    case '200':
      return answerOf(envelope.biz_response, wire.answers, operation);
    case '400':
      return badRequest(envelope.error_code, call);
    case '500':
      return unknown(entry(requestError, envelope.error_code)?.failed ?? 'unknown_code', envelope.error_code ?? '500', undefined);
  }
}

/** Nothing was done by this request. A code that nobody published proves less, for this no would open another route. */
function badRequest(errorCode: string | undefined, call: ProviderCall): ProviderResult {
  if (errorCode === undefined) return declined('provider_configuration', '400', undefined, call);
  const rule = entry(requestError, errorCode);
  return rule === undefined ? unknown('unknown_code', errorCode, undefined) : declined(rule.refused, errorCode, undefined, call);
}

function answerOf(business: Business, asked: WireRequest['answers'], operation: Exclude<AskedFor, 'query'>): Answer | ProviderResult {
  const rule = entry(businessResult, business.result_code);
  if (rule === undefined || (rule.answers !== 'any' && rule.answers !== asked))
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
 * PAY_FAIL and its kin are an explicit no even without a reason; a plain FAIL ("the order is as it was") is one only with a code that says why. A code
 * that nobody published makes either unknown: the query that follows shows the order's own state. `agrees` is false where that state says something
 * else than this no: then neither is believed.
 */
export function failed(
  { family, code, error, order }: Answer,
  agrees: boolean,
  withoutReason: DeclineCode,
  call: ProviderCall,
): ProviderResult {
  if (!agrees || error === 'undocumented') return unknown('unknown_code', code, order);
  if (isDecline(error)) return declined(error, code, order, call);
  if (error !== undefined) return unknown('provider_error', code, order);
  return family === 'fail' ? declined(withoutReason, code, order, call) : unknown('unknown_code', code, order);
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
