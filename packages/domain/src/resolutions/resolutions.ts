import type { CaseKind } from '../cases.js';
import type { Situation } from './situation.js';

/** What a person may make of a case. */
export const RESOLUTIONS = ['confirm', 'decline', 'adopt', 'refund_duplicate', 'refund', 'keep', 'write_off', 'ask_again'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** What one of them asks of the person, and of the provider, whatever the case. */
export interface ResolutionRule {
  /** Beside the reason: what proves it (a line of a statement, a screenshot, a ticket of the provider's support). */
  readonly evidence: 'required' | 'optional';
  /** The person may give figures; without them it is what was asked. */
  readonly figures: boolean;
  /** A provider that gives no answer now leaves the word standing: of every kind of case but these. */
  readonly needsAnswer: readonly CaseKind[] | 'always';
}

/** Money that shows up or goes back is never taken from a word alone. */
const late: readonly CaseKind[] = ['late_success'];

export const resolutionRules: Readonly<Record<Resolution, ResolutionRule>> = {
  confirm: { evidence: 'required', figures: true, needsAnswer: late },
  decline: { evidence: 'required', figures: false, needsAnswer: late },
  adopt: { evidence: 'required', figures: false, needsAnswer: late },
  refund_duplicate: { evidence: 'optional', figures: false, needsAnswer: 'always' },
  refund: { evidence: 'optional', figures: true, needsAnswer: 'always' },
  keep: { evidence: 'optional', figures: true, needsAnswer: late },
  write_off: { evidence: 'required', figures: false, needsAnswer: [] },
  ask_again: { evidence: 'optional', figures: false, needsAnswer: [] },
};

/** What each does, in words that a person reads before choosing. `else`: in every other situation. */
export const resolutionWords: Readonly<Record<Resolution, Partial<Record<Situation, string>> & { readonly else: string }>> = {
  confirm: {
    open_charge: 'the money was taken (or is held): as asked, or in the figures that you give',
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
    open_charge: 'the money was taken (or is held), in the figures that the provider states',
    open_change: 'it was done; what the provider states beyond or below what was asked stands in suspense',
    else: 'what the provider states takes the place of our figures',
  },
  refund_duplicate: { else: 'what was taken a second time is given back: a refund of that charge, or a void where it is only held' },
  refund: {
    closed_charge: 'the money is there, and goes back: by a cancel where that returns it, else by a refund; a hold by a void',
    else: 'what is left of it goes back: by a refund, a hold by a void',
  },
  keep: {
    closed_charge: 'the money is there, and the merchant keeps it: the order is paid',
    duplicate: 'the merchant keeps the second payment: it leaves suspense for what is owed to the merchant',
    else: 'what is recorded stands, and nothing else is done',
  },
  write_off: {
    duplicate: 'nothing more is done: the second payment stays in suspense',
    else: 'nothing more is done: the difference to what the provider shows, if there is one, stands in suspense',
  },
  ask_again: { else: 'the provider is asked once more, and nothing else' },
};

export function wordsOf(resolution: Resolution, situation: Situation): string {
  const words = resolutionWords[resolution];
  return words[situation] ?? words.else;
}

/** Whether a provider that is silent leaves this word standing. */
export function standsInSilence(resolution: Resolution, kind: CaseKind): boolean {
  const { needsAnswer } = resolutionRules[resolution];
  return needsAnswer !== 'always' && !needsAnswer.includes(kind);
}
