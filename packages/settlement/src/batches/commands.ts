import type { BatchRecord } from '@interlock/persistence';
import { Command } from '@nestjs/cqrs';
import type { BatchView } from './batch-view.js';

/** Who asks, for which merchant, under which request. */
export interface Actor {
  readonly merchantId: string;
  readonly actor: string;
  readonly requestId: string;
}

/** Whose payments are meant, in the merchant's own words. */
export type ScopeInput = { readonly all: true } | { readonly storeNo: string } | { readonly terminalSns: readonly string[] };

/** The present view, and whether the request had been made before with the same content. */
export interface BatchAnswer {
  readonly view: BatchView;
  readonly replayed: boolean;
  /** False until the provider's answer is known and everything that it closed is marked (HTTP 202). */
  readonly settled: boolean;
}

/** Hands payments in for settlement. Throws `ProviderAccountNotFound`, `InvalidReference`, `OperationNotSupported`, `BatchInProgress`, `IdempotencyKeyReused`. */
export class CloseBatch extends Command<BatchAnswer> {
  constructor(
    readonly actor: Actor,
    readonly providerAccountId: string,
    readonly scope: ScopeInput,
    readonly idempotencyKey: string,
  ) {
    super();
  }
}

/** Asks the provider now for a close that is not over, also where nobody would ask any more. Repeatable. Throws `BatchNotFound`. */
export class RefreshBatch extends Command<BatchAnswer> {
  constructor(
    readonly actor: Actor,
    readonly batchId: string,
  ) {
    super();
  }
}

/** Carries on a claimed close; for the worker. */
export class ResumeBatch extends Command<void> {
  constructor(readonly claimed: BatchRecord) {
    super();
  }
}
