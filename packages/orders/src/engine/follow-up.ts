import type { Runtime } from '@interlock/accounts';
import type { FollowUp } from '@interlock/domain';
import type { OperationRecord, OrderRecord } from '@interlock/persistence';
import type { ProviderAdapter } from '@interlock/provider-kit';
import { followingOperation } from './following-operation.js';

/** What a decision begins at the charge's own account, not yet written. `words`: of the person who wants it. No request of the merchant's stands behind it. */
export function followUpOf(
  runtime: Pick<Runtime, 'newId' | 'pool'>,
  adapter: ProviderAdapter,
  input: {
    readonly followUp: Exclude<FollowUp, { readonly kind: 'next_route' }>;
    readonly order: OrderRecord;
    readonly charge: OperationRecord;
    readonly now: number;
    readonly words?: { readonly operator: string; readonly reason: string } | undefined;
  },
): Promise<OperationRecord> {
  const { followUp, order, charge, now, words } = input;
  // Late money is followed by the words of the cancel that is to return it, whoever wants that.
  const wanted = followUp.kind === 'cancel' ? undefined : words;
  const requested = followUp.kind === 'cancel' && followUp.reason === 'requested';
  return followingOperation(runtime, adapter, {
    order,
    charge,
    kind: followUp.kind,
    amountMinor: followUp.kind === 'refund' ? followUp.amountMinor : null,
    now,
    refundNo: followUp.kind === 'refund' ? followUp.refundNo : undefined,
    // Why a merchant wants it stands with the wish that was noted.
    ...(requested
      ? { origin: 'merchant' }
      : { origin: 'interlock', reason: wanted?.reason ?? (followUp.kind === 'refund' ? 'late_success' : followUp.reason) }),
    operator: wanted?.operator,
  });
}
