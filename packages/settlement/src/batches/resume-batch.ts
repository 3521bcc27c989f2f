import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Closing } from './closing.js';
import { ResumeBatch } from './commands.js';

/** A close that its process left behind, or that is asked again. */
@CommandHandler(ResumeBatch)
export class ResumeBatchHandler implements ICommandHandler<ResumeBatch> {
  constructor(private readonly closing: Closing) {}

  async execute({ claimed }: ResumeBatch): Promise<void> {
    await this.closing.resume(claimed);
  }
}
