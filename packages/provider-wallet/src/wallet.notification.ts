import type { QueryResult } from '@interlock/domain';
import {
  MessageUnreadable,
  SignatureInvalid,
  type NotificationResult,
  type ProviderNotification,
  type RawAnswer,
  type RawMessage,
} from '@interlock/provider-kit';
import { walletAccount, type WalletAccount } from './wallet.account.js';
import { captureWords, refundStatuses, ruleFor, voidWords, type ResultRule } from './wallet.mapping.js';
import { paymentShown } from './wallet.payment-shown.js';
import { checkSignature, signatureHeader, signMessage } from './wallet.signing.js';
import { parseHeaderTime, walletTime } from './wallet.time.js';
import { reference } from './wallet.verb.js';
import {
  captureMessage,
  paymentMessage,
  readJson,
  redact,
  refundMessage,
  voidMessage,
  wordOf,
  type PaymentMessage,
  type WireResult,
} from './wallet.wire.js';

interface AccountOfCall {
  readonly settings: unknown;
  readonly secrets: unknown;
  readonly now: () => number;
}

/** The published schedule of deliveries spans 24 h 22 min, and nobody says whether a repeat is signed anew: below this, age proves nothing. */
const STALE_MS = 26 * 3_600_000;

/**
 * Reads `notifyPayment`, signed RSA256 over its raw bytes; and as hints the messages about a refund, a void and a capture that some wallets send,
 * for only an inquiry says what became of those.
 * Throws `SignatureInvalid` for anything that this account's wallet did not sign, `MessageUnreadable` for what it signed and we cannot read.
 */
export function readNotification(message: RawMessage, call: AccountOfCall): ProviderNotification {
  const account = accountOf(call);
  const sentAt = verifiedTime(message, account);
  const json = readJson(message.body);
  const redacted = redact(json, []);
  const payment = paymentMessage.safeParse(json);
  if (payment.success && isAboutPayment(json)) return { ...readPayment(payment.data, call.now(), sentAt), redacted };
  const following = readFollowing(json);
  if (following === undefined) throw new MessageUnreadable('about no payment, refund, void or capture');
  return { ...following, redacted };
}

type Hint = Omit<Extract<ProviderNotification, { type: 'hint' }>, 'redacted'>;

/** Antom's (AMS) and GCash's notifyRefund, notifyVoid and notifyCapture. The first identifier found says what the message is about. */
function readFollowing(json: unknown): Hint | undefined {
  const refund = refundMessage.safeParse(json).data;
  if (refund !== undefined) return hint('refund', refund.refundRequestId, refund.refundId, refundClaim(refund.refundStatus));
  const hold = voidMessage.safeParse(json).data;
  if (hold !== undefined) return hint('void', hold.voidRequestId, hold.voidId, resultClaim(hold.voidResult, voidWords));
  const capture = captureMessage.safeParse(json).data;
  return capture && hint('capture', capture.captureRequestId, capture.captureId, resultClaim(capture.result, captureWords));
}

const hint = (
  kind: 'refund' | 'void' | 'capture',
  providerKey: string,
  providerRef: string | undefined,
  claims: QueryResult['outcome'],
): Hint => ({ about: { kind, providerKey, ...reference(providerRef) }, type: 'hint', claims });

const refundClaim = (status = ''): QueryResult['outcome'] =>
  ruleFor<{ readonly outcome: QueryResult['outcome'] }>(refundStatuses, status)?.outcome ?? 'unknown';

function resultClaim(result: WireResult | undefined, words: Readonly<Record<string, ResultRule>>): QueryResult['outcome'] {
  const rule = result && ruleFor(words, wordOf(result));
  return rule?.outcome === 'accepted' ? 'approved' : (rule?.outcome ?? 'unknown');
}

type ReadPayment =
  Omit<Extract<ProviderNotification, { type: 'evidence' }>, 'redacted'> | Omit<Extract<ProviderNotification, { type: 'hint' }>, 'redacted'>;

/**
 * A notification comes when a payment is final, as SUCCESS or FAIL. Whatever else it says, and whatever it says late, only makes us ask: so does
 * AUTH_SUCCESS, for the message alone does not tell whether a hold was what we asked for.
 */
function readPayment(payment: PaymentMessage, now: number, sentAt: number): ReadPayment {
  const { paymentId, paymentRequestId: providerKey, paymentStatus, paymentAmount } = payment;
  const about = { kind: 'charge', providerKey, ...reference(paymentId) } as const;
  const shown = paymentShown(
    { paymentStatus, paymentResult: payment.paymentResult ?? payment.result, paymentAmount },
    { kind: 'sale', providerRef: paymentId ?? providerKey, paymentId, now },
  );
  const fresh = Math.abs(now - sentAt) < STALE_MS;
  const final = shown.outcome === 'approved' || (shown.outcome === 'declined' && paymentStatus !== 'CANCELLED');
  return final && fresh && paymentId !== undefined
    ? { about, type: 'evidence', result: shown }
    : { about, type: 'hint', claims: shown.outcome };
}

/** Other messages of the family name the payment too, and their own success must not be read as the payment's. */
function isAboutPayment(json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return false;
  const foreign = ['refundRequestId', 'refundId', 'refundStatus', 'voidRequestId', 'voidId', 'captureRequestId', 'captureId'];
  const type: unknown = 'notifyType' in json ? json.notifyType : undefined;
  return (type === undefined || type === null || type === 'PAYMENT_RESULT') && !foreign.some((name) => name in json);
}

/** When the wallet says that it sent the message, once its signature holds. */
function verifiedTime({ method, path, headers, body }: RawMessage, { settings, walletKeys }: WalletAccount): number {
  const { signature, 'client-id': clientId = settings.clientId, 'request-time': time = '' } = headers;
  if (clientId !== settings.clientId) throw new SignatureInvalid('the notification is for another Client-Id');
  const check = checkSignature(signature, { method, uri: path, clientId, time, body }, walletKeys);
  if (check !== 'valid') throw new SignatureInvalid(`the signature of the notification is ${check}`);
  const sentAt = parseHeaderTime(time);
  if (sentAt === undefined) throw new MessageUnreadable('Request-Time is not a time');
  return sentAt;
}

const tryAgain = { resultCode: 'UNKNOWN_EXCEPTION', resultStatus: 'U', resultMessage: 'try again' };
/** The answer is about the receipt alone, whatever became of the payment. U, unlike F, is sent again. Source: wallet OpenAPI, notifyPayment. */
const ANSWERS: Readonly<
  Record<NotificationResult, { readonly resultCode: string; readonly resultStatus: string; readonly resultMessage: string }>
> = {
  accepted: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' },
  unknown_order: tryAgain,
  failed: tryAgain,
  bad_signature: { resultCode: 'INVALID_SIGNATURE', resultStatus: 'F', resultMessage: 'The signature is invalid.' },
  unreadable: { resultCode: 'PARAM_ILLEGAL', resultStatus: 'F', resultMessage: 'The message cannot be read.' },
};

/** The answer to a notification: HTTP 200 always, and always signed, for some wallets require it and none minds. */
export function answerNotification(result: NotificationResult, { method, path }: RawMessage, call: AccountOfCall): RawAnswer {
  const { settings, privateKey } = accountOf(call);
  const body = JSON.stringify({ result: ANSWERS[result] });
  const time = walletTime(call.now());
  const signature = signMessage({ method, uri: path, clientId: settings.clientId, time, body: Buffer.from(body) }, privateKey);
  return {
    status: 200,
    headers: {
      'content-type': 'application/json; charset=UTF-8',
      'client-id': settings.clientId,
      'response-time': time,
      signature: signatureHeader(signature, settings.keyVersion, settings.signatureEncoding),
    },
    body,
  };
}

function accountOf(call: AccountOfCall): WalletAccount {
  const account = walletAccount(call);
  if (account === undefined) throw new TypeError('settings or secrets of the wallet account are not valid');
  return account;
}
