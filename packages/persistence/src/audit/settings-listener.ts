import pg from 'pg';
import { SETTINGS_CHANNEL } from './settings-channel.js';
import type { StaleSetting } from './setting-change.js';

/** How long the next connection waits after one was lost. */
const PAUSE_MS = 1_000;
const CONNECT_TIMEOUT_MS = 5_000;
const MESSAGE = /^(merchant|api_key|terminal|vendor|account):(.+)$/s;

/** Told which cached reads are out of date; null: any of them may be, for nothing was heard for a while. */
export type StaleListener = (stale: StaleSetting | null) => void;

/**
 * Hears from PostgreSQL which settings were changed, by whichever gateway, on a connection of its own. It makes caches quick, not right: each
 * of them also forgets by itself after a stated time, so a connection that is lost is only slower.
 */
export class SettingsListener {
  readonly #listeners = new Set<StaleListener>();
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(private readonly url: string) {}

  onStale(listener: StaleListener): void {
    this.#listeners.add(listener);
  }

  /** Resolves at the first try, whether or not it was heard: the others are made behind. */
  async start(): Promise<void> {
    if (this.#closed) return;
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'interlock settings',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    this.#client = client;
    client.on('error', () => undefined);
    client.on('end', () => this.#again(client));
    client.on('notification', ({ payload = '' }) => this.#tell(payload));
    try {
      await client.connect();
      await client.query(`listen ${SETTINGS_CHANNEL}`);
      // What was changed while nobody listened.
      for (const listener of this.#listeners) listener(null);
    } catch {
      this.#again(client);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }

  #tell(payload: string): void {
    const [, kind, id] = MESSAGE.exec(payload) ?? [];
    if (kind === undefined || id === undefined) return;
    for (const listener of this.#listeners) listener({ kind: kind as StaleSetting['kind'], id });
  }

  #again(client: pg.Client): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = undefined;
    void client.end().catch(() => undefined);
    this.#timer = setTimeout(() => void this.start(), PAUSE_MS);
    this.#timer.unref();
  }
}
