import { ProviderRegistry, RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { BrokenInvariant } from '@interlock/domain';
import { BatchRepository, stampedFigures } from '@interlock/persistence';
import type { BatchEvidence, BatchRecord } from '@interlock/persistence';
import type { Batches, BatchResult, Exchange, SendUntil } from '@interlock/provider-kit';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { BatchMembers } from './batch-members.js';
import { providerScope } from './batch-scopes.js';
import { decideClose } from './decide-close.js';

/** How long after its begin a close may still be sent, and between the end of a call and the moment at which somebody else looks. */
const SEND_WINDOW_MS = 5_000;
const RECOVERY_GRACE_MS = 5_000;
/** For marking what a close took; a worker goes on with what is left. */
const STAMPING_MS = 60_000;

/** When an attempt may be sent, and when a worker looks at it at the latest. */
export interface Attempt {
  readonly window: SendUntil;
  readonly dueAt: number;
}

/** call → prove → stamp → finish of a close: by the process that began it, or by whoever claims what that one left. */
@Injectable()
export class Closing {
  private readonly logger = new Logger('Batches');

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly providers: ProviderRegistry,
    private readonly repository: BatchRepository,
    private readonly members: BatchMembers,
  ) {}

  attempt({ totalTimeoutMs }: Batches): Attempt {
    const { clock } = this.runtime;
    const wallMs = clock.now() + SEND_WINDOW_MS;
    return {
      window: { wallMs, monotonicMs: clock.monotonic() + SEND_WINDOW_MS },
      dueAt: wallMs + totalTimeoutMs + RECOVERY_GRACE_MS,
    };
  }

  async batchesOf({ providerAccountId }: Pick<BatchRecord, 'providerAccountId'>): Promise<Batches> {
    const { provider } = await this.providers.account(providerAccountId);
    const { batches } = this.providers.adapter(provider);
    if (batches === undefined) throw new BrokenInvariant(`${provider} has no batches, and one was begun`);
    return batches;
  }

  /** Sends a begun close and follows it to its end, as far as that is known now. Returns the batch as it then is. */
  async send(batch: BatchRecord, { window }: Attempt): Promise<BatchRecord> {
    const batches = await this.batchesOf(batch);
    const asked = await this.ask(batch, batches, window);
    // Somebody else has heard the provider's word before, and is at what follows from it.
    return asked === undefined ? this.reread(batch) : this.takeIn(asked, batches);
  }

  /** Goes on with a claimed close: sends it again, or marks what the proven one took. */
  async resume(claimed: BatchRecord): Promise<BatchRecord> {
    const batches = await this.batchesOf(claimed);
    if (claimed.closedAsOf !== null) return this.takeIn(claimed, batches);
    this.runtime.assertReady();
    const attempt = this.attempt(batches);
    const { id, lease } = claimed;
    const { dueAt, window } = attempt;
    const begun = await this.repository.beginAttempt({ id, lease, sendUntil: window.wallMs, dueAt, askedAt: this.runtime.clock.now() });
    return begun === undefined ? this.reread(claimed) : this.send(begun, attempt);
  }

  /** No transaction is open and no connection held here. What was heard is written, whoever holds the batch by now. Undefined where it was decided before. */
  private async ask(batch: BatchRecord, batches: Batches, window: SendUntil): Promise<BatchRecord | undefined> {
    const { result, exchanges } = await this.call(batch, batches, window);
    const now = this.runtime.clock.now();
    const decision = decideClose(result, batch.attempts, batches.againAfterMs);
    const evidence = evidenceOf(result, exchanges);
    this.logger.log({ batchId: batch.id, attempt: batch.attempts, outcome: result.outcome, decision: decision.type }, 'a close was asked');
    return this.write(batch, decision, evidence, now);
  }

  private write(
    batch: BatchRecord,
    decision: ReturnType<typeof decideClose>,
    evidence: BatchEvidence,
    now: number,
  ): Promise<BatchRecord | undefined> {
    switch (decision.type) {
      case 'proven':
        return this.repository.prove(batch.id, {
          askedAt: batch.askedAt,
          stated: decision.stated,
          dueAt: now + STAMPING_MS,
          evidence,
        });
      case 'refused':
        return this.repository.refuse(batch.id, now, evidence);
      case 'open':
        return this.repository.leaveOpen(batch, decision.againInMs === null ? null : now + decision.againInMs, evidence);
    }
  }

  private async call(
    batch: BatchRecord,
    batches: Batches,
    sendUntil: SendUntil,
  ): Promise<{ readonly result: BatchResult; readonly exchanges: readonly Exchange[] }> {
    const { connectTimeoutMs, totalTimeoutMs } = batches;
    const opened = await this.providers.open(batch.providerAccountId, {
      purpose: 'batch_close',
      connectTimeoutMs,
      totalTimeoutMs,
      sendUntil,
      attempt: batch.attempts,
    });
    if (opened === undefined) return { result: { outcome: 'unknown', cause: 'account_unusable' }, exchanges: [] };
    try {
      const result = await batches.close(providerScope(batch.scope), opened.call);
      return { result, exchanges: opened.transport.exchanges };
    } catch (error) {
      this.logger.error({ batchId: batch.id, err: error }, 'the adapter threw');
      return { result: { outcome: 'unknown', cause: 'unreadable_answer' }, exchanges: opened.transport.exchanges };
    }
  }

  /** Marks everything that a proven close took, under the lease that it was handed over with, and only then is the batch closed. */
  private async takeIn(batch: BatchRecord, batches: Batches): Promise<BatchRecord> {
    if (batch.state !== 'closing' || batch.closedAsOf === null) return batch;
    await this.members.stamp(batch, batches, batch.closedAsOf);
    const own = await stampedFigures(this.runtime.pool, batch.id);
    return (await this.repository.finish(batch, this.runtime.clock.now(), own)) ?? this.reread(batch);
  }

  /** As somebody else has left it. */
  private async reread({ merchantId, id }: BatchRecord): Promise<BatchRecord> {
    const batch = await this.repository.find(merchantId, id);
    if (batch === undefined) throw new BrokenInvariant(`batch ${id} is gone`);
    return batch;
  }
}

function evidenceOf(result: BatchResult, exchanges: readonly Exchange[]): BatchEvidence {
  switch (result.outcome) {
    case 'approved':
      return { providerCode: undefined, message: undefined, exchanges };
    case 'declined':
      return { providerCode: result.providerCode, message: result.message, exchanges };
    case 'unknown':
      return { providerCode: undefined, message: result.cause, exchanges };
  }
}
