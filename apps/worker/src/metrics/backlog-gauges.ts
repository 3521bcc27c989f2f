import { metric } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { CASE_KINDS, PROVIDER_NAMES } from '@interlock/domain';
import {
  failingCheckIns,
  isConnectionLoss,
  openCases,
  operationBacklog,
  outboxLag,
  pausedAccounts,
  webhookBacklog,
} from '@interlock/persistence';
import type { OpenCases, OperationBacklog, OutboxLag, WebhookBacklog } from '@interlock/persistence';
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

/** What waits, as the database says it at each look. A database that is away takes these figures and no others: they are missing then, and not old. */
export class BacklogGauges {
  private readonly read = new Gauge(metric('interlock_database_read'));
  private readonly due = new Gauge(metric('interlock_operations_due'));
  private readonly unresolved = new Gauge(metric('interlock_operations_unresolved'));
  private readonly oldest = new Gauge(metric('interlock_operations_unresolved_oldest_seconds'));
  private readonly cases = new Gauge(metric('interlock_cases_open'));
  private readonly paused = new Gauge(metric('interlock_accounts_paused'));
  private readonly checkIns = new Gauge(metric('interlock_check_ins_failing'));
  private readonly webhooks = {
    pending: new Gauge(metric('interlock_webhooks_pending')),
    oldest: new Gauge(metric('interlock_webhooks_pending_oldest_seconds')),
    dead: new Gauge(metric('interlock_webhooks_dead')),
    failing: new Gauge(metric('interlock_webhook_endpoints_failing')),
  };
  private readonly events = new Gauge(metric('interlock_outbox_events'));
  private readonly oldestEvent = new Gauge(metric('interlock_outbox_oldest_seconds'));

  /** `relays`: whether the outbox is emptied by anybody; where it is not, its figures mean nothing. */
  constructor(
    private readonly runtime: Pick<Runtime, 'pool' | 'clock'>,
    private readonly relays: boolean,
  ) {}

  register(registry: Registry): void {
    for (const gauge of [this.read, ...this.labelled(), this.paused, ...this.ofWebhooks(), ...(this.relays ? this.ofOutbox() : [])])
      registry.registerMetric(gauge);
  }

  /** Before each look at the registry. */
  async refresh(): Promise<void> {
    const { pool, clock } = this.runtime;
    try {
      const now = clock.now();
      // All are read before any is told: they are of one moment, or missing together.
      const [operations, cases, paused, checkIns, webhooks, lag] = await Promise.all([
        operationBacklog(pool, now),
        openCases(pool),
        pausedAccounts(pool, now),
        failingCheckIns(pool),
        webhookBacklog(pool),
        this.relays ? outboxLag(pool) : undefined,
      ]);
      this.tellOperations(operations, now);
      this.tellCases(cases);
      this.paused.set(paused);
      this.tellCheckIns(checkIns);
      this.tellWebhooks(webhooks, now);
      if (lag !== undefined) this.tellOutbox(lag, now);
      this.read.set(1);
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
      for (const gauge of this.labelled()) gauge.reset();
      // A reset sets to zero what has no labels, and nothing waits is not what is known.
      for (const gauge of [this.paused, ...this.ofWebhooks(), ...this.ofOutbox()]) gauge.remove();
      this.read.set(0);
    }
  }

  private labelled(): readonly Gauge[] {
    return [this.due, this.unresolved, this.oldest, this.cases, this.checkIns];
  }

  private ofWebhooks(): readonly Gauge[] {
    return Object.values(this.webhooks);
  }

  private ofOutbox(): readonly Gauge[] {
    return [this.events, this.oldestEvent];
  }

  private tellOperations(backlog: readonly OperationBacklog[], now: number): void {
    const rows = new Map(backlog.map((row) => [row.provider, row]));
    // Also those of which nothing waits: an alert on a series that is not there never fires, and never ends.
    for (const provider of PROVIDER_NAMES) {
      const row = rows.get(provider);
      this.due.set({ provider }, row?.due ?? 0);
      this.unresolved.set({ provider }, row?.unresolved ?? 0);
      this.oldest.set({ provider }, secondsSince(row?.oldestAt, now));
    }
  }

  private tellCases(open: readonly OpenCases[]): void {
    const counts = new Map(open.map(({ kind, count }) => [kind, count]));
    for (const kind of CASE_KINDS) this.cases.set({ kind }, counts.get(kind) ?? 0);
  }

  private tellCheckIns(failing: Awaited<ReturnType<typeof failingCheckIns>>): void {
    for (const provider of PROVIDER_NAMES) this.checkIns.set({ provider }, failing.find((row) => row.provider === provider)?.count ?? 0);
  }

  private tellWebhooks({ pending, oldestPendingAt, deadLetters, endpointsFailing }: WebhookBacklog, now: number): void {
    this.webhooks.pending.set(pending);
    this.webhooks.oldest.set(secondsSince(oldestPendingAt === null ? null : new Date(oldestPendingAt), now));
    this.webhooks.dead.set(deadLetters);
    this.webhooks.failing.set(endpointsFailing);
  }

  private tellOutbox({ events, oldestAt }: OutboxLag, now: number): void {
    this.events.set(events);
    this.oldestEvent.set(secondsSince(oldestAt, now));
  }
}

function secondsSince(at: Date | null | undefined, now: number): number {
  return at === null || at === undefined ? 0 : Math.max(0, (now - at.getTime()) / 1000);
}
