import type { Pool } from 'pg';
import { isConnectionLoss } from '../server/connection-loss.js';
import { StartupError } from '../server/startup-error.js';
import { SecretUnreadable } from './errors.js';
import type { KeyRing } from './key-ring.js';

/** What is hashed under a key of its own and compared with what was stored. */
const HASH_PURPOSES = ['request-content', 'short-link'] as const;

const RETRY_MS = 1_000;

const hashKeyContext = (purpose: string): string => `hash_key:${purpose}`;

/**
 * Has the ring hash with the keys that are stored. Those that are not there yet are stored as the ring derives them from its oldest master key,
 * which is what they were before they were stored. Throws `SecretUnreadable` where a stored one cannot be opened.
 */
export async function loadHashKeys(pool: Pool, keyRing: KeyRing, at: Date): Promise<void> {
  const known = await storedKeys(pool);
  for (const purpose of HASH_PURPOSES.filter((one) => !known.has(one))) {
    const secret = await keyRing.seal(keyRing.derivedHashKey(purpose), hashKeyContext(purpose));
    // Of two processes that start together, one has written it, and both read that.
    await pool.query('insert into hash_key (purpose, secret, created_at) values ($1, $2, $3) on conflict do nothing', [
      purpose,
      secret,
      at,
    ]);
  }
  const keys = new Map<string, Uint8Array>();
  for (const [purpose, secret] of await storedKeys(pool)) keys.set(purpose, await keyRing.open(secret, hashKeyContext(purpose)));
  keyRing.hashWith(keys);
}

async function storedKeys(pool: Pool): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ purpose: string; secret: string }>('select purpose, secret from hash_key');
  return new Map(rows.map(({ purpose, secret }) => [purpose, secret]));
}

/** Loads them at the start of a process, and again every second while the database is away; until then the ring hashes nothing. */
export class HashKeys {
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(
    private readonly pool: Pool,
    private readonly keyRing: KeyRing,
    /** Epoch milliseconds. */
    private readonly now: () => number,
  ) {}

  /** Throws a `StartupError` where the ring cannot open what is stored. A database that is away, or not migrated, is waited for. */
  async start(): Promise<void> {
    this.keyRing.awaitHashKeys();
    try {
      await loadHashKeys(this.pool, this.keyRing, new Date(this.now()));
    } catch (error) {
      if (error instanceof SecretUnreadable) throw new StartupError(`${error.message} Is INTERLOCK_MASTER_KEYS that of this database?`);
      if (!isConnectionLoss(error) && !isNotMigrated(error)) throw error;
      this.#again();
    }
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #again(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      loadHashKeys(this.pool, this.keyRing, new Date(this.now())).catch(() => this.#again());
    }, RETRY_MS);
    this.#timer.unref();
  }
}

function isNotMigrated(error: unknown): boolean {
  return (error as { readonly code?: unknown }).code === '42P01';
}
