/**
 * Every choice of this twin that no public source of CodePay settles, in one place. What is published (field lists, states, codes with
 * a prefix other than SBX, the notification schedule) stands where it is used; what a test may switch stands in the account's profile.
 */
export const codepaySettings = {
  /** Only recall's path is public; the other seven are ours. An adapter has the same map in its account's settings. */
  paths: {
    capture: '/api/payments/capture',
    incremental_authorization: '/api/payments/incremental',
    cancel_payment: '/api/payments/cancel',
    refund_payment: '/api/payments/refund',
    tip_adjustment: '/api/payments/tip',
    recall: '/api/payments/recall',
    batch_close: '/api/batch/close',
    open_batch: '/api/batch/open',
  },
  timestampWindowMs: 15 * 60_000,
  /** A pushed order is taken up by the cashier (9 to 0), and done (0 to 2), so long after it was pushed. */
  takenUpMs: 150,
  doneMs: 300,
  /** An accepted refund is on its way (0) so long. */
  refundMs: 300,
  /** An authorization that nobody captured is released. */
  authorizationMs: 7 * 86_400_000,
  minExpiresSeconds: 1,
  maxExpiresSeconds: 604_800,
  /** Where a lenient app sends none. */
  expiresSeconds: 300,
  /** The card or wallet that payers pay with, by scenario, where the order names none. */
  payMethods: { SWIPE_CARD: 'Visa', BSCANQR_PAY: 'Alipay+', SCANQR_PAY: 'Alipay+', WEB_PAY: 'Visa' },
  /** Cards of these numbers are sent to the 3-D Secure page. */
  challengedCards: ['400000'],
  notificationMethod: 'pay.notify',
  /** A technical error without a statement about the payment. */
  technicalError: { code: 'SYS999', text: 'system busy' },
  /** A fault of the one account that is asked; another account may take the payment. */
  accountRefuses: { code: 'E07303', text: 'API not authorized or does not exist' },
  approval: { code: '000', text: 'APPROVAL' },
  /** What `trans_error_code` or `resp_code` says for each end without effect. */
  errors: {
    insufficientFunds: { code: 'TS-D2012', text: 'Insufficient funds' },
    declined: { code: '110', text: 'Transaction failed' },
    expired: { code: '112', text: 'Timeout' },
    notSettled: { code: 'D0005', text: 'Return not allowed, not settled' },
  },
} as const;

export type CodepaySettings = typeof codepaySettings;
