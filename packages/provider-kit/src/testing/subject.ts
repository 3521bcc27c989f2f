import type { CurrencyCode, DeclineCode } from '@interlock/domain';
import type { ProviderAdapter } from '../adapter.js';
import type { NotificationResult, ProviderNotification, RawAnswer, RawMessage } from '../notification.js';
import type { ProviderCall } from '../provider-call.js';
import type { ProviderRequest, QueryRequest } from '../requests.js';

/** One request of the adapter, as the scripted provider got it. */
export interface ReceivedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}
/** What the scripted provider answers, signed as the provider signs. */
export interface HttpReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}
export type Reply = (request: ReceivedRequest) => HttpReply;

/** Why a case says nothing of an operation; it is shown in the table. */
export interface NotApplicable {
  readonly notApplicable: string;
}
export type OrNot<T> = T | NotApplicable;
export const notApplicable = (reason: string): NotApplicable => ({ notApplicable: reason });
export const isNotApplicable = (value: unknown): value is NotApplicable =>
  typeof value === 'object' && value !== null && 'notApplicable' in value;

/** What an answer is to say of money; an absent member is not to be stated. `echo`: texts that it repeats where the provider has free text. */
export interface Figures {
  readonly minor?: bigint;
  readonly currency?: string;
  readonly echo?: readonly string[];
}
/** One documented word, in an answer that carries it. */
export interface Word {
  readonly word: string;
  readonly reply: Reply;
}
export interface DecliningWord extends Word {
  /** Ours; absent where no money moves, and the provider's own code is all there is. */
  readonly code?: DeclineCode | undefined;
}
export type FigureName = 'amount' | 'currency';

export type AccountAnswer =
  | { readonly outcome: 'approved' }
  | { readonly outcome: 'declined'; readonly providerCode: string }
  | { readonly outcome: 'unknown'; readonly cause: string };
/** A call about the account itself, by which no money moves. */
export interface AccountRequest {
  readonly kind: 'account';
  readonly of: 'activation' | 'agreements' | 'batches';
  /** Nothing where the adapter does not have it. */
  readonly ask: (adapter: ProviderAdapter, call: ProviderCall) => Promise<AccountAnswer> | undefined;
}

/** One way of asking something of the provider, and all that its document says may be answered. */
export interface Scenario {
  /** The row of the table. */
  readonly label: string;
  readonly request: ProviderRequest | QueryRequest | AccountRequest;
  /** The provider's idempotency field, or what it finds the operation by: the same in every send. */
  readonly sentKey: string;
  /** What is asked for, in minor units. */
  readonly asked: bigint;
  /** The member of `stated` in which that figure comes back; `base` where absent. */
  readonly member?: 'base' | 'tip' | 'authorizedTotal';
  /** Which figures the answers state where the provider says them. */
  readonly states: { readonly approved: readonly FigureName[]; readonly pending: readonly FigureName[] };
  /** Sent in confidence with this request, or given by its answer: the payer's code, a card, a token. */
  readonly confidential?: readonly string[];
  /** Members that replace those of the account's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Why the answers are not signed where the subject's are. */
  readonly unsigned?: NotApplicable;
  /** Answers to what the adapter asks before the request that is under test. */
  readonly before?: readonly Reply[];
  readonly approved: OrNot<(figures: Figures) => Reply>;
  readonly pending: OrNot<(figures: Figures) => Reply>;
  /** Every documented no, from the adapter's own tables. */
  readonly declined: OrNot<readonly DecliningWord[]>;
  /** Every documented word that is neither yes nor no. */
  readonly silent: OrNot<readonly Word[]>;
  /** Our number is there already. */
  readonly duplicate: OrNot<readonly (Word & { readonly outcome: 'approved' | 'pending' | 'unknown' })[]>;
  /** Words that nobody documented, one for each place where a word decides. */
  readonly undocumented: readonly Word[];
  /** Of a query: the provider does not know it. */
  readonly notFound?: OrNot<readonly Word[]>;
}

/** One kind of message that the provider sends us. */
export interface MessageScenario {
  readonly label: string;
  readonly genuine: RawMessage;
  readonly about: ProviderNotification['about'];
  /** What it is to us: proof with this outcome, or a reason to ask. */
  readonly means: { readonly type: 'evidence'; readonly outcome: string } | { readonly type: 'hint' };
  /** The same by somebody who has not the provider's key, and by the provider for another account. */
  readonly forged: readonly { readonly name: string; readonly message: RawMessage }[];
  /** An earlier word about the same payment that arrives late. */
  readonly earlier: OrNot<RawMessage>;
  /** Well signed, and not to be read. */
  readonly unreadable: OrNot<readonly RawMessage[]>;
  /** Headers that carry the signature; none where the body does. */
  readonly signatureHeaders: readonly string[];
}

/** What a provider package gives the kit. */
export interface ConformanceSubject {
  readonly adapter: ProviderAdapter;
  readonly currency: CurrencyCode;
  /** Epoch milliseconds at which every call is made. */
  readonly now: number;
  /** As they would be written for an account; the adapter's schemas read them. */
  readonly settings: (baseUrl: string) => Readonly<Record<string, unknown>>;
  readonly secrets: unknown;
  /** Texts that no transcript and no result may hold: keys and passwords. */
  readonly confidential: readonly string[];
  /** Members of a request's JSON that differ from send to send: its time, its signature, what is padded at random. */
  readonly volatile: readonly string[];
  /** What becomes of an answer in the hands of somebody without the provider's key. */
  readonly answerSignature: OrNot<{
    readonly forged: readonly { readonly name: string; readonly of: (reply: HttpReply, request: ReceivedRequest) => HttpReply }[];
    readonly removed: (reply: HttpReply) => HttpReply;
  }>;
  /** Any bytes as the provider would sign them, where its signature does not stand in the body. */
  readonly sealed?: (body: string) => Reply;
  readonly scenarios: readonly Scenario[];
  readonly messages: readonly MessageScenario[];
  /** What the provider expects to hear, by its document: in words what is wrong with an answer, or nothing. */
  readonly expectsToHear: Readonly<Record<NotificationResult, (answer: RawAnswer, message: RawMessage) => string | undefined>>;
}
