import type { ProviderCall, ProviderResult, QueryResult } from '@interlock/provider-kit';
import type { Answer } from './codepay.exchange.js';
import {
  declineForError,
  orderStatus,
  refundStatus,
  ruleForCode,
  ruleForStatus,
  transKind,
  type TransKind,
  type Verb,
} from './codepay.mapping.js';
import { readReceipt, readStated, withoutUndefined, type Transaction } from './codepay.transaction.js';

/** A call that was not accepted. A refusal of a resend says nothing about the sends before it. */
export function resultOfRefusal(
  answer: Exclude<Answer, { type: 'accepted' }>,
  verb: Exclude<Verb, 'query'>,
  call: Pick<ProviderCall, 'attempt'>,
): ProviderResult {
  if (answer.type === 'not_sent') return { outcome: 'not_sent', cause: answer.cause, detail: answer.detail };
  if (answer.type === 'failed') return { outcome: 'unknown', cause: answer.cause };
  const rule = ruleForCode(answer.code, verb);
  const providerCode = answer.code;
  if (rule.outcome === 'unknown') return { ...rule, providerCode };
  if (rule.outcome === 'not_found' || call.attempt > 1) return { outcome: 'unknown', cause: 'resend_refused', providerCode };
  return { ...rule, providerCode };
}

/** The transaction that a result is about, as we know it. */
export interface Expected {
  readonly kind: TransKind;
  readonly providerKey: string;
  readonly providerRef?: string | undefined;
}

/**
 * What a verified transaction says about our operation. Nothing signs an answer to the question, so one that names another order number or
 * another kind of transaction is no answer to ours.
 */
export function resultOfTransaction(transaction: Transaction, expected: Expected): QueryResult {
  if (transaction.merchant_order_no !== expected.providerKey || transaction.trans_status === undefined)
    return { outcome: 'no_answer', cause: 'unreadable_answer' };
  const status = transaction.trans_status;
  const reference = withoutUndefined({ providerRef: transaction.trans_no ?? expected.providerRef });
  if (transaction.trans_type !== undefined && transKind(transaction.trans_type) !== expected.kind)
    return { outcome: 'unknown', cause: 'unknown_code', providerCode: `trans_type ${transaction.trans_type}`, ...reference };
  switch (ruleForStatus(expected.kind === 'refund' ? refundStatus : orderStatus, status)) {
    case 'approved':
      return approved(transaction, reference.providerRef, status);
    case 'closed':
      return closed(transaction, expected.kind, reference);
    case 'canceled':
      return canceled(transaction, expected.kind, reference);
    case 'pending':
      return { outcome: 'pending', providerCode: status, ...reference };
    case 'unknown':
      return { outcome: 'unknown', cause: 'unknown_code', providerCode: status, ...reference };
  }
}

type Reference = { readonly providerRef?: string };

function approved(transaction: Transaction, providerRef: string | undefined, providerCode: string): QueryResult {
  const read = readStated(transaction);
  if (providerRef === undefined || read.type === 'unreadable') return { outcome: 'unknown', cause: 'unreadable_answer', providerCode };
  if (read.type === 'contradiction') return { outcome: 'unknown', cause: 'amount_mismatch', providerCode, providerRef };
  return { outcome: 'approved', providerRef, stated: read.stated, ...withoutUndefined({ receipt: readReceipt(transaction) }) };
}

/** trans_status 1. Without an error nobody tried to pay: the order expired or was closed. */
function closed(transaction: Transaction, kind: TransKind, reference: Reference): QueryResult {
  const errorCode = transaction.trans_error_code ?? /^\[([0-9A-Za-z-]{1,32})\]/.exec(transaction.trans_error_msg ?? '')?.[1];
  if (errorCode === undefined && transaction.trans_error_msg === undefined)
    return { outcome: 'declined', code: kind === 'refund' ? 'operation_refused' : 'canceled', providerCode: '1', ...reference };
  const code = declineForError(errorCode ?? '');
  const providerCode = errorCode === undefined ? '1' : errorCode;
  return code === 'contradiction'
    ? { outcome: 'unknown', cause: 'provider_error', providerCode, ...reference }
    : { outcome: 'declined', code, providerCode, ...reference };
}

/** trans_status 3. CodePay fills the channel's number and the paid amount only once an order was completed, so these tell an undone payment from an order nobody paid. */
function canceled(transaction: Transaction, kind: TransKind, reference: Reference): QueryResult {
  if (kind === 'refund') return { outcome: 'declined', code: 'operation_refused', providerCode: '3', ...reference };
  const wasPaid = transaction.pay_channel_trans_no !== undefined || /[1-9]/.test(transaction.paid_amount ?? '');
  if (!wasPaid) return { outcome: 'declined', code: 'canceled', providerCode: '3', ...reference };
  const read = readStated(transaction);
  return { outcome: 'reversed', stated: read.type === 'stated' ? read.stated : 'not_stated', ...reference };
}
