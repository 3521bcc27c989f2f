/**
 * Where the "path" calls lie below the base URL. Only recall's is known in public; the other seven are assumptions, so an account's settings
 * can name others, and no other file contains one. Source: CodePay Cloud Open API 1.0.0 (which prints no paths); an integrator (recall).
 */
export const defaultPaths = {
  capture: '/api/payments/capture',
  increment: '/api/payments/incremental',
  cancel: '/api/payments/cancel',
  refund: '/api/payments/refund',
  tip: '/api/payments/tip',
  recall: '/api/payments/recall',
  batchClose: '/api/batch/close',
  openBatch: '/api/batch/open',
} as const;

export type PathCall = keyof typeof defaultPaths;

/** Of every call with a `method`: the gateway looks at that member alone. */
export const ENTRY_PATH = '/api/entry';
