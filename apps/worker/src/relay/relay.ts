import type { Runtime } from '@interlock/accounts';
import { RelaySession } from '@interlock/persistence';
import { Logger } from '@nestjs/common';
import type { Trouble } from '../trouble.js';
import { Turns } from '../turns.js';
import type { Publisher } from './kafka-publisher.js';

/** A look at the outbox where nothing waited. */
const POLL_MS = 200;
const PAGE = 500;
/** How often the shares are looked at: so long, at most, a partition of a relay that died waits for another. */
const BALANCE_MS = 1_000;
/** After a failure: doubled with each further one, and a random half of it taken off, so that relays do not come back in step. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

export interface RelayOptions {
  readonly databaseUrl: string;
  readonly openPublisher: () => Promise<Publisher>;
  readonly page?: number;
}

interface Place {
  readonly publisher: Publisher;
  readonly session: RelaySession;
}

/**
 * Sends what waits in the outbox to Kafka: at least once, and each order's versions in order. It belongs to the relays, and holds partitions of the
 * outbox, only while it has both a broker that answers and its connection to PostgreSQL; whatever fails, it leaves both and begins anew, and
 * others take its partitions. Nothing is remembered but the marks on the rows.
 */
export class Relay {
  private readonly logger = new Logger('Relay');
  private readonly turns: Turns;
  private place: Place | undefined;
  private balancedAt = -Infinity;
  private stopped = false;
  private failedInARow = 0;
  /** Events acknowledged by Kafka and marked, since the start. */
  relayed = 0;
  /** Failed turns since the start. */
  failures = 0;

  constructor(
    private readonly runtime: Pick<Runtime, 'clock'>,
    trouble: Trouble,
    private readonly options: RelayOptions,
  ) {
    this.turns = new Turns(trouble);
  }

  /** Partitions of the outbox that are this relay's now. */
  get partitions(): number {
    return this.place?.session.held.size ?? 0;
  }

  start(): void {
    this.turns.start({
      what: 'relaying events to Kafka',
      pauseMs: POLL_MS,
      failurePauseMs: () => this.pauseMs(),
      take: () => this.turn(),
    });
  }

  /** Finishes the page that is under way, at most so long, and gives its partitions back. What is not marked by then another relay sends again. */
  async stop(timeoutMs: number): Promise<void> {
    this.stopped = true;
    await this.turns.stop(timeoutMs);
    const { place } = this;
    this.place = undefined;
    // In this order: no partition is another's before nothing of ours is on its way.
    place?.publisher.cut();
    await place?.session.close();
  }

  /** Whether more waits. */
  private async turn(): Promise<boolean> {
    try {
      this.place ??= await this.join();
      const more = await this.relay(this.place);
      this.failedInARow = 0;
      return more;
    } catch (error) {
      this.leave();
      this.failures += 1;
      this.failedInARow += 1;
      throw error;
    }
  }

  private pauseMs(): number {
    const longest = Math.min(FIRST_PAUSE_MS * 2 ** (this.failedInARow - 1), LONGEST_PAUSE_MS);
    return longest * (0.5 + Math.random() / 2);
  }

  private async join(): Promise<Place> {
    const publisher = await this.options.openPublisher();
    try {
      // It was asked to stop while it connected, and waits for nobody any more.
      if (this.stopped) throw new Error('the relay was stopped');
      const session = await RelaySession.open(this.options.databaseUrl);
      // From the instant at which the locks may be another's, nothing of ours leaves.
      session.over.addEventListener('abort', () => publisher.cut());
      this.balancedAt = -Infinity;
      return { publisher, session };
    } catch (error) {
      publisher.cut();
      throw error;
    }
  }

  private async relay({ publisher, session }: Place): Promise<boolean> {
    const { clock } = this.runtime;
    if (clock.monotonic() - this.balancedAt >= BALANCE_MS) await this.balance(session);
    const page = this.options.page ?? PAGE;
    const events = await session.page(page);
    session.over.throwIfAborted();
    if (events.length === 0) return false;
    await publisher.send(events);
    await session.mark(events, clock.now());
    this.relayed += events.length;
    return events.length === page;
  }

  private async balance(session: RelaySession): Promise<void> {
    const before = session.held.size;
    await session.balance();
    this.balancedAt = this.runtime.clock.monotonic();
    if (session.held.size !== before) this.logger.log({ partitions: session.held.size }, 'partitions of the outbox that this relay sends');
  }

  private leave(): void {
    const { place } = this;
    this.place = undefined;
    place?.publisher.cut();
    place?.session.cut();
  }
}
