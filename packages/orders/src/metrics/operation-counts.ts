import { metric } from '@interlock/accounts';
import type { Decision, Outcome, Snapshot } from '@interlock/domain';
import type { OperationRecord } from '@interlock/persistence';
import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';

/** The outcomes that this process has written, by kind, outcome and provider. */
@Injectable()
export class OperationCounts {
  readonly total = new Counter(metric('interlock_operations_total'));

  /** After a decision was written: its operation, and the charge that it closes with it. */
  written(
    { operation, charge }: Pick<Snapshot, 'operation' | 'charge'>,
    decision: Pick<Decision, 'operation' | 'charge'>,
    { provider }: Pick<OperationRecord, 'provider'>,
  ): void {
    const count = (kind: OperationRecord['kind'], before: Outcome | null, after: Outcome | null | undefined): void => {
      if (after !== undefined && after !== null && after !== before) this.total.inc({ kind, outcome: after, provider });
    };
    count(operation.kind, operation.outcome, decision.operation.outcome);
    count(charge.kind, charge.outcome, decision.charge?.outcome);
  }
}
