import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { WebhookDeliveryRepository, WebhookReplayRepository } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { WEBHOOK_OPTIONS } from '../options.js';
import type { WebhookOptions } from '../options.js';

const DAY_MS = 86_400_000;
/** Rows that one statement copies or removes at most. */
const REPLAYED_PAGE = 200;
const FORGOTTEN_PAGE = 500;
const REPLAYS_AT_ONCE = 10;

/** Beside the deliveries themselves: carries replays on, and removes what ended long ago, each by a page at a time. */
@Injectable()
export class WebhookHousekeeping {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(WEBHOOK_OPTIONS) private readonly options: WebhookOptions,
    private readonly replays: WebhookReplayRepository,
    private readonly deliveries: WebhookDeliveryRepository,
  ) {}

  /** One page of each replay that is not done. Returns whether more is left. Throws `NotReady`. */
  async replay(): Promise<boolean> {
    this.runtime.assertReady();
    const { clock, newId } = this.runtime;
    let more = false;
    for (const replay of await this.replays.open(REPLAYS_AT_ONCE)) {
      const ids = Array.from({ length: REPLAYED_PAGE }, () => newId());
      more = (await this.replays.page(replay, ids, clock.now())) || more;
    }
    return more;
  }

  /** One page of what ended before the retention. Returns whether more is left. Throws `NotReady`. */
  async forget(): Promise<boolean> {
    this.runtime.assertReady();
    const before = this.runtime.clock.now() - this.options.retentionDays * DAY_MS;
    return (await this.deliveries.forget(before, FORGOTTEN_PAGE)) === FORGOTTEN_PAGE;
  }
}
