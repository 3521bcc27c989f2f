import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { CaseRepository, isUniqueViolation, memberHashes, refuseKeyOfAnother } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import type { Actor } from '../commands.js';
import { wasDone } from './case-keys.js';
import { CaseReads } from './case-reads.js';
import { AssignCase, CommentOnCase } from './commands.js';
import type { CaseAnswer, CaseWords } from './commands.js';
import { CaseSettled } from './errors.js';

/** Lines that people write into a case's history: an owner, a comment. Neither changes what the order shows. */
@Injectable()
export class CaseLines {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly cases: CaseRepository,
    private readonly reads: CaseReads,
  ) {}

  async write(
    actor: Actor,
    caseId: string,
    line: { readonly what: 'assigned' | 'commented'; readonly path: string; readonly input: CaseWords; readonly owner?: string | null },
    key: string,
  ): Promise<CaseAnswer> {
    const { keyRing, clock } = this.runtime;
    const hashes = memberHashes(keyRing, { ...line.input, path: `POST /v1/cases/${caseId.toLowerCase()}/${line.path}` });
    if (await wasDone(this.cases, actor.merchantId, key, hashes)) return this.answer(actor, caseId, true);
    const { row } = await this.reads.standing(actor, caseId);
    const { person, reason } = line.input;
    const note = {
      what: line.what,
      at: new Date(clock.now()).toISOString(),
      person,
      actor: actor.actor,
      reason,
      ...(line.owner === undefined ? {} : { detail: { owner: line.owner } }),
      requestId: actor.requestId,
      key,
      hashes,
    };
    const written = await this.cases
      .note(row, note, line.owner === undefined ? {} : { owner: line.owner })
      .catch(async (error: unknown) => {
        // The same request was faster, or the key stands for something else.
        if (isUniqueViolation(error, 'idempotency_key_pkey') && (await wasDone(this.cases, actor.merchantId, key, hashes)))
          return 'replayed';
        return refuseKeyOfAnother(key)(error);
      });
    if (written === false) throw new CaseSettled('the case is closed: nobody needs to own it');
    return this.answer(actor, caseId, written === 'replayed');
  }

  private async answer(actor: Actor, caseId: string, replayed: boolean): Promise<CaseAnswer> {
    return { view: await this.reads.byId(actor, caseId), replayed, settled: true };
  }
}

/** `POST /v1/cases/{id}/assign` */
@CommandHandler(AssignCase)
export class AssignCaseHandler implements ICommandHandler<AssignCase> {
  constructor(private readonly lines: CaseLines) {}

  execute({ actor, caseId, input, idempotencyKey }: AssignCase): Promise<CaseAnswer> {
    return this.lines.write(actor, caseId, { what: 'assigned', path: 'assign', input, owner: input.owner }, idempotencyKey);
  }
}

/** `POST /v1/cases/{id}/comment` */
@CommandHandler(CommentOnCase)
export class CommentOnCaseHandler implements ICommandHandler<CommentOnCase> {
  constructor(private readonly lines: CaseLines) {}

  execute({ actor, caseId, input, idempotencyKey }: CommentOnCase): Promise<CaseAnswer> {
    return this.lines.write(actor, caseId, { what: 'commented', path: 'comment', input }, idempotencyKey);
  }
}
