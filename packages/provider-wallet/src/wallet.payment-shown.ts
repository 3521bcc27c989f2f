import type { ChargeKind, Money, QueryResult, Stated } from '@interlock/domain';
import { receiptOf } from './wallet.execute.js';
import { paymentStatuses, payWords, ruleFor, type PaymentStatusRule, type ResultRule } from './wallet.mapping.js';
import { parseWalletTime } from './wallet.time.js';
import { Transactions } from './wallet.transactions.js';
import { mismatch, statedFrom, wordOf, type WireResult, type WireTransaction } from './wallet.wire.js';

/** What inquiryPayment and notifyPayment say of a payment. */
export interface ShownPayment {
  readonly paymentStatus?: string | undefined;
  readonly paymentResult?: WireResult | undefined;
  readonly paymentAmount?: Money | undefined;
  readonly authExpiryTime?: string | undefined;
  readonly transactions?: readonly WireTransaction[] | undefined;
}

/** What we know of the charge that is shown; a notification is read before its charge is known. */
export interface Looked {
  readonly kind: ChargeKind;
  readonly providerRef: string;
  /** The wallet's own number, for a receipt. */
  readonly paymentId: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly asked?: Money;
  /** Taken of a hold by a capture of ours. */
  readonly captured?: bigint;
}

export type StatusRule = PaymentStatusRule | Extract<ResultRule, { outcome: 'unknown' }>;

/** `paymentStatus` decides; Alipay+ has `paymentResult` in its place, whose words mean what they mean in the answer to pay. */
export function statusOf(shown: ShownPayment): { readonly word: string; readonly rule: StatusRule | undefined } | undefined {
  const { paymentStatus, paymentResult } = shown;
  if (paymentStatus !== undefined) return { word: paymentStatus, rule: ruleFor<StatusRule>(paymentStatuses, paymentStatus) };
  if (paymentResult === undefined) return undefined;
  const rule = ruleFor<ResultRule>(payWords, wordOf(paymentResult));
  const accepted = { outcome: 'approved', kinds: ['sale', 'authorize'] } as const;
  return { word: paymentResult.resultCode, rule: rule?.outcome === 'accepted' ? accepted : rule };
}

/** What is shown of a sale or an authorization. */
export function paymentShown(shown: ShownPayment, looked: Looked): QueryResult {
  const status = statusOf(shown);
  if (status === undefined) return { outcome: 'no_answer', cause: 'unreadable_answer' };
  const { word: providerCode, rule } = status;
  const { providerRef } = looked;
  if (rule === undefined) return { outcome: 'unknown', cause: 'unknown_code', providerCode, providerRef };
  const entries = new Transactions(shown.transactions ?? []);
  switch (rule.outcome) {
    case 'unknown':
      return { outcome: 'unknown', cause: rule.cause, providerCode, providerRef };
    case 'pending': {
      const cause = looked.asked && mismatch(shown.paymentAmount, looked.asked);
      return cause === undefined
        ? { outcome: 'pending', providerRef, providerCode }
        : { outcome: 'unknown', cause, providerCode, providerRef };
    }
    case 'approved': {
      // A hold where a sale was asked for, or money that is on its way back beside a status that says it was taken.
      const comesBack = entries.any(['gave_back'], 'done') || entries.any(['gave_back'], 'under_way');
      if (comesBack || !rule.kinds.includes(looked.kind)) return contradiction(providerCode, providerRef);
      return { outcome: 'approved', providerRef, stated: statedOf(shown, entries, looked), ...receiptOf(looked.paymentId) };
    }
    case 'declined':
      return undone(shown, entries, looked, providerCode, rule);
  }
}

const contradiction = (providerCode: string, providerRef: string): QueryResult => ({
  outcome: 'unknown',
  cause: 'provider_error',
  providerCode,
  providerRef,
});

/** Of a hold, what was held, and what was taken of it: once it is captured in part, some wallets show the captured sum as the payment's amount. */
function statedOf(shown: ShownPayment, entries: Transactions, { kind, asked, captured: ours = 0n }: Looked): Stated | 'not_stated' {
  const { paymentAmount } = shown;
  const back = entries.sum(['refunded']);
  const refunded = back !== undefined && back.currency === paymentAmount?.currency ? back.minor : undefined;
  if (kind === 'sale') return statedFrom(paymentAmount, refunded);
  const held = entries.sum(['held']);
  const partOfHold = ours > 0n && paymentAmount?.minor === ours && ours !== asked?.minor;
  if (held === undefined && partOfHold) return 'not_stated';
  return withCaptured(statedFrom(held ?? paymentAmount, refunded), capturedOf(shown, entries, held));
}

/** Taken of a hold. Undefined where nothing says that it was captured: `AUTH_SUCCESS` is a hold still, and Alipay+ says S of both. */
function capturedOf({ paymentStatus, paymentAmount }: ShownPayment, entries: Transactions, held: Money | undefined): Stated['captured'] {
  const captures = entries.ours('CAPTURE', undefined);
  if (captures.any(['took'], 'done')) return captures.sum(['took'])?.minor ?? 'not_stated';
  if (paymentStatus !== 'SUCCESS') return undefined;
  const part = held !== undefined && paymentAmount?.currency === held.currency && paymentAmount.minor < held.minor;
  return part ? paymentAmount.minor : 'not_stated';
}

function withCaptured(stated: Stated | 'not_stated', captured: Stated['captured']): Stated | 'not_stated' {
  return stated === 'not_stated' || captured === undefined ? stated : { ...stated, captured };
}

/**
 * Failed or closed. Only the wallet's own entries can show that money had been taken, or held, before; then it was given back whole. So was a
 * payment that we know as taken and that is closed now, for a wallet that lists nothing.
 */
function undone(
  shown: ShownPayment,
  entries: Transactions,
  looked: Looked,
  providerCode: string,
  { code }: Extract<StatusRule, { outcome: 'declined' }>,
): QueryResult {
  const { kind, providerRef } = looked;
  const had = kind === 'authorize' ? (['took', 'held'] as const) : (['took'] as const);
  const back = ['gave_back', 'released'] as const;
  const known = shown.paymentStatus === 'CANCELLED' && (looked.captured ?? 0n) > 0n;
  if (!known && !entries.any(had, 'done')) return { outcome: 'declined', code, providerCode, providerRef };
  if (entries.any(back, 'under_way')) return { outcome: 'pending', providerRef, providerCode };
  if (!entries.any(back, 'done')) {
    // A closed order gives its money back by itself; a failed one that took money, or one that could not give it back, is a contradiction.
    if (shown.paymentStatus !== 'CANCELLED' || entries.any(back, 'not_done')) return contradiction(providerCode, providerRef);
  }
  if (kind === 'authorize' && !known && !entries.any(['took'], 'done') && lapsed(shown, entries, looked.now))
    return { outcome: 'declined', code: 'expired', providerCode, providerRef };
  const taken = entries.sum(['took']);
  const given = entries.sum(['gave_back']);
  // There is no cancel in part: less than was taken is not all of it.
  if (taken !== undefined && given !== undefined && (given.currency !== taken.currency || given.minor < taken.minor))
    return { outcome: 'unknown', cause: 'amount_mismatch', providerCode, providerRef };
  const captured = kind === 'authorize' && taken !== undefined ? entries.ours('CAPTURE', undefined).sum(['took'])?.minor : undefined;
  return { outcome: 'reversed', providerRef, stated: withCaptured(statedFrom(shown.paymentAmount), captured) };
}

/** A hold that nobody let go of before its end. */
function lapsed({ authExpiryTime = '' }: ShownPayment, entries: Transactions, now: number): boolean {
  const end = parseWalletTime(authExpiryTime);
  if (end === undefined || end > now) return false;
  return entries
    .of(['gave_back', 'released'], 'done')
    .every(({ transactionTime = '' }) => (parseWalletTime(transactionTime) ?? end) >= end);
}
