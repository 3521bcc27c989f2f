import type { WireAnswer } from '../core/calls.js';

/** `biz_response.result_code` (Upay Web API, Business Result Codes): those that the twin says, and those that a fault may ask for. */
const businessCodes = [
  'SUCCESS',
  'FAIL',
  'PAY_SUCCESS',
  'PAY_FAIL',
  'PAY_IN_PROGRESS',
  'PAY_FAIL_ERROR',
  'PAY_FAIL_IN_PROGRESS',
  'PRECREATE_SUCCESS',
  'PRECREATE_FAIL',
  'PRECREATE_FAIL_ERROR',
  'PRECREATE_FAIL_IN_PROGRESS',
  'REFUND_SUCCESS',
  'REFUND_FAIL',
  'REFUND_IN_PROGRESS',
  'REFUND_ERROR',
  'REFUND_FAIL_ERROR',
  'CANCEL_SUCCESS',
  'CANCEL_ERROR',
  'CANCEL_IN_PROGRESS',
  'CANCEL_ABORT_SUCCESS',
  'CANCEL_ABORT_ERROR',
  'CANCEL_ABORT_IN_PROGRESS',
  'ORDER_NOT_FOUND',
  'DUPLICATE_REQUEST',
] as const;
export type BusinessCode = (typeof businessCodes)[number];

export function isBusinessCode(code: string): code is BusinessCode {
  return businessCodes.some((one) => one === code);
}

/** The order view, `biz_response.data`: scalars are strings; `payment_list` and a mini program's `wap_pay_request` are not. */
export type OrderData = Readonly<Record<string, unknown>>;

/** An answer to a request that was understood. */
export interface Business {
  readonly code: BusinessCode;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly data?: OrderData;
  readonly withholdMs?: number;
}

/** Upay Web API, Request Result Codes: 400 created nothing, 500 leaves it open. */
const requestCodes = {
  INVALID_PARAMS: '400',
  INVALID_TERMINAL: '400',
  ILLEGAL_SIGN: '400',
  UNKNOWN_SYSTEM_ERROR: '500',
  REQUEST_FAIL: '500',
  EXTERNAL_SERVICE_EXCEPTION: '500',
  PAY_STATUS_CLOSED: '500',
} as const;
export type RequestCode = keyof typeof requestCodes;

export function isRequestCode(code: string | undefined): code is RequestCode {
  return code !== undefined && Object.hasOwn(requestCodes, code);
}

/** An answer to a request that was not. */
export class Refusal {
  readonly resultCode: '400' | '500';

  constructor(
    readonly errorCode: RequestCode,
    readonly message: string,
  ) {
    this.resultCode = requestCodes[errorCode];
  }
}

export function fail(errorCode: string, errorMessage: string): Business {
  return { code: 'FAIL', errorCode, errorMessage };
}

const headers = { 'content-type': 'application/json;charset=UTF-8' };

/** HTTP is 200, and the layers of the envelope say the rest; but for callers whose deployment repeats the envelope's code there. */
export function envelope(outcome: Business | Refusal, httpStatusOfEnvelope = false): WireAnswer {
  if (outcome instanceof Refusal) {
    const refused = raw({ result_code: outcome.resultCode, error_code: outcome.errorCode, error_message: outcome.message });
    return httpStatusOfEnvelope ? { ...refused, status: Number(outcome.resultCode) } : refused;
  }
  const { code, errorCode, errorMessage, data, withholdMs } = outcome;
  const answer = raw({ result_code: '200', biz_response: { result_code: code, error_code: errorCode, error_message: errorMessage, data } });
  return withholdMs === undefined ? answer : { ...answer, withholdMs };
}

/** Any other answer: activation and check-in put their fields directly into `biz_response`. */
export function raw(body: object): WireAnswer {
  return { status: 200, headers, body: JSON.stringify(body) };
}
