import { z } from 'zod';
import { TRANS_TYPE } from './codepay.mapping.js';
import type { PathCall } from './codepay.paths.js';
import { payScenarios } from './codepay.words.js';

/** The members of each call beside the common ones, with the bounds that the document gives them: checked before anything is sent. */

const text = (max: number) => z.string().min(1).max(max);
/** Source: Open API, merchant_order_no. */
const orderNo = z.string().regex(/^[0-9A-Za-z_\-|*@]{1,32}$/);
const transNo = text(32);
const decimal = z.string().regex(/^(0|[1-9][0-9]*)(\.[0-9]+)?$/);
const amount = z.strictObject({ decimal: decimal.refine((value) => /[1-9]/.test(value), { error: 'must be above zero' }) });
const amountOrZero = z.strictObject({ decimal });
const expires = z.int().min(60).max(604_800);
const url = z.url().max(256);
/** No bound is given; an empty one is left out of the body. */
const coordinate = z.string().max(64).optional();

const transTypes: readonly number[] = Object.values(TRANS_TYPE);

/** Of what a shopper pays online. */
const page = {
  store_no: text(32).optional(),
  merchant_order_no: orderNo,
  price_currency: text(8),
  order_amount: amount,
  expires,
  description: text(128),
  term_ip: text(32).optional(),
  longitude: coordinate,
  latitude: coordinate,
  return_url: url.optional(),
  notify_url: url,
  attach: text(128).optional(),
};

/** Calls with a `method`, one section of the Open API each. */
export const requestSchemas = {
  'wisehub.cloud.pay.order': z.strictObject({
    api_version: text(8),
    store_no: text(32).optional(),
    terminal_sn: text(32),
    message_receiving_application: text(32),
    pay_scenario: z.enum(payScenarios),
    pay_method_id: text(32).optional(),
    card_type: z.int().min(1).max(4).optional(),
    price_currency: text(8),
    order_amount: amount,
    tip_amount: amountOrZero.optional(),
    on_screen_tip: z.boolean().optional(),
    cashback_amount: amountOrZero.optional(),
    trans_type: z.int().refine((type) => transTypes.includes(type)),
    merchant_order_no: orderNo,
    orig_merchant_order_no: orderNo.optional(),
    description: text(128),
    attach: text(128).optional(),
    notify_url: url,
    expires,
    order_queue_mode: z.enum(['FIFO', 'FILO']).optional(),
    reject_trade_when_terminal_offline: z.boolean().optional(),
    required_terminal_authentication: z.boolean().optional(),
    on_screen_signature: z.boolean().optional(),
    receipt_print_mode: z.int().min(0).max(3).optional(),
    confirm_on_terminal: z.boolean().optional(),
  }),
  'wisehub.cloud.pay.close': z.strictObject({
    store_no: text(32).optional(),
    terminal_sn: text(32),
    message_receiving_application: text(32),
    merchant_order_no: orderNo,
    description: text(128),
  }),
  'pay.checkout': z.strictObject({ ...page, order_detail: text(16_384).optional(), ext_params: text(1024).optional() }),
  'pay.merchant.checkout': z.strictObject({
    ...page,
    card: z.base64().min(1).max(16_384),
    enc_type: z.literal('RSA'),
    billing_address: text(4096),
  }),
  'order.query': z.strictObject({ merchant_order_no: orderNo }),
  'order.refund.query': z.strictObject({ merchant_order_no: orderNo }),
  'order.revoker': z.strictObject({ merchant_order_no: orderNo }),
  'order.refund.submit': z.strictObject({
    orig_merchant_order_no: orderNo,
    merchant_order_no: orderNo,
    price_currency: text(8),
    order_amount: amount,
    description: text(64),
    notify_url: url,
  }),
  'tip.adjustment': z.strictObject({ merchant_order_no: orderNo, tip_adjustment_amount: amountOrZero }),
  'batch.close': z.strictObject({ terminal_sn: text(32) }),
} as const;
export type Method = keyof typeof requestSchemas;
export type Business<M extends Method> = z.input<(typeof requestSchemas)[M]>;

const batch = z.strictObject({
  merchant_no: text(32),
  store_no: text(32).optional(),
  terminal_sn_list: z.array(text(32)).min(1).max(1000).optional(),
});

/** Calls with a path of their own: no common members but `app_id` and `sign`. */
export const pathSchemas = {
  capture: z.strictObject({ merchant_order_no: orderNo, trans_no: transNo, trans_amount: amount }),
  increment: z.strictObject({ trans_no: transNo, trans_amount: amount }),
  cancel: z.strictObject({ merchant_order_no: orderNo, trans_no: transNo }),
  refund: z.strictObject({
    merchant_order_no: orderNo,
    trans_no: transNo,
    order_amount: amountOrZero.optional(),
    tip_amount: amountOrZero.optional(),
    surcharge_amount: amountOrZero.optional(),
    sales_tax_amount: amountOrZero.optional(),
    service_charge_amount: amountOrZero.optional(),
  }),
  tip: z.strictObject({ trans_no: transNo, tip_amount: amountOrZero }),
  recall: z.strictObject({ merchant_order_no: orderNo }),
  batchClose: batch,
  openBatch: batch,
} as const satisfies Record<PathCall, z.ZodObject>;
export type PathBusiness<P extends PathCall> = z.input<(typeof pathSchemas)[P]>;
