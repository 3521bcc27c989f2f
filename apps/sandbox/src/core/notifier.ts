import { Agent, request } from 'undici';

import type { SandboxClock } from './clock.js';
import type { Faults } from './faults.js';
import type { MagicName } from './magic-amounts.js';
import type { ProviderName } from '@interlock/domain';

/** A notification that a twin wants delivered. */
export interface Delivery {
  readonly provider: ProviderName;
  /** The operation that made the order, in the provider's word: faults are armed on it. */
  readonly operation: string;
  /** The order's numbers, for faults that name one. */
  readonly keys: readonly string[];
  readonly url: string;
  /** Milliseconds before each delivery, counted from the previous one; stops when acknowledged. */
  readonly scheduleMs: readonly number[];
  /** The order's magic, of which `notified_twice` and `not_notified` are played here. */
  readonly magic: MagicName | undefined;
  /** Composed anew for each delivery, signed with the key of that moment. A forgery says that the order is paid and has a signature that does not verify. */
  compose(forged: boolean): { readonly headers: Readonly<Record<string, string>>; readonly body: string };
  acknowledged(answer: { readonly status: number; readonly body: string }): boolean;
}

/** A receiver that takes longer has not acknowledged; real time, not the sandbox's. */
const RECEIVER_TIMEOUT_MS = 10_000;
const LATE_MS = 60_000;

/** Sends the providers' notifications, with their schedules, until the receiver acknowledges. */
export class Notifier {
  readonly #agent = new Agent({
    connections: 16,
    connectTimeout: 2_000,
    headersTimeout: RECEIVER_TIMEOUT_MS,
    bodyTimeout: RECEIVER_TIMEOUT_MS,
  });

  constructor(
    private readonly clock: SandboxClock,
    private readonly faults: Faults,
    /** Divides every wait of the providers' schedules. */
    private readonly speed = 1,
  ) {}

  /** An order that wants notifications was created: where `notify_forged` is armed a stranger's forgery comes at once. */
  opened(delivery: Delivery): void {
    const fault = this.faults.takeForNotification(delivery.provider, delivery.operation, delivery.keys, 'forgery');
    if (fault !== undefined) this.#deliver({ ...delivery, scheduleMs: [0] }, true, 0, 0);
  }

  /** Something happened that the provider notifies. */
  notify(delivery: Delivery): void {
    if (delivery.magic === 'not_notified') return;
    const fault = this.faults.takeForNotification(delivery.provider, delivery.operation, delivery.keys, 'genuine');
    if (fault?.name === 'notify_never') return;
    const lateMs = fault?.name === 'notify_late' ? (fault.delayMs ?? LATE_MS) : 0;
    this.#deliver(delivery, false, 0, lateMs);
    if (delivery.magic === 'notified_twice' || fault?.name === 'notify_twice') this.#deliver(delivery, false, 0, lateMs);
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  #deliver(delivery: Delivery, forged: boolean, attempt: number, extraMs: number): void {
    const delayMs = delivery.scheduleMs[attempt];
    if (delayMs === undefined) return;
    this.clock.after(delayMs / this.speed + extraMs, async () => {
      if (!(await this.#acknowledged(delivery, forged))) this.#deliver(delivery, forged, attempt + 1, 0);
    });
  }

  async #acknowledged(delivery: Delivery, forged: boolean): Promise<boolean> {
    const { headers, body } = delivery.compose(forged);
    try {
      const answer = await request(delivery.url, {
        method: 'POST',
        headers,
        body,
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(RECEIVER_TIMEOUT_MS),
      });
      return delivery.acknowledged({ status: answer.statusCode, body: await answer.body.text() });
    } catch {
      // Unreachable, refused, too slow or not a URL: to a provider all of it means "not acknowledged".
      return false;
    }
  }
}
