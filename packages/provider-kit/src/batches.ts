import type { Money } from '@interlock/domain';
import type { ProviderCall } from './provider-call.js';
import type { ChargeReference } from './requests.js';

/** What a close is about, in the provider's own numbers. `all`: everything of the account. */
export type BatchScope =
  | { readonly type: 'all' }
  | { readonly type: 'store'; readonly providerStoreNo: string }
  | { readonly type: 'terminals'; readonly providerTerminalSns: readonly string[] };

/** `totals` absent where the provider's answer states none. */
export type BatchResult =
  | { readonly outcome: 'approved'; readonly totals?: { readonly count: number; readonly total: Money } }
  /** `empty`: there was nothing to close. */
  | { readonly outcome: 'declined'; readonly providerCode: string; readonly message: string; readonly empty: boolean }
  | { readonly outcome: 'unknown'; readonly cause: string };

/** Source: CodePay Open API 1.0, Batch Close, Get Open Batch. */
export interface Batches {
  /** Why a scope cannot be closed or asked with these settings; `true` where it can. */
  readonly accepts: (scope: BatchScope, action: 'close' | 'open', settings: unknown) => true | string;
  /**
   * Whether a close of this scope takes the charge with it, or the open batch's figures hold it. The terminal, store and account of the charge are
   * known to be in the scope.
   */
  readonly stamps: (scope: BatchScope, charge: ChargeReference, action?: 'close' | 'open') => boolean;
  readonly connectTimeoutMs: number;
  readonly totalTimeoutMs: number;
  /** A close of which nothing certain was heard is asked again after these pauses, as many times as there are; a second close takes nothing twice. */
  readonly againAfterMs: readonly number[];
  readonly close: (scope: BatchScope, call: ProviderCall) => Promise<BatchResult>;
  /** The open batch's figures, without closing it. */
  readonly open: (scope: BatchScope, call: ProviderCall) => Promise<BatchResult>;
}
