import type { Money, ProviderResult } from '@interlock/domain';
import type {
  CancelRequest,
  CaptureRequest,
  Execute,
  ProviderCall,
  RefundRequest,
  SaleRequest,
  VoidRequest,
} from '@interlock/provider-kit';
import { cancelWords, captureWords, payWords, refundWords, voidWords } from './wallet.mapping.js';
import { cancelBody, captureBody, payBody, refundBody, voidBody } from './wallet.requests.js';
import { execute, reference } from './wallet.verb.js';
import {
  cancelAnswer,
  captureAnswer,
  mismatch,
  payAnswer,
  redirectFrom,
  refundAnswer,
  speaksOf,
  statedFrom,
  voidAnswer,
  type WireResult,
} from './wallet.wire.js';

/**
 * `POST /v1/payments/pay`: a cashier's order (the payer goes to the wallet's page), a hold (product …012) and agreement pay (a stored token,
 * settled in the call).
 */
export const executePay: Execute<SaleRequest> = (request, call) =>
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
      // A page to visit means that nothing is paid or held yet, whatever the product. Without one, agreement pay and a hold are finished by S;
      // a cashier's order never is.
      const finishedByS = request.method.type === 'agreement' || request.kind === 'authorize';
      if (!finishedByS || (form !== undefined && form !== null)) return awaitingPayer(request, answer);
      return {
        outcome: 'approved',
        providerRef: paymentId ?? request.providerKey,
        stated: statedFrom(answer.paymentAmount),
        ...receiptOf(paymentId),
      };
    },
    pending: (answer) => awaitingPayer(request, answer),
  });

/** What a receipt can show of a wallet payment is the wallet's own number of it. */
export const receiptOf = (paymentId: string | undefined): { readonly receipt?: { readonly referenceNo: string } } =>
  paymentId === undefined ? {} : { receipt: { referenceNo: paymentId } };

interface PayAnswer {
  readonly result: WireResult;
  readonly paymentId?: string | undefined;
  readonly paymentAmount?: Money | undefined;
  readonly redirectActionForm?: unknown;
}

/** The order is there. Where it is there with another amount than ours, the payer is not sent to its page. */
function awaitingPayer(request: SaleRequest, { result, paymentId, paymentAmount, redirectActionForm: form }: PayAnswer): ProviderResult {
  const providerCode = result.resultCode;
  const cause = mismatch(paymentAmount, request.amount);
  if (cause !== undefined) return { outcome: 'unknown', cause, providerCode, ...reference(paymentId) };
  const customerAction = redirectFrom(form);
  return { outcome: 'pending', ...reference(paymentId), ...(customerAction === undefined ? {} : { customerAction }), providerCode };
}

/** `POST /v1/payments/cancel`: closes an unpaid order, gives a paid one back within the wallet's window. It states no amount. */
export const executeCancel: Execute<CancelRequest | VoidRequest> = (request, call) =>
  execute(call, {
    path: (settings) => `/v1/payments/${settings.cancelPath}`,
    build: () => cancelBody(request),
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

/**
 * A hold is let go by `POST /v1/payments/void`; a payment is undone by `cancel`, until the wallet's window is over (00:15 UTC+8 of the next day
 * in most contracts). The wallet alone knows its contract: after it, it refuses with CANCEL_WINDOW_EXCEED, and the way is a refund.
 */
export const executeVoid: Execute<VoidRequest> = (request, call) =>
  request.charge.kind === 'authorize' ? voidHold(request, call) : executeCancel(request, call);

const voidHold = (request: VoidRequest, call: ProviderCall): Promise<ProviderResult> =>
  execute(call, {
    path: () => '/v1/payments/void',
    build: () => voidBody(request),
    schema: voidAnswer,
    words: voidWords,
    reference: (answer) => answer.voidId,
    aboutUs: (answer) =>
      speaksOf(answer.voidRequestId, request.providerKey) &&
      speaksOf(answer.paymentId, request.charge.providerRef) &&
      speaksOf(answer.paymentRequestId, request.charge.providerKey),
    accepted: (answer) => ({
      outcome: 'approved',
      providerRef: answer.voidId ?? request.providerKey,
      stated: statedFrom(answer.voidAmount),
    }),
  });

/** `POST /v1/payments/capture`: S takes the money of a hold. One capture of each hold, of all or a part; the rest is let go. */
export const executeCapture: Execute<CaptureRequest> = (request, call) =>
  execute(call, {
    path: () => '/v1/payments/capture',
    build: () => captureBody(request),
    schema: captureAnswer,
    words: captureWords,
    reference: (answer) => answer.captureId,
    aboutUs: (answer) =>
      speaksOf(answer.captureRequestId, request.providerKey) &&
      speaksOf(answer.paymentId, request.charge.providerRef) &&
      speaksOf(answer.paymentRequestId, request.charge.providerKey),
    accepted: (answer) => ({
      outcome: 'approved',
      providerRef: answer.captureId ?? request.providerKey,
      stated: statedFrom(answer.captureAmount),
    }),
  });

/** `POST /v1/payments/refund`: S says that the merchant was debited, so the refund is pending until inquiryRefund says SUCCESS. */
export const executeRefund: Execute<RefundRequest> = (request, call) => {
  // A pending refund cannot carry what the wallet states, so another amount than ours is told as what it is.
  const debited = ({
    result,
    refundId,
    refundAmount,
  }: {
    result: WireResult;
    refundId?: string | undefined;
    refundAmount?: Money | undefined;
  }): ProviderResult => {
    const providerCode = result.resultCode;
    const cause = mismatch(refundAmount, request.amount);
    return cause === undefined
      ? { outcome: 'pending', ...reference(refundId), providerCode }
      : { outcome: 'unknown', cause, providerCode, ...reference(refundId) };
  };
  return execute(call, {
    path: (settings) => `/v1/payments/${settings.refundPath}`,
    build: (settings) => refundBody(request, settings),
    schema: refundAnswer,
    words: refundWords,
    reference: (answer) => answer.refundId,
    aboutUs: (answer) =>
      speaksOf(answer.refundRequestId, request.providerKey) && speaksOf(answer.paymentRequestId, request.charge.providerKey),
    accepted: debited,
    pending: debited,
  });
};
