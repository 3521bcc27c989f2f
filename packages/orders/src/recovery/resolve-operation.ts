import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { requestThatBegan } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { ResolveOperation } from '../commands.js';
import { Engine } from '../engine/engine.js';
import { currentRequest } from '../log/current-request.js';

/** The worker's claim of a due operation, carried out under the request that began it. */
@CommandHandler(ResolveOperation)
export class ResolveOperationHandler implements ICommandHandler<ResolveOperation> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly engine: Engine,
  ) {}

  async execute(command: ResolveOperation): Promise<void> {
    const { claimed, turnId } = command;
    const { pool, processName: actor } = this.runtime;
    const requestId = (await requestThatBegan(pool, claimed)) ?? turnId;
    const cause = { cause: 'recovery', actor, requestId };
    await currentRequest.run({ requestId, turnId }, () => this.engine.resolve(claimed, cause));
  }
}
