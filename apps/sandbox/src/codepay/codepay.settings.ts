/**
 * Every choice of this twin that no public source of CodePay settles, in one place. What is published (field lists, states, codes with
 * a prefix other than SBX, the notification schedule) stands where it is used.
 */
export const codepaySettings = {
  /** On the wire `data` is a JSON text, as integrators recorded it; `object` as the document prints it. */
  dataAs: 'text' as 'text' | 'object',
  timestampWindowMs: 15 * 60_000,
  /** A pushed order is taken up by the cashier (9 to 0), and paid (0 to 2), so long after it was pushed. */
  takenUpMs: 150,
  paidMs: 300,
  /** An accepted refund is on its way (0) so long. */
  refundMs: 300,
  /** The document says 10 on one page and 50 on another. */
  maxRefunds: 10,
  minExpiresSeconds: 1,
  maxExpiresSeconds: 604_800,
  /** Terminals that are switched off: an order waits for them, or is refused where the caller wants that. */
  offlineTerminals: [] as readonly string[],
  /** The card or wallet that payers pay with, by scenario, where the order names none. */
  payMethods: { SWIPE_CARD: 'Visa', BSCANQR_PAY: 'Alipay+', SCANQR_PAY: 'Alipay+', WEB_PAY: 'Visa' },
  notificationMethod: 'pay.notify',
  /** A technical error without a statement about the payment. */
  technicalError: { code: 'SYS999', text: 'system busy' },
  /** A fault of the one account that is asked; another account may take the payment. */
  accountRefuses: { code: 'E07303', text: 'API not authorized or does not exist' },
  /** What `trans_error_code` says for each end without payment. */
  errors: {
    insufficientFunds: { code: 'TS-D2012', text: 'Insufficient funds' },
    declined: { code: '110', text: 'Transaction failed' },
    expired: { code: '112', text: 'Timeout' },
  },
} as const;

export type CodepaySettings = { readonly [K in keyof typeof codepaySettings]: (typeof codepaySettings)[K] };
