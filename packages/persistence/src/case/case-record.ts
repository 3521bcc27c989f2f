import type { CaseKind, CaseState, CurrencyCode, OrderState, ProviderName, Resolution } from '@interlock/domain';
import type { CaseEventName } from './case-event.entity.js';

/** A case with the order and the operation that it is about, as one read sees them. Times in epoch milliseconds. */
export interface CaseRow {
  readonly id: string;
  readonly merchantId: string;
  readonly orderId: string;
  readonly operationId: string;
  readonly kind: CaseKind;
  readonly state: CaseState;
  readonly owner: string | null;
  readonly detail: string;
  readonly factId: string | null;
  readonly openedAt: number;
  readonly dueAt: number;
  readonly closedAt: number | null;
  readonly resolution: Resolution | null;
  readonly proposal: Proposal | null;
  readonly suspenseMinor: bigint | null;
  readonly merchantOrderNo: string;
  readonly orderState: OrderState;
  readonly orderVersion: number;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly provider: ProviderName;
  readonly providerAccountId: string;
}

/** What one person wants and a second one must agree to; amounts in minor units as text. */
export interface Proposal {
  readonly resolution: Resolution;
  readonly person: string;
  readonly actor: string;
  readonly reason: string;
  readonly evidence?: string | undefined;
  readonly amount?: string | undefined;
  readonly tip?: string | undefined;
  /** What the provider had stated by then, where the resolution goes by that. */
  readonly stated?: Readonly<Record<string, string>> | undefined;
  /** ISO 8601. */
  readonly at: string;
  readonly stake: string;
}

/** One line of the history. */
export interface CaseEventRow {
  readonly number: number;
  readonly what: CaseEventName;
  readonly person: string | null;
  readonly actor: string | null;
  readonly reason: string | null;
  readonly evidence: string | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
  readonly factId: string | null;
  readonly requestId: string | null;
  readonly at: number;
}

/** The exchange, or the word, that opened a case. */
export interface CaseFact {
  readonly source: string;
  readonly outcome: string;
  readonly result: Readonly<Record<string, unknown>>;
  readonly exchanges: unknown;
  readonly bodySha256: string | null;
  readonly signature: string | null;
  readonly askedAt: number;
  readonly receivedAt: number;
}

type Row = Readonly<Record<string, unknown>>;
const ms = (value: unknown): number => (value as Date).getTime();

export function caseFromRow(row: Row): CaseRow {
  return {
    id: row['id'] as string,
    merchantId: row['merchant_id'] as string,
    orderId: row['order_id'] as string,
    operationId: row['operation_id'] as string,
    kind: row['kind'] as CaseKind,
    state: row['state'] as CaseState,
    owner: row['owner'] as string | null,
    detail: row['detail'] as string,
    factId: row['fact_id'] as string | null,
    openedAt: ms(row['opened_at']),
    dueAt: ms(row['due_at']),
    closedAt: row['closed_at'] === null ? null : ms(row['closed_at']),
    resolution: row['resolution'] as Resolution | null,
    proposal: row['proposal'] as Proposal | null,
    suspenseMinor: row['suspense_minor'] as bigint | null,
    merchantOrderNo: row['merchant_order_no'] as string,
    orderState: row['order_state'] as OrderState,
    orderVersion: row['order_version'] as number,
    amountMinor: row['amount_minor'] as bigint,
    currency: row['currency'] as CurrencyCode,
    provider: row['provider'] as ProviderName,
    providerAccountId: row['provider_account_id'] as string,
  };
}

export function caseEventFromRow(row: Row): CaseEventRow {
  return {
    number: row['number'] as number,
    what: row['what'] as CaseEventName,
    person: row['person'] as string | null,
    actor: row['actor'] as string | null,
    reason: row['reason'] as string | null,
    evidence: row['evidence'] as string | null,
    detail: row['detail'] as CaseEventRow['detail'],
    factId: row['fact_id'] as string | null,
    requestId: row['request_id'] as string | null,
    at: ms(row['at']),
  };
}

export function caseFactFromRow(row: Row): CaseFact {
  return {
    source: row['source'] as string,
    outcome: row['outcome'] as string,
    result: row['result'] as CaseFact['result'],
    exchanges: row['exchanges'],
    bodySha256: row['body_sha256'] as string | null,
    signature: row['signature'] as string | null,
    askedAt: ms(row['asked_at']),
    receivedAt: ms(row['received_at']),
  };
}
