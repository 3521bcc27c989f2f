import type { LoggedDelivery, WebhookTry } from '@interlock/persistence';

/** Of the receiver's answer only the status is known here: its body is not kept. */
export interface AttemptView {
  readonly at: string;
  readonly durationMs: number;
  readonly status?: number;
  /** timeout, dns, unreachable, tls, address_not_allowed, connection_lost, redirect, gone or status; absent where it was taken. */
  readonly error?: string;
}

export interface DeliveryView {
  /** Also the `webhook-id` of its messages. */
  readonly id: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly orderId?: string;
  readonly version?: number;
  /** Where it is not the endpoint's: the order's own notifyUrl. */
  readonly url?: string;
  readonly state: string;
  readonly reason?: string;
  readonly attempts: readonly AttemptView[];
  readonly nextAttemptAt?: string;
  readonly replayOf?: string;
  readonly replayedAs?: string;
  readonly createdAt: string;
  readonly finishedAt?: string;
}

export function deliveryView(delivery: LoggedDelivery): DeliveryView {
  const { orderId, version, url, reason, dueAt, inFlight, replayOf, replayedAs, finishedAt } = delivery;
  return {
    id: delivery.id,
    type: delivery.type,
    occurredAt: delivery.occurredAt.toISOString(),
    ...(orderId === null ? {} : { orderId }),
    ...(version === null ? {} : { version }),
    ...(url === null ? {} : { url }),
    state: delivery.state,
    ...(reason === null ? {} : { reason }),
    attempts: delivery.tries.map(attemptView),
    ...(dueAt === null || inFlight ? {} : { nextAttemptAt: dueAt.toISOString() }),
    ...(replayOf === null ? {} : { replayOf }),
    ...(replayedAs === null ? {} : { replayedAs }),
    createdAt: delivery.createdAt.toISOString(),
    ...(finishedAt === null ? {} : { finishedAt: finishedAt.toISOString() }),
  };
}

/** PostgreSQL keeps the members of a document in an order of its own; every answer has this one. */
export function attemptView({ at, durationMs, status, error }: WebhookTry): AttemptView {
  return { at, durationMs, ...(status === undefined ? {} : { status }), ...(error === undefined ? {} : { error }) };
}
