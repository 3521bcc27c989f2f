import { ProviderRegistry, RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { CANCEL_ATTEMPTS, isOpen } from '@interlock/domain';
import type { QueryResult } from '@interlock/domain';
import { beginAttempt, claimOne, readOrder } from '@interlock/persistence';
import type { Cause, OperationRecord, OrderWithOperations } from '@interlock/persistence';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Finisher } from './finisher.js';
import type { Finished, SendWindow } from './finisher.js';
import { withOperation } from './order-operations.js';
import { supportOf } from './following-call.js';
import { mayGoOn } from './readiness.js';
import { assertSameRequest } from './request-hash.js';
import { Pacing } from './pacing.js';
import { ProviderCalls } from './provider-calls.js';
import type { SalePlan } from './sale-plan.js';
import { RECOVERY_GRACE_MS, SEND_WINDOW_MS } from './windows.js';

type Step =
  | { readonly type: 'send'; readonly operation: OperationRecord; readonly window: SendWindow; readonly plan: SalePlan | undefined }
  /** `taken`: the worker's claim has taken the order's turn to be asked already. */
  | { readonly type: 'ask'; readonly operation: OperationRecord; readonly turn: 'taken' | 'to_take' };

/** What a person's question has led to: `askAgainAt` where the provider, asked just now, wants no further question before that. */
export interface Heard {
  readonly read: OrderWithOperations;
  readonly said: QueryResult;
  readonly askAgainAt: number | undefined;
}

/** Exchanges that one run may make before the rest is left to the worker. */
const MAX_STEPS = 12;

/**
 * begin → call → finish, for every operation. Callers begin; here the provider is called, with no transaction and no connection held,
 * and what it said is finished; then whatever that begins or asks for at once is carried on.
 */
@Injectable()
export class Engine {
  private readonly logger = new Logger('Engine');
  private readonly running = new Set<Promise<unknown>>();

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly providers: ProviderRegistry,
    private readonly finisher: Finisher,
    private readonly pacing: Pacing,
    private readonly calls: ProviderCalls,
  ) {}

  /** Sends a begun operation and follows it for as long as there is something to do now. The run goes on when its caller has gone. */
  send(
    read: OrderWithOperations,
    operation: OperationRecord,
    window: SendWindow,
    cause: Cause,
    plan?: SalePlan,
  ): Promise<OrderWithOperations> {
    return this.tracked(this.run(read, { type: 'send', operation, window, plan }, cause, true));
  }

  /** Carries on a claimed operation: sends it again where that is wanted, otherwise asks the provider. */
  resolve(claimed: OperationRecord, cause: Cause): Promise<OrderWithOperations> {
    return this.tracked(this.resolveClaimed(claimed, cause));
  }

  /**
   * Asks now about an operation that somebody else may hold; returns undefined where its lease has moved on, and where its order was asked after a
   * moment ago or its provider wants fewer requests. It only asks: what waits to be sent again waits for its own time, which the provider's document
   * sets.
   */
  async askNow(read: OrderWithOperations, operation: OperationRecord, cause: Cause): Promise<OrderWithOperations | undefined> {
    if ((await this.pacing.take(operation)) !== undefined) return undefined;
    const claimed = await this.claim(operation);
    return claimed === undefined
      ? undefined
      : this.tracked(this.run(read, { type: 'ask', operation: claimed, turn: 'taken' }, cause, false));
  }

  /**
   * One question for a person who is about to say something of the operation, and what the provider said. It begins no cancel of ours and sends
   * nothing again, for the word may make that wrong; undefined where the lease has moved on, `notBefore` where the provider may not be asked yet:
   * who was not asked has said nothing.
   */
  async hear(
    read: OrderWithOperations,
    operation: OperationRecord,
    cause: Cause,
  ): Promise<Heard | { readonly notBefore: number } | undefined> {
    const claimed = await this.claim(operation);
    return claimed === undefined ? undefined : this.tracked(this.askForPerson(read, claimed, cause));
  }

  private async askForPerson(
    read: OrderWithOperations,
    claimed: OperationRecord,
    cause: Cause,
  ): Promise<Heard | { readonly notBefore: number }> {
    // An order that was asked after a moment ago is waited for.
    const refused = await this.pacing.takeOrPutOff(claimed, true);
    if (refused !== undefined) return { notBefore: refused.from };
    const { finished, said, askAgainAt } = await this.askOne(read, claimed, cause, true);
    const { followUp } = finished;
    if (followUp === undefined) return { read: finished.read, said, askAgainAt };
    // Late money that has just been proven goes where the merchant's policy sends it.
    const step = { type: 'send' as const, operation: followUp.operation, window: followUp.window, plan: undefined };
    return { read: await this.run(finished.read, step, cause, true), said, askAgainAt };
  }

  /** Waits for the runs of this process, at most so long; what is left is the worker's. */
  async drain(timeoutMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise((resolve) => {
      timer = setTimeout(resolve, timeoutMs);
    });
    await Promise.race([Promise.allSettled([...this.running]), over]);
    clearTimeout(timer);
  }

  /** Has `drain` wait for the run too: for whoever goes on after its caller has gone. */
  tracked<T>(run: Promise<T>): Promise<T> {
    this.running.add(run);
    const forget = (): void => void this.running.delete(run);
    run.then(forget, forget);
    return run;
  }

  private async resolveClaimed(claimed: OperationRecord, cause: Cause): Promise<OrderWithOperations> {
    this.runtime.assertReady();
    const read = await readOrder(this.runtime.pool, 'byOperation', [claimed.id]);
    if (read === undefined) throw new Error(`operation ${claimed.id} has no order`);
    const step = await this.stepFor(claimed, claimed.id === claimed.chargeId ? 'taken' : 'to_take');
    return this.run(read, step, cause, false);
  }

  /** `patient`: somebody waits for the end of it. */
  private async run(start: OrderWithOperations, first: Step, cause: Cause, patient: boolean): Promise<OrderWithOperations> {
    let read = start;
    let step: Step | undefined = first;
    for (let count = 0; step !== undefined && count < MAX_STEPS; count += 1) {
      if (step.type === 'ask' && step.turn === 'to_take' && (await this.pacing.takeOrPutOff(step.operation, patient)) !== undefined) break;
      const finished: Finished =
        step.type === 'send' ? await this.sendOne(read, step, cause) : (await this.askOne(read, step.operation, cause)).finished;
      read = finished.read;
      step = await this.stepAfter(finished, step);
    }
    return read;
  }

  private async stepAfter(finished: Finished, done: Step): Promise<Step | undefined> {
    const { followUp, read } = finished;
    if (followUp !== undefined) {
      const plan = done.type === 'send' && followUp.operation.id === followUp.operation.chargeId ? done.plan : undefined;
      return { type: 'send', operation: followUp.operation, window: followUp.window, plan };
    }
    const now = this.runtime.clock.now();
    const due = read.operations.find(
      (operation) => operation.id === done.operation.id && isOpen(operation.outcome) && operation.dueAt !== null && operation.dueAt <= now,
    );
    const claimed = due === undefined ? undefined : await this.claim(due);
    return claimed === undefined ? undefined : this.stepFor(claimed, 'to_take');
  }

  /** Takes the lease of an operation that this process saw last under `operation.lease`; leaves it to others where this process must claim nothing. */
  private async claim(operation: OperationRecord): Promise<OperationRecord | undefined> {
    if (!mayGoOn(this.runtime)) return undefined;
    return claimOne(this.runtime.pool, {
      operationId: operation.id,
      lease: operation.lease,
      leaseUntil: this.leaseUntil(operation),
    });
  }

  /** A claim's `due_at`: past everything that its holder may do. */
  leaseUntil(operation: Pick<OperationRecord, 'provider'>): number {
    const adapter = this.providers.adapter(operation.provider);
    const longest = Math.max(
      adapter.queryTimeouts.totalTimeoutMs,
      ...Object.values(adapter.operations).map((support) => support.totalTimeoutMs),
    );
    return this.runtime.clock.now() + SEND_WINDOW_MS + longest + RECOVERY_GRACE_MS;
  }

  /** What the holder of a lease does: a cancel of which nothing was heard, or what is to be sent again, is sent under the same key; everything else is asked. */
  private async stepFor(claimed: OperationRecord, turn: 'taken' | 'to_take'): Promise<Step> {
    if (!this.mayBeSentAgain(claimed)) return { type: 'ask', operation: claimed, turn };
    assertSameRequest(claimed);
    const window = this.sendWindow();
    const attempt = await beginAttempt(this.runtime.pool, {
      operationId: claimed.id,
      lease: claimed.lease,
      sendUntil: window.wallMs,
      dueAt: this.leaseUntil(claimed),
    });
    // What may not be sent any more (a cancel of what is known to be paid) is asked after, or nobody ever would.
    return attempt === undefined
      ? { type: 'ask', operation: claimed, turn }
      : { type: 'send', operation: attempt, window, plan: undefined };
  }

  /** A cancel whose holders died one after the other is sent no more often than one that was heard of, and asked after from then on. */
  private mayBeSentAgain({ kind, outcome, sendAgain, attempts, provider }: OperationRecord): boolean {
    if (!isOpen(outcome)) return false;
    if (sendAgain) return true;
    const { resend } = supportOf(this.providers.adapter(provider), kind);
    return kind === 'cancel' && outcome === null && resend !== 'never' && attempts < CANCEL_ATTEMPTS;
  }

  sendWindow(): SendWindow {
    const { clock } = this.runtime;
    return { wallMs: clock.now() + SEND_WINDOW_MS, monotonicMs: clock.monotonic() + SEND_WINDOW_MS };
  }

  private async sendOne(read: OrderWithOperations, step: Extract<Step, { type: 'send' }>, cause: Cause): Promise<Finished> {
    const { operation, window, plan } = step;
    const askedAt = this.runtime.clock.now();
    const { result, exchanges } = await this.calls.send(read, operation, window, plan);
    if (result.outcome === 'declined' && result.code === 'provider_configuration') {
      // Every further order of this account meets the same until a person mends it; a next route would hide that.
      this.logger.error(
        {
          orderId: operation.orderId,
          operationId: operation.id,
          accountId: operation.providerAccountId,
          provider: operation.provider,
          providerCode: result.providerCode,
        },
        'the provider refuses this account as it is configured',
      );
    }
    const finished = await this.finisher.finish({
      read: withOperation(read, operation),
      operationId: operation.id,
      source: 'answer',
      askedAt,
      attempt: operation.attempts,
      lease: operation.lease,
      result,
      exchanges,
      claimedDueAt: operation.dueAt,
      cause: { ...cause, cause: 'answer' },
      nextRoute: plan?.hasNext(operation) === true ? plan.nextRoute : undefined,
    });
    await this.pacing.heed(operation, askedAt, { result, exchanges });
    return finished;
  }

  private async askOne(
    read: OrderWithOperations,
    operation: OperationRecord,
    cause: Cause,
    asksOnly = false,
  ): Promise<Omit<Heard, 'read'> & { readonly finished: Finished }> {
    const askedAt = this.runtime.clock.now();
    const current = withOperation(read, operation);
    const { result, exchanges } = await this.calls.query(current, operation);
    const finished = await this.finisher.finish({
      read: current,
      operationId: operation.id,
      source: 'query',
      askedAt,
      attempt: operation.attempts,
      lease: operation.lease,
      result,
      exchanges,
      claimedDueAt: operation.dueAt,
      cause: { ...cause, cause: 'query' },
      asksOnly,
    });
    const askAgainAt = await this.pacing.heed(operation, askedAt, { result, exchanges });
    return { finished, said: result, askAgainAt };
  }
}
