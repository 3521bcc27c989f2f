import type { Runtime } from '@interlock/accounts';
import { notedWords } from '@interlock/persistence';
import type { CancelWords, OperationRecord, OrderRecord } from '@interlock/persistence';
import type { ProviderAdapter } from '@interlock/provider-kit';
import { supportOf } from './following-call.js';
import type { FollowingKind } from './following-call.js';
import { newOperation } from './new-operation.js';
import type { FollowingContent } from './requests.js';
import { nextProviderKey } from './provider-key.js';

/** What follows a charge, at the charge's own provider account, not yet begun. */
export async function followingOperation(
  { newId, pool }: Pick<Runtime, 'newId' | 'pool'>,
  adapter: ProviderAdapter,
  input: {
    readonly order: OrderRecord;
    readonly charge: OperationRecord;
    readonly kind: FollowingKind;
    /** Of a refund, capture or increment, in minor units. */
    readonly amountMinor: bigint | null;
    /** Of a tip: the whole tip, in minor units. */
    readonly tipMinor?: bigint | undefined;
    readonly content?: FollowingContent | undefined;
    readonly idempotencyKey?: string | undefined;
    readonly origin: OperationRecord['origin'];
    readonly now: number;
    readonly refundNo?: string | undefined;
    readonly idempotencyHashes?: Readonly<Record<string, string>> | undefined;
    readonly operator?: string | undefined;
    /** Of what nobody asked for: a word of ours, for the row alone. */
    readonly reason?: string | undefined;
    /** Of a merchant's cancel; where it was only noted before, these are with the wish. */
    readonly words?: CancelWords;
  },
): Promise<OperationRecord> {
  const { charge, kind, words, ...rest } = input;
  const canceled = kind === 'cancel' && input.origin === 'merchant';
  const id = newId();
  return newOperation({
    ...rest,
    ...(canceled ? wordsOf(words ?? (await notedWords(pool, input.order.id))) : {}),
    id,
    kind,
    chargeId: charge.id,
    account: { id: charge.providerAccountId, provider: charge.provider },
    providerKey: await adapter.providerKeyFor(kind, id, () => nextProviderKey(pool)),
    credentialHeld: false,
    totalTimeoutMs: supportOf(adapter, kind).totalTimeoutMs,
  });
}

const wordsOf = ({ operator, reason, content }: CancelWords) => ({ operator, reason, content });
