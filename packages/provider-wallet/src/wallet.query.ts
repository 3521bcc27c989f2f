import type { Money, QueryResult } from '@interlock/domain';
import type { ChargeReference, ProviderCall, QueriedOperation, QueryRequest } from '@interlock/provider-kit';
import type { z } from 'zod';
import { walletAccount, type WalletSettings } from './wallet.account.js';
import { captureShown, voidShown } from './wallet.effect-shown.js';
import { exchange } from './wallet.exchange.js';
import { inquiryPaymentWords, inquiryRefundWords, refundStatuses, ruleFor, type InquiryRule } from './wallet.mapping.js';
import { paymentShown, type ShownPayment } from './wallet.payment-shown.js';
import { inquiryPaymentBody, inquiryRefundBody, ownReference, type Body } from './wallet.requests.js';
import { inquiryPaymentAnswer, inquiryRefundAnswer, mismatch, speaksOf, statedFrom, wordOf, type WireResult } from './wallet.wire.js';

/** What the wallet shows of a payment, of its capture or void, or of a refund. */
export async function query({ operation, charge }: QueryRequest, call: ProviderCall): Promise<QueryResult> {
  switch (operation.kind) {
    case 'refund':
      return queryRefund(operation, call);
    case 'capture':
      return queryPayment(charge, call, ({ shown }) => captureShown(shown, operation, charge));
    case 'void':
      return queryPayment(charge, call, ({ shown }) => voidShown(shown, operation, charge));
    case 'sale':
    case 'authorize':
      return queryPayment(charge, call, ({ shown, paymentId }) =>
        paymentShown(shown, {
          kind: operation.kind,
          providerRef: paymentId ?? charge.providerKey,
          paymentId,
          now: call.now(),
          asked: charge.amount,
          captured: charge.amounts.captured,
        }),
      );
    case 'increment':
    case 'adjust_tip':
      return { outcome: 'no_answer', cause: 'invalid_request' }; // the wallet has neither
  }
}

/** `POST /v1/payments/inquiryPayment`: also of a capture or void, which have no inquiry of their own. */
async function queryPayment(
  charge: ChargeReference,
  call: ProviderCall,
  read: (answer: { readonly shown: ShownPayment; readonly paymentId: string | undefined }) => QueryResult,
): Promise<QueryResult> {
  const body = (settings: WalletSettings): Body => inquiryPaymentBody(charge, settings);
  const answer = await inquire(call, '/v1/payments/inquiryPayment', body, inquiryPaymentAnswer, inquiryPaymentWords);
  if (answer.outcome !== 'read_on') return answer;
  const { paymentId, paymentRequestId, ...shown } = answer.read;
  const known = ownReference(charge.providerKey, charge.providerRef);
  const ours = speaksOf(paymentRequestId, charge.providerKey) && speaksOf(paymentId, known);
  return ours ? read({ shown, paymentId: paymentId ?? known }) : unreadable;
}

type QueriedRefund = Exclude<QueriedOperation, { kind: 'sale' | 'authorize' }>;

/** `POST /v1/payments/inquiryRefund`. */
async function queryRefund(refund: QueriedRefund, call: ProviderCall): Promise<QueryResult> {
  const { providerKey, providerRef } = refund;
  const body = (): Body => inquiryRefundBody(refund);
  const answer = await inquire(call, '/v1/payments/inquiryRefund', body, inquiryRefundAnswer, inquiryRefundWords);
  if (answer.outcome !== 'read_on') return answer;
  const { refundId, refundRequestId, refundAmount, refundStatus } = answer.read;
  const ours = speaksOf(refundRequestId, providerKey) && speaksOf(refundId, ownReference(providerKey, providerRef));
  return ours ? refundShown(refundStatus, refundId ?? providerRef ?? providerKey, refundAmount, refund.amount) : unreadable;
}

const unreadable = { outcome: 'no_answer', cause: 'unreadable_answer' } as const satisfies QueryResult;

type Inquired<Answer> =
  Extract<QueryResult, { outcome: 'no_answer' | 'not_found' | 'unknown' }> | { readonly outcome: 'read_on'; readonly read: Answer };

async function inquire<Answer extends { readonly result: WireResult }>(
  call: ProviderCall,
  restfulPath: string,
  body: (settings: WalletSettings) => Body,
  schema: z.ZodType<Answer>,
  words: Readonly<Record<string, InquiryRule>>,
): Promise<Inquired<Answer>> {
  const account = walletAccount(call);
  if (account === undefined) return { outcome: 'no_answer', cause: 'invalid_request' };
  const answer = await exchange(account, { restfulPath, body: body(account.settings) }, call);
  if (answer.type !== 'verified') return { outcome: 'no_answer', cause: answer.cause };
  const read = schema.safeParse(answer.json);
  if (!read.success) return unreadable;
  const providerCode = read.data.result.resultCode;
  const rule = ruleFor(words, wordOf(read.data.result));
  // It may speak of the payment in a way that nobody has documented: a person looks.
  if (rule === undefined) return { outcome: 'unknown', cause: 'unknown_code', providerCode };
  if (rule.outcome === 'not_found') return { outcome: 'not_found', providerCode };
  return rule.outcome === 'read_on' ? { outcome: 'read_on', read: read.data } : rule;
}

function refundShown(status: string | undefined, providerRef: string, amount: Money | undefined, asked: Money): QueryResult {
  if (status === undefined) return unreadable;
  const rule = ruleFor(refundStatuses, status);
  switch (rule?.outcome) {
    case undefined:
      return { outcome: 'unknown', cause: 'unknown_code', providerCode: status, providerRef };
    case 'approved':
      return { outcome: 'approved', providerRef, stated: statedFrom(amount) };
    case 'pending': {
      // What is under way cannot carry a figure, so another one than ours is told as what it is.
      const cause = mismatch(amount, asked);
      return cause === undefined
        ? { outcome: 'pending', providerRef, providerCode: status }
        : { outcome: 'unknown', cause, providerCode: status, providerRef };
    }
    case 'declined':
      return { outcome: 'declined', code: rule.code, providerCode: status, providerRef };
  }
}
