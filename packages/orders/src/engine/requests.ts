import type { Money } from '@interlock/domain';
import type { OperationRecord, OrderRecord } from '@interlock/persistence';
import type {
  CancelRequest,
  ChargeReference,
  MethodRequest,
  MethodType,
  QueryRequest,
  RefundRequest,
  SaleRequest,
} from '@interlock/provider-kit';

/** The charge as adapters see it, from our rows. */
export function chargeReference(order: OrderRecord, charge: OperationRecord): ChargeReference {
  const method = order.method as { readonly type: MethodType; readonly scenario?: 'card' | 'scan_payer' | 'show_qr' };
  const terminal = order.routing.terminals?.[charge.providerAccountId];
  return {
    kind: charge.kind === 'authorize' ? 'authorize' : 'sale',
    providerKey: charge.providerKey,
    ...(charge.providerReference === null ? {} : { providerRef: charge.providerReference }),
    methodType: method.type,
    ...(method.scenario === undefined ? {} : { scenario: method.scenario }),
    amount: { currency: order.currency, minor: charge.amountMinor ?? order.amountMinor },
    amounts: {
      authorized: charge.authorizedMinor,
      captured: charge.capturedMinor,
      tip: charge.tipTakenMinor,
      cashback: charge.cashbackMinor,
      surcharge: charge.surchargeMinor,
      refunded: charge.refundedMinor,
    },
    createdAt: charge.createdAt,
    ...(terminal === undefined ? {} : { providerTerminalSn: terminal }),
  };
}

/** What of an order's content goes to the provider with a sale, beside amount and method. */
export type SaleContent = Pick<SaleRequest, 'subject' | 'description' | 'operator' | 'goods' | 'buyer' | 'device' | 'returnUrl'>;

export function saleRequest(
  order: OrderRecord,
  charge: OperationRecord,
  method: MethodRequest,
  content: SaleContent,
  notifyUrl: string,
): SaleRequest {
  return {
    kind: 'sale',
    providerKey: charge.providerKey,
    merchantOrderNo: order.merchantOrderNo,
    amount: { currency: order.currency, minor: order.amountMinor },
    method,
    ...content,
    createdAt: charge.createdAt,
    ...(order.expiresAt === null ? {} : { expiresAt: order.expiresAt }),
    notifyUrl,
  };
}

export function cancelRequest(order: OrderRecord, charge: OperationRecord, cancel: OperationRecord, notifyUrl: string): CancelRequest {
  return {
    kind: 'cancel',
    providerKey: cancel.providerKey,
    charge: chargeReference(order, charge),
    ...(cancel.operator === null ? {} : { operator: cancel.operator }),
    ...(cancel.reason === null ? {} : { reason: cancel.reason }),
    notifyUrl,
  };
}

export function refundRequest(order: OrderRecord, charge: OperationRecord, refund: OperationRecord, notifyUrl: string): RefundRequest {
  const operator = refund.operator ?? order.operator;
  return {
    kind: 'refund',
    providerKey: refund.providerKey,
    charge: chargeReference(order, charge),
    amount: moneyOf(order, refund),
    ...(operator === null ? {} : { operator }),
    ...(refund.reason === null ? {} : { reason: refund.reason }),
    notifyUrl,
  };
}

/** A cancel is asked after at its charge. */
export function queryRequest(order: OrderRecord, charge: OperationRecord, operation: OperationRecord): QueryRequest {
  const reference = chargeReference(order, charge);
  if (operation.kind !== 'refund') return { kind: 'query', operation: { kind: reference.kind }, charge: reference };
  return {
    kind: 'query',
    operation: {
      kind: 'refund',
      providerKey: operation.providerKey,
      ...(operation.providerReference === null ? {} : { providerRef: operation.providerReference }),
      amount: moneyOf(order, operation),
      onTerminal: false,
    },
    charge: reference,
  };
}

function moneyOf(order: OrderRecord, operation: OperationRecord): Money {
  return { currency: order.currency, minor: operation.amountMinor ?? order.amountMinor };
}
