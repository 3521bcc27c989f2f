import type { OperationRecord, OrderRecord } from './records.js';

/** Row objects as PostgreSQL's own json functions read them (`jsonb_populate_record`): snake_case, times as ISO text, bigints as text. */
type Row = Record<string, unknown>;

const at = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const ms = (value: unknown): number | null => (value instanceof Date ? value.getTime() : null);
const must = (value: unknown): number => (value as Date).getTime();

/** The columns of each table, in the order of the rows below. */
export const orderColumns = [
  'id',
  'merchant_id',
  'merchant_order_no',
  'state',
  'version',
  'amount_minor',
  'currency',
  'method',
  'content',
  'content_hashes',
  'metadata',
  'store_no',
  'terminal_sn',
  'operator',
  'routing',
  'next_action',
  'payment',
  'cancel_requested',
  'expires_at',
  'expiry_handled',
  'created_at',
  'updated_at',
  'platform_sn',
] as const;
export const operationColumns = [
  'id',
  'order_id',
  'charge_id',
  'merchant_id',
  'kind',
  'outcome',
  'origin',
  'provider_account_id',
  'provider',
  'provider_key',
  'provider_reference',
  'request_hash',
  'currency',
  'amount_minor',
  'tip_minor',
  'refund_no',
  'idempotency_key',
  'idempotency_hashes',
  'operator',
  'reason',
  'credential_held',
  'attempts',
  'send_again',
  'lease',
  'send_until',
  'due_at',
  'looks',
  'shown',
  'answer',
  'answered_at',
  'not_found_count',
  'not_found_at',
  'repeat_count',
  'duplicate',
  'decline_code',
  'provider_code',
  'created_at',
  'finished_at',
  'authorized_minor',
  'capturing_minor',
  'captured_minor',
  'tip_taken_minor',
  'cashback_minor',
  'surcharge_minor',
  'excess_minor',
  'refunding_minor',
  'refunded_minor',
  'over_refunded_minor',
  'open_exclusive',
  'open_refunds',
  'content',
  'cashback_asked_minor',
  'tip_on_screen',
  'batch_id',
] as const;

/** Columns of a domain, and the type that it is made of: given as that, a parameter is checked by the plan, which is kept, and not as it is read. */
const bases: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['state', 'cancel_requested', 'kind', 'outcome', 'origin', 'answer'].map((column) => [column, 'text'])),
  ...Object.fromEntries(
    ['version', 'attempts', 'lease', 'looks', 'not_found_count', 'repeat_count', 'open_refunds'].map((column) => [column, 'integer']),
  ),
  ...Object.fromEntries(
    [...orderColumns, ...operationColumns].filter((column) => column.endsWith('_minor')).map((column) => [column, 'bigint']),
  ),
};

/** `$1, $2::text, …`: a parameter for each column, numbered from `first` on. */
export function parametersFor(columns: readonly string[], first: number): string {
  return columns.map((column, index) => `$${String(first + index)}${bases[column] === undefined ? '' : `::${bases[column]}`}`).join(', ');
}

export function orderRow(order: OrderRecord): Record<(typeof orderColumns)[number], unknown> {
  return {
    id: order.id,
    merchant_id: order.merchantId,
    merchant_order_no: order.merchantOrderNo,
    state: order.state,
    version: order.version,
    amount_minor: order.amountMinor.toString(),
    currency: order.currency,
    method: order.method,
    content: order.content,
    content_hashes: order.contentHashes,
    metadata: order.metadata,
    store_no: order.storeNo,
    terminal_sn: order.terminalSn,
    operator: order.operator,
    routing: order.routing,
    next_action: order.nextAction,
    payment: order.payment,
    cancel_requested: order.cancelRequested,
    expires_at: at(order.expiresAt),
    expiry_handled: order.expiryHandled,
    created_at: at(order.createdAt),
    updated_at: at(order.updatedAt),
    platform_sn: order.platformSn?.toString() ?? null,
  };
}

export function operationRow(operation: OperationRecord): Record<(typeof operationColumns)[number], unknown> {
  return {
    id: operation.id,
    order_id: operation.orderId,
    charge_id: operation.chargeId,
    merchant_id: operation.merchantId,
    kind: operation.kind,
    outcome: operation.outcome,
    origin: operation.origin,
    provider_account_id: operation.providerAccountId,
    provider: operation.provider,
    provider_key: operation.providerKey,
    provider_reference: operation.providerReference,
    request_hash: `\\x${operation.requestHash}`,
    currency: operation.currency,
    amount_minor: operation.amountMinor?.toString() ?? null,
    tip_minor: operation.tipMinor?.toString() ?? null,
    refund_no: operation.refundNo,
    idempotency_key: operation.idempotencyKey,
    idempotency_hashes: operation.idempotencyHashes,
    operator: operation.operator,
    reason: operation.reason,
    credential_held: operation.credentialHeld,
    attempts: operation.attempts,
    send_again: operation.sendAgain,
    lease: operation.lease,
    send_until: at(operation.sendUntil),
    due_at: at(operation.dueAt),
    looks: operation.looks,
    shown: operation.shown,
    answer: operation.answer,
    answered_at: at(operation.answeredAt),
    not_found_count: operation.notFoundCount,
    not_found_at: at(operation.notFoundAt),
    repeat_count: operation.repeatCount,
    duplicate: operation.duplicate,
    decline_code: operation.declineCode,
    provider_code: operation.providerCode,
    created_at: at(operation.createdAt),
    finished_at: at(operation.finishedAt),
    authorized_minor: operation.authorizedMinor.toString(),
    capturing_minor: operation.capturingMinor.toString(),
    captured_minor: operation.capturedMinor.toString(),
    tip_taken_minor: operation.tipTakenMinor.toString(),
    cashback_minor: operation.cashbackMinor.toString(),
    surcharge_minor: operation.surchargeMinor.toString(),
    excess_minor: operation.excessMinor.toString(),
    refunding_minor: operation.refundingMinor.toString(),
    refunded_minor: operation.refundedMinor.toString(),
    over_refunded_minor: operation.overRefundedMinor.toString(),
    open_exclusive: operation.openExclusive,
    open_refunds: operation.openRefunds,
    content: operation.content,
    cashback_asked_minor: operation.cashbackAskedMinor?.toString() ?? null,
    tip_on_screen: operation.tipOnScreen,
    batch_id: operation.batchId,
  };
}

/** From a row read by `pg` (bigint as bigint, timestamptz as Date). */
export function orderFromRow(row: Row): OrderRecord {
  return {
    id: row['id'] as string,
    merchantId: row['merchant_id'] as string,
    merchantOrderNo: row['merchant_order_no'] as string,
    state: row['state'] as OrderRecord['state'],
    version: row['version'] as number,
    amountMinor: row['amount_minor'] as bigint,
    currency: row['currency'] as OrderRecord['currency'],
    method: row['method'] as OrderRecord['method'],
    content: row['content'] as OrderRecord['content'],
    contentHashes: row['content_hashes'] as OrderRecord['contentHashes'],
    metadata: row['metadata'] as OrderRecord['metadata'],
    storeNo: row['store_no'] as string | null,
    terminalSn: row['terminal_sn'] as string | null,
    operator: row['operator'] as string | null,
    routing: row['routing'] as OrderRecord['routing'],
    nextAction: row['next_action'] as OrderRecord['nextAction'],
    payment: receiptFromJson(row['payment']),
    cancelRequested: row['cancel_requested'] as OrderRecord['cancelRequested'],
    expiresAt: ms(row['expires_at']),
    expiryHandled: row['expiry_handled'] as boolean,
    createdAt: must(row['created_at']),
    updatedAt: must(row['updated_at']),
    platformSn: row['platform_sn'] as bigint | null,
  };
}

/** bigint members of a receipt stand as text in jsonb. */
function receiptFromJson(value: unknown): OrderRecord['payment'] {
  if (value === null || value === undefined) return null;
  const { payerPaid, fee, ...texts } = value as Record<string, string>;
  return {
    ...texts,
    ...(payerPaid === undefined ? {} : { payerPaid: BigInt(payerPaid) }),
    ...(fee === undefined ? {} : { fee: BigInt(fee) }),
  };
}

export function operationFromRow(row: Row): OperationRecord {
  return {
    id: row['id'] as string,
    orderId: row['order_id'] as string,
    chargeId: row['charge_id'] as string,
    merchantId: row['merchant_id'] as string,
    kind: row['kind'] as OperationRecord['kind'],
    outcome: row['outcome'] as OperationRecord['outcome'],
    origin: row['origin'] as OperationRecord['origin'],
    providerAccountId: row['provider_account_id'] as string,
    provider: row['provider'] as OperationRecord['provider'],
    providerKey: row['provider_key'] as string,
    providerReference: row['provider_reference'] as string | null,
    requestHash: (row['request_hash'] as Buffer).toString('hex'),
    currency: row['currency'] as OperationRecord['currency'],
    amountMinor: row['amount_minor'] as bigint | null,
    tipMinor: row['tip_minor'] as bigint | null,
    refundNo: row['refund_no'] as string | null,
    idempotencyKey: row['idempotency_key'] as string | null,
    idempotencyHashes: row['idempotency_hashes'] as OperationRecord['idempotencyHashes'],
    operator: row['operator'] as string | null,
    reason: row['reason'] as string | null,
    credentialHeld: row['credential_held'] as boolean,
    attempts: row['attempts'] as number,
    sendAgain: row['send_again'] as boolean,
    lease: row['lease'] as number,
    sendUntil: must(row['send_until']),
    dueAt: ms(row['due_at']),
    looks: row['looks'] as number,
    shown: row['shown'] as boolean,
    answer: row['answer'] as OperationRecord['answer'],
    answeredAt: ms(row['answered_at']),
    notFoundCount: row['not_found_count'] as number,
    notFoundAt: ms(row['not_found_at']),
    repeatCount: row['repeat_count'] as number,
    duplicate: row['duplicate'] as boolean,
    declineCode: row['decline_code'] as OperationRecord['declineCode'],
    providerCode: row['provider_code'] as string | null,
    createdAt: must(row['created_at']),
    finishedAt: ms(row['finished_at']),
    authorizedMinor: row['authorized_minor'] as bigint,
    capturingMinor: row['capturing_minor'] as bigint,
    capturedMinor: row['captured_minor'] as bigint,
    tipTakenMinor: row['tip_taken_minor'] as bigint,
    cashbackMinor: row['cashback_minor'] as bigint,
    surchargeMinor: row['surcharge_minor'] as bigint,
    excessMinor: row['excess_minor'] as bigint,
    refundingMinor: row['refunding_minor'] as bigint,
    refundedMinor: row['refunded_minor'] as bigint,
    overRefundedMinor: row['over_refunded_minor'] as bigint,
    openExclusive: row['open_exclusive'] as string | null,
    openRefunds: row['open_refunds'] as number,
    content: row['content'] as OperationRecord['content'],
    cashbackAskedMinor: row['cashback_asked_minor'] as bigint | null,
    tipOnScreen: row['tip_on_screen'] as boolean,
    batchId: row['batch_id'] as string | null,
  };
}

/** JSON text in which bigints are written as text, for jsonb parameters. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => (typeof member === 'bigint' ? member.toString() : member));
}
