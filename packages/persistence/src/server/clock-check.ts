import { MAX_CLOCK_SKEW_MS } from '@interlock/domain';
import type pg from 'pg';

const CHECK_EVERY_MS = 60_000;
/** While the clocks are not shown to agree nothing can be begun, so that it is looked at again soon. */
const CHECK_AGAIN_MS = 1_000;
/** A slow round trip says little about the clock, so the fastest of a few is believed. */
const SAMPLES = 3;

/** The database's clock minus ours in milliseconds, and how far from the truth that may be (half of the round trip). */
export interface ClockSkew {
  readonly skewMs: number;
  readonly uncertaintyMs: number;
}

/** The one place that may ask PostgreSQL for the time. `now` is our wall clock, `monotonic` measures the round trip; both in milliseconds. */
export async function measureClockSkew(pool: pg.Pool, now: () => number, monotonic: () => number): Promise<ClockSkew> {
  let best: ClockSkew | undefined;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const [sentAt, started] = [now(), monotonic()];
    const { rows } = await pool.query<{ ms: number }>({
      name: 'clock',
      text: 'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
    });
    const half = (monotonic() - started) / 2;
    const theirs = rows[0]?.ms ?? Number.NaN;
    if (best === undefined || half < best.uncertaintyMs) best = { skewMs: theirs - (sentAt + half), uncertaintyMs: half };
  }
  return best ?? { skewMs: Number.NaN, uncertaintyMs: 0 };
}

/** Whether the clocks are shown to be close enough; what cannot be shown counts as too far. */
export function withinSkewLimit({ skewMs, uncertaintyMs }: ClockSkew): boolean {
  return Math.abs(skewMs) + uncertaintyMs <= MAX_CLOCK_SKEW_MS;
}

/** Compares the clocks at the start and every minute, every second while they do not agree. `ok` is what the last comparison showed; one that could not be made shows nothing. */
export class ClockWatch {
  #ok = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #last: ClockSkew | undefined;

  constructor(
    private readonly pool: pg.Pool,
    private readonly now: () => number,
    private readonly monotonic: () => number,
  ) {}

  get ok(): boolean {
    return this.#ok;
  }

  get last(): ClockSkew | undefined {
    return this.#last;
  }

  /** The first comparison; later ones follow by themselves until `stop`. */
  async start(): Promise<void> {
    await this.check();
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.start(), this.#ok ? CHECK_EVERY_MS : CHECK_AGAIN_MS);
    this.#timer.unref();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** Compares now. A database that cannot be asked leaves the verdict as it is: nothing can be begun without it anyway. */
  async check(): Promise<void> {
    try {
      this.#last = await measureClockSkew(this.pool, this.now, this.monotonic);
      this.#ok = withinSkewLimit(this.#last);
    } catch {
      return;
    }
  }
}
