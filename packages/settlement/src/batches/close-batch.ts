import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { IdempotencyKeyReused } from '@interlock/domain';
import { BatchRepository, differingMembers, memberHashes, openInScope, refuseKeyOfAnother } from '@interlock/persistence';
import type { BatchRecord } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { BatchScopes } from './batch-scopes.js';
import type { AcceptedScope } from './batch-scopes.js';
import { batchView } from './batch-view.js';
import { CloseBatch } from './commands.js';
import type { BatchAnswer } from './commands.js';
import { Closing } from './closing.js';
import type { Attempt } from './closing.js';
import { BatchInProgress } from './errors.js';

/** Open operations that a close tells of at most. */
const MOST_EXCEPTIONS = 100;
/** How often a begin that wrote nothing looks for the reason. */
const TRIES = 5;

/** `POST /v1/batches` */
@CommandHandler(CloseBatch)
export class CloseBatchHandler implements ICommandHandler<CloseBatch> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly repository: BatchRepository,
    private readonly scopes: BatchScopes,
    private readonly closing: Closing,
  ) {}

  async execute(command: CloseBatch): Promise<BatchAnswer> {
    const { actor, providerAccountId, scope } = command;
    const hashes = memberHashes(this.runtime.keyRing, { providerAccountId, scope, path: 'POST /v1/batches' });
    for (let count = 0; count < TRIES; count += 1) {
      const before = await this.replay(command, hashes);
      if (before !== undefined) return before;
      const accepted = await this.scopes.accepted(actor.merchantId, providerAccountId, scope, 'close');
      this.runtime.assertReady();
      const attempt = this.closing.attempt(accepted.batches);
      const batch = await this.newBatch(command, accepted, attempt, hashes);
      const begun = await this.repository.begin(batch).catch(refuseKeyOfAnother(command.idempotencyKey));
      if (begun !== undefined) return answerOf(await this.closing.send(begun, attempt), false);
      // The same request was faster, which the next look shows, or another close of the account is not over.
      const closing = await this.repository.findClosing(accepted.account.id);
      if (closing !== undefined && closing.idempotencyKey !== command.idempotencyKey) throw new BatchInProgress(closing.id);
    }
    throw new BatchInProgress();
  }

  private async newBatch(
    { actor, idempotencyKey }: CloseBatch,
    { account, scope }: AcceptedScope,
    { window, dueAt }: Attempt,
    idempotencyHashes: Readonly<Record<string, string>>,
  ): Promise<BatchRecord> {
    const { pool, newId, clock } = this.runtime;
    // What is open may or may not be in the batch; nobody waits for it.
    const exceptions = await openInScope(pool, account.id, scope, MOST_EXCEPTIONS);
    const now = clock.now();
    return {
      id: newId(),
      merchantId: actor.merchantId,
      providerAccountId: account.id,
      scope,
      state: 'closing',
      attempts: 1,
      lease: 1,
      sendUntil: window.wallMs,
      dueAt,
      askedAt: now,
      closedAsOf: null,
      statedCount: null,
      statedTotalMinor: null,
      ownCount: null,
      ownTotalMinor: null,
      currency: account.currency,
      providerCode: null,
      message: null,
      exceptions,
      exchanges: [],
      idempotencyKey,
      idempotencyHashes,
      actor: actor.actor,
      requestId: actor.requestId,
      createdAt: now,
      finishedAt: null,
    };
  }

  private async replay({ actor, idempotencyKey }: CloseBatch, hashes: Readonly<Record<string, string>>): Promise<BatchAnswer | undefined> {
    const before = await this.repository.findByKey(actor.merchantId, idempotencyKey);
    if (before === undefined) return undefined;
    const differing = differingMembers(before.idempotencyHashes, hashes);
    if (differing.length > 0) throw new IdempotencyKeyReused(`Idempotency-Key "${idempotencyKey}"`, differing);
    return answerOf(before, true);
  }
}

export function answerOf(batch: BatchRecord, replayed: boolean): BatchAnswer {
  return { view: batchView(batch), replayed, settled: batch.state !== 'closing' };
}
