import type { ProviderCall, QueryRequest, QueryResult } from '@interlock/provider-kit';
import { exchange, type Answer } from './codepay.exchange.js';
import { ruleForCode } from './codepay.mapping.js';
import { resultOfTransaction, type Expected } from './codepay.outcome.js';
import { readAccount, type CodepayAccount } from './codepay.settings.js';
import { readTransaction, type Transaction } from './codepay.transaction.js';

/** Query Order for a charge, Query Refund for a refund, both by our own number. Source: Open API, Query Order and Query Refund. */
export async function query(request: QueryRequest, call: ProviderCall): Promise<QueryResult> {
  const account = readAccount(call);
  if (typeof account === 'string') return { outcome: 'no_answer', cause: 'invalid_request' };
  const expected = expectedOf(request);
  if (expected === undefined) return { outcome: 'no_answer', cause: 'invalid_request' };
  const shown = await showTransaction(expected, account, call);
  switch (shown.type) {
    case 'shown':
      return resultOfTransaction(shown.transaction, expected);
    case 'hidden':
      return shown.result;
    case 'not_sent':
      return { outcome: 'no_answer', cause: shown.cause };
  }
}

function expectedOf({ operation, charge }: QueryRequest): Expected | undefined {
  switch (operation.kind) {
    case 'sale':
    case 'authorize':
      return { kind: operation.kind, providerKey: charge.providerKey, providerRef: charge.providerRef };
    case 'refund':
      return { kind: 'refund', providerKey: operation.providerKey, providerRef: operation.providerRef };
    case 'capture':
    case 'increment':
    case 'adjust_tip':
    case 'void':
      return undefined;
  }
}

export type Shown =
  | { readonly type: 'shown'; readonly transaction: Transaction }
  | { readonly type: 'hidden'; readonly result: Extract<QueryResult, { outcome: 'not_found' | 'no_answer' }> }
  | Extract<Answer, { type: 'not_sent' }>;

/** Asks the gateway for the transaction itself. */
export async function showTransaction({ kind, providerKey }: Expected, account: CodepayAccount, call: ProviderCall): Promise<Shown> {
  const answer = await exchange(
    account,
    kind === 'refund' ? 'order.refund.query' : 'order.query',
    { merchant_order_no: providerKey },
    call,
  );
  switch (answer.type) {
    case 'not_sent':
      return answer;
    case 'failed':
      return { type: 'hidden', result: { outcome: 'no_answer', cause: answer.cause } };
    case 'refused':
      return { type: 'hidden', result: resultOfCode(answer.code) };
    case 'accepted': {
      const transaction = answer.data === undefined ? undefined : readTransaction(answer.data);
      return transaction === undefined
        ? { type: 'hidden', result: { outcome: 'no_answer', cause: 'unreadable_answer' } }
        : { type: 'shown', transaction };
    }
  }
}

function resultOfCode(code: string): Extract<QueryResult, { outcome: 'not_found' | 'no_answer' }> {
  const rule = ruleForCode(code, 'query');
  if (rule.outcome === 'not_found') return { outcome: 'not_found', providerCode: code };
  return { outcome: 'no_answer', cause: rule.outcome === 'unknown' ? rule.cause : 'provider_error' };
}
