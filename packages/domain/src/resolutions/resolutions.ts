import type { CaseKind, Resolution } from '../cases.js';
import type { Situation } from './situation.js';

/** What one of them asks of the person, and of the provider, whatever the case. */
export interface ResolutionRule {
  /** Beside the reason: what proves it (a line of a statement, a screenshot, a ticket of the provider's support). */
  readonly evidence: 'required' | 'optional';
  /** The person may give figures; without them it is what was asked. */
  readonly figures: boolean;
  /** Whether the word stands where the provider gives no answer now. Money that shows up late is never taken from a word alone. */
  readonly inSilence: 'stands' | 'but_late_money' | 'never';
}

export const resolutionRules: Readonly<Record<Resolution, ResolutionRule>> = {
  confirm: { evidence: 'required', figures: true, inSilence: 'but_late_money' },
  decline: { evidence: 'required', figures: false, inSilence: 'but_late_money' },
  adopt: { evidence: 'required', figures: false, inSilence: 'but_late_money' },
  refund_duplicate: { evidence: 'optional', figures: false, inSilence: 'never' },
  refund: { evidence: 'optional', figures: true, inSilence: 'never' },
  keep: { evidence: 'optional', figures: true, inSilence: 'but_late_money' },
  write_off: { evidence: 'required', figures: false, inSilence: 'stands' },
  ask_again: { evidence: 'optional', figures: false, inSilence: 'stands' },
};

/** A charge that ended without money, in the case that says that its money is there: what is made of any other case of it moves none. */
type Place = Situation | 'late_money';

/** What each does, in words that a person reads before choosing. `else`: in every other situation. */
export const resolutionWords: Readonly<Record<Resolution, Partial<Record<Place, string>> & { readonly else: string }>> = {
  confirm: {
    open_charge: 'the money was taken, as asked or in the figures that you give; a hold stands as it was asked',
    open_cancel: 'the cancel was carried out: nothing is kept, and what had been taken is given back',
    open_change: 'it was done, as it was asked',
    else: 'it was done after all, as it was asked, where it still fits',
  },
  decline: {
    open_charge: 'no money was taken: the order is closed',
    open_cancel: 'the cancel did nothing: the payment stands, or goes on being asked after',
    open_change: 'it was not done: what it had reserved is free again',
    else: 'no money was moved by it: what is recorded stands',
  },
  adopt: {
    open_charge: 'the money was taken, in the figures that the provider states; a hold stands as it was asked',
    open_change: 'it was done; what the provider states beyond or below what was asked stands in suspense',
    else: 'what the provider states takes the place of our figures',
  },
  refund_duplicate: { else: 'what was taken a second time is given back: a refund of that charge, or a void where it is only held' },
  refund: {
    late_money: 'the money is there, and goes back: by a cancel where that returns it, else by a refund; a hold by a void',
    else: 'what is left of it goes back: by a refund, a hold by a void',
  },
  keep: {
    late_money: 'the money is there, and the merchant keeps it: the order is paid',
    duplicate: 'the merchant keeps the second payment: it leaves suspense for what is owed to the merchant',
    else: 'what is recorded stands, and nothing else is done',
  },
  write_off: {
    duplicate: 'nothing more is done: the second payment stays in suspense',
    else: 'nothing more is done: the difference to what the provider shows, if there is one, stands in suspense',
  },
  ask_again: { else: 'the provider is asked once more, and nothing else' },
};

export function wordsOf(resolution: Resolution, situation: Situation, kind: CaseKind): string {
  const words = resolutionWords[resolution];
  const place = situation === 'closed_charge' && kind === 'late_success' ? 'late_money' : situation;
  return words[place] ?? words.else;
}

/** Whether a provider that is silent leaves this word standing. */
export function standsInSilence(resolution: Resolution, kind: CaseKind, situation: Situation): boolean {
  switch (resolutionRules[resolution].inSilence) {
    case 'stands':
      return true;
    case 'but_late_money':
      return kind !== 'late_success' || situation !== 'closed_charge';
    case 'never':
      return false;
  }
}
