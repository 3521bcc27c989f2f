import type { ProviderCall, QueryRequest, QueryResult } from '@interlock/provider-kit';
import { z } from 'zod';
import { paymentOf } from './codepay.charge.js';
import { exchange, exchangePath, type Answer } from './codepay.exchange.js';
import { APPROVAL, declineForProcessor, ruleForCode, ruleForStatus } from './codepay.mapping.js';
import { resultOfFigures } from './codepay.figures.js';
import { isAbout, isWhole, resultOfTransaction, type Expected } from './codepay.outcome.js';
import { readAccount, type CodepayAccount } from './codepay.settings.js';
import { readAmounts, readTransaction, withoutUndefined, type Transaction } from './codepay.transaction.js';
import { exact } from './codepay.wire.js';

type Following = Exclude<QueryRequest['operation'], { kind: 'sale' | 'authorize' }>;
type Numbered = Following & { readonly kind: 'capture' | 'void' | 'refund' };

/**
 * What became of a charge or of what followed it, asked by our own number, which was there from the first byte. What changes a charge
 * without a number of its own (increment, tip) is asked at the charge. Source: Open API, Query Order, Query Refund, Recall transaction.
 */
export async function query({ operation, charge }: QueryRequest, call: ProviderCall): Promise<QueryResult> {
  const account = readAccount(call);
  if (typeof account === 'string') return { outcome: 'no_answer', cause: 'invalid_request' };
  switch (operation.kind) {
    case 'sale':
    case 'authorize': {
      const { providerKey, providerRef } = charge;
      const taken = charge.amounts.captured > 0n;
      const result = resultOfShown(await showCharge(providerKey, account, call), { kind: operation.kind, providerKey, providerRef, taken });
      return charge.capture === undefined ? result : withTip(result, charge.capture.providerKey, account, call);
    }
    case 'increment':
    case 'adjust_tip': {
      const { providerKey } = operation.kind === 'increment' ? charge : paymentOf(charge);
      const shown = await showCharge(providerKey, account, call);
      return shown.type === 'shown' ? resultOfFigures(shown.transaction, operation.kind, providerKey) : resultOfHidden(shown);
    }
    case 'capture':
    case 'refund':
      return queryNumbered({ ...operation, kind: operation.kind }, account, call);
    case 'void': {
      const result = await queryNumbered({ ...operation, kind: 'void' }, account, call);
      return result.outcome === 'not_found' ? queryUndone(result, charge.providerKey, account, call) : result;
    }
  }
}

/** A hold has no tip: that of its capture, which a cashier can change at the device, stands in the capture's own transaction alone. */
async function withTip(result: QueryResult, captureKey: string, account: CodepayAccount, call: ProviderCall): Promise<QueryResult> {
  if (result.outcome !== 'approved' || result.stated === 'not_stated') return result;
  const shown = await showCharge(captureKey, account, call);
  if (shown.type !== 'shown') return result;
  const taken = resultOfFigures(shown.transaction, 'adjust_tip', captureKey);
  if (taken.outcome !== 'approved' || taken.stated === 'not_stated' || taken.stated.currency !== result.stated.currency) return result;
  const { tip } = taken.stated;
  return tip === undefined ? result : { ...result, stated: { ...result.stated, tip } };
}

/** A transaction of its own: by the query for its kind, and where that does not know it by the other one that may. */
async function queryNumbered(operation: Numbered, account: CodepayAccount, call: ProviderCall): Promise<QueryResult> {
  const expected: Expected = operation;
  const isRefund = operation.kind === 'refund';
  // A refund that was pushed to a terminal is an order there until it was carried out.
  const first = isRefund && !operation.onTerminal ? showRefund : showCharge;
  const shown = await first(operation.providerKey, account, call);
  if (shown.type === 'shown') return agreed(resultOfShown(shown, expected), shown.transaction, operation);
  const result = resultOfHidden(shown);
  if (result.outcome !== 'not_found') return result;
  if (operation.onTerminal) {
    if (!isRefund) return result;
    const second = await showRefund(operation.providerKey, account, call);
    return second.type === 'shown' ? agreed(resultOfShown(second, expected), second.transaction, operation) : resultOfHidden(second);
  }
  return account.authentication.type === 'RSA2' ? recall(result, operation, account, call) : result;
}

/** What is still open cannot state its amount, so one that is not ours must not pass for ours. */
function agreed(result: QueryResult, transaction: Transaction, operation: Numbered): QueryResult {
  if (result.outcome !== 'pending' || operation.kind === 'void') return result;
  const read = readAmounts(transaction, isWhole(operation.kind));
  if (read.type === 'not_stated') return result;
  const { total, currency } = read.type === 'amounts' ? read.amounts : { total: undefined, currency: undefined };
  if (total === operation.amount.minor && currency === operation.amount.currency) return result;
  return { outcome: 'unknown', cause: 'amount_mismatch', ...withoutUndefined({ providerRef: result.providerRef }) };
}

type Hidden = Extract<QueryResult, { outcome: 'not_found' | 'no_answer' }>;
export type Shown =
  | { readonly type: 'shown'; readonly transaction: Transaction }
  | { readonly type: 'hidden'; readonly result: Hidden }
  | Extract<Answer, { type: 'not_sent' }>;

const resultOfShown = (shown: Shown, expected: Expected): QueryResult =>
  shown.type === 'shown' ? resultOfTransaction(shown.transaction, expected) : resultOfHidden(shown);

const resultOfHidden = (shown: Exclude<Shown, { type: 'shown' }>): Hidden =>
  shown.type === 'hidden' ? shown.result : { outcome: 'no_answer', cause: shown.cause };

/** Query Order: every payment, and what was pushed to a terminal. */
export const showCharge = async (merchantOrderNo: string, account: CodepayAccount, call: ProviderCall): Promise<Shown> =>
  shownBy(await exchange(account, 'order.query', { merchant_order_no: merchantOrderNo }, call), 'query');

const showRefund = async (merchantOrderNo: string, account: CodepayAccount, call: ProviderCall): Promise<Shown> =>
  shownBy(await exchange(account, 'order.refund.query', { merchant_order_no: merchantOrderNo }, call), 'refund_query');

function shownBy(answer: Answer, verb: 'query' | 'refund_query'): Shown {
  if (answer.type === 'not_sent') return answer;
  if (answer.type !== 'accepted') return { type: 'hidden', result: hiddenBy(answer, verb) };
  const transaction = answer.data === undefined ? undefined : readTransaction(answer.data);
  return transaction === undefined ? { type: 'hidden', result: unreadable } : { type: 'shown', transaction };
}

const unreadable = { outcome: 'no_answer', cause: 'unreadable_answer' } as const;

function hiddenBy(answer: Extract<Answer, { type: 'failed' | 'refused' }>, verb: 'query' | 'refund_query' | 'recall'): Hidden {
  if (answer.type === 'failed') return { outcome: 'no_answer', cause: answer.cause };
  const rule = ruleForCode(answer.code, verb);
  return rule.outcome === 'not_found' ? { outcome: 'not_found', providerCode: answer.code } : { outcome: 'no_answer', cause: rule.cause };
}

const recalledSchema = z.object({ trans_no: exact(64), trans_status: exact(64), resp_code: exact(64) });

/**
 * What Query Order does not know may be known to the processor: "not found" counts only when both say so. Recall is often not enabled
 * (E07303), and then the first answer is all there is. Its answer names neither number nor amount of ours.
 */
async function recall(notFound: QueryResult, operation: Numbered, account: CodepayAccount, call: ProviderCall): Promise<QueryResult> {
  const answer = await exchangePath(account, 'recall', { merchant_order_no: operation.providerKey }, call);
  if (answer.type === 'not_sent') return { outcome: 'no_answer', cause: answer.cause };
  if (answer.type === 'refused' && answer.code === RECALL_NOT_ENABLED) return notFound;
  if (answer.type !== 'accepted') return hiddenBy(answer, 'recall');
  const shown = answer.data && recalledSchema.safeParse(Object.fromEntries(answer.data)).data;
  const { trans_no: providerRef, trans_status: status, resp_code: respCode } = shown ?? {};
  if (providerRef === undefined || status === undefined) return unreadable;
  if (operation.providerRef !== undefined && operation.providerRef !== providerRef) return unreadable;
  switch (ruleForStatus(operation.kind, status)) {
    case 'approved':
      return respCode === APPROVAL
        ? { outcome: 'approved', providerRef, stated: 'not_stated' }
        : { outcome: 'unknown', cause: 'provider_error', providerCode: respCode ?? status, providerRef };
    case 'pending':
      return { outcome: 'pending', providerCode: status, providerRef };
    case 'closed': {
      const code = declineForProcessor(respCode ?? '', 'operation_refused');
      const providerCode = respCode ?? status;
      return code === 'contradiction'
        ? { outcome: 'unknown', cause: 'provider_error', providerCode, providerRef }
        : { outcome: 'declined', code, providerCode, providerRef };
    }
    case 'undone':
      return { outcome: 'unknown', cause: 'provider_error', providerCode: status, providerRef };
    case 'unknown':
      return { outcome: 'unknown', cause: 'unknown_code', providerCode: status, providerRef };
  }
}

const RECALL_NOT_ENABLED = 'E07303';

/** A void that the gateway does not know by its own number shows at the charge, which reads undone then; if it does not, nothing came of it. */
async function queryUndone(notFound: QueryResult, chargeKey: string, account: CodepayAccount, call: ProviderCall): Promise<QueryResult> {
  const shown = await showCharge(chargeKey, account, call);
  if (shown.type !== 'shown') return resultOfHidden(shown);
  const { transaction } = shown;
  if (!isAbout(transaction, chargeKey)) return unreadable;
  const status = transaction.trans_status;
  const providerRef = transaction.trans_no ?? chargeKey;
  switch (ruleForStatus('sale', status)) {
    case 'undone':
      return { outcome: 'approved', providerRef, stated: 'not_stated' };
    case 'approved':
      return notFound;
    case 'pending':
      return { outcome: 'pending', providerCode: status };
    case 'closed':
      return { outcome: 'unknown', cause: 'provider_error', providerCode: status };
    case 'unknown':
      return { outcome: 'unknown', cause: 'unknown_code', providerCode: status };
  }
}
