import { RUNTIME, metric } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { Pacing, ProcessMetrics } from '@interlock/orders';
import { DeliverySender } from '@interlock/webhooks';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { Counter, Gauge, Registry } from 'prom-client';
import { Recovery } from '../recovery.js';
import { Relay } from '../relay/relay.js';
import { BacklogGauges } from './backlog-gauges.js';

/** All that a worker tells at `/metrics`. */
@Injectable()
export class WorkerMetrics {
  private readonly registry = new Registry();
  private readonly backlog: BacklogGauges;

  constructor(
    @Inject(RUNTIME) runtime: Runtime,
    common: ProcessMetrics,
    recovery: Recovery,
    pacing: Pacing,
    sender: DeliverySender,
    @Optional() relay?: Relay,
  ) {
    common.register(this.registry);
    this.counter('interlock_operations_resolved_total', () => recovery.resolved);
    this.counter('interlock_recovery_turns_total', () => recovery.turns);
    this.registry.registerMetric(
      new Counter({
        ...metric('interlock_account_pauses_total'),
        collect() {
          this.reset();
          for (const [provider, count] of pacing.pauses) this.inc({ provider }, count);
        },
      }),
    );
    this.registry.registerMetric(
      new Counter({
        ...metric('interlock_webhook_attempts_total'),
        collect() {
          this.reset();
          this.inc({ outcome: 'taken' }, sender.counts.delivered);
          this.inc({ outcome: 'failed' }, sender.counts.failed);
        },
      }),
    );
    this.counter('interlock_webhook_endpoints_disabled_total', () => sender.counts.disabled);
    this.backlog = new BacklogGauges(runtime, relay !== undefined);
    this.backlog.register(this.registry);
    if (relay !== undefined) this.tellRelay(relay);
  }

  async text(): Promise<string> {
    await this.backlog.refresh();
    return this.registry.metrics();
  }

  private tellRelay(relay: Relay): void {
    this.counter('interlock_relay_events_total', () => relay.relayed);
    this.counter('interlock_relay_failures_total', () => relay.failures);
    this.registry.registerMetric(
      new Gauge({
        ...metric('interlock_relay_partitions'),
        collect() {
          this.set(relay.partitions);
        },
      }),
    );
  }

  /** One that somebody else counts. */
  private counter(name: Parameters<typeof metric>[0], read: () => number): void {
    this.registry.registerMetric(
      new Counter({
        ...metric(name),
        collect() {
          this.reset();
          this.inc(read());
        },
      }),
    );
  }
}
