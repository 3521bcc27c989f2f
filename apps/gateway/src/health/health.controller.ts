import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Answers } from '../docs/answers.js';
import { Readiness } from './readiness.js';

const status = z.strictObject({ status: z.string() });

/** For whoever runs the process: restart what is not alive, send no traffic to what is not ready. */
@ApiTags('health')
@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('livez')
  @Answers({ 200: status }, 'The process answers.')
  live(): { readonly status: string } {
    return { status: 'live' };
  }

  @Get('readyz')
  @Answers({ 200: status }, 'The database is there and migrated, and the clocks agree; otherwise 503.')
  async ready(): Promise<{ readonly status: string }> {
    await this.readiness.check();
    return { status: 'ready' };
  }
}
