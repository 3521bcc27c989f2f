import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { isConnectionLoss, readSnapshots, WebhookDeliveryRepository } from '@interlock/persistence';
import type { ClaimedDelivery, OrderWithOperations } from '@interlock/persistence';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DeliverySender } from './sender.js';

/** Calls to one endpoint at once, in this process, and how many of them one claim takes. */
const PER_ENDPOINT = 64;
const CLAIM_PAGE = 32;
/** Failures in a row from which on an endpoint is tried with one call at a time: one that hangs costs no more than that. */
const FAILING_AFTER = 5;
/** A claim's `due_at`: longer than a call takes, with what is written before and after it. */
const LEASE_MS = 60_000;
const A_MOMENT_MS = 1_000;
/** After so long behind a view that cannot be delivered, a later one goes in its place. */
const SUPERSEDES_AFTER_MS = 3_600_000;

/** What a turn has begun; each of `deliveries` ends once its outcome is written, and never rejects. */
export interface DeliveryTurn {
  readonly deliveries: readonly Promise<void>[];
}

interface Lane {
  running: number;
  failing: boolean;
}

/** Takes to the merchants' endpoints what is due. The row is the job: what dies here is claimed again by whoever lives. */
@Injectable()
export class DeliveryJob {
  private readonly logger = new Logger('Webhooks');
  private readonly lanes = new Map<string, Lane>();

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly repository: WebhookDeliveryRepository,
    private readonly sender: DeliverySender,
  ) {}

  /** Claims one page of what is due, from each endpoint its share, and begins to deliver it. Throws `NotReady`. */
  async turn(): Promise<DeliveryTurn> {
    this.runtime.assertReady();
    const now = this.runtime.clock.now();
    const claimed = await this.repository.claimDue({
      now,
      leaseUntil: now + LEASE_MS,
      perEndpoint: CLAIM_PAGE,
      failingAfter: FAILING_AFTER,
      except: [...this.lanes].filter(([, lane]) => isFull(lane)).map(([id]) => id),
      aMomentLater: now + A_MOMENT_MS,
      supersededBefore: now - SUPERSEDES_AFTER_MS,
    });
    if (claimed.length === 0) return { deliveries: [] };
    const taken = await Promise.all(claimed.map((delivery) => this.newest(delivery, now)));
    const snapshots = await readSnapshots(
      this.runtime.pool,
      taken.filter(({ orderId }) => orderId !== null).map(({ id }) => id),
    );
    const deliveries = taken.map((delivery) => {
      const order = snapshots.get(delivery.id);
      return this.tracked(delivery, order ?? null);
    });
    return { deliveries };
  }

  /** In the place of a view that could not be delivered for an hour goes the newest that has waited as long. */
  private async newest(delivery: ClaimedDelivery, now: number): Promise<ClaimedDelivery> {
    const { supersededBy } = delivery;
    if (supersededBy === null) return delivery;
    const input = { supersededBy, now, leaseUntil: now + LEASE_MS, failingAfter: FAILING_AFTER };
    return (await this.repository.supersede(delivery, input)) ?? delivery;
  }

  private async tracked(delivery: ClaimedDelivery, order: OrderWithOperations | null): Promise<void> {
    const { endpointId, failing } = delivery;
    const lane = this.lanes.get(endpointId) ?? { running: 0, failing };
    this.lanes.set(endpointId, lane);
    lane.running += 1;
    lane.failing = failing;
    try {
      const once = delivery.type === 'webhook.test';
      await (order === null ? this.sender.send(delivery, delivery.payload, once) : this.sender.sendOrder(delivery, order));
    } catch (error) {
      // A database that is away is told by the loops, once. The row is claimed again when its lease is over.
      if (!isConnectionLoss(error))
        this.logger.error({ err: error, deliveryId: delivery.id }, 'a webhook was not delivered; it is claimed again');
    } finally {
      lane.running -= 1;
      if (lane.running === 0) this.lanes.delete(endpointId);
    }
  }
}

function isFull({ running, failing }: Lane): boolean {
  return failing ? running > 0 : running > PER_ENDPOINT - CLAIM_PAGE;
}
