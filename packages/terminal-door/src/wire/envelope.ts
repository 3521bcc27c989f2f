import type { BusinessCode, BusinessError } from '../words/codes.js';

/** Why a request was not carried out at all. `error_code`s of the request level (Upay Web API v2, Return Codes). */
export type RequestError = 'INVALID_PARAMS' | 'INVALID_TERMINAL' | 'ILLEGAL_SIGN' | 'REQUEST_FAIL' | 'UNKNOWN_SYSTEM_ERROR';

/** 400: nothing was begun. 500: what became of it is not known, and a query tells. */
const RESULT_CODES = {
  INVALID_PARAMS: '400',
  INVALID_TERMINAL: '400',
  ILLEGAL_SIGN: '400',
  REQUEST_FAIL: '500',
  UNKNOWN_SYSTEM_ERROR: '500',
} as const satisfies Record<RequestError, '400' | '500'>;

export interface RefusedEnvelope {
  readonly result_code: '400' | '500';
  readonly error_code: RequestError;
  readonly error_message: string;
}
export interface AcceptedEnvelope {
  readonly result_code: '200';
  readonly biz_response: BusinessResponse | Readonly<Record<string, string>>;
}
/** The answer to a log, which has no business layer. */
export interface PlainEnvelope {
  readonly result_code: '200';
  readonly error_code: 'SUCCESS';
  readonly error_message: 'ok';
}
export type Envelope = RefusedEnvelope | AcceptedEnvelope | PlainEnvelope;

/** The second layer and the third. */
export interface BusinessResponse {
  readonly result_code: BusinessCode;
  readonly error_code?: BusinessError;
  readonly error_message?: string;
  readonly data?: OrderData;
}

/** The order as the protocol shows it: every scalar is text. */
export type OrderData = Readonly<Record<string, string | readonly Readonly<Record<string, string>>[]>>;

/** The request is refused before anything is begun, or failed on our side. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  constructor(
    readonly errorCode: RequestError,
    message: string,
    /** When it is worth asking again, where that is known. */
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

/** A business refusal by which nothing was begun: the order, if there is one, is as it was. */
export class BusinessRefused extends Error {
  override readonly name = 'BusinessRefused';
  constructor(
    readonly errorCode: BusinessError,
    message: string,
    readonly resultCode: BusinessCode = 'FAIL',
  ) {
    super(message);
  }
}

/** The terminal, its store or its merchant is disabled, or it was never activated. */
export const abnormal = (): BusinessRefused =>
  new BusinessRefused('UPAY_TERMINAL_STATUS_ABNORMAL', 'the terminal, its store or its merchant is disabled, or it was never activated');

export function refusedEnvelope({ errorCode, message }: RequestRefused): RefusedEnvelope {
  return { result_code: RESULT_CODES[errorCode], error_code: errorCode, error_message: message };
}

export function acceptedEnvelope(response: AcceptedEnvelope['biz_response']): AcceptedEnvelope {
  return { result_code: '200', biz_response: response };
}

export function businessRefusal({ resultCode, errorCode, message }: BusinessRefused): BusinessResponse {
  return { result_code: resultCode, error_code: errorCode, error_message: message };
}

export const LOG_TAKEN: PlainEnvelope = { result_code: '200', error_code: 'SUCCESS', error_message: 'ok' };
