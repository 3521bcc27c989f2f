import type { ChargeKind, Money, QueryResult } from '@interlock/domain';
import type { ProviderCall, QueryRequest } from '@interlock/provider-kit';
import type { z } from 'zod';
import { walletAccount } from './wallet.account.js';
import { exchange } from './wallet.exchange.js';
import { inquiryPaymentWords, inquiryRefundWords, refundStatuses, ruleFor, type InquiryRule } from './wallet.mapping.js';
import { paymentShown } from './wallet.payment-shown.js';
import { inquiryPaymentBody, inquiryRefundBody, ownReference, type RefundKeys } from './wallet.requests.js';
import { inquiryPaymentAnswer, inquiryRefundAnswer, speaksOf, statedFrom, wordOf, type WireResult } from './wallet.wire.js';

/** What the wallet shows of a payment or of a refund. */
export const query = (request: QueryRequest, call: ProviderCall): Promise<QueryResult> =>
  request.operation.kind === 'refund' ? queryRefund(request.operation, call) : queryPayment(request, request.charge.kind, call);

/** `POST /v1/payments/inquiryPayment`. */
async function queryPayment(request: QueryRequest, kind: ChargeKind, call: ProviderCall): Promise<QueryResult> {
  const { providerKey, providerRef } = request.charge;
  const answer = await inquire(call, '/v1/payments/inquiryPayment', inquiryPaymentBody(request), inquiryPaymentAnswer, inquiryPaymentWords);
  if (answer.outcome !== 'read_on') return answer;
  const { paymentId, paymentRequestId, ...shown } = answer.read;
  const ours = speaksOf(paymentRequestId, providerKey) && speaksOf(paymentId, ownReference(providerKey, providerRef));
  return ours ? paymentShown(shown, kind, paymentId ?? providerRef ?? providerKey) : unreadable;
}

/** `POST /v1/payments/inquiryRefund`. */
async function queryRefund(refund: RefundKeys, call: ProviderCall): Promise<QueryResult> {
  const { providerKey, providerRef } = refund;
  const answer = await inquire(call, '/v1/payments/inquiryRefund', inquiryRefundBody(refund), inquiryRefundAnswer, inquiryRefundWords);
  if (answer.outcome !== 'read_on') return answer;
  const { refundId, refundRequestId, refundAmount, refundStatus } = answer.read;
  const ours = speaksOf(refundRequestId, providerKey) && speaksOf(refundId, ownReference(providerKey, providerRef));
  return ours ? refundShown(refundStatus, refundId ?? providerRef ?? providerKey, refundAmount) : unreadable;
}

const unreadable = { outcome: 'no_answer', cause: 'unreadable_answer' } as const satisfies QueryResult;

type Inquired<Answer> =
  Extract<QueryResult, { outcome: 'no_answer' | 'not_found' }> | { readonly outcome: 'read_on'; readonly read: Answer };

async function inquire<Answer extends { readonly result: WireResult }>(
  call: ProviderCall,
  restfulPath: string,
  body: Readonly<Record<string, unknown>>,
  schema: z.ZodType<Answer>,
  words: Readonly<Record<string, InquiryRule>>,
): Promise<Inquired<Answer>> {
  const account = walletAccount(call);
  if (account === undefined) return { outcome: 'no_answer', cause: 'invalid_request' };
  const answer = await exchange(account, { restfulPath, body }, call);
  if (answer.type !== 'verified') return { outcome: 'no_answer', cause: answer.cause };
  const read = schema.safeParse(answer.json);
  if (!read.success) return unreadable;
  const rule = ruleFor(words, wordOf(read.data.result));
  if (rule === undefined) return { outcome: 'no_answer', cause: 'unknown_code' };
  if (rule.outcome === 'not_found') return { outcome: 'not_found', providerCode: read.data.result.resultCode };
  return rule.outcome === 'read_on' ? { outcome: 'read_on', read: read.data } : rule;
}

function refundShown(status: string | undefined, providerRef: string, amount: Money | undefined): QueryResult {
  if (status === undefined) return unreadable;
  const rule = ruleFor(refundStatuses, status);
  switch (rule?.outcome) {
    case undefined:
      return { outcome: 'unknown', cause: 'unknown_code', providerCode: status, providerRef };
    case 'approved':
      return { outcome: 'approved', providerRef, stated: statedFrom(amount) };
    case 'pending':
      return { outcome: 'pending', providerRef, providerCode: status };
    case 'declined':
      return { outcome: 'declined', code: rule.code, providerCode: status, providerRef };
  }
}
