import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { ResolveOperation } from '../commands.js';
import { Engine } from '../engine/engine.js';
import { RUNTIME } from '../engine/runtime.js';
import type { Runtime } from '../engine/runtime.js';

/** The worker's claim of a due operation, carried out. */
@CommandHandler(ResolveOperation)
export class ResolveOperationHandler implements ICommandHandler<ResolveOperation> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly engine: Engine,
  ) {}

  async execute(command: ResolveOperation): Promise<void> {
    await this.engine.resolve(command.claimed, { cause: 'recovery', actor: this.runtime.processName, requestId: command.requestId });
  }
}
