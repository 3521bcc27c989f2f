import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { InvalidReference } from '@interlock/domain';
import { WebhookEndpointRepository } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';

const MOST_KEPT = 10_000;

/** Of one merchant that are not disabled: an origin made up for each order would be a row for each order. */
const MOST_LANES = 1_000;

/**
 * Where messages to the orders' own notifyUrl are written: a lane for each merchant and origin, which has to be there before the order is. Once it
 * is, it stays, so that a process asks the database for it once.
 */
@Injectable()
export class NotifyLanes {
  private readonly known = new Set<string>();

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly endpoints: WebhookEndpointRepository,
  ) {}

  /** Throws `InvalidReference` where the merchant has as many as it may. */
  async ensure(merchantId: string, notifyUrl: string): Promise<void> {
    const { origin } = new URL(notifyUrl);
    const key = `${merchantId} ${origin}`;
    if (this.known.has(key)) return;
    const { newId, clock } = this.runtime;
    if (!(await this.endpoints.ensureNotifyLane({ id: newId(), merchantId, origin, most: MOST_LANES, at: clock.now() })))
      throw new InvalidReference(
        'notifyUrl',
        `a merchant’s orders have at most ${String(MOST_LANES)} origins to notify: disable one that is not needed (PATCH /v1/webhooks/{id})`,
      );
    if (this.known.size >= MOST_KEPT) this.known.clear();
    this.known.add(key);
  }
}
