import { currencyCode, moneyFromMinorText, type CustomerAction, type Money, type Stated } from '@interlock/domain';
import { redact as redactMembers } from '@interlock/provider-kit';
import { z } from 'zod';

/**
 * A JSON body, or nothing. Every number becomes the text that it was written as: the family writes its scalars as strings anyway,
 * and an amount above 2^53 or written "2e3" must reach the amount parser as it came, not as the float nearest to it.
 */
export function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), numbersAsWritten);
  } catch {
    return undefined; // no JSON, no UTF-8, or nested beyond the stack: unreadable, whichever it is
  }
}

function numbersAsWritten(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value;
}

export interface WireAmount {
  readonly currency: string;
  readonly value: string;
}

/** `Amount`: minor units as text, at most 16 characters, above zero. Source: wallet OpenAPI, amounts. */
export const MAX_MINOR_ON_WIRE = 9_999_999_999_999_999n;
const AMOUNT_VALUE = /^[1-9][0-9]{0,15}$/;

export const toWireAmount = (money: Money): WireAmount => ({ currency: money.currency, value: money.minor.toString() });

/** Nothing for a sign, a blank, a decimal, an exponent, a leading zero, nothing at all, or a currency that ISO 4217 does not know. */
export function parseAmount(amount: WireAmount): Money | undefined {
  if (!AMOUNT_VALUE.test(amount.value)) return undefined;
  try {
    return moneyFromMinorText(currencyCode(amount.currency), amount.value);
  } catch {
    return undefined; // not a currency: the caller treats the whole answer as unreadable
  }
}

const amount = z.object({ currency: z.string(), value: z.string() }).transform((value, context): Money => {
  const money = parseAmount(value);
  if (money !== undefined) return money;
  context.addIssue('not an amount in minor units');
  return z.NEVER;
});

/** Siblings send `null` where others leave a member out. */
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? undefined);

/** The document says 64; a reference is only handed back, so a longer one does no harm. */
const identifier = z.string().min(1).max(128);
const result = z.object({ resultStatus: z.string().max(16), resultCode: z.string().min(1).max(64) });
export type WireResult = z.infer<typeof result>;
const token = z.string().min(1).max(1024);
/** With the message, which is shown to people and decides nothing. */
const spokenResult = result.extend({ resultMessage: z.string().max(1024).nullish().catch(undefined) });
export const prepareAnswer = z.object({ result: spokenResult, authUrl: z.string().max(4096).nullish() });
export const tokenAnswer = z.object({
  result: spokenResult,
  accessToken: token.nullish(),
  accessTokenExpiryTime: z.string().nullish().catch(undefined),
  refreshToken: token.nullish(),
  refreshTokenExpiryTime: z.string().nullish().catch(undefined),
  customerId: z.string().max(128).nullish().catch(undefined),
});
export const cancelTokenAnswer = z.object({ result: spokenResult });

/** `S/SUCCESS`, `F/RISK_REJECT`: status and code in one word, as the mapping tables are keyed. */
export const wordOf = ({ resultStatus, resultCode }: WireResult): string => `${resultStatus}/${resultCode}`;

/** Whether an answer speaks of what we asked about, as far as it says: the family echoes identifiers as it likes. */
export const speaksOf = (told: string | undefined, asked: string | undefined): boolean =>
  told === undefined || asked === undefined || told === asked;

const paymentIdentity = { paymentId: optional(identifier), paymentRequestId: optional(identifier) };
const refundIdentity = { refundId: optional(identifier), refundRequestId: optional(identifier) };
const captureIdentity = { captureId: optional(identifier), captureRequestId: optional(identifier) };
const voidIdentity = { voidId: optional(identifier), voidRequestId: optional(identifier) };
/** An entry that says nothing we look for is no reason to disbelieve the rest of the answer. */
const transaction = z.object({
  transactionId: optional(z.string()),
  transactionType: optional(z.string()),
  transactionStatus: optional(z.string()),
  transactionAmount: z.unknown().optional(),
  transactionTime: optional(z.string()),
});
export type WireTransaction = z.infer<typeof transaction>;

export const payAnswer = z.object({
  result,
  ...paymentIdentity,
  paymentAmount: optional(amount),
  redirectActionForm: z.unknown().optional(),
});
export const inquiryPaymentAnswer = z.object({
  result,
  ...paymentIdentity,
  paymentAmount: optional(amount),
  paymentStatus: optional(z.string().max(64)),
  /** Alipay+ puts the state of the payment here instead of `paymentStatus`. */
  paymentResult: optional(result),
  /** Of a hold: when the wallet lets go of it. */
  authExpiryTime: optional(z.string()),
  transactions: optional(z.array(transaction).max(1000)),
});
export const cancelAnswer = z.object({ result, ...paymentIdentity });
export const captureAnswer = z.object({ result, ...paymentIdentity, ...captureIdentity, captureAmount: optional(amount) });
export const voidAnswer = z.object({ result, ...paymentIdentity, ...voidIdentity, voidAmount: optional(amount) });
export const refundAnswer = z.object({ result, ...paymentIdentity, ...refundIdentity, refundAmount: optional(amount) });
export const inquiryRefundAnswer = z.object({
  result,
  ...refundIdentity,
  refundAmount: optional(amount),
  refundStatus: optional(z.string().max(64)),
});

export const paymentMessage = z.object({
  ...paymentIdentity,
  paymentRequestId: identifier,
  paymentAmount: optional(amount),
  paymentStatus: optional(z.string().max(64)),
  paymentResult: optional(result),
  /** Antom (AMS) reports the payment itself here; `notifyType` says what else a message may be about. */
  result: optional(result),
  notifyType: optional(z.string().max(64)),
});
export type PaymentMessage = z.infer<typeof paymentMessage>;
export const refundMessage = z.object({ ...refundIdentity, refundRequestId: identifier, refundStatus: optional(z.string().max(64)) });
export const voidMessage = z.object({ ...voidIdentity, voidRequestId: identifier, voidResult: optional(result) });
/** Of Antom (AMS), which reports the capture itself in `result`. */
export const captureMessage = z.object({ ...captureIdentity, captureRequestId: identifier, result: optional(result) });

/** What an answer states of an amount: never ours, and nothing where it names none. */
export const statedFrom = (money: Money | undefined, refunded?: bigint): Stated | 'not_stated' =>
  money === undefined ? 'not_stated' : { base: money.minor, currency: money.currency, ...(refunded === undefined ? {} : { refunded }) };

/** What an answer states against what we asked; nothing where they agree, or none is stated. */
export function mismatch(told: Money | undefined, asked: Money): 'amount_mismatch' | 'currency_mismatch' | undefined {
  if (told === undefined) return undefined;
  if (told.currency !== asked.currency) return 'currency_mismatch';
  return told.minor === asked.minor ? undefined : 'amount_mismatch';
}

/** The sum of some entries' amounts; nothing where there is no entry, or one without an amount, or in another currency than the others. */
export function sumOf(entries: readonly WireTransaction[]): Money | undefined {
  let sum: Money | undefined;
  for (const entry of entries) {
    const money = amount.safeParse(entry.transactionAmount).data;
    if (money === undefined || (sum !== undefined && money.currency !== sum.currency)) return undefined;
    sum = { currency: money.currency, minor: money.minor + (sum?.minor ?? 0n) };
  }
  return sum;
}

const redirectForm = z.object({
  method: optional(z.string()),
  redirectionUrl: optional(z.string()),
  redirectUrl: optional(z.string()),
  parameters: z.unknown().optional(),
});
const parameters = z.record(z.string(), z.string());

/** Where the payer goes, from `redirectActionForm`; nothing for a form that a browser could not follow. */
export function redirectFrom(form: unknown): CustomerAction | undefined {
  const parsed = redirectForm.safeParse(form);
  const url = parsed.data?.redirectionUrl ?? parsed.data?.redirectUrl;
  const httpMethod = parsed.data?.method?.toUpperCase() ?? 'GET';
  if (url === undefined || url.length > 4096 || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return undefined;
  if (httpMethod !== 'GET' && httpMethod !== 'POST') return undefined;
  const fields = parsed.data?.parameters ?? undefined;
  if (fields === undefined) return { type: 'redirect', url, httpMethod };
  // An object in some documents, its JSON text in others.
  const read = parameters.safeParse(typeof fields === 'string' ? readJson(Buffer.from(fields)) : fields);
  return read.success ? { type: 'redirect', url, httpMethod, form: read.data } : undefined;
}

/** Tokens open the payer's wallet, and the payer's particulars are nobody's business; `extendInfo` is free text that may hold either. */
const HIDDEN_MEMBERS = [
  ...['paymentAuthCode', 'accessToken', 'refreshToken', 'authCode'],
  ...['buyer', 'shipping', 'userInfo', 'clientIp', 'deviceTokenId', 'cookieId', 'extendInfo'],
];
const hide = (): string => '***';
const fields = Object.fromEntries(HIDDEN_MEMBERS.map((name) => [name, hide]));

/** The credentials that an answer gives, for they may stand in its other members too. */
export function credentialsIn(json: unknown): readonly string[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]: [string, unknown]) =>
    (name === 'accessToken' || name === 'refreshToken' || name === 'authCode') && typeof value === 'string' ? [value] : [],
  );
}

/** A body as it may be stored. `credentials` of this call are hidden even where the wallet repeats them in a message. */
export const redact = (body: unknown, credentials: readonly string[]): unknown => redactMembers(body, { fields, secrets: credentials });
