import { takenOf } from '@interlock/domain';
import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';
import type { OrderData } from '../wire/envelope.js';
import { isFinal } from '../words/codes.js';
import { transactionSn } from './platform-number.js';
import { payment, undoes } from './told-order.js';
import type { ToldOrder } from './told-order.js';
import { terminalRequestOf } from './terminal-request.js';

const MAX_TRADE_NO = 64;
const MAX_CLIENT_TSN = 53;
const MAX_REFUND_REQUEST_NO = 20;

/**
 * The order view of the protocol (Upay Web API v2, Order). Every scalar is text. What we do not know is left out: no channel's finish time, no split of
 * the funding, no payway where nobody named one.
 */
export function orderData(read: OrderWithOperations, told: ToldOrder): OrderData {
  const { order, operations } = read;
  const { transaction } = told;
  const charge = payment(operations);
  const asked = terminalRequestOf(order.content);
  const refund = transaction?.kind === 'refund' && !undoes(transaction) ? transaction : undefined;
  return present({
    terminal_sn: order.terminalSn,
    sn: order.platformSn?.toString(),
    tsn:
      order.platformSn === null || transaction === undefined ? undefined : transactionSn(order.platformSn, operations.indexOf(transaction)),
    client_sn: order.merchantOrderNo,
    client_tsn: fitting(clientTsn(order.merchantOrderNo, refund), MAX_CLIENT_TSN),
    trade_no: charge?.outcome === 'approved' ? fitting(charge.providerReference, MAX_TRADE_NO) : undefined,
    status: told.status,
    order_status: told.orderStatus,
    payway: asked?.payway,
    sub_payway: asked?.subPayway,
    payway_name: order.payment?.brand,
    payer_login: order.payment?.maskedAccount,
    total_amount: order.amountMinor.toString(),
    net_amount: netAmount(read, told)?.toString(),
    settlement_amount: refund?.outcome === 'approved' ? refund.amountMinor?.toString() : undefined,
    subject: asked?.subject ?? textOf(order.content['subject']),
    description: asked?.description,
    operator: refund?.operator ?? order.operator,
    reflect: asked?.reflect,
    ctime: order.createdAt.toString(),
    finish_time: isFinal(told.orderStatus) ? (transaction?.finishedAt ?? order.updatedAt).toString() : undefined,
    refund_request_no: fitting(refund?.refundNo ?? null, MAX_REFUND_REQUEST_NO),
    ...codeOf(order.nextAction, told),
  });
}

/** What the payer scans, or the page that it opens. */
function codeOf(action: OrderWithOperations['order']['nextAction'], { orderStatus }: ToldOrder): Record<string, string | undefined> {
  if (action === null || isFinal(orderStatus)) return {};
  if (action.type === 'show_qr') return { qr_code: action.qr };
  if (action.type === 'sdk') return { wap_pay_request: action.payload };
  return action.type === 'redirect' && action.httpMethod === 'GET' ? { wap_pay_request: action.url } : {};
}

/** What is left to the merchant of the order's amount, of which less may have been taken than was held, and a tip is no part; undefined while it is not known to be paid, or never was. */
function netAmount({ order, operations }: OrderWithOperations, { orderStatus }: ToldOrder): bigint | undefined {
  if (orderStatus === 'CANCELED') return 0n;
  const charge = payment(operations);
  if (charge?.outcome !== 'approved') return undefined;
  const left = takenOf(charge) - (charge.refundedMinor - charge.overRefundedMinor);
  if (left < 0n) return 0n;
  return left < order.amountMinor ? left : order.amountMinor;
}

function clientTsn(clientSn: string, refund: OperationRecord | undefined): string {
  return refund === undefined ? clientSn : `${clientSn}-${refund.refundNo ?? ''}`;
}

/** A number that is cut is another number. */
const fitting = (text: string | null, max: number): string | undefined => (text !== null && text.length <= max ? text : undefined);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function present(members: Readonly<Record<string, string | null | undefined>>): OrderData {
  return Object.fromEntries(
    Object.entries(members).filter((member): member is [string, string] => member[1] !== undefined && member[1] !== null),
  );
}
