import type { CurrencyCode, OperationKind, Outcome } from '@interlock/domain';

/** `closing` until the provider's answer is known and everything that it closed is stamped. */
export type BatchState = 'closing' | 'closed' | 'refused';

/** Whose payments are meant: ours, and what the provider calls them. */
export type StoredScope =
  | { readonly type: 'all' }
  | {
      readonly type: 'store';
      readonly storeNo: string;
      readonly providerStoreNo: string;
      /** The provider's serials of the terminals that stand in the store. */
      readonly providerTerminalSns: readonly string[];
    }
  | {
      readonly type: 'terminals';
      readonly terminals: readonly { readonly terminalSn: string; readonly providerTerminalSn: string }[];
    };

/** An operation of the scope that was open when the close was asked: whether it is in the batch is not known. */
export interface BatchException {
  readonly orderId: string;
  readonly operationId: string;
  readonly kind: OperationKind;
  readonly outcome: Outcome | null;
}

/** A row of batch, times in epoch milliseconds. */
export interface BatchRecord {
  readonly id: string;
  readonly merchantId: string;
  readonly providerAccountId: string;
  readonly scope: StoredScope;
  readonly state: BatchState;
  readonly attempts: number;
  readonly lease: number;
  readonly sendUntil: number;
  readonly dueAt: number | null;
  readonly askedAt: number;
  readonly closedAsOf: number | null;
  readonly statedCount: number | null;
  readonly statedTotalMinor: bigint | null;
  readonly ownCount: number | null;
  readonly ownTotalMinor: bigint | null;
  readonly currency: CurrencyCode;
  readonly providerCode: string | null;
  readonly message: string | null;
  readonly exceptions: readonly BatchException[];
  readonly exchanges: readonly unknown[];
  readonly idempotencyKey: string;
  readonly idempotencyHashes: Readonly<Record<string, string>>;
  readonly actor: string;
  readonly requestId: string;
  readonly createdAt: number;
  readonly finishedAt: number | null;
}

/** The provider's serials that the scope is limited to; null: every charge of the account is in it. */
export function serialsOf(scope: StoredScope): readonly string[] | null {
  switch (scope.type) {
    case 'all':
      return null;
    case 'store':
      return scope.providerTerminalSns;
    case 'terminals':
      return scope.terminals.map(({ providerTerminalSn }) => providerTerminalSn);
  }
}

type Row = Record<string, unknown>;
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const ms = (value: unknown): number | null => (value instanceof Date ? value.getTime() : null);
const must = (value: unknown): number => (value as Date).getTime();

/** As `jsonb_populate_record` reads it. */
export function batchRow(batch: BatchRecord): Row {
  return {
    id: batch.id,
    merchant_id: batch.merchantId,
    provider_account_id: batch.providerAccountId,
    scope: batch.scope,
    state: batch.state,
    attempts: batch.attempts,
    lease: batch.lease,
    send_until: iso(batch.sendUntil),
    due_at: iso(batch.dueAt),
    asked_at: iso(batch.askedAt),
    closed_as_of: iso(batch.closedAsOf),
    stated_count: batch.statedCount,
    stated_total_minor: batch.statedTotalMinor?.toString() ?? null,
    own_count: batch.ownCount,
    own_total_minor: batch.ownTotalMinor?.toString() ?? null,
    currency: batch.currency,
    provider_code: batch.providerCode,
    message: batch.message,
    exceptions: batch.exceptions,
    exchanges: batch.exchanges,
    idempotency_key: batch.idempotencyKey,
    idempotency_hashes: batch.idempotencyHashes,
    actor: batch.actor,
    request_id: batch.requestId,
    created_at: iso(batch.createdAt),
    finished_at: iso(batch.finishedAt),
  };
}

/** From a row read by `pg`. */
export function batchFromRow(row: Row): BatchRecord {
  return {
    id: row['id'] as string,
    merchantId: row['merchant_id'] as string,
    providerAccountId: row['provider_account_id'] as string,
    scope: row['scope'] as StoredScope,
    state: row['state'] as BatchState,
    attempts: row['attempts'] as number,
    lease: row['lease'] as number,
    sendUntil: must(row['send_until']),
    dueAt: ms(row['due_at']),
    askedAt: must(row['asked_at']),
    closedAsOf: ms(row['closed_as_of']),
    statedCount: row['stated_count'] as number | null,
    statedTotalMinor: row['stated_total_minor'] as bigint | null,
    ownCount: row['own_count'] as number | null,
    ownTotalMinor: row['own_total_minor'] as bigint | null,
    currency: row['currency'] as CurrencyCode,
    providerCode: row['provider_code'] as string | null,
    message: row['message'] as string | null,
    exceptions: row['exceptions'] as BatchException[],
    exchanges: row['exchanges'] as unknown[],
    idempotencyKey: row['idempotency_key'] as string,
    idempotencyHashes: row['idempotency_hashes'] as Record<string, string>,
    actor: row['actor'] as string,
    requestId: row['request_id'] as string,
    createdAt: must(row['created_at']),
    finishedAt: ms(row['finished_at']),
  };
}
