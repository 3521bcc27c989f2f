import type { OperationKind, ProviderResult, QueryResult, Stated } from '@interlock/domain';
import { AMOUNT } from '@interlock/domain/testing';
import type { OutsideChange, ProviderKind } from './configuration.js';

/** What a provider account knows of its charge. `refused`: its own no; `closed`: unpaid, by a cancel; `returned`: was paid or held, and given back whole. */
export interface Facts {
  readonly state: 'unseen' | 'accepted' | 'paid' | 'held' | 'refused' | 'closed' | 'returned';
  /** What an authorization holds, or was captured of it; 0 of a sale. */
  readonly heldMinor: bigint;
  /** The whole tip, beside the amount. */
  readonly tipMinor: bigint;
  /** Keys and amounts of the refunds that were done. */
  readonly refunds: readonly { readonly key: string; readonly amountMinor: bigint }[];
}

/** A request that is under way, or has arrived. */
export interface Asked {
  readonly kind: OperationKind;
  readonly key: string;
  readonly attempt: number;
  readonly amountMinor: bigint;
}

/** One way in which a provider may take a request. */
export interface Taking {
  readonly says: string;
  readonly facts: Facts;
  readonly answer: ProviderResult;
}

const yes: ProviderResult = { outcome: 'approved', providerRef: 'ref', stated: 'not_stated' };
const no: ProviderResult = { outcome: 'declined', code: 'invalid_state', providerCode: 'NO' };
const paid = (stated: Stated): Extract<QueryResult, { outcome: 'approved' }> => ({ outcome: 'approved', providerRef: 'ref', stated });
const waiting = { outcome: 'pending', providerRef: 'ref' } as const;
const payersNo = { outcome: 'declined', code: 'insufficient_funds', providerCode: 'NO_MONEY' } as const;
const busy: ProviderResult = { outcome: 'declined', code: 'provider_busy', providerCode: 'BUSY' };
const canceled = { outcome: 'declined', code: 'canceled', providerCode: 'CANCELED' } as const;
const notFound = { outcome: 'not_found', providerCode: 'NOT_FOUND' } as const;

export const paidNotification: ProviderResult = paid({ base: AMOUNT });

/** Nothing was asked of the account yet. */
export const unseen: Facts = { state: 'unseen', heldMinor: 0n, tipMinor: 0n, refunds: [] };

/** Minor units that the account has of the payer's, or holds of them. */
export function holds(facts: Facts): bigint {
  if (facts.state === 'held') return facts.heldMinor;
  return facts.state === 'paid' ? AMOUNT + facts.tipMinor - refundedOf(facts) : 0n;
}

export function refundedOf({ refunds }: Facts): bigint {
  return refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

const OUTSIDE_REFUND = 400n;
const OUTSIDE_TIP = 200n;

/** The facts after such a change; undefined where the provider does not let it happen now. */
export function changedOutside(facts: Facts, change: OutsideChange): Facts | undefined {
  const { state, refunds } = facts;
  switch (change) {
    case 'refund':
      return state === 'paid' && holds(facts) >= OUTSIDE_REFUND
        ? { ...facts, refunds: [...refunds, { key: `outside-${String(refunds.length)}`, amountMinor: OUTSIDE_REFUND }] }
        : undefined;
    case 'void':
      return (state === 'paid' || state === 'held') && refunds.length === 0 ? { ...facts, state: 'returned' } : undefined;
    case 'capture':
      return state === 'held' ? captured(facts) : undefined;
    case 'tip':
      return state === 'paid' && refunds.length === 0 ? { ...facts, tipMinor: OUTSIDE_TIP } : undefined;
  }
}

/** What is captured is taken, and the rest of the hold let go. */
const captured = (facts: Facts): Facts => ({ ...facts, state: 'paid', heldMinor: AMOUNT });

/** What a provider may do that it need not. `busy`: a no that says nothing of the payer. */
interface May {
  readonly payerActsLater: boolean;
  readonly cancelsRefused: boolean;
  readonly busy: boolean;
}

/** Every way in which a request may be taken. */
export function takings(provider: ProviderKind, facts: Facts, asked: Asked, may: May): readonly Taking[] {
  switch (asked.kind) {
    case 'sale':
    case 'authorize':
      return takingsOfCharge(facts, asked, may);
    case 'cancel':
      return takingsOfCancel(provider, facts, may);
    case 'void':
      if (facts.state === 'returned') return [{ says: 'it is done already', facts, answer: yes }];
      if ((facts.state !== 'paid' && facts.state !== 'held') || facts.refunds.length > 0) return [{ says: 'no', facts, answer: no }];
      return [{ says: 'yes', facts: { ...facts, state: 'returned' }, answer: yes }];
    case 'capture':
      if (facts.state === 'paid') return [{ says: 'it is done already', facts, answer: paid({ base: AMOUNT }) }];
      if (facts.state !== 'held') return [{ says: 'no', facts, answer: no }];
      return [{ says: 'yes', facts: captured(facts), answer: paid({ base: AMOUNT }) }];
    case 'refund':
      return [takingOfRefund(provider, facts, asked)];
    case 'increment':
      // It has no key: whatever arrives is added.
      if (facts.state !== 'held') return [{ says: 'no', facts, answer: no }];
      return [{ says: 'yes', facts: { ...facts, heldMinor: facts.heldMinor + asked.amountMinor }, answer: yes }];
    case 'adjust_tip':
      if (facts.state !== 'paid' || facts.refunds.length > 0) return [{ says: 'no', facts, answer: no }];
      return [{ says: 'yes', facts: { ...facts, tipMinor: asked.amountMinor }, answer: yes }];
  }
}

function takingsOfCharge(facts: Facts, { kind, attempt }: Asked, may: May): readonly Taking[] {
  if (facts.state !== 'unseen')
    return [{ says: 'it knows the key', facts, answer: { outcome: 'unknown', cause: attempt > 1 ? 'resend_refused' : 'provider_error' } }];
  const state = kind === 'sale' ? 'paid' : 'held';
  const known = { ...facts, heldMinor: kind === 'sale' ? 0n : AMOUNT };
  return [
    { says: state, facts: { ...known, state }, answer: paid({ base: AMOUNT }) },
    { says: 'no, for the payer cannot', facts: { ...known, state: 'refused' }, answer: payersNo },
    ...(may.payerActsLater ? [{ says: 'it waits for the payer', facts: { ...known, state: 'accepted' as const }, answer: waiting }] : []),
    // The account is at fault, and the key stays free.
    ...(may.busy ? [{ says: 'busy, try elsewhere', facts, answer: busy }] : []),
  ];
}

function takingsOfCancel(provider: ProviderKind, facts: Facts, { cancelsRefused }: May): readonly Taking[] {
  const refused = cancelsRefused && (facts.state === 'accepted' || facts.state === 'paid' || facts.state === 'held');
  return [takingOfCancel(provider, facts), ...(refused ? [{ says: 'no, not now', facts, answer: no }] : [])];
}

/** Upay: no to what it never saw, money back where paid. Wallet: yes to what it never saw, and the key stays usable. CodePay: no where paid. */
function takingOfCancel(provider: ProviderKind, facts: Facts): Taking {
  const back = provider !== 'codepay' && facts.refunds.length === 0;
  switch (facts.state) {
    case 'unseen':
      return {
        says: provider === 'wallet' ? 'yes, to what it never saw' : 'no, it does not know it',
        facts,
        answer: provider === 'wallet' ? yes : no,
      };
    case 'accepted':
      return { says: 'yes, closed', facts: { ...facts, state: 'closed' }, answer: yes };
    case 'paid':
    case 'held':
      return back
        ? { says: 'yes, given back', facts: { ...facts, state: 'returned' }, answer: yes }
        : { says: 'no, it is paid', facts, answer: no };
    case 'refused':
      return { says: 'no', facts, answer: no };
    case 'closed':
    case 'returned':
      return { says: 'it is done already', facts, answer: provider === 'codepay' ? no : yes };
  }
}

/** Refunds beyond what is left are not refused: it is for us to ask for no more than was taken. Only Upay says at once that a refund is done. */
function takingOfRefund(provider: ProviderKind, facts: Facts, { key, amountMinor }: Asked): Taking {
  const done = provider === 'upay' ? paid({ base: amountMinor }) : waiting;
  if (facts.refunds.some((refund) => refund.key === key)) return { says: 'it knows the number', facts, answer: done };
  if (facts.state !== 'paid') return { says: 'no', facts, answer: no };
  return { says: 'yes', facts: { ...facts, refunds: [...facts.refunds, { key, amountMinor }] }, answer: done };
}

/** What a query about an operation shows of what the provider shows by now. */
export function shownOf(provider: ProviderKind, facts: Facts, { kind, key, amountMinor }: Omit<Asked, 'attempt'>): QueryResult {
  switch (kind) {
    case 'sale':
    case 'authorize':
    case 'cancel':
      return chargeShown(provider, facts);
    case 'void':
      return facts.state === 'returned' ? reversed(facts) : notFound;
    case 'capture':
      return facts.state === 'paid' ? paid({ base: AMOUNT }) : notFound;
    case 'refund':
      return facts.refunds.some((refund) => refund.key === key) ? paid({ base: amountMinor }) : notFound;
    case 'increment':
    case 'adjust_tip':
      // Shown are the charge's figures of now, not what became of a request.
      return facts.state === 'held' || facts.state === 'paid'
        ? stands(provider, facts)
        : facts.state === 'returned'
          ? reversed(facts)
          : notFound;
  }
}

function chargeShown(provider: ProviderKind, facts: Facts): QueryResult {
  switch (facts.state) {
    case 'unseen':
      return notFound;
    case 'accepted':
      return waiting;
    case 'paid':
    case 'held':
      return stands(provider, facts);
    case 'refused':
      return payersNo;
    case 'closed':
      return canceled;
    case 'returned':
      // The wallet's word for what was canceled is the same whether it had been paid or not.
      return provider === 'wallet' ? canceled : reversed(facts);
  }
}

const reversed = ({ heldMinor }: Facts): QueryResult => ({
  outcome: 'reversed',
  providerRef: 'ref',
  stated: { base: heldMinor === 0n ? AMOUNT : heldMinor },
});

/** A payment or a hold as it stands. Upay states what was given back, CodePay the tip, the total of a hold and what was captured of it, the wallet neither. */
function stands(provider: ProviderKind, facts: Facts): QueryResult {
  const { state, heldMinor, tipMinor } = facts;
  if (provider === 'upay') return paid({ base: AMOUNT, refunded: refundedOf(facts) });
  if (provider === 'wallet') return paid({ base: AMOUNT });
  const tip = state === 'paid' ? { tip: tipMinor } : {};
  if (heldMinor === 0n) return paid({ base: AMOUNT, ...tip });
  return paid({ base: AMOUNT, authorizedTotal: heldMinor, ...tip, ...(state === 'paid' ? { captured: AMOUNT } : {}) });
}
