import type { ProviderCall, ProviderResult, QueryResult, Stated } from '@interlock/provider-kit';
import type { Answer } from './codepay.exchange.js';
import { declineForProcessor, ruleForCode, ruleForStatus, transKind, type OperationVerb, type TransactionKind } from './codepay.mapping.js';
import {
  errorCodeOf,
  readAmounts,
  readReceipt,
  statedOfPayment,
  statedOfReturn,
  withoutUndefined,
  type Amounts,
  type Transaction,
} from './codepay.transaction.js';

/** A call that was not accepted. A refusal of a resend says nothing about the sends before it. */
export function resultOfRefusal(
  answer: Exclude<Answer, { type: 'accepted' }>,
  verb: OperationVerb,
  call: Pick<ProviderCall, 'attempt'>,
): ProviderResult {
  if (answer.type === 'not_sent') return { outcome: 'not_sent', cause: answer.cause, detail: answer.detail };
  if (answer.type === 'failed') return { outcome: 'unknown', cause: answer.cause };
  const rule = ruleForCode(answer.code, verb);
  if (rule.outcome === 'unknown') return { ...rule, providerCode: answer.code };
  return call.attempt > 1 ? refusedResend(answer.code) : { ...rule, providerCode: answer.code };
}

export const refusedResend = (providerCode: string): ProviderResult => ({ outcome: 'unknown', cause: 'resend_refused', providerCode });

/** The transaction that a result is about, as we know it. */
export interface Expected {
  readonly kind: TransactionKind;
  readonly providerKey: string;
  readonly providerRef?: string | undefined;
  /** Of a payment: we know that its money was taken. */
  readonly taken?: boolean;
}

/**
 * What a verified transaction says about our operation. Nothing signs an answer to the question, so one that names another order number or
 * another kind of transaction is no answer to ours.
 */
export function resultOfTransaction(transaction: Transaction, expected: Expected): QueryResult {
  if (!isAbout(transaction, expected.providerKey)) return { outcome: 'no_answer', cause: 'unreadable_answer' };
  const status = transaction.trans_status;
  const reference = withoutUndefined({ providerRef: transaction.trans_no ?? expected.providerRef });
  if (transaction.trans_type !== undefined && transKind(transaction.trans_type) !== expected.kind)
    return { outcome: 'unknown', cause: 'unknown_code', providerCode: `trans_type ${transaction.trans_type}`, ...reference };
  switch (ruleForStatus(expected.kind, status)) {
    case 'approved':
      return approved(transaction, expected.kind, reference.providerRef, status);
    case 'closed':
      return closed(transaction, expected.kind, reference);
    case 'undone':
      return undone(transaction, expected, reference);
    case 'pending':
      return { outcome: 'pending', providerCode: status, ...reference };
    case 'unknown':
      return { outcome: 'unknown', cause: 'unknown_code', providerCode: status, ...reference };
  }
}

export const isAbout = (transaction: Transaction, providerKey: string): transaction is Transaction & { readonly trans_status: string } =>
  transaction.merchant_order_no === providerKey && transaction.trans_status !== undefined;

export type Reference = { readonly providerRef?: string };

const isReturn = (kind: TransactionKind): boolean => kind === 'refund' || kind === 'void';
export const isWhole = (kind: TransactionKind): boolean => kind === 'authorize' || isReturn(kind);

const statedOf = (amounts: Amounts, kind: TransactionKind): Stated =>
  isReturn(kind) ? statedOfReturn(amounts) : statedOfPayment(amounts, kind === 'authorize');

function approved(transaction: Transaction, kind: TransactionKind, providerRef: string | undefined, providerCode: string): QueryResult {
  const read = readAmounts(transaction, isWhole(kind));
  if (providerRef === undefined || read.type === 'unreadable') return { outcome: 'unknown', cause: 'unreadable_answer', providerCode };
  if (read.type === 'contradiction') return { outcome: 'unknown', cause: 'amount_mismatch', providerCode, providerRef };
  return {
    outcome: 'approved',
    providerRef,
    stated: read.type === 'amounts' ? { ...statedOf(read.amounts, kind), ...capturedOf(kind, providerCode) } : 'not_stated',
    ...withoutUndefined({ receipt: readReceipt(transaction) }),
  };
}

/** trans_status 4 of a hold: it was captured, and how much stands in the capture's own transaction alone. */
const capturedOf = (kind: TransactionKind, status: string): Pick<Stated, 'captured'> =>
  kind === 'authorize' && status === '4' ? { captured: 'not_stated' } : {};

/** trans_status 1. Without an error nobody tried: the order expired or was closed. */
function closed(transaction: Transaction, kind: TransactionKind, reference: Reference): QueryResult {
  const isCharge = kind === 'sale' || kind === 'authorize';
  const errorCode = errorCodeOf(transaction);
  if (errorCode === undefined && transaction.trans_error_msg === undefined)
    return { outcome: 'declined', code: isCharge ? 'canceled' : 'operation_refused', providerCode: '1', ...reference };
  const code = declineForProcessor(errorCode ?? '', isCharge ? 'declined_by_provider' : 'operation_refused');
  const providerCode = errorCode ?? '1';
  return code === 'contradiction'
    ? { outcome: 'unknown', cause: 'provider_error', providerCode, ...reference }
    : { outcome: 'declined', code, providerCode, ...reference };
}

/** trans_status 3: undone before it took effect, or afterwards; a payment that we know as taken, afterwards. */
function undone(transaction: Transaction, { kind, taken = false }: Expected, reference: Reference): QueryResult {
  if (isReturn(kind)) return { outcome: 'declined', code: 'operation_refused', providerCode: '3', ...reference };
  if (!taken && !tookEffect(transaction))
    return { outcome: 'declined', code: kind === 'capture' ? 'operation_refused' : 'canceled', providerCode: '3', ...reference };
  return reversed(transaction, kind, reference);
}

/** It had been approved, and all of it has been given back. */
export function reversed(transaction: Transaction, kind: TransactionKind, reference: Reference): QueryResult {
  const read = readAmounts(transaction, isWhole(kind));
  return { outcome: 'reversed', stated: read.type === 'amounts' ? statedOf(read.amounts, kind) : 'not_stated', ...reference };
}

/**
 * CodePay fills the channel's number and the paid amount only once an order was completed, so these tell an undone payment from an order
 * nobody paid; where it states no paid amount, as of a hold, the approval code does.
 */
const tookEffect = ({ pay_channel_trans_no: channelNo, paid_amount: paid, auth_no: authNo }: Transaction): boolean =>
  channelNo !== undefined || (paid === undefined ? authNo !== undefined : /[1-9]/.test(paid));
