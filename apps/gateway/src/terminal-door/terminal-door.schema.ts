import { z } from 'zod';

const text = z.string();

const refused = z.strictObject({
  result_code: z.enum(['400', '500']),
  error_code: z.enum(['INVALID_PARAMS', 'INVALID_TERMINAL', 'ILLEGAL_SIGN', 'REQUEST_FAIL', 'UNKNOWN_SYSTEM_ERROR']),
  error_message: text,
});

const data = z.strictObject({
  terminal_sn: text.optional(),
  sn: text.optional(),
  tsn: text.optional(),
  client_sn: text,
  client_tsn: text,
  trade_no: text.optional(),
  status: z.enum(['SUCCESS', 'FAIL_CANCELED', 'IN_PROG', 'REFUND_ERROR', 'CANCEL_ERROR']),
  order_status: z.enum([
    'CREATED',
    'PAID',
    'PAY_CANCELED',
    'REFUNDED',
    'PARTIAL_REFUNDED',
    'CANCELED',
    'REFUND_INPROGRESS',
    'REFUND_ERROR',
    'CANCEL_INPROGRESS',
    'CANCEL_ERROR',
  ]),
  payway: text.optional(),
  sub_payway: text.optional(),
  payway_name: text.optional(),
  payer_login: text.optional(),
  total_amount: text,
  net_amount: text.optional(),
  settlement_amount: text.optional(),
  subject: text.optional(),
  description: text.optional(),
  operator: text.optional(),
  reflect: text.optional(),
  ctime: text,
  finish_time: text.optional(),
  refund_request_no: text.optional(),
  qr_code: text.optional(),
  wap_pay_request: text.optional(),
  delivery_no: text.optional().meta({ description: 'Which handing out of the order this is; the acknowledgement names it' }),
  expire_time: text.optional().meta({ description: 'Until when the order waits, in milliseconds' }),
  lease_expire_time: text.optional().meta({ description: 'When the order is handed out again unless it is acknowledged, in milliseconds' }),
});

const business = z.strictObject({ result_code: text, error_code: text.optional(), error_message: text.optional(), data: data.optional() });
const abnormal = z.strictObject({ result_code: z.literal('FAIL'), error_code: text, error_message: text });
const identity = z.strictObject({ terminal_sn: text, terminal_key: text });
const accepted = <T extends z.ZodType>(response: T) => z.strictObject({ result_code: z.literal('200'), biz_response: response });

/** What the terminal door answers: a request that is refused, or one that was taken, whose business result stands in the second layer. */
export const envelopes = {
  order: z.union([accepted(business), refused]),
  identity: z.union([accepted(z.union([identity, abnormal])), refused]),
  plain: z.union([
    z.strictObject({ result_code: z.literal('200'), error_code: z.literal('SUCCESS'), error_message: z.literal('ok') }),
    refused,
  ]),
};
