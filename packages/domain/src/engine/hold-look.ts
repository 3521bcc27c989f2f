import type { Stated } from '../operation/result.js';
import type { ChargeFacts } from './snapshot.js';

/** How often a hold is looked at: it lapses without anybody saying so. */
export const HOLD_LOOK_MS = 24 * 60 * 60 * 1000;

/** When a charge that has just been believed is looked at next: at once where more has happened to it already, a hold once a day. */
export function lookAfterApproval({ kind }: Pick<ChargeFacts, 'kind'>, stated: Stated | 'not_stated', now: number): number | null {
  if (stated !== 'not_stated' && ((stated.refunded ?? 0n) > 0n || (kind === 'authorize' && stated.captured !== undefined))) return now;
  return kind === 'authorize' ? now + HOLD_LOOK_MS : null;
}
