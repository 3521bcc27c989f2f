export interface Result {
  readonly resultCode: string;
  readonly resultStatus: 'S' | 'A' | 'U' | 'F';
  readonly resultMessage: string;
}

interface Row {
  readonly status: Result['resultStatus'];
  readonly message: string;
  /** Speaks of the request, not of a payment: nothing is remembered under its key. */
  readonly technical?: true;
}

/** The result codes of the wallet, those that this twin gives and those that a fault may ask for. */
const rows: Readonly<Record<string, Row>> = {
  SUCCESS: { status: 'S', message: 'Success' },
  REPEAT_REQUEST: { status: 'S', message: 'repeat order create request,' },
  UNKNOWN_EXCEPTION: { status: 'U', message: 'An API calling is failed, which is caused by unknown reasons.', technical: true },
  PAYMENT_IN_PROCESS: { status: 'U', message: 'The payment is being processed.', technical: true },
  REFUND_IN_PROCESS: { status: 'U', message: 'The refund is being processed.', technical: true },
  REQUEST_TRAFFIC_EXCEED_LIMIT: { status: 'U', message: 'The request traffic exceeds the limit.', technical: true },
  NO_INTERFACE_DEF: { status: 'F', message: 'API is not defined.', technical: true },
  MSG_PARSE_ERROR: { status: 'F', message: 'Message parsed error.', technical: true },
  FUNCTION_NOT_MATCH: { status: 'F', message: 'Function parameter does not match API.', technical: true },
  INVALID_CLIENT: { status: 'F', message: 'Invalid client.', technical: true },
  INVALID_CLIENT_STATUS: { status: 'F', message: 'Invalid client status.', technical: true },
  INVALID_SIGNATURE: { status: 'F', message: 'Signature is invalid.', technical: true },
  INVALID_API: { status: 'F', message: 'API is invalid or not active.', technical: true },
  PARAM_ILLEGAL: { status: 'F', message: 'Illegal parameters.', technical: true },
  ACCESS_DENIED: { status: 'F', message: 'Access denied.', technical: true },
  KEY_NOT_FOUND: { status: 'F', message: 'The key is not found.', technical: true },
  CLIENT_INVALID: { status: 'F', message: 'The client is invalid.', technical: true },
  METHOD_NOT_SUPPORTED: { status: 'F', message: 'The method is not supported.', technical: true },
  MEDIA_TYPE_NOT_ACCEPTABLE: { status: 'F', message: 'The media type is not acceptable.', technical: true },
  REPEAT_REQ_INCONSISTENT: { status: 'F', message: 'Repeated requests are inconsistent.' },
  PROCESS_FAIL: { status: 'F', message: 'A general business failure occurred.' },
  PAYMENT_AMOUNT_EXCEED_LIMIT: { status: 'F', message: 'Payment amount exceeds limit.' },
  USER_AMOUNT_EXCEED_LIMIT: { status: 'F', message: 'The amount exceeds the limit of the user.' },
  USER_NOT_EXIST: { status: 'F', message: 'User not exist.' },
  USER_STATUS_ABNORMAL: { status: 'F', message: 'The user status is abnormal.' },
  USER_BALANCE_NOT_ENOUGH: { status: 'F', message: 'User balance is not enough for this payment.' },
  PARTNER_NOT_EXIST: { status: 'F', message: 'Partner not exist.' },
  PARTNER_STATUS_ABNORMAL: { status: 'F', message: 'The partner status is abnormal.' },
  RISK_REJECT: { status: 'F', message: 'The payment is rejected because of risk control.' },
  CURRENCY_NOT_SUPPORT: { status: 'F', message: 'The currency is not supported.' },
  INVALID_ACCESS_TOKEN: { status: 'F', message: 'The access token is invalid.' },
  EXPIRED_ACCESS_TOKEN: { status: 'F', message: 'The access token has expired.' },
  INVALID_CODE: { status: 'F', message: 'The authorization code is invalid.' },
  EXPIRED_CODE: { status: 'F', message: 'The authorization code has expired.' },
  AUTH_CODE_ALREADY_USED: { status: 'F', message: 'The authorization code was used before.' },
  USED_REFRESH_TOKEN: { status: 'F', message: 'The refresh token was used before.' },
  INVALID_AUTH_CLIENT: { status: 'F', message: 'The authorization belongs to another client.' },
  INVALID_AUTH_CLIENT_STATUS: { status: 'F', message: 'The status of the authorized client is invalid.' },
  INVALID_SCOPE: { status: 'F', message: 'The scope is invalid.' },
  ORDER_NOT_EXIST: { status: 'F', message: 'The order does not exist.' },
  ORDER_STATUS_INVALID: { status: 'F', message: 'The order status is invalid.' },
  CANCEL_WINDOW_EXCEED: { status: 'F', message: 'The cancel window is exceeded.' },
  REFUND_WINDOW_EXCEED: { status: 'F', message: 'The refund window is exceeded.' },
  REFUND_AMOUNT_EXCEED: { status: 'F', message: 'The refund amount exceeds what can be refunded.' },
  REFUND_NOT_ALLOWED: { status: 'F', message: 'The payment cannot be refunded.' },
  MULTI_REFUND_NOT_ALLOWED: { status: 'F', message: 'The payment takes one refund only.' },
  MULTIPLE_REFUNDS_NOT_SUPPORTED: { status: 'F', message: 'The payment takes one refund only.' },
  MERCHANT_BALANCE_NOT_ENOUGH: { status: 'F', message: 'The balance of the merchant is not enough.' },
  REFUND_NOT_EXIST: { status: 'F', message: 'The refund does not exist.' },
};

/** A code that is not in the table is a failure: faults may ask for any. */
export function resultOf(code: string, detail?: string): Result {
  const row = Object.hasOwn(rows, code) ? rows[code] : undefined;
  const message = row?.message ?? 'Failed.';
  return {
    resultCode: code,
    resultStatus: row?.status ?? 'F',
    resultMessage: detail === undefined ? message : `${message} ${detail}`.slice(0, 256),
  };
}

/** True where the code ends a payment, so that the same key will hear it again; not for codes about the request itself. */
export function isFinalFailure(code: string): boolean {
  return !Object.hasOwn(rows, code) || (rows[code]?.status === 'F' && rows[code]?.technical !== true);
}

/** The call is answered with this result, and with `members` beside it. */
export class Refusal extends Error {
  readonly result: Result;
  constructor(
    readonly code: string,
    detail?: string,
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    const result = resultOf(code, detail);
    super(`${result.resultStatus}/${code}`);
    this.name = 'Refusal';
    this.result = result;
  }
}
