import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { WebhookEndpointRepository } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';

const MOST_KEPT = 10_000;

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

  async ensure(merchantId: string, notifyUrl: string): Promise<void> {
    const { origin } = new URL(notifyUrl);
    const key = `${merchantId} ${origin}`;
    if (this.known.has(key)) return;
    await this.endpoints.ensureNotifyLane({ id: this.runtime.newId(), merchantId, origin, at: this.runtime.clock.now() });
    if (this.known.size >= MOST_KEPT) this.known.clear();
    this.known.add(key);
  }
}
