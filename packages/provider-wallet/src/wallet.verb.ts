import type { ProviderResult } from '@interlock/domain';
import type { ProviderCall } from '@interlock/provider-kit';
import type { z } from 'zod';
import { walletAccount, type WalletSettings } from './wallet.account.js';
import { exchange, type WalletRequest } from './wallet.exchange.js';
import { ruleFor, type ResultRule } from './wallet.mapping.js';
import type { Built } from './wallet.requests.js';
import { wordOf, type WireResult } from './wallet.wire.js';

/** One call of the wallet that may move money: what is sent, and what its answer means. */
export interface Verb<Answer extends { readonly result: WireResult }> {
  readonly path: (settings: WalletSettings) => string;
  readonly build: (settings: WalletSettings) => Built;
  readonly credentials?: readonly string[];
  readonly schema: z.ZodType<Answer>;
  readonly words: Readonly<Record<string, ResultRule>>;
  readonly reference: (answer: Answer) => string | undefined;
  /** Whether the answer speaks of the operation that we asked about, as far as it says. */
  readonly aboutUs: (answer: Answer) => boolean;
  readonly accepted: (answer: Answer) => ProviderResult;
  readonly pending?: (answer: Answer) => ProviderResult;
}

export async function execute<Answer extends { readonly result: WireResult }>(
  call: ProviderCall,
  verb: Verb<Answer>,
): Promise<ProviderResult> {
  const account = walletAccount(call);
  if (account === undefined)
    return { outcome: 'not_sent', cause: 'invalid_request', detail: 'settings or secrets of the account are not valid' };
  const built = verb.build(account.settings);
  if ('refused' in built) return { outcome: 'not_sent', cause: 'invalid_request', detail: built.refused };
  const request: WalletRequest = { restfulPath: verb.path(account.settings), body: built.body, credentials: verb.credentials ?? [] };
  const answer = await exchange(account, request, call);
  if (answer.type === 'not_sent') return { outcome: 'not_sent', cause: answer.cause, detail: answer.detail };
  if (answer.type === 'unknown') return { outcome: 'unknown', cause: answer.cause };
  const read = verb.schema.safeParse(answer.json);
  if (!read.success || !verb.aboutUs(read.data)) return { outcome: 'unknown', cause: 'unreadable_answer' };
  return resultOf(read.data, verb, call.attempt);
}

function resultOf<Answer extends { readonly result: WireResult }>(answer: Answer, verb: Verb<Answer>, attempt: number): ProviderResult {
  const providerCode = answer.result.resultCode;
  const providerRef = reference(verb.reference(answer));
  const rule = ruleFor(verb.words, wordOf(answer.result));
  if (rule === undefined) return { outcome: 'unknown', cause: 'unknown_code', providerCode, ...providerRef };
  switch (rule.outcome) {
    case 'accepted':
      return verb.accepted(answer);
    case 'pending':
      return verb.pending?.(answer) ?? { outcome: 'pending', providerCode, ...providerRef };
    case 'unknown':
      return { outcome: 'unknown', cause: rule.cause, providerCode, ...providerRef };
    case 'declined':
      // A no to this send says nothing about the one before it, which may have been taken on.
      return attempt > 1
        ? { outcome: 'unknown', cause: 'resend_refused', providerCode, ...providerRef }
        : { outcome: 'declined', code: rule.code, providerCode, ...providerRef };
  }
}

export const reference = (providerRef: string | undefined): { readonly providerRef?: string } =>
  providerRef === undefined ? {} : { providerRef };
