import type { NotSentCause, UnknownCause } from '@interlock/domain';

/** One HTTP request to a provider. `path` begins with "/" and is appended to the account's base URL. */
export interface HttpRequest {
  readonly method: 'POST' | 'GET';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The body as it may be stored: secrets, card data and payer codes masked by the adapter. */
  readonly redactedBody: unknown;
}
/** What came of it. Only `answered` carries bytes; `not_sent` is certain, everything after the first byte is `unknown`. */
export type HttpOutcome =
  | {
      readonly type: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string | undefined>>;
      readonly body: Uint8Array;
      readonly bodySha256: string;
    }
  | { readonly type: 'not_sent'; readonly cause: NotSentCause; readonly detail: string }
  | {
      readonly type: 'unknown';
      readonly cause: Extract<UnknownCause, 'timeout' | 'connection_lost' | 'unreadable_answer'>;
      readonly detail: string;
    };

/** The adapter's verdict on an answer, for the transcript. */
export type SignatureVerdict = 'valid' | 'invalid' | 'missing' | 'not_signed_by_protocol';

export interface HttpTransport {
  /** Sends once: no redirects, no retries, answer bound to 1 MiB. The last check before the first byte is `send_until`. Never rejects. */
  send(request: HttpRequest): Promise<HttpOutcome>;
  /** Adds what the adapter found to the transcript of the latest exchange: the verdict and the masked answer. */
  note(verdict: SignatureVerdict, redactedAnswer: unknown): void;
}

/** One exchange as it may be stored: no header, no secret, no payer credential. Times are epoch milliseconds of the time port. */
export interface Exchange {
  readonly askedAt: number;
  readonly finishedAt: number;
  readonly request: { readonly method: HttpRequest['method']; readonly url: string; readonly body: unknown };
  readonly outcome: HttpOutcome['type'];
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** What an answer of "too many requests" asks to wait, in milliseconds from its arrival. */
  readonly retryAfterMs?: number;
  readonly cause?: NotSentCause | UnknownCause;
  readonly detail?: string;
  /** SHA-256 (hex) of the bytes received. */
  readonly bodySha256?: string;
  /** What the adapter noted; absent until it did. */
  readonly verdict?: SignatureVerdict;
  readonly answer?: unknown;
}

/** The transport of one call, which keeps what it did. */
export interface RecordedTransport extends HttpTransport {
  readonly exchanges: readonly Exchange[];
}
