import pg from 'pg';

/** How long the next connection waits after one was lost. */
const PAUSE_MS = 1_000;
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Hears what is told on a channel of PostgreSQL's, by whichever process, on a connection of its own. It makes things quick, not right: what is told
 * while the connection is lost is not heard, so whoever listens also looks by himself now and then.
 */
export class ChannelListener {
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    private readonly url: string,
    private readonly of: {
      readonly channel: string;
      readonly applicationName: string;
      /** Null: nothing was heard for a while, so that anything may have been told. */
      readonly tell: (payload: string | null) => void;
    },
  ) {}

  /** Resolves at the first try, whether or not it was heard: the others are made behind. */
  async start(): Promise<void> {
    if (this.#closed) return;
    const client = new pg.Client({
      connectionString: this.url,
      application_name: this.of.applicationName,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    this.#client = client;
    client.on('error', () => undefined);
    client.on('end', () => this.#again(client));
    client.on('notification', ({ payload = '' }) => this.of.tell(payload));
    try {
      await client.connect();
      await client.query(`listen ${this.of.channel}`);
      this.of.tell(null);
    } catch {
      this.#again(client);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }

  #again(client: pg.Client): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = undefined;
    void client.end().catch(() => undefined);
    this.#timer = setTimeout(() => void this.start(), PAUSE_MS);
    this.#timer.unref();
  }
}
