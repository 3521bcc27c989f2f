/**
 * Every choice of this twin that no public source of the wallet settles, in one place. Published facts (fields, codes, states, the
 * delivery plan of notifications) stand where they are used.
 */
export const walletSettings = {
  /** No document of the family publishes a tolerance for `Request-Time`. */
  requestTimeWindowMs: 10 * 60_000,
  /** Whose contract this is: a cashier page, the same with a later capture, and payment by a stored agreement. */
  productCodes: { cashier: '51051000101000000011', authorize: '51051000101000000012', agreement: '51051000101000100031' },
  /** An order without `paymentExpiryTime`. */
  defaultLifetimeMs: 15 * 60_000,
  /** What an identical repeat of an accepted pay hears; siblings of this wallet say SUCCESS. */
  repeatAnswer: 'REPEAT_REQUEST' as 'REPEAT_REQUEST' | 'SUCCESS',
  /** An accepted refund is on its way so long. */
  refundMs: 300,
  refundWindowMs: 365 * 86_400_000,
  /** A payment can be canceled until 00:15, UTC+8, of the day after it. */
  cancelDayOffsetMs: 8 * 3_600_000,
  cancelGraceMs: 15 * 60_000,
  /** The document's own sample answers an order that nobody has paid with a `paymentTime`. */
  paymentTimeOnAcceptance: true,
  /** An authorization that nobody captures is voided by the wallet after so long. */
  authLifetimeMs: 7 * 86_400_000,
  /** A contract page waits so long for its payer. */
  contractLifetimeMs: 15 * 60_000,
  authCodeLifetimeMs: 10 * 60_000,
  accessTokenLifetimeMs: 30 * 86_400_000,
  refreshTokenLifetimeMs: 365 * 86_400_000,
  /** The published codes have words for refresh tokens that were used, none for these. */
  unknownRefreshToken: 'INVALID_CODE',
  expiredRefreshToken: 'EXPIRED_CODE',
  /** A capture or void of more than what is held. */
  exceedsHold: 'PAYMENT_AMOUNT_EXCEED_LIMIT',
  /** A fault of the one account that is asked; another account may take the payment. */
  accountRefuses: 'PARTNER_STATUS_ABNORMAL',
  insufficientFunds: 'USER_BALANCE_NOT_ENOUGH',
  /** Why a payment failed that the payer, or a fault, declined on the cashier page. */
  declined: 'PROCESS_FAIL',
} as const;

export type WalletSettings = { readonly [K in keyof typeof walletSettings]: (typeof walletSettings)[K] };
