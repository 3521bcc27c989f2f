import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';
import type { ChargeReference, MethodType } from '@interlock/provider-kit';

/** The charge as adapters see it, from our rows. */
export function chargeReference(
  { order, operations }: Pick<OrderWithOperations, 'order' | 'operations'>,
  charge: OperationRecord,
): ChargeReference {
  const method = order.method as { readonly type: MethodType; readonly scenario?: 'card' | 'scan_payer' | 'show_qr' };
  const terminal = order.routing.terminals?.[charge.providerAccountId];
  // One that was made outside us has no number that we could name.
  const capture = operations.find(
    ({ kind, chargeId, outcome, origin }) =>
      kind === 'capture' && chargeId === charge.id && outcome === 'approved' && origin !== 'provider',
  );
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
    ...(capture === undefined
      ? {}
      : {
          capture: {
            providerKey: capture.providerKey,
            ...(capture.providerReference === null ? {} : { providerRef: capture.providerReference }),
          },
        }),
    createdAt: charge.createdAt,
    ...(terminal === undefined ? {} : { providerTerminalSn: terminal }),
  };
}
