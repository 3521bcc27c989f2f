/** Where a metric is found: each process answers `/metrics` on its own internal port. */
type Process = 'gateway' | 'worker';

interface Described {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
  readonly of: readonly Process[];
  /** What has to be switched on for it to be there. */
  readonly only?: string;
}

const BOTH = ['gateway', 'worker'] as const;
const WORKER = ['worker'] as const;
const KAFKA = 'with KAFKA_BROKERS';

/**
 * Every metric of ours, by its name; docs/metrics.md is made from it. What is read from the database is the same in every worker: of those, take the
 * highest, not the sum.
 */
export const metricCatalogue = {
  interlock_operations_total: {
    type: 'counter',
    help: 'Outcomes that this process has written: an operation that was unknown and then approved counts once as each',
    labels: ['kind', 'outcome', 'provider'],
    of: BOTH,
  },
  interlock_provider_call_seconds: {
    type: 'histogram',
    help: 'Time from the first byte of a request to a provider to the end of its answer, or to the time-out',
    labels: ['provider', 'operation'],
    of: BOTH,
  },
  interlock_database_connections: { type: 'gauge', help: 'Connections to PostgreSQL that are open', labels: [], of: BOTH },
  interlock_database_connections_idle: { type: 'gauge', help: 'Those of them that nobody uses', labels: [], of: BOTH },
  interlock_database_requests_waiting: { type: 'gauge', help: 'Statements that wait for a connection', labels: [], of: BOTH },
  interlock_http_request_seconds: {
    type: 'histogram',
    help: 'Time from the first byte of a request to the last of its answer',
    labels: ['method', 'route', 'status'],
    of: ['gateway'],
  },
  interlock_notifications_refused_total: {
    type: 'counter',
    help: 'Notifications whose signature did not verify',
    labels: ['provider'],
    of: ['gateway'],
  },
  interlock_operations_resolved_total: { type: 'counter', help: 'Due operations that this worker has carried on', labels: [], of: WORKER },
  interlock_recovery_turns_total: { type: 'counter', help: 'Looks at the database for what is due or expired', labels: [], of: WORKER },
  interlock_account_pauses_total: {
    type: 'counter',
    help: 'Pauses of an account that this process began because its provider wanted fewer requests',
    labels: ['provider'],
    of: WORKER,
  },
  interlock_database_read: {
    type: 'gauge',
    help: '1 where the figures below could be read from the database at this look, 0 where they are missing',
    labels: [],
    of: WORKER,
  },
  interlock_operations_due: { type: 'gauge', help: 'Operations whose time to be looked at has passed', labels: ['provider'], of: WORKER },
  interlock_operations_unresolved: { type: 'gauge', help: 'Operations whose outcome is not known', labels: ['provider'], of: WORKER },
  interlock_operations_unresolved_oldest_seconds: {
    type: 'gauge',
    help: 'Age of the oldest of them; 0 where there is none',
    labels: ['provider'],
    of: WORKER,
  },
  interlock_cases_open: { type: 'gauge', help: 'Cases that wait for a person', labels: ['kind'], of: WORKER },
  interlock_check_ins_failing: {
    type: 'gauge',
    help: 'Accounts whose next key could not be had at the last try: the present one ends two days after it was given',
    labels: ['provider'],
    of: WORKER,
  },
  interlock_accounts_paused: {
    type: 'gauge',
    help: 'Accounts at which nothing is looked into for a while, because the provider wanted fewer requests',
    labels: [],
    of: WORKER,
  },
  interlock_webhooks_pending: { type: 'gauge', help: 'Webhook deliveries that are still to be made', labels: [], of: WORKER },
  interlock_webhooks_pending_oldest_seconds: {
    type: 'gauge',
    help: 'Age of the oldest of them; 0 where there is none',
    labels: [],
    of: WORKER,
  },
  interlock_webhooks_dead: {
    type: 'gauge',
    help: 'Webhook deliveries that were given up and are neither replayed nor forgotten',
    labels: [],
    of: WORKER,
  },
  interlock_webhook_endpoints_failing: {
    type: 'gauge',
    help: 'Endpoints that are disabled because they had failed for days',
    labels: [],
    of: WORKER,
  },
  interlock_webhook_attempts_total: {
    type: 'counter',
    help: 'Webhook deliveries that this worker has tried: taken, or failed',
    labels: ['outcome'],
    of: WORKER,
  },
  interlock_webhook_endpoints_disabled_total: {
    type: 'counter',
    help: 'Endpoints that this worker has disabled, for their failures or because they are gone',
    labels: [],
    of: WORKER,
  },
  interlock_outbox_events: {
    type: 'gauge',
    help: 'Events that wait to be relayed, counted up to 100000',
    labels: [],
    of: WORKER,
    only: KAFKA,
  },
  interlock_outbox_oldest_seconds: {
    type: 'gauge',
    help: 'Age of the oldest of them; 0 where there is none',
    labels: [],
    of: WORKER,
    only: KAFKA,
  },
  interlock_relay_events_total: {
    type: 'counter',
    help: 'Events that Kafka has acknowledged to this worker',
    labels: [],
    of: WORKER,
    only: KAFKA,
  },
  interlock_relay_failures_total: {
    type: 'counter',
    help: 'Times at which this worker gave its part of the outbox up, for want of Kafka or of PostgreSQL',
    labels: [],
    of: WORKER,
    only: KAFKA,
  },
  interlock_relay_partitions: {
    type: 'gauge',
    help: 'Parts of the outbox, of 16, that this worker relays',
    labels: [],
    of: WORKER,
    only: KAFKA,
  },
} as const satisfies Readonly<Record<`interlock_${string}`, Described>>;

export type MetricName = keyof typeof metricCatalogue;

/** What prom-client needs to make it; in no registry yet. */
export function metric(name: MetricName): { name: MetricName; help: string; labelNames: string[]; registers: [] } {
  const { help, labels } = metricCatalogue[name];
  return { name, help, labelNames: [...labels], registers: [] };
}
