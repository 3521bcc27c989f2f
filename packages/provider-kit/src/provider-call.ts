import type { CurrencyCode } from '@interlock/domain';
import type { HttpTransport } from './transport.js';

/** What an adapter gets with every call; it keeps nothing between calls. */
export interface ProviderCall {
  /** The account's settings and secrets, already checked by the adapter's own schemas. */
  readonly settings: unknown;
  readonly secrets: unknown;
  readonly currency: CurrencyCode;
  /** One keep-alive pool per provider account; see transport.ts. */
  readonly http: HttpTransport;
  /** The time port: epoch milliseconds. */
  readonly now: () => number;
  /** Which send of this operation this is, from 1. A decline of a resend says nothing about the first. */
  readonly attempt: number;
}
