import { ProviderCalls, RUNTIME, metric } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { Inject, Injectable } from '@nestjs/common';
import { Gauge, collectDefaultMetrics } from 'prom-client';
import type { Registry } from 'prom-client';
import { OperationCounts } from './operation-counts.js';

/** What every process of ours tells of itself, gateway and worker alike. */
@Injectable()
export class ProcessMetrics {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Pick<Runtime, 'pool'>,
    private readonly counts: OperationCounts,
    private readonly calls: ProviderCalls,
  ) {}

  register(registry: Registry): void {
    collectDefaultMetrics({ register: registry });
    registry.registerMetric(this.counts.total);
    registry.registerMetric(this.calls.seconds);
    const { pool } = this.runtime;
    const pooled = {
      interlock_database_connections: () => pool.totalCount,
      interlock_database_connections_idle: () => pool.idleCount,
      interlock_database_requests_waiting: () => pool.waitingCount,
    } as const;
    for (const [name, read] of Object.entries(pooled)) {
      const gauge = new Gauge({
        ...metric(name as keyof typeof pooled),
        collect() {
          this.set(read());
        },
      });
      registry.registerMetric(gauge);
    }
  }
}
