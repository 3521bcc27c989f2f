import { declineCodes, takenOf } from '@interlock/domain';
import type { CurrencyCode, DeclineCode, DeclineRule } from '@interlock/domain';
import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';
import { chargeOfOrder, isCharge } from '../engine/order-operations.js';

/** Minor units as text. */
export interface AmountView {
  readonly currency: string;
  readonly value: string;
}

/** The order as every door shows it. Absent members are left out, never null. */
export interface OrderView {
  readonly id: string;
  readonly merchantOrderNo: string;
  readonly state: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly expiresAt?: string;
  readonly cancelRequested?: true;
  readonly amount: AmountView;
  /** Where and by whom it was begun, as far as the command said so. */
  readonly storeNo?: string;
  readonly terminalSn?: string;
  readonly operator?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly amounts: Readonly<
    Record<
      'requested' | 'authorized' | 'captured' | 'tip' | 'cashback' | 'surcharge' | 'excess' | 'refunded' | 'refundPending' | 'overRefunded',
      AmountView
    >
  >;
  readonly method: Readonly<Record<string, unknown>>;
  readonly provider?: { readonly name: string; readonly accountId: string; readonly reference?: string };
  readonly payment?: Readonly<Record<string, unknown>>;
  readonly nextAction?: Readonly<Record<string, unknown>>;
  readonly operations: readonly OperationView[];
  readonly routing: {
    readonly chosen?: string;
    readonly candidates: readonly {
      readonly accountId: string;
      readonly provider: string;
      readonly kept: boolean;
      readonly reason: string;
    }[];
  };
  readonly cases: readonly { readonly id: string; readonly kind: string; readonly state: string }[];
}

export interface OperationView {
  readonly id: string;
  readonly kind: string;
  /** Who wanted it: the merchant, we ourselves (a late payment given back), or somebody at the provider's portal or device. */
  readonly origin: 'merchant' | 'interlock' | 'provider';
  /** null while it runs. */
  readonly outcome: string | null;
  readonly amount?: AmountView;
  readonly tip?: AmountView;
  readonly refundNo?: string;
  readonly provider: string;
  readonly providerKey: string;
  readonly providerReference?: string;
  readonly declineCode?: string;
  /** What can be done instead, where the code says so. */
  readonly advice?: string;
  readonly providerCode?: string;
  /** The closed batch that it was handed in with. */
  readonly batchId?: string;
  readonly createdAt: string;
  readonly finishedAt?: string;
}

/** The amounts of an order are the sums of its charges. */
export function orderView(read: OrderWithOperations): OrderView {
  const { order, operations, cases } = read;
  const amount = (value: bigint): AmountView => ({ currency: order.currency, value: value.toString() });
  const charges = operations.filter(isCharge);
  const sum = (of: (charge: OperationRecord) => bigint): AmountView => amount(charges.reduce((total, charge) => total + of(charge), 0n));
  const current = chargeOfOrder(read);
  return {
    id: order.id,
    merchantOrderNo: order.merchantOrderNo,
    state: order.state,
    version: order.version,
    createdAt: text(order.createdAt),
    updatedAt: text(order.updatedAt),
    ...(order.expiresAt === null ? {} : { expiresAt: text(order.expiresAt) }),
    ...(order.cancelRequested === null ? {} : { cancelRequested: true as const }),
    amount: amount(order.amountMinor),
    ...(order.storeNo === null ? {} : { storeNo: order.storeNo }),
    ...(order.terminalSn === null ? {} : { terminalSn: order.terminalSn }),
    ...(order.operator === null ? {} : { operator: order.operator }),
    ...(order.metadata === null ? {} : { metadata: sorted(order.metadata) }),
    amounts: {
      requested: amount(order.amountMinor),
      // A charge that ended without money authorizes nothing any more.
      authorized: sum((charge) => (isOver(charge) || order.state === 'canceled' ? 0n : charge.authorizedMinor)),
      captured: sum((charge) => charge.capturedMinor),
      tip: sum((charge) => charge.tipTakenMinor),
      cashback: sum((charge) => charge.cashbackMinor),
      surcharge: sum((charge) => charge.surchargeMinor),
      excess: sum((charge) => charge.excessMinor),
      refunded: sum((charge) => charge.refundedMinor),
      refundPending: sum((charge) => charge.refundingMinor),
      overRefunded: sum((charge) => charge.overRefundedMinor),
    },
    method: sorted(order.method),
    ...(current === undefined ? {} : { provider: providerView(current) }),
    ...(order.payment === null ? {} : { payment: paymentView(order.payment, order.currency) }),
    ...(order.nextAction === null ? {} : { nextAction: nextActionView(order.nextAction) }),
    operations: operations.map((operation) => operationView(operation)),
    routing: { ...(order.routing.chosen === undefined ? {} : { chosen: order.routing.chosen }), candidates: candidatesView(order.routing) },
    cases: cases.map(({ id, kind, state }) => ({ id, kind, state })),
  };
}

function providerView({ provider, providerAccountId, providerReference }: OperationRecord): NonNullable<OrderView['provider']> {
  return { name: provider, accountId: providerAccountId, ...(providerReference === null ? {} : { reference: providerReference }) };
}

export function operationView(operation: OperationRecord): OperationView {
  const amount = (value: bigint): AmountView => ({ currency: operation.currency, value: value.toString() });
  return {
    id: operation.id,
    kind: operation.kind,
    origin: operation.origin,
    outcome: operation.outcome,
    ...(operation.amountMinor === null ? {} : { amount: amount(operation.amountMinor) }),
    ...(operation.tipMinor === null ? {} : { tip: amount(operation.tipMinor) }),
    ...(operation.refundNo === null ? {} : { refundNo: operation.refundNo }),
    provider: operation.provider,
    providerKey: operation.providerKey,
    ...(operation.providerReference === null ? {} : { providerReference: operation.providerReference }),
    ...(operation.declineCode === null ? {} : { declineCode: operation.declineCode, ...adviceOn(operation.declineCode) }),
    ...(operation.providerCode === null ? {} : { providerCode: operation.providerCode }),
    ...(operation.batchId === null ? {} : { batchId: operation.batchId }),
    createdAt: text(operation.createdAt),
    ...(operation.finishedAt === null ? {} : { finishedAt: text(operation.finishedAt) }),
  };
}

function adviceOn(code: DeclineCode): { readonly advice?: string } {
  const { advice }: DeclineRule = declineCodes[code];
  return advice === undefined ? {} : { advice };
}

const isOver = ({ outcome }: OperationRecord): boolean => outcome === 'declined' || outcome === 'not_sent';

/** What is left to give back, in minor units. */
export function refundableOf(charge: OperationRecord): bigint {
  return takenOf(charge) - (charge.refundedMinor + charge.refundingMinor - charge.overRefundedMinor);
}

/** PostgreSQL keeps the members of a document in an order of its own; every answer has this one. */
function candidatesView({ candidates }: OrderWithOperations['order']['routing']): OrderView['routing']['candidates'] {
  return candidates.map(({ accountId, provider, kept, reason }) => ({ accountId, provider, kept, reason }));
}

/** By name, and what kind it is before all else. */
function sorted<T>(members: Readonly<Record<string, T>>): Record<string, T> {
  const names = Object.keys(members).sort((one, other) => Number(other === 'type') - Number(one === 'type') || (one < other ? -1 : 1));
  return Object.fromEntries(names.map((name) => [name, members[name] as T]));
}

type Payment = NonNullable<OrderWithOperations['order']['payment']>;

function paymentView(payment: Payment, currency: CurrencyCode): Record<string, unknown> {
  const { payerPaid, fee, ...texts } = payment;
  return {
    ...sorted(texts),
    ...(payerPaid === undefined ? {} : { payerPaid: { currency, value: payerPaid.toString() } }),
    ...(fee === undefined ? {} : { fee: { currency, value: fee.toString() } }),
  };
}

type NextAction = NonNullable<OrderWithOperations['order']['nextAction']>;

function nextActionView(action: NextAction): Record<string, unknown> {
  if (action.type !== 'show_qr') return sorted({ ...action });
  return { type: action.type, qr: action.qr, ...(action.expiresAt === undefined ? {} : { expiresAt: text(action.expiresAt) }) };
}

function text(ms: number): string {
  return new Date(ms).toISOString();
}
