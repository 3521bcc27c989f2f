import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { Pacing } from '@interlock/orders';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { addPacingMetrics } from './pacing-metrics.js';
import { Recovery } from './recovery.js';

/** `/livez` and `/metrics`, for the inside: the port is bound to loopback. */
@Controller()
export class InternalController {
  private readonly registry = new Registry();

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly recovery: Recovery,
    pacing: Pacing,
  ) {
    collectDefaultMetrics({ register: this.registry });
    addPacingMetrics(this.registry, this.runtime, pacing);
    const { pool, clock } = this.runtime;
    const { recovery: job } = this;
    new Counter({
      name: 'interlock_operations_resolved_total',
      help: 'Due operations carried on since the start',
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(job.resolved);
      },
    });
    new Counter({
      name: 'interlock_recovery_turns_total',
      help: 'Looks at the table for what is due or expired since the start',
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(job.turns);
      },
    });
    new Gauge({
      name: 'interlock_operations_due',
      help: 'Operations whose time to be looked at has passed',
      registers: [this.registry],
      async collect() {
        const answer = await pool.query<{ due: bigint }>('select count(*) as due from operation where due_at <= $1', [
          new Date(clock.now()),
        ]);
        this.set(Number(answer.rows[0]?.due ?? 0n));
      },
    });
  }

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
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
