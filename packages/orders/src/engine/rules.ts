import { spreadOf } from '@interlock/domain';
import type { OperationKind, Rules } from '@interlock/domain';
import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';
import type { MethodType, ProviderAdapter } from '@interlock/provider-kit';
import { supportOf } from './following-call.js';
import { chargeReference } from '@interlock/accounts';

/** What the adapter declares for this operation, in the words of a decision. */
export function rulesFor(input: {
  readonly adapter: ProviderAdapter;
  readonly read: OrderWithOperations;
  readonly charge: OperationRecord;
  readonly operation: OperationRecord;
  readonly latePolicy: 'refund' | 'keep';
  readonly nextRoute: boolean;
}): Rules {
  const { adapter, read, charge, operation } = input;
  const { order } = read;
  const { cancel } = adapter.operations;
  const timing = {
    methodType: (order.method as { readonly type: MethodType }).type,
    ...(order.expiresAt === null ? {} : { expiresInMs: order.expiresAt - order.createdAt }),
  };
  const of = (kind: OperationKind): Pick<Rules, 'schedule' | 'notFound' | 'totalTimeoutMs' | 'resend'> => {
    const known = supportOf(adapter, kind);
    return { schedule: known.schedule(timing), notFound: known.notFound, totalTimeoutMs: known.totalTimeoutMs, resend: known.resend };
  };
  const base = operation.kind === 'cancel' ? underCancel(of('cancel'), of(charge.kind)) : of(operation.kind);
  return {
    ...base,
    spread: spreadOf(operation.id),
    cancel: {
      available: cancel?.available(chargeReference(read, charge), charge.providerCode ?? undefined) ?? false,
      returnsMoneyWhenPaid: cancel?.returnsMoneyWhenPaid ?? false,
      notBeforeMs: cancel?.notBeforeMs ?? 0,
    },
    voidsHolds: adapter.operations.authorize !== undefined && adapter.operations.void !== undefined,
    latePolicy: input.latePolicy,
    nextRoute: input.nextRoute,
  };
}

/** A cancel is judged by what a query shows of the charge, so "not found" counts only when neither of the two can still arrive. */
function underCancel(
  cancel: Pick<Rules, 'schedule' | 'notFound' | 'totalTimeoutMs' | 'resend'>,
  sale: Pick<Rules, 'notFound' | 'totalTimeoutMs'>,
): Pick<Rules, 'schedule' | 'notFound' | 'totalTimeoutMs' | 'resend'> {
  return {
    ...cancel,
    notFound: { ...sale.notFound, windowMs: Math.max(cancel.notFound.windowMs, sale.notFound.windowMs) },
    totalTimeoutMs: Math.max(cancel.totalTimeoutMs, sale.totalTimeoutMs),
  };
}
