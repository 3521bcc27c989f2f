/** What the prefix of a request id makes the wallet do. */
export type Trigger =
  | { readonly effect: 'answers_unknown' | 'does_nothing' | 'never_answers' | 'spoils_signature' }
  | { readonly effect: 'notifies_twice' | 'notifies_after_cancel' | 'notifies_wrong_amount' }
  | { readonly effect: 'refuses'; readonly code: string };

const byPrefix: Readonly<Record<string, Exclude<Trigger, { effect: 'refuses' }>['effect']>> = {
  U: 'answers_unknown',
  UF: 'does_nothing',
  T: 'never_answers',
  SIG: 'spoils_signature',
  DUP: 'notifies_twice',
  LATE: 'notifies_after_cancel',
  AMT: 'notifies_wrong_amount',
};
const REFUSAL = /^F-([A-Z_]{1,64})-/;

/**
 * `U-` answers U, though the work is done; `UF-` answers U and does nothing; `T-` does the work and never answers; `F-<CODE>-` fails with
 * the code; `SIG-` signs its answers wrong. Of a payment's notification: `DUP-` twice, `LATE-` only after a cancel, `AMT-` a wrong amount.
 * The first call with the id shows `U-` and `T-`, so that a repeat can learn the truth; the others show every time.
 */
export function triggerOf(requestId: string): Trigger | undefined {
  const code = REFUSAL.exec(requestId)?.[1];
  if (code !== undefined) return { effect: 'refuses', code };
  const effect = byPrefix[requestId.slice(0, Math.max(0, requestId.indexOf('-')))];
  return effect === undefined ? undefined : { effect };
}
