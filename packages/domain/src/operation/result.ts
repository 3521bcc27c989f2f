import type { CurrencyCode } from '../money/money.js';
import type { NotSentCause, UnknownCause } from './causes.js';
import type { DeclineCode } from './decline-codes.js';

/** Only what the provider's bytes say, in minor units; our own figures are never echoed. */
export interface Stated {
  readonly base: bigint;
  /** Absent where the protocol has no currency (Upay). */
  readonly currency?: CurrencyCode;
  readonly tip?: bigint;
  readonly cashback?: bigint;
  readonly surcharge?: bigint;
  readonly authorizedTotal?: bigint;
  /** Taken of an authorization so far, where the answer says that it was captured at all; it may leave out how much. */
  readonly captured?: bigint | 'not_stated';
  /** Sum already given back, where the answer says it. */
  readonly refunded?: bigint;
}

/** What a paper receipt needs; every member is the provider's own text, account numbers masked by the provider or by us. */
export interface Receipt {
  readonly brand?: string;
  readonly maskedAccount?: string;
  readonly authCode?: string;
  readonly referenceNo?: string;
  readonly entryMode?: string;
  /** What the payer really paid and was charged as a fee, in minor units. */
  readonly payerPaid?: bigint;
  readonly fee?: bigint;
}

/** A page of the provider's, to be opened by the payer's browser. */
export interface PageAction {
  readonly type: 'redirect';
  readonly url: string;
  readonly httpMethod: 'GET' | 'POST';
  readonly form?: Readonly<Record<string, string>>;
}

/** What somebody else has to do before the payment can go on. Times are epoch milliseconds. */
export type CustomerAction =
  | {
      readonly type: 'show_qr';
      readonly qr: string;
      readonly expiresAt?: number;
      /** Where `qr` is a short link of ours: its unguessable code, and the provider's page that it leads to. Not shown. */
      readonly link?: { readonly code: string; readonly page: PageAction };
    }
  | PageAction
  | { readonly type: 'sdk'; readonly payload: string }
  | { readonly type: 'wait_for_terminal'; readonly terminalSn: string }
  | { readonly type: 'wait_for_payer' };

/** What a provider told us. Every answer is a value; a rejected promise is a bug in the adapter. */
export type ProviderResult =
  | {
      readonly outcome: 'approved';
      readonly providerRef: string;
      readonly stated: Stated | 'not_stated';
      readonly receipt?: Receipt;
    }
  | {
      readonly outcome: 'declined';
      readonly code: DeclineCode;
      readonly providerCode: string;
      readonly providerRef?: string;
    }
  | {
      readonly outcome: 'pending';
      readonly providerRef?: string;
      readonly customerAction?: CustomerAction;
      readonly providerCode?: string;
    }
  | {
      readonly outcome: 'unknown';
      readonly cause: UnknownCause;
      readonly providerCode?: string;
      readonly providerRef?: string;
    }
  | {
      readonly outcome: 'not_sent';
      readonly cause: NotSentCause;
      readonly detail?: string;
    };

/**
 * What a query shows of the operation asked after (for a cancel or void: of its charge).
 * `reversed`: it was approved, and the money or the hold has been given back whole by a cancel or void.
 * `not_found`: a verified answer that the provider does not know it. `no_answer`: the query itself failed; it says nothing about the operation.
 */
export type QueryResult =
  | Exclude<ProviderResult, { outcome: 'not_sent' }>
  | {
      readonly outcome: 'reversed';
      readonly providerRef?: string;
      readonly stated: Stated | 'not_stated';
    }
  | { readonly outcome: 'not_found'; readonly providerCode: string }
  | {
      readonly outcome: 'no_answer';
      readonly cause: UnknownCause | NotSentCause;
    };
