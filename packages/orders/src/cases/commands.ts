import type { Money, Resolution } from '@interlock/domain';
import { Command } from '@nestjs/cqrs';
import type { Actor } from '../commands.js';
import type { CaseView } from './case-view.js';

/** The case as it stands, and whether the request had been made before with the same content. */
export interface CaseAnswer {
  readonly view: CaseView;
  readonly replayed: boolean;
  /** False while a second person is waited for, or the provider (HTTP 202). */
  readonly settled: boolean;
}

/** Who does it, as the merchant's back office knows its people, and why. */
export interface CaseWords {
  readonly person: string;
  readonly reason: string;
}

/** Gives a case to somebody, or (null) to nobody. Throws `CaseNotFound`, `CaseSettled`, `IdempotencyKeyReused`. */
export class AssignCase extends Command<CaseAnswer> {
  constructor(
    readonly actor: Actor,
    readonly caseId: string,
    readonly input: CaseWords & { readonly owner: string | null },
    readonly idempotencyKey: string,
  ) {
    super();
  }
}

/** A line in the history of a case, also of a closed one. Throws `CaseNotFound`, `IdempotencyKeyReused`. */
export class CommentOnCase extends Command<CaseAnswer> {
  constructor(
    readonly actor: Actor,
    readonly caseId: string,
    readonly input: CaseWords,
    readonly idempotencyKey: string,
  ) {
    super();
  }
}

export interface ResolveInput extends CaseWords {
  /** `reject`: of what another person has proposed, or oneself. */
  readonly resolution: Resolution | 'reject';
  /** What proves it. */
  readonly evidence?: string | undefined;
  /** The base money that was taken, where the person says it, in the order's currency; the tip beside it. */
  readonly amount?: Money | undefined;
  readonly tip?: Money | undefined;
}

/**
 * What a person makes of a case. The provider is asked once more first. Throws `CaseNotFound`, `CaseSettled`, `ResolutionNotAllowed`,
 * `ResolutionIncomplete`, `ProviderContradicts`, `ProviderSilent`, `SecondPersonNeeded`, `ProposalDiffers`, `OperationInProgress`,
 * `InvalidReference`, `IdempotencyKeyReused`, `NotReady`.
 */
export class ResolveCase extends Command<CaseAnswer> {
  constructor(
    readonly actor: Actor,
    readonly caseId: string,
    readonly input: ResolveInput,
    readonly idempotencyKey: string,
    readonly waitMs?: number,
  ) {
    super();
  }
}
