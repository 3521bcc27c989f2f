import { chargeReference } from '@interlock/accounts';
import { takenOf } from '@interlock/domain';
import type { OperationRecord, OrderRecord, OrderWithOperations } from '@interlock/persistence';
import type { MethodRequest, OnTerminal, QueryRequest, RefundParts, RefundRequest, SaleRequest } from '@interlock/provider-kit';

/** What an operation after the payment was asked beside its amount, as its row keeps it. */
export interface FollowingContent {
  readonly onTerminal?: OnTerminal;
  /** This provider's options, as its adapter's schema gives them. */
  readonly options?: unknown;
  /** Minor units as text. */
  readonly parts?: Readonly<Partial<Record<keyof RefundParts, string>>>;
}

/** What of an order's content goes to the provider with a sale or authorization, beside amount and method. */
export type SaleContent = Pick<
  SaleRequest,
  'subject' | 'description' | 'operator' | 'goods' | 'buyer' | 'device' | 'returnUrl' | 'tip' | 'cashback' | 'options'
>;

export function saleRequest(
  order: OrderRecord,
  charge: OperationRecord,
  method: MethodRequest,
  content: SaleContent,
  notifyUrl: string,
): SaleRequest {
  return {
    kind: charge.kind === 'authorize' ? 'authorize' : 'sale',
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

/** What every operation after the payment is sent with; the kind adds its own. */
export function followingRequest(
  read: OrderWithOperations,
  charge: OperationRecord,
  operation: OperationRecord,
  notifyUrl: string,
): FollowingRequest {
  const { order } = read;
  const operator = operation.operator ?? order.operator;
  const { onTerminal, options, parts } = (operation.content ?? {}) as FollowingContent;
  return {
    providerKey: operation.providerKey,
    charge: chargeReference(read, charge),
    amount: { currency: order.currency, minor: figureOf(charge, operation) },
    ...(operator === null ? {} : { operator }),
    // Why we do something by ourselves is no provider's to read.
    ...(operation.reason === null || operation.origin !== 'merchant' ? {} : { reason: operation.reason }),
    ...(onTerminal === undefined ? {} : { onTerminal }),
    ...(options === undefined ? {} : { options }),
    ...(parts === undefined ? {} : { parts: partsOf(parts) }),
    notifyUrl,
  };
}
export type FollowingRequest = Omit<RefundRequest, 'kind'>;

/** A cancel is asked after at its charge. */
export function queryRequest(read: OrderWithOperations, charge: OperationRecord, operation: OperationRecord): QueryRequest {
  const reference = chargeReference(read, charge);
  const { kind } = operation;
  if (kind === 'sale' || kind === 'authorize' || kind === 'cancel')
    return { kind: 'query', operation: { kind: reference.kind }, charge: reference };
  return {
    kind: 'query',
    operation: {
      kind,
      providerKey: operation.providerKey,
      ...(operation.providerReference === null ? {} : { providerRef: operation.providerReference }),
      amount: { currency: read.order.currency, minor: figureOf(charge, operation) },
      onTerminal: (operation.content as FollowingContent | null)?.onTerminal !== undefined,
    },
    charge: reference,
  };
}

/** What the operation is about, in minor units: of a tip the whole tip, of a void all that is held or was taken. */
function figureOf(charge: OperationRecord, { kind, amountMinor, tipMinor }: OperationRecord): bigint {
  if (kind === 'adjust_tip') return tipMinor ?? 0n;
  if (kind === 'void' || kind === 'cancel') return charge.capturedMinor === 0n ? charge.authorizedMinor : takenOf(charge);
  return amountMinor ?? 0n;
}

function partsOf(parts: NonNullable<FollowingContent['parts']>): RefundParts {
  return Object.fromEntries(Object.entries(parts).map(([part, minor]) => [part, BigInt(minor)]));
}
