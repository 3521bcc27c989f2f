import { Socket } from 'node:net';
import pg from 'pg';
import { RELAY_PARTITIONS, relayShare } from './relay-share.js';

/** The two kinds of advisory locks of a relay, as the first of their two numbers; the second is its own number, or that of a partition. */
const MEMBER = 0x11_7e_10;
const PARTITION = 0x11_7e_11;

/** A statement of ours takes milliseconds; one that takes so long has no server behind it any more. */
const STATEMENT_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** Seconds: after 10 of silence the server asks whether we live, and after 10 more it frees our locks. Its own default is two hours. */
const KEEP_ALIVE = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=2';

/** An event that waits to be sent. */
export interface UnrelayedEvent {
  readonly id: string;
  readonly merchantId: string;
  readonly orderId: string;
  readonly version: number;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

const membersStatement = `
select l.objid::int as member from pg_locks l
where l.locktype = 'advisory' and l.classid::bigint = ${String(MEMBER)} and l.objsubid = 2 and l.granted
  and l.database = (select d.oid from pg_database d where d.datname = current_database())`;

/** The last byte of a UUID is random in every version that we use. */
const pageStatement = `
select id, merchant_id as "merchantId", order_id as "orderId", version, type, payload, created_at as "createdAt" from outbox
where relayed_at is null and get_byte(uuid_send(order_id), 15) % ${String(RELAY_PARTITIONS)} = any($1::int[])
order by order_id, version limit $2`;

const markStatement = 'update outbox set relayed_at = $2 where id = any($1::uuid[]) and relayed_at is null';

/**
 * One relay's hold on its partitions of the outbox: session locks of PostgreSQL on a connection of its own. Reads and marks go over that very
 * connection, so that neither is possible once the locks may be somebody else's. A relay that dies loses its connection, and with it the locks.
 */
export class RelaySession {
  readonly #client: pg.Client;
  readonly #socket: Socket;
  readonly #over = new AbortController();
  readonly #held = new Set<number>();
  #me = 0;

  private constructor(url: string) {
    this.#socket = new Socket();
    this.#client = new pg.Client({
      connectionString: url,
      application_name: 'interlock relay',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: STATEMENT_TIMEOUT_MS,
      keepAlive: true,
      options: KEEP_ALIVE,
      stream: () => this.#socket,
    });
    this.#client.on('error', (error) => this.cut(error));
    this.#client.on('end', () => this.cut());
  }

  /** Connects and is counted among the relays from then on; holds no partition yet. */
  static async open(url: string): Promise<RelaySession> {
    const session = new RelaySession(url);
    try {
      await session.#client.connect();
      const { rows } = await session.#client.query<{ me: number }>(
        `select m.pid as me, pg_advisory_lock(${String(MEMBER)}, m.pid) from pg_backend_pid() m (pid)`,
      );
      session.#me = rows[0]?.me ?? 0;
      return session;
    } catch (error) {
      session.cut();
      throw error;
    }
  }

  /** Aborted at the moment at which the connection is known to be gone: whatever was read under it must not be sent any more. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  /** The partitions that are this relay's alone. */
  get held(): ReadonlySet<number> {
    return this.#held;
  }

  /** Gives back what is more than a fair share, and takes what is free up to it. Nothing may be on its way to Kafka meanwhile. */
  async balance(): Promise<void> {
    const { rows } = await this.#query<{ member: number }>(membersStatement);
    const share = relayShare(
      rows.map(({ member }) => member),
      this.#me,
    );
    for (const partition of [...this.#held].slice(share)) {
      this.#held.delete(partition);
      await this.#query(`select pg_advisory_unlock(${String(PARTITION)}, $1)`, [partition]);
    }
    // Each relay begins at another place, so that those that start together do not all ask for the same ones.
    for (let count = 0; count < RELAY_PARTITIONS && this.#held.size < share; count += 1) {
      const partition = (this.#me + count) % RELAY_PARTITIONS;
      if (!this.#held.has(partition) && (await this.#take(partition))) this.#held.add(partition);
    }
  }

  /**
   * The next events of the held partitions: of each order a run of versions without a gap that begins at the lowest unsent one. For versions of an
   * order commit one after the other (each is written under the lock of the order's row), so whoever sees one sees all before it; and a page is
   * cut in this order only.
   */
  async page(limit: number): Promise<UnrelayedEvent[]> {
    if (this.#held.size === 0) return [];
    return (await this.#query<UnrelayedEvent>(pageStatement, [[...this.#held], limit])).rows;
  }

  /** Notes that Kafka has acknowledged them. */
  async mark(events: readonly UnrelayedEvent[], at: number): Promise<void> {
    await this.#query(markStatement, [events.map(({ id }) => id), new Date(at)]);
  }

  /** Gives every lock back in order. */
  async close(): Promise<void> {
    if (!this.#over.signal.aborted) await this.#query('select pg_advisory_unlock_all()').catch(() => undefined);
    this.cut();
  }

  /** Ends the connection without a word, as a crash would. */
  cut(reason: Error = new Error('Connection terminated')): void {
    this.#held.clear();
    if (!this.#over.signal.aborted) this.#over.abort(reason);
    this.#socket.destroy();
  }

  async #take(partition: number): Promise<boolean> {
    const { rows } = await this.#query<{ taken: boolean }>(`select pg_try_advisory_lock(${String(PARTITION)}, $1) as taken`, [partition]);
    return rows[0]?.taken ?? false;
  }

  /** After a failure nobody knows what the session still holds, so it is over. */
  async #query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<pg.QueryResult<Row>> {
    try {
      return await this.#client.query<Row>(text, [...values]);
    } catch (error) {
      this.cut();
      throw error;
    }
  }
}
