import { ProviderRegistry, RUNTIME, pause } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { spreadOf } from '@interlock/domain';
import type { ProviderName, ProviderResult, QueryResult } from '@interlock/domain';
import { isConnectionLoss, pauseAccount, putOff, takeAsk } from '@interlock/persistence';
import type { OperationRecord } from '@interlock/persistence';
import { trafficLimitOf } from '@interlock/provider-kit';
import type { Exchange } from '@interlock/provider-kit';
import { Inject, Injectable, Logger } from '@nestjs/common';

/** When a provider may be asked: an order not too often, and an account not while its provider wants fewer requests. */
@Injectable()
export class Pacing {
  private readonly logger = new Logger('Pacing');
  /** Pauses that this process began, by provider, for the metrics. */
  readonly pauses = new Map<ProviderName, number>();

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly providers: ProviderRegistry,
  ) {}

  /** Takes the right to ask after the operation's order now. Returns nothing where it was given, else from when on it may be had. */
  async take(operation: OperationRecord): Promise<{ readonly from: number } | undefined> {
    const { orderEveryMs } = this.providers.adapter(operation.provider).queryBounds;
    return takeAsk(this.runtime.pool, { chargeId: operation.chargeId, now: this.runtime.clock.now(), everyMs: orderEveryMs });
  }

  /**
   * The same for whoever holds the operation's lease. Where somebody waits for the answer (`patient`), an order that was
   * asked after a moment ago is waited for; else the look is put off, and claimed again when its time has come. Returns nothing where the right was
   * given, else from when on it may be had, epoch milliseconds.
   */
  async takeOrPutOff(operation: OperationRecord, patient: boolean): Promise<{ readonly from: number } | undefined> {
    const { clock, pool } = this.runtime;
    const { orderEveryMs } = this.providers.adapter(operation.provider).queryBounds;
    let refused = await this.take(operation);
    if (refused !== undefined && patient && refused.from - clock.now() <= orderEveryMs) {
      await pause(clock, Math.max(refused.from - clock.now(), 0));
      refused = await this.take(operation);
    }
    if (refused === undefined) return undefined;
    const { id: operationId, lease, dueAt } = operation;
    if (dueAt !== null) await putOff(pool, { operationId, lease, claimedDueAt: dueAt, until: refused.from });
    return refused;
  }

  /** What a provider says about too many requests makes a pause of its account, and changes nothing about the operation. Returns the end of the pause. */
  async heed(
    { id, provider, providerAccountId: accountId }: OperationRecord,
    askedAt: number,
    heard: { readonly result: ProviderResult | QueryResult; readonly exchanges: readonly Exchange[] },
  ): Promise<number | undefined> {
    const limit = trafficLimitOf(heard.result, heard.exchanges);
    if (limit === undefined) return undefined;
    const { backOff } = this.providers.adapter(provider).queryBounds;
    const now = this.runtime.clock.now();
    const asked = { accountId, askedAt, now, backOff, atLeastMs: limit.retryAfterMs, spread: spreadOf(id) };
    const paused = await pauseAccount(this.runtime.pool, asked).catch((error: unknown) => {
      // What was heard is written by now; a database that goes away costs the pause alone.
      if (isConnectionLoss(error)) return undefined;
      throw error;
    });
    if (paused === undefined) return undefined;
    this.pauses.set(provider, (this.pauses.get(provider) ?? 0) + 1);
    this.logger.warn(
      { accountId, provider, pauseMs: paused.until - now, pauses: paused.pauses },
      'the provider wants fewer requests; nothing of this account is looked into for a while',
    );
    return paused.until;
  }
}
