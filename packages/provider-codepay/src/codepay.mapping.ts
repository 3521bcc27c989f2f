import type { DeclineCode } from '@interlock/domain';
import type { UnknownCause } from '@interlock/provider-kit';

/**
 * Every value that CodePay documents, and what it means to us. "Open API" is the CodePay Cloud Open API 1.0.0; what that document
 * leaves out was taken from CodePay's developer site, its SDKs and public integrators of the same gateway (docs/providers/codepay.md).
 */

// --- The gateway's `code` -------------------------------------------------------------------------------------------------------

/** `code` of a call that the gateway took. Of Create Order and Submit Refund it says no more than that. Source: Open API, every answer. */
export const ACCEPTED = '0';
/** The signature does not verify. Who is not let in for another reason has no published code. */
export const BAD_SIGN = 'SYS002';

/** Every kind of call that the gateway may refuse, in our words. */
export const verbs = [
  'sale',
  'authorize',
  'capture',
  'increment',
  'adjust_tip',
  'cancel',
  'void',
  'refund',
  'query',
  'refund_query',
  'recall',
  'batch_close',
  'batch_open',
] as const;
export type Verb = (typeof verbs)[number];
type QueryVerb = Extract<Verb, 'query' | 'refund_query' | 'recall'>;
type BatchVerb = Extract<Verb, 'batch_close' | 'batch_open'>;
export type OperationVerb = Exclude<Verb, QueryVerb | BatchVerb>;

type Unknown = { readonly outcome: 'unknown'; readonly cause: UnknownCause };
type Declined = { readonly outcome: 'declined'; readonly code: DeclineCode };
/** What a verified refusal says about each kind of call. `unknown` says nothing about the money. */
type CodeRow = Readonly<
  Record<OperationVerb, Declined | Unknown> &
    Record<QueryVerb, Unknown | { readonly outcome: 'not_found' }> &
    Record<BatchVerb, Declined | Unknown | { readonly outcome: 'empty' }>
>;

const unknown = (cause: UnknownCause) => ({ outcome: 'unknown', cause }) as const;
const declined = (code: DeclineCode) => ({ outcome: 'declined', code }) as const;

/** No statement about the payment: the outcome is asked for. */
const technical = unknown('provider_error');
/** Our number is there already, so an earlier send arrived: what became of it is asked for. */
const alreadyThere = unknown('resend_refused');
const notFound = { outcome: 'not_found' } as const;
const saysNothing: CodeRow = {
  sale: technical,
  authorize: technical,
  capture: technical,
  increment: technical,
  adjust_tip: technical,
  cancel: technical,
  void: technical,
  refund: technical,
  query: technical,
  refund_query: technical,
  recall: technical,
  batch_close: technical,
  batch_open: technical,
};
const notEnabled = declined('provider_configuration');
const notAuthorized: CodeRow = {
  ...saysNothing,
  sale: notEnabled,
  authorize: notEnabled,
  capture: notEnabled,
  increment: notEnabled,
  adjust_tip: notEnabled,
  cancel: notEnabled,
  void: notEnabled,
  refund: notEnabled,
  batch_close: notEnabled,
  batch_open: notEnabled,
};
const wrongState = declined('invalid_state');
/** What follows a charge names it, and the gateway does not have it: nothing was done. A sale names nothing, so there it says nothing. */
const noOriginal: CodeRow = {
  ...saysNothing,
  capture: wrongState,
  increment: wrongState,
  adjust_tip: wrongState,
  cancel: wrongState,
  void: wrongState,
  refund: wrongState,
};
/** Of the calls that carry a number of their own. */
const repeated: CodeRow = {
  ...saysNothing,
  sale: alreadyThere,
  authorize: alreadyThere,
  capture: alreadyThere,
  void: alreadyThere,
  refund: alreadyThere,
};
const refundOnly = (code: DeclineCode): CodeRow => ({ ...saysNothing, refund: declined(code) });

export type GatewayCode =
  | 'SYS002'
  | 'SYS011'
  | 'E07303'
  | 'E04110'
  | 'E04111'
  | 'E04112'
  | 'E04126'
  | 'E04130'
  | 'E04131'
  | 'E04132'
  | 'ET002'
  | 'ET003'
  | 'ET007'
  | 'ET008'
  | 'CF008';

/** Source: CodePay developer site and integrators; the Open API itself prints "0" only. */
export const gatewayCodes = {
  /** The signature does not verify. */
  SYS002: saysNothing,
  /** A protocol field is missing. */
  SYS011: saysNothing,
  /** The API is not enabled for this app, or does not exist: the only code that proves of a sale that nothing happened. */
  E07303: notAuthorized,
  /** The transaction number is unknown. We ask by our own number, so it answers no query of ours; a recall looks for either. */
  E04110: { ...noOriginal, recall: notFound },
  /** No such order at the gateway, yet: a paid order was reported so and was there 22 seconds later. */
  E04111: { ...noOriginal, query: notFound, refund_query: notFound, recall: notFound },
  /** The order number is repeated. */
  E04112: repeated,
  /** The refund exceeds what is left. */
  E04126: refundOnly('amount_exceeds_remaining'),
  /** The refund is above the maximum of one transaction. */
  E04130: refundOnly('amount_not_allowed'),
  /** The transaction number is duplicated. */
  E04131: repeated,
  /** A partial refund is not allowed for this transaction. */
  E04132: refundOnly('partial_not_allowed'),
  /** The transaction to be reversed does not exist. */
  ET002: noOriginal,
  /** The transaction does not exist. */
  ET003: { ...noOriginal, recall: notFound },
  /** No pending transactions: an empty batch. */
  ET007: { ...saysNothing, batch_close: { outcome: 'empty' }, batch_open: { outcome: 'empty' } },
  /** The reversal is refused: the transaction is settled. */
  ET008: {
    ...saysNothing,
    adjust_tip: declined('already_settled'),
    cancel: declined('already_settled'),
    void: declined('already_settled'),
    refund: declined('already_settled'),
  },
  /** No void on a completed authorization; a refund is what it has instead. */
  CF008: { ...saysNothing, cancel: wrongState, void: wrongState },
} as const satisfies Record<GatewayCode, CodeRow>;

/**
 * Families of which no member says anything. That of the authorization errors, `E07…`, is not among them: only E07303 is documented, and a
 * decline that lets the next route take the money needs a documented code.
 */
const gatewayFamilies = {
  /** Gateway errors: technical. */
  SYS: saysNothing,
} as const satisfies Record<string, CodeRow>;

/** What a `code` other than "0" says about a call; an undocumented one says nothing. */
export function ruleForCode<V extends Verb>(code: string, verb: V): CodeRow[V] | Unknown {
  const row: CodeRow | undefined = lookUp<CodeRow>(gatewayCodes, code) ?? lookUp<CodeRow>(gatewayFamilies, code.slice(0, 3));
  return row?.[verb] ?? unknown('unknown_code');
}

// --- trans_status ---------------------------------------------------------------------------------------------------------------

export type TransStatus = '0' | '1' | '2' | '3' | '4' | '9';

/**
 * What a shown transaction means to what was asked. `closed`: no money moved, trans_error_code tells why. `undone`: canceled or voided, before
 * or after it was approved.
 */
export type StatusRule = 'approved' | 'closed' | 'undone' | 'pending' | 'unknown';

/** A transaction of its own, asked for by its own number. */
export type TransactionKind = 'sale' | 'authorize' | 'capture' | 'void' | 'refund';

const payment = {
  /** Processing: paying or refunding. */
  '0': 'pending',
  /** Declined, expired or closed before payment. */
  '1': 'closed',
  /** Completed. */
  '2': 'approved',
  /** Canceled or voided. */
  '3': 'undone',
  /** Captured: seen by one integrator, in no official table. */
  '4': 'approved',
  /** Created, not yet taken up on the terminal. */
  '9': 'pending',
} as const satisfies Record<TransStatus, StatusRule>;
/** Neither a void nor a refund can be captured. */
const giving = { ...payment, '4': 'unknown' } as const satisfies Record<TransStatus, StatusRule>;

/** `trans_status` as a query or a notification shows it. Source: Open API, Create Order, Close Order, Query Order, Query Refund; developer site, TransStatus. */
export const shownStatus = {
  sale: payment,
  authorize: payment,
  capture: payment,
  void: giving,
  refund: giving,
} as const satisfies Record<TransactionKind, Record<TransStatus, StatusRule>>;

export const ruleForStatus = (kind: TransactionKind, status: string): StatusRule =>
  lookUp<StatusRule>(shownStatus[kind], status) ?? 'unknown';

/** What changes a charge and has no number of its own is asked for at the charge. `figures`: its amounts tell what became of it. */
export type FiguresRule = 'figures' | 'closed' | 'undone' | 'pending';

/** `trans_status` of the charge whose total or tip was changed. Source: as above. */
export const figuresStatus = {
  increment: { '0': 'pending', '1': 'closed', '2': 'figures', '3': 'undone', '4': 'figures', '9': 'pending' },
  adjust_tip: { '0': 'pending', '1': 'closed', '2': 'figures', '3': 'undone', '4': 'figures', '9': 'pending' },
} as const satisfies Record<'increment' | 'adjust_tip', Record<TransStatus, FiguresRule>>;

export const ruleForFigures = (kind: keyof typeof figuresStatus, status: string): FiguresRule | undefined =>
  lookUp<FiguresRule>(figuresStatus[kind], status);

/** What the answer to a call says that names a processor's verdict at once. `closed` is a no, and `resp_code` says why; `accepted` waits for its query. */
export type AnswerRule = 'approved' | 'accepted' | 'closed' | 'pending' | 'unknown';

/** A hold cannot be captured by what raises or cancels it, and no new transaction begins undone. */
const begun = { '0': 'pending', '1': 'closed', '2': 'approved', '3': 'unknown', '4': 'unknown', '9': 'pending' } as const satisfies Record<
  TransStatus,
  AnswerRule
>;

/**
 * `trans_status` in the answer to a "path" call and to Merchant Hosted Checkout (`sale`). A refund is accepted here, and approved only by its
 * query. Source: Open API, Capture Payment, Incremental Authorization, Cancel Payment, Refund Payment, Tip Adjustment, Merchant Hosted Checkout.
 */
export const answeredStatus = {
  sale: { ...begun, '4': 'approved' },
  capture: { ...begun, '4': 'approved' },
  increment: begun,
  adjust_tip: { ...begun, '4': 'approved' },
  void: begun,
  refund: { ...begun, '2': 'accepted' },
} as const satisfies Record<'sale' | 'capture' | 'increment' | 'adjust_tip' | 'void' | 'refund', Record<TransStatus, AnswerRule>>;
export type AnsweredVerb = keyof typeof answeredStatus;

export const ruleForAnswer = (verb: AnsweredVerb, status: string): AnswerRule | undefined =>
  lookUp<AnswerRule>(answeredStatus[verb], status);

// --- trans_type -----------------------------------------------------------------------------------------------------------------

export type TransType = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '11' | '12' | '13';
export type TransKind = TransactionKind | 'other';

/** What a `trans_type` is in our words; `other` are transactions that this adapter does not begin. Source: developer site, TransType. */
export const transTypes = {
  /** Sale. */
  '1': 'sale',
  /** Void of a sale of the open batch. */
  '2': 'void',
  /** Refund. */
  '3': 'refund',
  /** Authorization. */
  '4': 'authorize',
  /** Cancellation of an authorization (SDK only): what Cancel Payment may begin. */
  '5': 'void',
  /** Completion, that is capture. */
  '6': 'capture',
  /** Cancellation of a completion (register SDK only). */
  '7': 'other',
  /** Refund of a completion (register SDK only): what a refund of a captured authorization may be shown as. */
  '8': 'refund',
  /** Sale with cashback. */
  '11': 'sale',
  /** Used in conflicting ways by the SDKs, never in the cloud API. */
  '12': 'other',
  '13': 'other',
} as const satisfies Record<TransType, TransKind>;

export const transKind = (type: string): TransKind => lookUp<TransKind>(transTypes, type) ?? 'other';

/** The `trans_type` of what is pushed to a terminal. Source: Open API, Create Order; developer site, TransType. */
export const TRANS_TYPE = { sale: 1, void: 2, refund: 3, authorize: 4, capture: 6, cashback: 11 } as const;

// --- Why the processor said no --------------------------------------------------------------------------------------------------

/** `resp_code` of an approval. Source: Open API, Capture Payment and its siblings ("[000]APPROVAL"). */
export const APPROVAL = '000';

export type ProcessorCode =
  | typeof APPROVAL
  | 'D2012'
  | 'D0004'
  | 'D0090'
  | 'D0005'
  | 'D0091'
  | 'D0094'
  | 'E1502'
  | 'E8908'
  | 'E8909'
  | '333'
  | '334'
  | '414'
  | '772'
  | '774'
  | '902'
  | '942'
  | 'M009'
  | 'M010'
  | 'K026'
  | '106'
  | '110'
  | '112'
  | '119';

/**
 * `resp_code` and `trans_error_code` beside trans_status 1, without the processor's prefix ("TS-D2012" is D2012). `contradiction`: an approval
 * cannot stand beside a closed order. Source: Open API (000); developer site, TSYS and Fiserv pages; register SDK.
 */
export const processorCodes = {
  [APPROVAL]: 'contradiction',
  // TSYS
  D2012: 'insufficient_funds',
  /** Reversal not allowed. */
  D0004: 'operation_refused',
  D0090: 'operation_refused',
  /** Return not allowed, the sale is not settled: a void is what it has instead. */
  D0005: 'not_settled',
  D0091: 'not_settled',
  /** Another card than the sale's. */
  D0094: 'operation_refused',
  /** Partial void or return not allowed. */
  E1502: 'partial_not_allowed',
  /** Void not allowed. */
  E8908: 'operation_refused',
  /** Use refund. */
  E8909: 'already_settled',
  // Fiserv
  /** No previous transaction. */
  '333': 'invalid_state',
  /** Already reversed. */
  '334': 'invalid_state',
  /** Cut-off passed. */
  '414': 'already_settled',
  /** Duplicate return. */
  '772': 'operation_refused',
  /** Duplicate reversal. */
  '774': 'operation_refused',
  /** Already settled. */
  '902': 'already_settled',
  '942': 'already_settled',
  // The terminal's own, which stand inside messages
  /** The application was called wrongly. */
  M009: 'terminal_unavailable',
  /** Original transaction not found. */
  M010: 'invalid_state',
  /** Canceled by the operator. */
  K026: 'canceled',
  // CodePay Register
  /** The register refused the application. */
  '106': 'terminal_unavailable',
  /** Failed or canceled. */
  '110': 'declined_by_provider',
  /** Nobody paid in time. */
  '112': 'expired',
  /** Cannot void. */
  '119': 'operation_refused',
} as const satisfies Record<ProcessorCode, DeclineCode | 'contradiction'>;

/** A processor's own code that no table names is a decline all the same: trans_status has said so. */
export function declineForProcessor(processorCode: string, unnamed: DeclineCode = 'declined_by_provider'): DeclineCode | 'contradiction' {
  const bare = processorCode.replace(/^[A-Z]{2}-/, '');
  return lookUp<DeclineCode | 'contradiction'>(processorCodes, bare) ?? unnamed;
}

/** A provider's text is never looked up on the prototype ("constructor"). */
export function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
