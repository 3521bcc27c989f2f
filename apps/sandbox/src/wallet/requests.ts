import { currencyCode, UnknownCurrency, type CurrencyCode } from '@interlock/domain';
import { z } from 'zod';

import { Refusal } from './results.js';
import { readTime } from './times.js';

/** An absent member may be left out or be null; an empty text is neither. */
function optional<T>(schema: z.ZodType<T>): z.ZodType<T | undefined> {
  return schema.nullish().transform((value) => value ?? undefined);
}

const text = (max: number): z.ZodType<string | undefined> => optional(z.string().min(1).max(max));
const id = z.string().min(1).max(64);
/** A number that the merchant chooses: `@ # ?` and other special characters are forbidden in this family. */
const requestId = id.regex(/^[0-9A-Za-z_-]+$/, 'letters, digits, _ and - only');
const datetime = z.string().refine((value) => readTime(value) !== undefined, 'ISO 8601 with an offset');
const httpUrl = (max: number): z.ZodType<string | undefined> =>
  optional(
    z
      .string()
      .max(max)
      .regex(/^https?:\/\/[^\s/]+/, 'an http(s) URL'),
  );

/** Minor units: digits as text, or a JSON integer; no sign, no leading zero, above zero, at most 16 digits. */
const amount = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/, 'three letters'),
  value: z.union([z.string().regex(/^[1-9][0-9]{0,15}$/, 'minor units above zero'), z.int().min(1).transform(String)]),
});

const address = z.looseObject({
  region: text(2),
  state: text(8),
  city: text(32),
  address1: text(256),
  address2: text(256),
  zipCode: text(32),
});
const goods = z.looseObject({
  referenceGoodsId: text(64),
  goodsName: text(256),
  goodsCategory: text(64),
  goodsUnitAmount: optional(amount),
});

/** Only shown and reported: no money moves by it. */
const order = z.looseObject({
  referenceOrderId: text(64),
  orderDescription: text(256),
  orderAmount: optional(amount),
  orderCreateTime: optional(datetime),
  merchant: z
    .looseObject({
      referenceMerchantId: text(32),
      merchantMCC: text(32),
      merchantName: text(256),
      merchantDisplayName: text(64),
      merchantAddress: optional(address),
    })
    .nullish(),
  goods: z.union([goods, z.array(goods)]).nullish(),
  buyer: z.looseObject({ referenceBuyerId: text(64) }).nullish(),
  env: z
    .looseObject({
      terminalType: z.enum(['MINI_APP', 'APP', 'WEB', 'WAP', 'SYSTEM']).nullish(),
      osType: z.enum(['IOS', 'ANDROID']).nullish(),
      userAgent: text(1024),
      deviceTokenId: text(128),
      clientIp: text(128),
      cookieId: text(128),
      storeTerminalId: text(64),
    })
    .nullish(),
});

export const payRequest = z.looseObject({
  productCode: z.string().min(1).max(32),
  paymentRequestId: requestId,
  paymentAmount: amount,
  order,
  paymentExpiryTime: optional(datetime),
  paymentNotifyUrl: httpUrl(1024),
  paymentRedirectUrl: httpUrl(1024),
  paymentAuthCode: text(128),
  voidNotifyUrl: httpUrl(2048),
  extendInfo: text(4096),
});

const paymentKeys = { paymentId: optional(id), paymentRequestId: optional(id) };
const oneOfPaymentKeys = ({ paymentId, paymentRequestId }: PaymentKeys): boolean => (paymentId ?? paymentRequestId) !== undefined;

export const inquiryPaymentRequest = z.looseObject(paymentKeys).refine(oneOfPaymentKeys, 'paymentId or paymentRequestId is required');
export const cancelRequest = z
  .looseObject({ ...paymentKeys, extendInfo: text(4096) })
  .refine(oneOfPaymentKeys, 'paymentId or paymentRequestId is required');
export const refundRequest = z
  .looseObject({
    ...paymentKeys,
    refundRequestId: requestId,
    captureId: optional(id),
    refundAmount: amount,
    refundReason: text(256),
    refundNotifyUrl: httpUrl(2048),
    extendInfo: text(4096),
  })
  .refine(oneOfPaymentKeys, 'paymentId or paymentRequestId is required');
export const inquiryRefundRequest = z
  .looseObject({ refundId: optional(id), refundRequestId: optional(id) })
  .refine(({ refundId, refundRequestId }) => (refundId ?? refundRequestId) !== undefined, 'refundId or refundRequestId is required');

export const captureRequest = z.looseObject({
  captureRequestId: requestId,
  paymentId: id,
  captureAmount: optional(amount),
  extendInfo: text(4096),
});
export const voidRequest = z.looseObject({ voidRequestId: requestId, paymentId: id, voidAmount: optional(amount), extendInfo: text(4096) });

const jsonText = z
  .string()
  .max(4096)
  .transform((value, context): Readonly<Record<string, unknown>> => {
    const content = parsedObject(value);
    if (content !== undefined) return content;
    context.addIssue({ code: 'custom', message: 'a JSON object as text' });
    return z.NEVER;
  });
export const prepareRequest = z.looseObject({ scopes: z.string().min(1).max(16), extendInfo: jsonText });
export const applyTokenRequest = z
  .looseObject({
    grantType: z.enum(['AUTHORIZATION_CODE', 'REFRESH_TOKEN']),
    authCode: text(64),
    refreshToken: text(128),
    extendInfo: text(4096),
  })
  .refine(({ grantType, authCode, refreshToken }) => (grantType === 'REFRESH_TOKEN' ? refreshToken : authCode) !== undefined, {
    message: 'authCode or refreshToken is required, as the grantType says',
  });
export const accessTokenRequest = z.looseObject({ accessToken: z.string().min(1).max(128), extendInfo: text(4096) });

export type PayRequest = z.infer<typeof payRequest>;
export type RefundRequest = z.infer<typeof refundRequest>;
export interface PaymentKeys {
  readonly paymentId?: string | undefined;
  readonly paymentRequestId?: string | undefined;
}

/** Throws `Refusal` `PARAM_ILLEGAL`, naming the member at fault. */
export function checked<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Refusal('PARAM_ILLEGAL', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not an object'}`);
}

/** Throws `Refusal` `CURRENCY_NOT_SUPPORT` for three letters that are no currency. */
export function currencyOf(code: string): CurrencyCode {
  try {
    return currencyCode(code);
  } catch (error) {
    if (error instanceof UnknownCurrency) throw new Refusal('CURRENCY_NOT_SUPPORT');
    throw error;
  }
}

function parsedObject(value: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const content: unknown = JSON.parse(value);
    return typeof content === 'object' && content !== null && !Array.isArray(content)
      ? (content as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
