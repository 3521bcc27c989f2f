import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { orderView } from '@interlock/orders';
import { WebhookDeliveryRepository } from '@interlock/persistence';
import type { ClaimedDelivery, EndpointTrouble, OrderWithOperations, WebhookTry } from '@interlock/persistence';
import { FlatNotifications, isAcknowledged, nextFlatAttemptAt } from '@interlock/terminal-door';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { TransportAnswer, TransportRequest } from '../destination/transport.js';
import { WEBHOOK_OPTIONS } from '../options.js';
import type { WebhookOptions } from '../options.js';
import { SigningSecrets } from '../secrets/signing-secrets.js';
import { nextAttemptAt, TRIED_FOR_MS } from './back-off.js';
import { DeliveredWrites } from './delivered-writes.js';
import { signedMessage } from './message.js';

/** An endpoint that has failed for as long as a delivery is tried, and more than now and then, is disabled. */
const DISABLED_AFTER_MS = TRIED_FOR_MS;
const DISABLED_AFTER_FAILURES = 10;

/** One attempt after the other: sends a delivery under its lease, and writes down what came back. */
@Injectable()
export class DeliverySender {
  private readonly logger = new Logger('Webhooks');
  /** Since the start, for the metrics. */
  readonly counts = { delivered: 0, failed: 0, disabled: 0 };

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(WEBHOOK_OPTIONS) private readonly options: WebhookOptions,
    private readonly secrets: SigningSecrets,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly writes: DeliveredWrites,
    private readonly flat: FlatNotifications,
  ) {}

  /** `data`: what the message carries. `once`: a failure is the end of it. Returns what came back. */
  async send(claimed: ClaimedDelivery, data: unknown, once = false): Promise<WebhookTry> {
    const { merchantId, endpointId, kind } = claimed;
    const secrets = await this.secrets.of({ merchantId, endpointId: kind === 'notify' ? null : endpointId });
    const at = this.runtime.clock.now();
    const body = { type: claimed.type, timestamp: claimed.occurredAt.toISOString(), data };
    const nextAt = (attempts: number, now: number): number | null =>
      once ? null : nextAttemptAt({ createdAt: claimed.createdAt.getTime(), attempts }, now, this.options.random());
    return this.carried(claimed, { message: signedMessage({ id: claimed.id, body, secrets, at }), at, nextAt, once, triedOf });
  }

  /** The order as it stood; to the notify_url of a till's order in that protocol's own form and pace. */
  async sendOrder(claimed: ClaimedDelivery, order: OrderWithOperations): Promise<WebhookTry> {
    if (claimed.kind !== 'notify' || !this.flat.isFlat(order)) return this.send(claimed, orderView(order));
    const message = { ...(await this.flat.messageOf(order)), reads: true };
    return this.carried(claimed, { message, at: this.runtime.clock.now(), nextAt: nextFlatAttemptAt, once: false, triedOf: flatTriedOf });
  }

  private async carried(claimed: ClaimedDelivery, { message, at, nextAt, once, triedOf: judged }: Carried): Promise<WebhookTry> {
    const { clock } = this.runtime;
    const begun = clock.monotonic();
    const answer = await this.options.transport.send({ url: claimed.url, ...message });
    const tried = judged(answer, new Date(at).toISOString(), Math.round(clock.monotonic() - begun));
    if (tried.error === undefined) {
      await this.writes.write(claimed.id, tried, clock.now());
      this.counts.delivered += 1;
    } else await this.failed(claimed, tried, nextAt, once);
    return tried;
  }

  private async failed(claimed: ClaimedDelivery, tried: WebhookTry, nextAt: Carried['nextAt'], once: boolean): Promise<void> {
    const now = this.runtime.clock.now();
    const gone = tried.status === GONE;
    const dueAt = gone ? null : nextAt(claimed.attempts + 1, now);
    const reason = tried.error ?? null;
    const counts = !once && !(gone && claimed.kind === 'notify');
    const trouble = await this.deliveries.failed(claimed, { tried, dueAt, reason, counts, at: now });
    this.counts.failed += 1;
    // What an order's own address says is said of that order alone.
    if (gone && !once && claimed.kind === 'endpoint') await this.disable(claimed, 'gone', null, now);
    else if (trouble !== undefined && isHopeless(trouble, now)) await this.disable(claimed, 'failing', trouble.failingSince, now);
  }

  private async disable(
    { endpointId, merchantId }: ClaimedDelivery,
    state: 'failing' | 'gone',
    failingSince: Date | null,
    at: number,
  ): Promise<void> {
    if (!(await this.deliveries.disable({ endpointId, state, failingSince, eventId: this.runtime.newId(), at }))) return;
    this.counts.disabled += 1;
    this.logger.warn({ endpointId, merchantId, reason: state, failingSince }, 'a webhook endpoint was disabled');
  }
}

const GONE = 410;

/** How one attempt is made and judged. */
interface Carried {
  readonly message: Pick<TransportRequest, 'headers' | 'body' | 'reads'>;
  /** When it was signed, epoch milliseconds. */
  readonly at: number;
  /** When it is tried again after so many attempts; null: never. */
  readonly nextAt: (attempts: number, now: number) => number | null;
  readonly once: boolean;
  readonly triedOf: typeof triedOf;
}

/** Of a flat message only the receiver's own word is a yes. */
function flatTriedOf(answer: TransportAnswer, at: string, durationMs: number): WebhookTry {
  const tried = triedOf(answer, at, durationMs);
  if (tried.error !== undefined || 'fault' in answer || isAcknowledged({ status: answer.status, text: answer.text ?? '' })) return tried;
  return { ...tried, error: 'not_acknowledged' };
}

/** Only a 2xx is a yes. A redirect is a no like any other: it is not followed. */
function triedOf(answer: TransportAnswer, at: string, durationMs: number): WebhookTry {
  if ('fault' in answer) return { at, durationMs, error: answer.fault };
  const { status } = answer;
  if (status >= 200 && status < 300) return { at, durationMs, status };
  return { at, durationMs, status, error: status >= 300 && status < 400 ? 'redirect' : status === GONE ? 'gone' : 'status' };
}

function isHopeless({ failures, failingSince }: EndpointTrouble, now: number): boolean {
  if (failures === null || failingSince === null) return false;
  return failures >= DISABLED_AFTER_FAILURES && now - failingSince.getTime() >= DISABLED_AFTER_MS;
}
