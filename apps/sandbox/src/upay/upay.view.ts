import type { OrderData } from './upay.envelope.js';
import type { Order, Transaction } from './upay.orders.js';
import { fundingType, paywayName } from './upay.payways.js';

/** The order view (Upay Web API, Order): fields that have no value are absent. `shown` is the latest transaction unless a refund is asked for. */
export function orderData(order: Order, shown: Transaction = order.latest): OrderData {
  const succeeded = order.sale.status === 'SUCCESS';
  return {
    terminal_sn: order.posTerminalSn ?? order.terminal.sn,
    sn: order.sn,
    tsn: shown.tsn,
    client_sn: order.clientSn,
    client_tsn: shown.clientTsn,
    trade_no: succeeded ? `4200${order.sn}` : undefined,
    status: shown.status,
    order_status: order.status,
    payway: order.payway === '' ? undefined : order.payway,
    sub_payway: order.subPayway,
    payway_name: paywayName(order.payway),
    payer_uid: order.payerUid,
    total_amount: order.total.toString(),
    net_amount: order.net.toString(),
    settlement_amount: shown.amount.toString(),
    subject: order.subject,
    description: order.description,
    operator: order.operator,
    reflect: order.reflect,
    ctime: order.createdAtMs.toString(),
    finish_time: order.finishedAtMs?.toString(),
    channel_finish_time: succeeded ? order.paidAtMs?.toString() : undefined,
    refund_request_no: shown.refundRequestNo,
    payment_list: succeeded ? [{ type: fundingType(order.payway), amount_total: order.total.toString() }] : undefined,
  };
}
