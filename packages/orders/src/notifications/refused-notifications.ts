import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import type { ProviderName } from '@interlock/domain';
import type { OpenAccount } from '@interlock/persistence';
import { Inject, Injectable, Logger } from '@nestjs/common';

/** Anybody can send messages that do not verify, and must not fill the log with them. */
const SAMPLE_MS = 10_000;

/** Notifications whose signature did not verify: all of them counted, at most one line of the log per account in ten seconds. */
@Injectable()
export class RefusedNotifications {
  private readonly logger = new Logger('Notification');
  private readonly lines = new Map<string, { readonly quietUntil: number; suppressed: number }>();
  private readonly counts = new Map<ProviderName, number>();

  constructor(@Inject(RUNTIME) private readonly runtime: Pick<Runtime, 'clock'>) {}

  /** Since the start of this process, for the metrics. */
  get byProvider(): ReadonlyMap<ProviderName, number> {
    return this.counts;
  }

  /** `account` is one that exists, so that what is kept here is bounded. */
  add(account: Pick<OpenAccount, 'id' | 'provider'>, requestId: string): void {
    this.counts.set(account.provider, (this.counts.get(account.provider) ?? 0) + 1);
    const now = this.runtime.clock.monotonic();
    const last = this.lines.get(account.id);
    if (last !== undefined && now < last.quietUntil) {
      last.suppressed += 1;
      return;
    }
    this.lines.set(account.id, { quietUntil: now + SAMPLE_MS, suppressed: 0 });
    this.logger.warn(
      { accountId: account.id, requestId, suppressedBefore: last?.suppressed ?? 0 },
      'a notification was refused: its signature does not verify',
    );
  }
}
