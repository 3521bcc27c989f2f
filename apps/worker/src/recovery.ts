import { ProviderRegistry, RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { ExpireOrder, ResolveOperation } from '@interlock/orders';
import { claimDue, expiredOrders, isConnectionLoss } from '@interlock/persistence';
import type { OperationRecord } from '@interlock/persistence';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Trouble } from './trouble.js';
import { Turns } from './turns.js';
import type { Job, Turn } from './turns.js';

/** Pauses between looks at the table when nothing was due. */
const POLL_MS = 200;
/** The same soon after something was due: an account gives its next page a quarter of a second later, and one fetched much later is lost to its rate. */
const BUSY_POLL_MS = 50;
const BUSY_MS = 1_000;
const EXPIRY_POLL_MS = 1_000;
const EXPIRED_PAGE = 50;
/** A claim's `due_at`: longer than any call of any adapter takes. */
const LEASE_MS = 60_000;

/** Claims what is due and carries it on, until it is stopped. The row is the job: what dies here is claimed again by whoever lives. */
@Injectable()
export class Recovery implements Job {
  readonly steps: readonly Turn[] = [
    { what: 'claiming what is due', pauseMs: POLL_MS, idlePauseMs: () => this.pollMs(), take: () => this.claim() },
    { what: 'expiring', pauseMs: EXPIRY_POLL_MS, take: () => this.expire() },
  ];
  private readonly logger = new Logger('Recovery');
  private readonly loops: Turns;
  /** What is carried on by now, by account: a provider that hangs fills its own share only. */
  private readonly active = new Map<string, number>();
  private readonly expiring = new Set<string>();
  /** By the monotonic clock. */
  private claimedAt = Number.NEGATIVE_INFINITY;
  /** Operations carried on since the start, for the metrics. */
  resolved = 0;

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly commands: CommandBus,
    private readonly providers: ProviderRegistry,
    trouble: Trouble,
  ) {
    this.loops = new Turns(trouble);
  }

  /** Looks at the table since the start. */
  get turns(): number {
    return this.loops.taken;
  }

  start(): void {
    this.loops.start(...this.steps);
  }

  /** Claims nothing more and waits for what runs, at most so long. */
  stop(timeoutMs: number): Promise<void> {
    return this.loops.stop(timeoutMs);
  }

  /** Whether anything came, so that more may be due. */
  private async claim(): Promise<boolean> {
    this.runtime.assertReady();
    const { pool, clock } = this.runtime;
    const now = clock.now();
    const bounds = this.providers.claimBounds();
    const claimed = await claimDue(pool, { now, leaseUntil: now + LEASE_MS, bounds, running: this.active });
    for (const operation of claimed) this.carryOn(operation);
    if (claimed.length === 0) return false;
    this.claimedAt = clock.monotonic();
    return true;
  }

  private pollMs(): number {
    return this.runtime.clock.monotonic() - this.claimedAt < BUSY_MS ? BUSY_POLL_MS : POLL_MS;
  }

  private carryOn(operation: OperationRecord): void {
    const account = operation.providerAccountId;
    this.active.set(account, (this.active.get(account) ?? 0) + 1);
    this.loops.track(
      this.commands.execute(new ResolveOperation(operation, this.runtime.newId())).then(
        () => {
          this.resolved += 1;
        },
        (error: unknown) =>
          this.dropped(
            error,
            { operationId: operation.id, orderId: operation.orderId },
            'an operation was not carried on; it is claimed again',
          ),
      ),
      () => {
        const left = (this.active.get(account) ?? 1) - 1;
        if (left > 0) this.active.set(account, left);
        else this.active.delete(account);
      },
    );
  }

  private async expire(): Promise<boolean> {
    this.runtime.assertReady();
    const { pool, clock } = this.runtime;
    const expired = await expiredOrders(pool, clock.now(), EXPIRED_PAGE);
    for (const orderId of expired.filter((id) => !this.expiring.has(id))) {
      this.expiring.add(orderId);
      this.loops.track(
        this.commands
          .execute(new ExpireOrder(orderId, this.runtime.newId()))
          .catch((error: unknown) => this.dropped(error, { orderId }, 'an order was not expired; it is tried again')),
        () => this.expiring.delete(orderId),
      );
    }
    return false;
  }

  /** A database that is away is told by the loops, once. */
  private dropped(error: unknown, of: Readonly<Record<string, string>>, what: string): void {
    if (!isConnectionLoss(error)) this.logger.error({ err: error, ...of }, what);
  }
}
