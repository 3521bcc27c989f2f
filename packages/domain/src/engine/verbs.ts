import type { OperationKind } from '../operation/operation.js';
import { captureVerb, incrementVerb, tipVerb, voidVerb } from './exclusive-verbs.js';
import type { FollowingVerb } from './following-verb.js';
import { refundVerb } from './refund-verb.js';

/** What follows a payment and is decided by one frame: all but the cancel, which a query of the charge closes. */
export const followingVerbs: Readonly<Record<Exclude<OperationKind, 'sale' | 'authorize' | 'cancel'>, FollowingVerb>> = {
  capture: captureVerb,
  increment: incrementVerb,
  adjust_tip: tipVerb,
  void: voidVerb,
  refund: refundVerb,
};

/** Undefined of a charge and of a cancel. */
export function followingVerbOf(kind: OperationKind): FollowingVerb | undefined {
  return kind === 'sale' || kind === 'authorize' || kind === 'cancel' ? undefined : followingVerbs[kind];
}
