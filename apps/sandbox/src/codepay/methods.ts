import { cancelPayment, capture, incrementalAuthorization } from './authorization.operations.js';
import { batchClose, batchCloseOfTerminal, openBatch } from './batch.operations.js';
import { close, revoke } from './cancel.operations.js';
import { checkout } from './checkout.operation.js';
import type { CodepaySettings } from './codepay.settings.js';
import { merchantCheckout } from './merchant-checkout.operation.js';
import type { Operation } from './operations.js';
import { payOrder } from './pay-order.operation.js';
import { orderQuery, recall, refundQuery } from './query.operations.js';
import { refundPayment } from './refund-payment.operation.js';
import { refundSubmit } from './refund.operation.js';
import { tipByOrderNo, tipByTransNo } from './tip.operations.js';

/** Family A: the methods that an app can be authorized for; any other is answered `E07303`. */
export const methods: Readonly<Record<string, Operation>> = {
  'wisehub.cloud.pay.order': payOrder,
  'wisehub.cloud.pay.close': close,
  'pay.checkout': checkout,
  'pay.merchant.checkout': merchantCheckout,
  'tip.adjustment': tipByOrderNo,
  'batch.close': batchCloseOfTerminal,
  'order.query': orderQuery,
  'order.revoker': revoke,
  'order.refund.submit': refundSubmit,
  'order.refund.query': refundQuery,
};

/** Family B: calls that have a path of their own, by the names under which faults are armed. */
export const pathCalls: Readonly<Record<keyof CodepaySettings['paths'], Operation>> = {
  capture,
  incremental_authorization: incrementalAuthorization,
  cancel_payment: cancelPayment,
  refund_payment: refundPayment,
  tip_adjustment: tipByTransNo,
  recall,
  batch_close: batchClose,
  open_batch: openBatch,
};
