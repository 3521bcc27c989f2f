import type { Money, QueryResult, Stated } from '@interlock/domain';
import type { ChargeReference } from '@interlock/provider-kit';
import { statusOf, type ShownPayment } from './wallet.payment-shown.js';
import { Transactions } from './wallet.transactions.js';
import { mismatch, statedFrom } from './wallet.wire.js';

/** A capture or void that is asked after; the wallet has no inquiry of its own for them, so the payment tells. */
export interface AskedEffect {
  readonly providerKey: string;
  /** `captureId` or `voidId`, where the wallet told one. */
  readonly providerRef?: string;
  readonly amount: Money;
}

/** What inquiryPayment shows of the capture of a hold. A hold that is still one shows no effect of it. */
export function captureShown(shown: ShownPayment, asked: AskedEffect, charge: ChargeReference): QueryResult {
  const looked = look(shown, asked);
  if ('outcome' in looked) return looked;
  const { status, providerCode, providerRef, entries } = looked;
  const own = entries.ours('CAPTURE', asked.providerRef);
  const done = own.any(['took'], 'done');
  const comesBack = entries.any(['gave_back'], 'done') || entries.any(['gave_back'], 'under_way');
  switch (status) {
    case 'held':
    case 'taken':
      if (done && !comesBack) return { outcome: 'approved', providerRef, stated: takenOf(shown, own, asked, charge) };
      if (own.any(['took'], 'under_way')) return { outcome: 'pending', providerRef, providerCode };
      if (comesBack || (status === 'taken' && own.any(['took'], 'not_done'))) return looked.contradiction;
      if (status === 'taken') return { outcome: 'approved', providerRef, stated: figureOf(shown, asked, charge) };
      // Only the number that the wallet gave us tells this capture's failure from that of another try.
      return own.names(asked.providerRef) && own.any(['took'], 'not_done')
        ? { outcome: 'declined', code: 'operation_refused', providerCode, providerRef }
        : { outcome: 'not_found', providerCode };
    case 'closed':
      if (!done) return { outcome: 'declined', code: 'invalid_state', providerCode, providerRef };
      return { outcome: 'reversed', providerRef, stated: takenOf(shown, own, asked, charge) };
    case 'failed':
      return done ? looked.contradiction : { outcome: 'declined', code: 'operation_refused', providerCode, providerRef };
    case 'open':
      return own.any(['took'], 'under_way') ? { outcome: 'pending', providerRef, providerCode } : looked.contradiction;
  }
}

/** What inquiryPayment shows of the void of a hold, or of the cancel that undoes a payment. */
export function voidShown(shown: ShownPayment, asked: AskedEffect, charge: ChargeReference): QueryResult {
  const looked = look(shown, asked);
  if ('outcome' in looked) return looked;
  const { status, providerCode, providerRef, entries } = looked;
  const hold = charge.kind === 'authorize';
  const own = hold ? entries.ours('VOID', asked.providerRef) : entries.ours('CANCEL', undefined);
  const back = ['released', 'gave_back'] as const;
  const underWay = own.any(back, 'under_way');
  switch (status) {
    case 'closed':
      if (underWay) return { outcome: 'pending', providerRef, providerCode };
      if (own.any(back, 'not_done') && !own.any(back, 'done')) return looked.contradiction;
      // Money that was taken and given back is more than the end of a hold.
      if (hold && entries.any(['took'], 'done')) return looked.contradiction;
      return { outcome: 'approved', providerRef, stated: statedFrom(own.sum(back)) };
    case 'held':
    case 'taken':
      if (underWay) return { outcome: 'pending', providerRef, providerCode };
      // Given back in full or in part beside a status that says nothing of it.
      if (own.any(back, 'done')) return looked.contradiction;
      if (hold && status === 'taken') return { outcome: 'declined', code: 'invalid_state', providerCode, providerRef }; // captured: no longer a hold
      return own.names(asked.providerRef) && own.any(back, 'not_done')
        ? { outcome: 'declined', code: 'operation_refused', providerCode, providerRef }
        : { outcome: 'not_found', providerCode };
    case 'failed':
    case 'open':
      return underWay ? { outcome: 'pending', providerRef, providerCode } : looked.contradiction;
  }
}

/** Where the payment stands, in words that capture and void share. */
type Standing = 'held' | 'taken' | 'closed' | 'failed' | 'open';

interface LookedAt {
  readonly status: Standing;
  readonly providerCode: string;
  readonly providerRef: string;
  readonly entries: Transactions;
  readonly contradiction: QueryResult;
}

function look(shown: ShownPayment, { providerKey, providerRef: known }: AskedEffect): LookedAt | QueryResult {
  const word = statusOf(shown);
  if (word === undefined) return { outcome: 'no_answer', cause: 'unreadable_answer' };
  const { word: providerCode, rule } = word;
  const providerRef = known ?? providerKey;
  const contradiction = { outcome: 'unknown', cause: 'provider_error', providerCode } as const;
  if (rule === undefined) return { outcome: 'unknown', cause: 'unknown_code', providerCode };
  const entries = new Transactions(shown.transactions ?? []);
  const at = { providerCode, providerRef, entries, contradiction };
  switch (rule.outcome) {
    case 'unknown':
      return { outcome: 'unknown', cause: rule.cause, providerCode };
    case 'pending':
      return { ...at, status: 'open' };
    case 'declined':
      return { ...at, status: shown.paymentStatus === 'CANCELLED' ? 'closed' : 'failed' };
    case 'approved':
      // Alipay+ says S of a hold and of a payment alike.
      if (shown.paymentStatus === undefined && !entries.any(['took'], 'done'))
        return entries.any(['held'], 'done') ? { ...at, status: 'held' } : contradiction;
      return { ...at, status: rule.kinds.includes('sale') ? 'taken' : 'held' };
  }
}

/** What the entries of the capture state; where they name no amount, what the payment's own figure can tell. */
function takenOf(shown: ShownPayment, own: Transactions, asked: AskedEffect, charge: ChargeReference): Stated | 'not_stated' {
  const sum = own.sum(['took']);
  return sum === undefined ? figureOf(shown, asked, charge) : statedFrom(sum);
}

/** `paymentAmount` equal to what was held may be the hold's figure still, which states nothing of a capture in part. */
function figureOf({ paymentAmount }: ShownPayment, asked: AskedEffect, { amount: held }: ChargeReference): Stated | 'not_stated' {
  return asked.amount.minor !== held.minor && mismatch(paymentAmount, held) === undefined ? 'not_stated' : statedFrom(paymentAmount);
}
