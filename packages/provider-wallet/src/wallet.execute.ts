import type { ProviderResult } from '@interlock/domain';
import type { CancelRequest, Execute, ProviderCall, RefundRequest, SaleRequest } from '@interlock/provider-kit';
import type { z } from 'zod';
import { walletAccount, type WalletAccount, type WalletSettings } from './wallet.account.js';
import { exchange, type WalletRequest } from './wallet.exchange.js';
import { cancelWords, payWords, refundWords, ruleFor, type ResultRule } from './wallet.mapping.js';
import { cancelBody, payBody, refundBody, type Built } from './wallet.requests.js';
import { cancelAnswer, payAnswer, redirectFrom, refundAnswer, speaksOf, statedFrom, wordOf, type WireResult } from './wallet.wire.js';

/** `POST /v1/payments/pay`: the cashier (the payer goes to the wallet's page) and agreement pay (a stored token, settled in the call). */
export const executeSale: Execute<SaleRequest> = (request, call) =>
  execute(call, {
    path: () => '/v1/payments/pay',
    build: (settings) => payBody(request, settings),
    credentials: request.method.type === 'agreement' ? [request.method.accessToken] : [],
    schema: payAnswer,
    words: payWords,
    reference: (answer) => answer.paymentId,
    aboutUs: (answer) => speaksOf(answer.paymentRequestId, request.providerKey),
    accepted(answer) {
      const { paymentId, redirectActionForm: form } = answer;
      // A page to visit means that nothing is paid yet, whatever the product; without one, only agreement pay is finished by S.
      if (request.method.type === 'agreement' && (form === undefined || form === null)) {
        return { outcome: 'approved', providerRef: paymentId ?? request.providerKey, stated: statedFrom(answer.paymentAmount) };
      }
      return awaitingPayer(answer.result, paymentId, form);
    },
    pending: (answer) => awaitingPayer(answer.result, answer.paymentId, answer.redirectActionForm),
  });

/** `POST /v1/payments/cancel`: closes an unpaid order, gives a paid one back within the wallet's window. It states no amount. */
export const executeCancel: Execute<CancelRequest> = (request, call) =>
  execute(call, {
    path: (settings) => `/v1/payments/${settings.cancelPath}`,
    build: () => ({ body: cancelBody(request) }),
    schema: cancelAnswer,
    words: cancelWords,
    reference: (answer) => answer.paymentId,
    aboutUs: (answer) => speaksOf(answer.paymentRequestId, request.charge.providerKey),
    accepted: (answer) => ({
      outcome: 'approved',
      providerRef: answer.paymentId ?? request.charge.providerRef ?? request.charge.providerKey,
      stated: 'not_stated',
    }),
  });

/** `POST /v1/payments/refund`: S says that the merchant was debited, so the refund is pending until inquiryRefund says SUCCESS. */
export const executeRefund: Execute<RefundRequest> = (request, call) =>
  execute(call, {
    path: (settings) => `/v1/payments/${settings.refundPath}`,
    build: () => refundBody(request),
    schema: refundAnswer,
    words: refundWords,
    reference: (answer) => answer.refundId,
    aboutUs: (answer) => speaksOf(answer.refundRequestId, request.providerKey),
    accepted: (answer) => ({ outcome: 'pending', ...reference(answer.refundId), providerCode: answer.result.resultCode }),
  });

interface Verb<Answer extends { readonly result: WireResult }> {
  readonly path: (settings: WalletSettings) => string;
  readonly build: (settings: WalletSettings) => Built;
  readonly credentials?: readonly string[];
  readonly schema: z.ZodType<Answer>;
  readonly words: Readonly<Record<string, ResultRule>>;
  readonly reference: (answer: Answer) => string | undefined;
  /** Whether the answer speaks of the operation that we asked about, as far as it says. */
  readonly aboutUs: (answer: Answer) => boolean;
  readonly accepted: (answer: Answer) => ProviderResult;
  readonly pending?: (answer: Answer) => ProviderResult;
}

async function execute<Answer extends { readonly result: WireResult }>(call: ProviderCall, verb: Verb<Answer>): Promise<ProviderResult> {
  const account: WalletAccount | undefined = walletAccount(call);
  if (account === undefined)
    return { outcome: 'not_sent', cause: 'invalid_request', detail: 'settings or secrets of the account are not valid' };
  const built = verb.build(account.settings);
  if ('refused' in built) return { outcome: 'not_sent', cause: 'invalid_request', detail: built.refused };
  const request: WalletRequest = { restfulPath: verb.path(account.settings), body: built.body, credentials: verb.credentials ?? [] };
  const answer = await exchange(account, request, call);
  if (answer.type === 'not_sent') return { outcome: 'not_sent', cause: answer.cause, detail: answer.detail };
  if (answer.type === 'unknown') return { outcome: 'unknown', cause: answer.cause };
  const read = verb.schema.safeParse(answer.json);
  if (!read.success || !verb.aboutUs(read.data)) return { outcome: 'unknown', cause: 'unreadable_answer' };
  return resultOf(read.data, verb, call.attempt);
}

function resultOf<Answer extends { readonly result: WireResult }>(answer: Answer, verb: Verb<Answer>, attempt: number): ProviderResult {
  const providerCode = answer.result.resultCode;
  const providerRef = reference(verb.reference(answer));
  const rule = ruleFor(verb.words, wordOf(answer.result));
  if (rule === undefined) return { outcome: 'unknown', cause: 'unknown_code', providerCode, ...providerRef };
  switch (rule.outcome) {
    case 'accepted':
      return verb.accepted(answer);
    case 'pending':
      return verb.pending?.(answer) ?? { outcome: 'pending', providerCode, ...providerRef };
    case 'unknown':
      return { outcome: 'unknown', cause: rule.cause, providerCode, ...providerRef };
    case 'declined':
      // A no to this send says nothing about the one before it, which may have been taken on.
      return attempt > 1
        ? { outcome: 'unknown', cause: 'resend_refused', providerCode, ...providerRef }
        : { outcome: 'declined', code: rule.code, providerCode, ...providerRef };
  }
}

function awaitingPayer(result: WireResult, paymentId: string | undefined, form: unknown): ProviderResult {
  const customerAction = redirectFrom(form);
  return {
    outcome: 'pending',
    ...reference(paymentId),
    ...(customerAction === undefined ? {} : { customerAction }),
    providerCode: result.resultCode,
  };
}

const reference = (providerRef: string | undefined): { readonly providerRef?: string } =>
  providerRef === undefined ? {} : { providerRef };
