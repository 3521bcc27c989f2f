import type { QueryResult } from '@interlock/domain';

/** A provider's message as it came: the exact bytes, header names in lower case, `path` with its query string as the provider called it. */
export interface RawMessage {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}
/** `about`: our own key of the operation, and the provider's reference. `evidence` may move an open operation forward; a `hint` only makes us ask. */
export type ProviderNotification = {
  readonly about: {
    /** Every kind but `charge` is an operation that follows one. */
    readonly kind: 'charge' | 'refund' | 'capture' | 'void';
    readonly providerKey: string;
    readonly providerRef?: string;
  };
  /** The message with secrets, payer codes and account numbers masked, as it may be stored. */
  readonly redacted: unknown;
} & ({ readonly type: 'evidence'; readonly result: QueryResult } | { readonly type: 'hint'; readonly claims: QueryResult['outcome'] });

/** What became of a notification, for the answer: kept; unknown order ("try again"); refused signature; unreadable body; our own failure ("try again"). */
export type NotificationResult = 'accepted' | 'unknown_order' | 'bad_signature' | 'unreadable' | 'failed';
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The signature of a notification does not verify: refused, nothing is stored. */
export class SignatureInvalid extends Error {
  override readonly name = 'SignatureInvalid';
}
/** A verified or unsigned message that cannot be read. */
export class MessageUnreadable extends Error {
  override readonly name = 'MessageUnreadable';
}
