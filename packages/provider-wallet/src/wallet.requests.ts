import type { CancelRequest, CaptureRequest, ChargeReference, RefundRequest, SaleRequest, VoidRequest } from '@interlock/provider-kit';
import type { WalletSettings } from './wallet.account.js';
import { extendInfoText, followingOptions, MAX_EXTEND_INFO, payOptions } from './wallet.options.js';
import { cut, orderOf, SAFE_IDENTIFIER } from './wallet.order.js';
import { walletTime } from './wallet.time.js';
import { MAX_MINOR_ON_WIRE, toWireAmount } from './wallet.wire.js';

/** How long the wallet keeps an order open where the merchant names no time: unpublished, so we always say it. */
export const DEFAULT_EXPIRY_MS = 15 * 60_000;

export type Body = Readonly<Record<string, unknown>>;
/** A body, or why the wallet could not read it; then nothing is sent. */
export type Built = { readonly body: Body } | { readonly refused: string };

/**
 * `POST /v1/payments/pay`. The same request gives the same body at every send, for the wallet compares what comes again under one `paymentRequestId`.
 * Source: wallet OpenAPI, pay, request.
 */
export function payBody(request: SaleRequest, settings: WalletSettings): Built {
  const { method, providerKey, amount } = request;
  const product = productOf(request, settings);
  if (product === undefined) return { refused: `the wallet takes no ${method.type} (${request.kind})` };
  if ((request.tip?.minor ?? 0n) > 0n || (request.cashback?.minor ?? 0n) > 0n)
    return { refused: 'the wallet takes neither tip nor cashback' };
  if (!SAFE_IDENTIFIER.test(providerKey)) return { refused: 'paymentRequestId: 1 to 64 letters, digits, "_" or "-"' };
  if (amount.minor < 1n || amount.minor > MAX_MINOR_ON_WIRE) return { refused: 'paymentAmount: 1 to 16 digits, above zero' };
  if (request.notifyUrl.length > 1024) return { refused: 'paymentNotifyUrl: at most 1024 characters' };
  if ((request.returnUrl ?? '').length > 1024) return { refused: 'paymentRedirectUrl: at most 1024 characters' };
  const options = payOptions.safeParse(request.options ?? {});
  if (!options.success) return { refused: 'providerOptions.wallet: not what the schema asks for' };
  return {
    body: {
      ...olderPay(request, settings),
      ...product,
      paymentRequestId: providerKey,
      paymentAmount: toWireAmount(amount),
      order: orderOf(request, settings, options.data),
      paymentExpiryTime: walletTime(request.expiresAt ?? request.createdAt + DEFAULT_EXPIRY_MS),
      paymentNotifyUrl: request.notifyUrl,
      paymentRedirectUrl: request.returnUrl,
      // Only a hold is voided.
      voidNotifyUrl: settings.voidNotifications && request.kind === 'authorize' ? request.notifyUrl : undefined,
      extendInfo: options.data.extendInfo && extendInfoText(options.data.extendInfo),
    },
  };
}

/** The product decides what `pay` does: a cashier's order, a hold, a payment by a stored token. */
function productOf({ kind, method }: SaleRequest, { productCodes }: WalletSettings): Body | undefined {
  switch (method.type) {
    case 'redirect':
    case 'merchant_qr':
      return { productCode: kind === 'authorize' ? productCodes.authorize : productCodes.cashier };
    case 'agreement':
      if (kind === 'authorize' || !/^.{1,128}$/s.test(method.accessToken)) return undefined;
      return { productCode: productCodes.agreement, paymentAuthCode: method.accessToken };
    case 'payer_code':
    case 'terminal':
    case 'card':
      return undefined;
  }
}

/** Members that only the older v1 dialect has (GCash, Touch'n Go, the vendor's demo). */
function olderPay(request: SaleRequest, { olderDialect }: WalletSettings): Body {
  if (olderDialect === undefined) return {};
  return {
    partnerId: olderDialect.partnerId,
    appId: olderDialect.appId,
    paymentOrderTitle: cut(request.subject || request.description, 256),
    paymentFactor: request.method.type === 'agreement' ? undefined : { isCashierPayment: true },
  };
}

/** Both identifiers where the wallet told us its own: it goes by `paymentId` then, and ours is there for people who read its log. */
const paymentIdentity = ({ providerKey, providerRef }: ChargeReference): Body => ({
  paymentId: ownReference(providerKey, providerRef),
  paymentRequestId: providerKey,
});

/** A wallet that approves without telling a reference of its own is known by our key alone, which must not go out as its `paymentId`. */
export const ownReference = (providerKey: string, providerRef: string | undefined): string | undefined =>
  providerRef === providerKey ? undefined : providerRef;

/** `POST /v1/payments/inquiryPayment`. */
export const inquiryPaymentBody = (charge: ChargeReference, { olderDialect }: WalletSettings): Body => ({
  ...paymentIdentity(charge),
  partnerId: olderDialect?.partnerId,
});

/** `POST /v1/payments/cancel`, for a cancel and for the void of a payment. It has no key of its own: the payment's is its key. */
export const cancelBody = ({ charge, options }: CancelRequest | VoidRequest): Built => withExtendInfo(options, {}, paymentIdentity(charge));

/** `POST /v1/payments/refund`. Source: wallet OpenAPI, refund, request. */
export function refundBody(request: RefundRequest, settings: WalletSettings): Built {
  const { providerKey, charge, amount, reason, parts = {} } = request;
  const { order: _whole, ...others } = parts;
  if (Object.values(others).some((part) => (part ?? 0n) > 0n)) return { refused: 'refundAmount: the wallet knows no parts of a payment' };
  const refused = refusedAmount('refund', request);
  if (refused !== undefined) return { refused };
  const notified = settings.refundNotifications ? { refundNotificationUrl: request.notifyUrl } : {};
  return withExtendInfo(request.options, notified, {
    refundRequestId: providerKey,
    ...paymentIdentity(charge),
    captureId: charge.capture && ownReference(charge.capture.providerKey, charge.capture.providerRef),
    refundAmount: toWireAmount(amount),
    refundReason: reason === undefined || reason === '' ? undefined : cut(reason, 256),
  });
}

/** `POST /v1/payments/capture`. The amount is always said: left out it would mean all that is held. */
export function captureBody(request: CaptureRequest): Built {
  const paymentId = ownReference(request.charge.providerKey, request.charge.providerRef);
  const refused = paymentId === undefined ? WITHOUT_PAYMENT_ID : refusedAmount('capture', request);
  if (refused !== undefined) return { refused };
  return withExtendInfo(
    request.options,
    {},
    {
      captureRequestId: request.providerKey,
      paymentId,
      captureAmount: toWireAmount(request.amount),
    },
  );
}

/** `POST /v1/payments/void`. Without an amount it lets go of all that is held, whatever that is. */
export function voidBody(request: VoidRequest): Built {
  const paymentId = ownReference(request.charge.providerKey, request.charge.providerRef);
  if (paymentId === undefined) return { refused: WITHOUT_PAYMENT_ID };
  if (!SAFE_IDENTIFIER.test(request.providerKey)) return { refused: 'voidRequestId: 1 to 64 letters, digits, "_" or "-"' };
  return withExtendInfo(request.options, {}, { voidRequestId: request.providerKey, paymentId });
}

export const WITHOUT_PAYMENT_ID = 'the wallet goes by its own paymentId here, and named none for this payment';

function refusedAmount(what: 'refund' | 'capture', { providerKey, charge, amount }: RefundRequest | CaptureRequest): string | undefined {
  if (!SAFE_IDENTIFIER.test(providerKey)) return `${what}RequestId: 1 to 64 letters, digits, "_" or "-"`;
  if (amount.currency !== charge.amount.currency) return `${what}Amount: the currency of the payment`;
  return amount.minor < 1n || amount.minor > MAX_MINOR_ON_WIRE ? `${what}Amount: 1 to 16 digits, above zero` : undefined;
}

function withExtendInfo(options: unknown, more: Body, body: Body): Built {
  const read = followingOptions.safeParse(options ?? {});
  if (!read.success) return { refused: 'providerOptions.wallet: not what the schema asks for' };
  const members = { ...read.data.extendInfo, ...more };
  if (Object.keys(members).length === 0) return { body };
  const extendInfo = extendInfoText(members);
  if (extendInfo.length > MAX_EXTEND_INFO) return { refused: `extendInfo: at most ${String(MAX_EXTEND_INFO)} characters` };
  return { body: { ...body, extendInfo } };
}

/** A refund by our key, and by the wallet's `refundId` where it told one. */
export interface RefundKeys {
  readonly providerKey: string;
  readonly providerRef?: string;
}

/** `POST /v1/payments/inquiryRefund`. */
export const inquiryRefundBody = ({ providerKey, providerRef }: RefundKeys): Body => ({
  refundId: ownReference(providerKey, providerRef),
  refundRequestId: providerKey,
});
