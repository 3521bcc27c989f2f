import type { CustomerAction, ProviderResult, Receipt, SaleRequest, Stated } from '@interlock/provider-kit';
import { entry, fundingType, paywayName, subPayway } from './upay.mapping.js';
import { amountFrom, maskLogin, maskUid } from './upay.wire.js';
import type { OrderView } from './upay.wire.js';

/** How long the platform keeps a precreated order open (Upay Web API, Polling). */
const QR_VALID_MS = 240_000;
/** Its payload is for the wallet, even where it looks like a link. */
const MINI_PROGRAM = '4';

/** Whether an order view is about our order. A view that names none is taken for the answer to what was asked, but never for a yes (see `approvedSale`). */
export function isAbout(order: OrderView, clientSn: string): boolean {
  return order.client_sn === undefined || order.client_sn === clientSn;
}

/** The number of the refund that the view shows as its latest transaction, said plainly or as the tail of that transaction's own number. */
export function refundNoOf(order: OrderView, clientSn: string): string | undefined {
  if (order.refund_request_no !== undefined) return order.refund_request_no;
  return order.client_tsn?.startsWith(`${clientSn}-`) === true ? order.client_tsn.slice(clientSn.length + 1) : undefined;
}

/** A paid order as the sale's approval: it must name our own number and the platform's. */
export function approvedSale(
  order: OrderView,
  clientSn: string,
  providerCode: string,
): Extract<ProviderResult, { outcome: 'approved' | 'unknown' }> {
  const stated = statedOf(order);
  if (order.sn === undefined || order.client_sn !== clientSn || stated === undefined)
    return { outcome: 'unknown', cause: 'unreadable_answer', providerCode };
  return { outcome: 'approved', providerRef: order.sn, stated, receipt: receiptOf(order) };
}

/** What the view states in minor units; undefined where it states something that is no amount. The protocol has no currency. */
export function statedOf(order: OrderView): Stated | 'not_stated' | undefined {
  if (order.total_amount === undefined) return 'not_stated';
  const base = amountFrom(order.total_amount);
  if (base === undefined) return undefined;
  const refunded = refundedOf(order, base);
  return refunded === undefined ? { base } : { base, refunded };
}

/** `net_amount` is the total minus refunds; while a refund is under way or lost it may or may not hold that one. */
export function refundedOf(order: OrderView, total: bigint): bigint | undefined {
  if (order.order_status !== 'PAID' && order.order_status !== 'PARTIAL_REFUNDED' && order.order_status !== 'REFUNDED') return undefined;
  const net = order.net_amount === undefined ? undefined : amountFrom(order.net_amount);
  return net === undefined || net > total ? undefined : total - net;
}

function receiptOf(order: OrderView): Receipt {
  const brand = order.payway_name ?? entry(paywayName, order.payway);
  const maskedAccount = order.payer_login === undefined ? order.payer_uid && maskUid(order.payer_uid) : maskLogin(order.payer_login);
  const entryMode = entry(subPayway, order.sub_payway);
  const payerPaid = payerPaidOf(order);
  return {
    ...(brand === undefined ? undefined : { brand }),
    ...(maskedAccount === undefined ? undefined : { maskedAccount }),
    ...(order.trade_no === undefined ? undefined : { referenceNo: order.trade_no }),
    ...(entryMode === undefined ? undefined : { entryMode }),
    ...(payerPaid === undefined ? undefined : { payerPaid }),
  };
}

/** What the payer paid without the discounts; undefined as soon as one part of the list cannot be read. */
function payerPaidOf(order: OrderView): bigint | undefined {
  if (order.payment_list === undefined || order.payment_list.length === 0) return undefined;
  let paid = 0n;
  for (const part of order.payment_list) {
    const funding = entry(fundingType, part.type);
    const amount = amountFrom(part.amount_total ?? '');
    if (funding === undefined || amount === undefined) return undefined;
    if (funding === 'payer') paid += amount;
  }
  return paid;
}

/** What the payer has to do next. A payload that is no link of its own (WeChat's in-page call) is handed on for the wallet's SDK. */
export function actionOf(
  request: Pick<SaleRequest, 'method' | 'createdAt'>,
  subPayway: unknown,
  order: OrderView,
): CustomerAction | undefined {
  const { method } = request;
  if (method.type === 'payer_code') return { type: 'wait_for_payer' };
  if (method.type === 'terminal') return { type: 'wait_for_terminal', terminalSn: method.terminalSn };
  const payload = order.wap_pay_request;
  if (payload !== undefined) {
    if (typeof payload !== 'string') return { type: 'sdk', payload: JSON.stringify(payload) };
    return subPayway !== MINI_PROGRAM && /^https?:\/\//i.test(payload) && URL.canParse(payload)
      ? { type: 'redirect', url: payload, httpMethod: 'GET' }
      : { type: 'sdk', payload };
  }
  if (order.qr_code === undefined) return undefined;
  return { type: 'show_qr', qr: order.qr_code, expiresAt: request.createdAt + QR_VALID_MS };
}
