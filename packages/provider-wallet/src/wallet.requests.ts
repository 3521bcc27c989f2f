import type { CancelRequest, ChargeReference, QueryRequest, RefundRequest, SaleRequest } from '@interlock/provider-kit';
import type { WalletSettings } from './wallet.account.js';
import { walletTime } from './wallet.time.js';
import { MAX_MINOR_ON_WIRE, toWireAmount } from './wallet.wire.js';

/** How long the wallet keeps an order open where the merchant names no time: unpublished, so we always say it. */
export const DEFAULT_EXPIRY_MS = 15 * 60_000;

/** A body, or why the wallet could not read it; then nothing is sent. */
export type Built = { readonly body: Readonly<Record<string, unknown>> } | { readonly refused: string };

/** 64 characters of these are what every edition of the document takes. */
const SAFE_IDENTIFIER = /^[A-Za-z0-9_-]{1,64}$/;
const cut = (text: string, max: number): string => [...text].slice(0, max).join('');

/**
 * `POST /v1/payments/pay`. The same request gives the same body at every send, for the wallet compares what comes again under one `paymentRequestId`.
 * Source: wallet OpenAPI, pay, request.
 */
export function payBody(request: SaleRequest, settings: WalletSettings): Built {
  const { method, providerKey, amount } = request;
  const product = productOf(request, settings);
  if (product === undefined) return { refused: `the wallet takes no ${method.type}` };
  if (!SAFE_IDENTIFIER.test(providerKey)) return { refused: 'paymentRequestId: 1 to 64 letters, digits, "_" or "-"' };
  if (amount.minor < 1n || amount.minor > MAX_MINOR_ON_WIRE) return { refused: 'paymentAmount: 1 to 16 digits, above zero' };
  if (request.notifyUrl.length > 1024) return { refused: 'paymentNotifyUrl: at most 1024 characters' };
  if ((request.returnUrl ?? '').length > 1024) return { refused: 'paymentRedirectUrl: at most 1024 characters' };
  return {
    body: {
      ...product,
      paymentRequestId: providerKey,
      paymentAmount: toWireAmount(amount),
      order: orderOf(request, settings),
      paymentExpiryTime: walletTime(request.expiresAt ?? request.createdAt + DEFAULT_EXPIRY_MS),
      paymentNotifyUrl: request.notifyUrl,
      paymentRedirectUrl: request.returnUrl,
    },
  };
}

function productOf({ method }: SaleRequest, { productCodes }: WalletSettings): Readonly<Record<string, string>> | undefined {
  if (method.type === 'redirect') return { productCode: productCodes.cashier };
  if (method.type !== 'agreement' || !/^.{1,128}$/s.test(method.accessToken)) return undefined;
  return { productCode: productCodes.agreement, paymentAuthCode: method.accessToken };
}

/** What the payer and the regulator read; no money moves by it. */
function orderOf(request: SaleRequest, settings: WalletSettings): Readonly<Record<string, unknown>> {
  const { merchantOrderNo, buyer, device, goods } = request;
  const [only, ...others] = goods ?? [];
  return {
    // The merchant may number orders with characters that some wallets refuse; what only shows the number must not stop a payment.
    referenceOrderId: SAFE_IDENTIFIER.test(merchantOrderNo) ? merchantOrderNo : request.providerKey,
    orderDescription: cut(request.description || request.subject, 256),
    orderAmount: toWireAmount(request.amount),
    orderCreateTime: walletTime(request.createdAt),
    merchant: settings.merchant,
    // One object in the document, a list in its siblings: one article is said as the document says it, several are left to the description.
    goods:
      only === undefined || others.length > 0
        ? undefined
        : {
            referenceGoodsId: cut(only.id, 64),
            goodsName: cut(only.name, 256),
            goodsUnitAmount: toWireAmount(only.unitAmount),
            goodsQuantity: String(only.quantity),
          },
    buyer: buyer && { referenceBuyerId: buyer.id, buyerName: buyer.name, buyerPhoneNo: buyer.phone, buyerEmail: buyer.email },
    env: device && { clientIp: device.ip, deviceTokenId: device.id },
  };
}

/** Both identifiers where the wallet told us its own: it goes by `paymentId` then, and ours is there for people who read its log. */
function paymentIdentity({ providerKey, providerRef }: ChargeReference): Readonly<Record<string, string | undefined>> {
  return { paymentId: ownReference(providerKey, providerRef), paymentRequestId: providerKey };
}

/** A wallet that approves without telling a reference of its own is known by our key alone, which must not go out as its `paymentId`. */
export const ownReference = (providerKey: string, providerRef: string | undefined): string | undefined =>
  providerRef === providerKey ? undefined : providerRef;

/** `POST /v1/payments/inquiryPayment`. */
export const inquiryPaymentBody = ({ charge }: QueryRequest): Readonly<Record<string, unknown>> => paymentIdentity(charge);

/** `POST /v1/payments/cancel`. It has no key of its own: the payment's is its key. */
export const cancelBody = ({ charge }: CancelRequest): Readonly<Record<string, unknown>> => paymentIdentity(charge);

/** `POST /v1/payments/refund`. Source: wallet OpenAPI, refund, request. */
export function refundBody(request: RefundRequest): Built {
  const { providerKey, charge, amount, reason } = request;
  if (!SAFE_IDENTIFIER.test(providerKey)) return { refused: 'refundRequestId: 1 to 64 letters, digits, "_" or "-"' };
  if (amount.currency !== charge.amount.currency) return { refused: 'refundAmount: the currency of the payment' };
  if (amount.minor < 1n || amount.minor > MAX_MINOR_ON_WIRE) return { refused: 'refundAmount: 1 to 16 digits, above zero' };
  return {
    body: {
      refundRequestId: providerKey,
      ...paymentIdentity(charge),
      refundAmount: toWireAmount(amount),
      refundReason: reason === undefined || reason === '' ? undefined : cut(reason, 256),
    },
  };
}

/** A refund by our key, and by the wallet's `refundId` where it told one. */
export interface RefundKeys {
  readonly providerKey: string;
  readonly providerRef?: string;
}

/** `POST /v1/payments/inquiryRefund`. */
export const inquiryRefundBody = ({ providerKey, providerRef }: RefundKeys): Readonly<Record<string, unknown>> => ({
  refundId: ownReference(providerKey, providerRef),
  refundRequestId: providerKey,
});
