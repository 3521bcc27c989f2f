import type { Resolution } from '@interlock/domain';
import type { CaseEventName } from './case-event.entity.js';

/** A line about a change of a case, as its row's `notes` hold it and the trigger copies it into the history. */
export interface CaseNote {
  /** Tells lines apart that say the same in one millisecond: the trigger refuses a change that says nothing new. */
  readonly id?: string;
  readonly what: CaseEventName;
  /** ISO 8601. */
  readonly at: string;
  readonly person?: string | undefined;
  readonly actor?: string | undefined;
  readonly reason?: string | undefined;
  readonly evidence?: string | undefined;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
  readonly factId?: string | undefined;
  readonly requestId?: string | undefined;
  /** The request's Idempotency-Key, and an HMAC per member. */
  readonly key?: string | undefined;
  readonly hashes?: Readonly<Record<string, string>> | undefined;
}

/** What a person's word makes of its case, in the same statement as all that it changes. */
export interface SettledCase {
  readonly caseId: string;
  /** False: an operation was begun, and its end closes the case. */
  readonly closes: boolean;
  readonly resolution: Resolution;
  /** What stands in suspense by the case from now on, in minor units; null: nothing ever did. */
  readonly suspenseMinor: bigint | null;
  readonly notes: readonly CaseNote[];
}
