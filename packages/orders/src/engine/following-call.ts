import type { OperationKind, ProviderResult } from '@interlock/domain';
import type { OperationSupport, ProviderAdapter, ProviderCall, ProviderRequest } from '@interlock/provider-kit';
import type { FollowingRequest } from './requests.js';

/** The operations that follow a charge. */
export type FollowingKind = Exclude<OperationKind, 'sale' | 'authorize'>;

/** How an adapter carries out one of them. */
export interface FollowingCall {
  readonly support: Pick<OperationSupport<ProviderRequest>, 'resend' | 'connectTimeoutMs' | 'totalTimeoutMs' | 'schedule' | 'notFound'>;
  readonly send: (request: FollowingRequest, call: ProviderCall) => Promise<ProviderResult>;
}

/** Undefined where the provider has no such operation. */
export function followingCall({ operations }: ProviderAdapter, kind: FollowingKind): FollowingCall | undefined {
  const { capture, increment, adjust_tip, cancel, refund } = operations;
  switch (kind) {
    case 'capture':
      return capture && { support: capture, send: (request, call) => capture.execute({ ...request, kind }, call) };
    case 'increment':
      return increment && { support: increment, send: (request, call) => increment.execute({ ...request, kind }, call) };
    case 'adjust_tip':
      return adjust_tip && { support: adjust_tip, send: (request, call) => adjust_tip.execute({ ...request, kind }, call) };
    case 'cancel':
      return cancel && { support: cancel, send: (request, call) => cancel.execute({ ...request, kind }, call) };
    case 'void': {
      const undo = operations.void;
      return undo && { support: undo, send: (request, call) => undo.execute({ ...request, kind }, call) };
    }
    case 'refund':
      return refund && { support: refund, send: (request, call) => refund.execute({ ...request, kind }, call) };
  }
}

/** What the adapter declares of the operation; of one that it does not have (any more), what it declares of a sale. */
export function supportOf(adapter: ProviderAdapter, kind: OperationKind): FollowingCall['support'] {
  const { sale, authorize } = adapter.operations;
  if (kind === 'sale') return sale;
  if (kind === 'authorize') return authorize ?? sale;
  return followingCall(adapter, kind)?.support ?? sale;
}
