import type { DeclineCode } from '@interlock/domain';
import type { UnknownCause } from '@interlock/provider-kit';

/**
 * Every value that CodePay documents, and what it means to us. "Open API" is the CodePay Cloud Open API 1.0.0; what that document
 * leaves out was taken from CodePay's developer site, its SDKs and public integrators of the same gateway (docs/providers/codepay.md).
 */

// --- The gateway's `code` -------------------------------------------------------------------------------------------------------

/** `code` of a call that the gateway took. Of Create Order and Submit Refund it says no more than that. Source: Open API, every answer. */
export const ACCEPTED = '0';

export type Verb = 'sale' | 'cancel' | 'refund' | 'query';
/** What a verified refusal of a call says about it. `no_answer` and `unknown` say nothing about the money. */
export type CodeRule =
  | { readonly outcome: 'declined'; readonly code: DeclineCode }
  | { readonly outcome: 'unknown'; readonly cause: UnknownCause }
  | { readonly outcome: 'not_found' };
type CodeRow = Readonly<
  Record<Exclude<Verb, 'query'>, Exclude<CodeRule, { outcome: 'not_found' }>> & { query: Exclude<CodeRule, { outcome: 'declined' }> }
>;

const unknown = (cause: UnknownCause) => ({ outcome: 'unknown', cause }) as const;
const declined = (code: DeclineCode) => ({ outcome: 'declined', code }) as const;

/** No statement about the payment: the outcome is asked for. */
const technical = unknown('provider_error');
/** Our number is there already, so an earlier send arrived: what became of it is asked for. */
const alreadyThere = unknown('resend_refused');
const saysNothing: CodeRow = { sale: technical, cancel: technical, refund: technical, query: technical };
const notAuthorized: CodeRow = {
  sale: declined('provider_configuration'),
  cancel: declined('provider_configuration'),
  refund: declined('provider_configuration'),
  query: technical,
};
const noOriginal: CodeRow = { ...saysNothing, cancel: declined('invalid_state'), refund: declined('invalid_state') };
const refundOnly = (code: DeclineCode): CodeRow => ({ ...saysNothing, refund: declined(code) });

/** Source: CodePay developer site and integrators; the Open API itself prints "0" only. */
export const gatewayCodes = {
  /** The signature does not verify. */
  SYS002: saysNothing,
  /** A protocol field is missing. */
  SYS011: saysNothing,
  /** The API is not enabled for this app, or does not exist. */
  E07303: notAuthorized,
  /** The transaction number is unknown. We ask by our own number, so it answers no query of ours. */
  E04110: noOriginal,
  /** No such order at the gateway, yet: a paid order was reported so and was there 22 seconds later. */
  E04111: { ...noOriginal, query: { outcome: 'not_found' } },
  /** The order number is repeated. */
  E04112: { ...saysNothing, sale: alreadyThere, refund: alreadyThere },
  /** The refund exceeds what is left. */
  E04126: refundOnly('amount_exceeds_remaining'),
  /** The refund is above the maximum of one transaction. */
  E04130: refundOnly('amount_not_allowed'),
  /** The transaction number is duplicated. */
  E04131: { ...saysNothing, sale: alreadyThere, refund: alreadyThere },
  /** A partial refund is not allowed for this transaction. */
  E04132: refundOnly('partial_not_allowed'),
  /** The transaction to be reversed does not exist. */
  ET002: noOriginal,
  /** The transaction does not exist. */
  ET003: noOriginal,
  /** No pending transactions: an empty batch. */
  ET007: saysNothing,
  /** The reversal is refused: the transaction is settled. */
  ET008: { ...saysNothing, cancel: declined('already_settled'), refund: declined('already_settled') },
  /** No void on a completed authorization. */
  CF008: { ...saysNothing, cancel: declined('invalid_state') },
} as const satisfies Record<string, CodeRow>;

/**
 * Families of which no member says anything. That of the authorization errors, `E07…`, is not among them: only E07303 is documented, and a
 * decline that lets the next route take the money needs a documented code.
 */
const gatewayFamilies = {
  /** Gateway errors: technical. */
  SYS: saysNothing,
} as const satisfies Record<string, CodeRow>;

/** What a `code` other than "0" says about a call; an undocumented one says nothing. */
export function ruleForCode(code: string, verb: Verb): CodeRule {
  const row: CodeRow | undefined = lookUp(gatewayCodes, code) ?? lookUp(gatewayFamilies, code.slice(0, 3));
  return row?.[verb] ?? unknown('unknown_code');
}

// --- trans_status ---------------------------------------------------------------------------------------------------------------

export type StatusRule = 'approved' | 'closed' | 'canceled' | 'pending' | 'unknown';

/** `trans_status` of an order. Source: Open API, Create Order, Close Order and Query Order; developer site, TransStatus. */
export const orderStatus = {
  /** Processing: paying or refunding. */
  '0': 'pending',
  /** Declined, expired or closed before payment; trans_error_code tells which. */
  '1': 'closed',
  /** Completed. */
  '2': 'approved',
  /** Canceled or voided. */
  '3': 'canceled',
  /** Captured: seen by one integrator, in no official table. */
  '4': 'approved',
  /** Created, not yet taken up on the terminal. */
  '9': 'pending',
} as const satisfies Record<string, StatusRule>;

/** `trans_status` of a refund. Source: Open API, Query Refund. */
export const refundStatus = {
  '0': 'pending',
  '1': 'closed',
  '2': 'approved',
  '3': 'canceled',
  /** A refund cannot be captured. */
  '4': 'unknown',
  '9': 'pending',
} as const satisfies Record<keyof typeof orderStatus, StatusRule>;

export const ruleForStatus = (table: typeof orderStatus | typeof refundStatus, status: string): StatusRule =>
  lookUp<StatusRule>(table, status) ?? 'unknown';

// --- trans_type -----------------------------------------------------------------------------------------------------------------

/** What a `trans_type` is in our words; `other` are transactions that this adapter does not begin. Source: developer site, TransType. */
export const transTypes = {
  /** Sale. */
  '1': 'sale',
  /** Void of a sale of the open batch. */
  '2': 'other',
  /** Refund. */
  '3': 'refund',
  /** Authorization. */
  '4': 'authorize',
  /** Cancellation of an authorization (SDK only). */
  '5': 'other',
  /** Completion, that is capture. */
  '6': 'other',
  /** Cancellation of a completion (register SDK only). */
  '7': 'other',
  /** Refund of a completion (register SDK only). */
  '8': 'other',
  /** Sale with cashback. */
  '11': 'sale',
  /** Used in conflicting ways by the SDKs, never in the cloud API. */
  '12': 'other',
  '13': 'other',
} as const satisfies Record<string, 'sale' | 'authorize' | 'refund' | 'other'>;

export type TransKind = (typeof transTypes)[keyof typeof transTypes];
export const transKind = (type: string): TransKind => lookUp<TransKind>(transTypes, type) ?? 'other';

/** The `trans_type` of a sale in Create Order. */
export const TRANS_TYPE_SALE = 1;

// --- Why an order was closed ----------------------------------------------------------------------------------------------------

/**
 * `trans_error_code` beside trans_status 1, without the processor's prefix ("TS-D2012" is D2012). `contradiction`: an approval cannot
 * stand beside a closed order. Source: Open API (000); developer site, TSYS and Fiserv pages; register SDK.
 */
export const errorCodes = {
  '000': 'contradiction',
  // TSYS
  D2012: 'insufficient_funds',
  /** Reversal not allowed. */
  D0004: 'operation_refused',
  D0090: 'operation_refused',
  /** Return not allowed, the sale is not settled. */
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
} as const satisfies Record<string, DeclineCode | 'contradiction'>;

/** A processor's own code that no table names is a decline all the same: trans_status has said so. */
export function declineForError(errorCode: string): DeclineCode | 'contradiction' {
  const bare = errorCode.replace(/^[A-Z]{2}-/, '');
  return lookUp<DeclineCode | 'contradiction'>(errorCodes, bare) ?? 'declined_by_provider';
}

// --- Words that are sent or only shown --------------------------------------------------------------------------------------------

/** `pay_scenario` of our terminal scenarios. Source: Open API, Create Order; developer site, PayScenario. */
export const payScenarios = {
  card: 'SWIPE_CARD',
  /** The terminal scans the payer's code. */
  scan_payer: 'BSCANQR_PAY',
  /** The payer scans the terminal's code. */
  show_qr: 'SCANQR_PAY',
} as const satisfies Record<'card' | 'scan_payer' | 'show_qr', string>;

export type Rail = 'card' | 'qr' | 'online';

/** What a shown `pay_scenario` runs on: that decides which call can cancel it. Source: Open API; developer site and SDK, PayScenario. */
const scenarioRails = {
  SWIPE_CARD: 'card',
  BSCANQR_PAY: 'qr',
  SCANQR_PAY: 'qr',
  WEB_PAY: 'online',
  WAP_PAY: 'online',
  INAPP_PAY: 'online',
  MINI_PROGRAM_PAY: 'online',
  ENTRYCODE_PAY: 'online',
  AUTO_DEBIT_PAY: 'online',
  OTPCODE_PAY: 'online',
} as const satisfies Record<string, Rail>;

export const railOf = (payScenario: string): Rail | undefined => lookUp<Rail>(scenarioRails, payScenario);

/** Brands by `pay_method_id`; other text is passed on as it is, since brands of the platform add their own. Source: developer site, PayMethod. */
const payMethods = {
  Visa: 'Visa',
  MasterCard: 'MasterCard',
  Amex: 'Amex',
  Discover: 'Discover',
  JCB: 'JCB',
  DinersClub: 'DinersClub',
  /** As one SDK spells it. */
  DinnersClub: 'DinersClub',
  UnionPay: 'UnionPay',
  'Alipay+': 'Alipay+',
  Alipay: 'Alipay',
  WeChatPay: 'WeChatPay',
} as const satisfies Record<string, string>;

export const brandOf = (payMethodId: string): string => lookUp<string>(payMethods, payMethodId) ?? payMethodId;

/** `entry_model`, for the receipt. Source: SDK, Query Order. */
const entryModes = { '1': 'swipe', '2': 'chip', '3': 'contactless', '4': 'manual' } as const satisfies Record<string, string>;

export const entryModeOf = (entryModel: string): string => lookUp<string>(entryModes, entryModel) ?? entryModel;

// --- Which call cancels ----------------------------------------------------------------------------------------------------------

/** `closed`: there is nothing left to cancel. `none`: no call may touch it, the order is looked at again. */
export type CancelCall = 'close' | 'revoker' | 'closed' | 'none';

/**
 * The call that serves a cancel, by the status shown just before and the rail. Close Order is for 9 alone and needs a terminal; Cancel
 * Order (`order.revoker`) never touches a card on a terminal; a payment known to be completed is refunded, not revoked.
 * Source: Open API, Close Order and Cancel Order.
 */
const cancelCalls = {
  '9': { card: 'close', qr: 'close', online: 'revoker' },
  '0': { card: 'none', qr: 'revoker', online: 'revoker' },
  '1': { card: 'closed', qr: 'closed', online: 'closed' },
  '2': { card: 'none', qr: 'none', online: 'none' },
  '3': { card: 'closed', qr: 'closed', online: 'closed' },
  '4': { card: 'none', qr: 'none', online: 'none' },
} as const satisfies Record<keyof typeof orderStatus, Readonly<Record<Rail, CancelCall>>>;

/** Where no status could be seen, the call that does no harm in any: Close Order acts on an untouched order only; online there is but one. */
export const cancelUnseen = { card: 'close', qr: 'close', online: 'revoker' } as const satisfies Record<Rail, CancelCall>;

export const cancelCallFor = (status: string, rail: Rail): CancelCall | undefined =>
  lookUp<Readonly<Record<Rail, CancelCall>>>(cancelCalls, status)?.[rail];

/** A provider's text is never looked up on the prototype ("constructor"). */
function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
