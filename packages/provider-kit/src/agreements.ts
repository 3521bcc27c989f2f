import type { CustomerAction } from '@interlock/domain';
import type { ZodType } from 'zod';
import type { ProviderCall } from './provider-call.js';

export type AgreementDeclined = { readonly outcome: 'declined'; readonly providerCode: string; readonly message: string };
export type AgreementUnknown = { readonly outcome: 'unknown'; readonly cause: string };

/** Tokens in clear: they are sealed before they are stored. Times are epoch milliseconds. */
export interface AgreementTokens {
  readonly accessToken: string;
  readonly expiresAt?: number;
  readonly refreshToken?: string;
  readonly refreshExpiresAt?: number;
  /** The provider's name for the payer. */
  readonly payerId?: string;
}

/** Stored authorizations of a payer, to be charged without them. Source: wallet OpenAPI, `/v1/authorizations/*`. */
export interface Agreements {
  readonly optionsSchema: ZodType;
  /** Gives what the payer has to open in order to agree; that yields a code. */
  readonly prepare: (
    input: {
      readonly agreementId: string;
      /** BCP 47, for the payer's page. */
      readonly language: string;
      readonly description: string;
      readonly options?: unknown;
    },
    call: ProviderCall,
  ) => Promise<{ readonly outcome: 'approved'; readonly nextAction: CustomerAction } | AgreementDeclined | AgreementUnknown>;
  /** Exchanges the code, once. */
  readonly confirm: (
    input: { readonly code: string },
    call: ProviderCall,
  ) => Promise<{ readonly outcome: 'approved'; readonly tokens: AgreementTokens } | AgreementDeclined | AgreementUnknown>;
  /** A refresh token is taken once; the answer holds the next one. */
  readonly refresh: (
    input: { readonly refreshToken: string },
    call: ProviderCall,
  ) => Promise<{ readonly outcome: 'approved'; readonly tokens: AgreementTokens } | AgreementDeclined | AgreementUnknown>;
  /** Ends both tokens. */
  readonly end: (
    input: { readonly accessToken: string },
    call: ProviderCall,
  ) => Promise<{ readonly outcome: 'approved' } | AgreementDeclined | AgreementUnknown>;
}
