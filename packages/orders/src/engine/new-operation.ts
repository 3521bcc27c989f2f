import { NO_AMOUNTS } from '@interlock/domain';
import type { OperationKind, ProviderName } from '@interlock/domain';
import type { OperationRecord, OrderRecord } from '@interlock/persistence';
import { requestHashOf } from './request-hash.js';
import type { FollowingContent } from './requests.js';
import { RECOVERY_GRACE_MS, SEND_WINDOW_MS } from './windows.js';

/** An operation as it is before its first byte: durable, leased to the process that begins it, and due when that process can no longer be at it. */
export function newOperation(input: {
  readonly id: string;
  readonly order: Pick<OrderRecord, 'id' | 'merchantId' | 'currency'>;
  readonly kind: OperationKind;
  readonly chargeId: string;
  readonly account: { readonly id: string; readonly provider: ProviderName };
  readonly providerKey: string;
  readonly amountMinor: bigint | null;
  readonly origin: OperationRecord['origin'];
  readonly credentialHeld: boolean;
  readonly now: number;
  readonly totalTimeoutMs: number;
  readonly tipMinor?: bigint | undefined;
  readonly cashbackAskedMinor?: bigint | undefined;
  readonly tipOnScreen?: boolean;
  readonly content?: FollowingContent | undefined;
  readonly refundNo?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly idempotencyHashes?: Readonly<Record<string, string>> | undefined;
  readonly operator?: string | undefined;
  readonly reason?: string | undefined;
}): OperationRecord {
  const { order, account, now } = input;
  const sendUntil = now + SEND_WINDOW_MS;
  const charge = input.kind === 'sale' || input.kind === 'authorize';
  const begun: Omit<OperationRecord, 'requestHash'> = {
    id: input.id,
    orderId: order.id,
    chargeId: input.chargeId,
    merchantId: order.merchantId,
    kind: input.kind,
    outcome: null,
    origin: input.origin,
    providerAccountId: account.id,
    provider: account.provider,
    providerKey: input.providerKey,
    providerReference: null,
    currency: order.currency,
    amountMinor: input.amountMinor,
    tipMinor: input.tipMinor ?? null,
    cashbackAskedMinor: input.cashbackAskedMinor ?? null,
    tipOnScreen: input.tipOnScreen ?? false,
    content: input.content === undefined ? null : { ...input.content },
    batchId: null,
    refundNo: input.refundNo ?? null,
    idempotencyKey: input.idempotencyKey ?? null,
    idempotencyHashes: input.idempotencyHashes ?? null,
    operator: input.operator ?? null,
    reason: input.reason ?? null,
    credentialHeld: input.credentialHeld,
    attempts: 1,
    sendAgain: false,
    lease: 1,
    sendUntil,
    dueAt: sendUntil + input.totalTimeoutMs + RECOVERY_GRACE_MS,
    looks: 0,
    shown: false,
    answer: null,
    answeredAt: null,
    notFoundCount: 0,
    notFoundAt: null,
    repeatCount: 0,
    duplicate: false,
    declineCode: null,
    providerCode: null,
    createdAt: now,
    finishedAt: null,
    ...NO_AMOUNTS,
    authorizedMinor: charge ? (input.amountMinor ?? 0n) : 0n,
  };
  return { ...begun, requestHash: requestHashOf(begun) };
}
