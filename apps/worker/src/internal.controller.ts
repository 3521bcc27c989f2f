import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Registry } from 'prom-client';
import { WorkerMetrics } from './metrics/worker-metrics.js';

/** `/livez`, `/readyz` and `/metrics`, for the inside: the port is bound to loopback. */
@Controller()
export class InternalController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly workerMetrics: WorkerMetrics,
  ) {}

  @Get('livez')
  live(): { readonly status: 'alive' } {
    return { status: 'alive' };
  }

  @Get('readyz')
  async ready(): Promise<{ readonly status: 'ready' }> {
    this.runtime.assertReady();
    await this.runtime.pool.query('select 1');
    return { status: 'ready' };
  }

  @Get('metrics')
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  metrics(): Promise<string> {
    return this.workerMetrics.text();
  }
}
