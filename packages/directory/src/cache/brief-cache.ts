/** More than this many entries means that the cache is emptied, not that memory grows. */
const MOST_KEPT = 10_000;

interface Kept<T> {
  readonly until: number;
  readonly value: Promise<T | undefined>;
}

/** What was read lately, for at most `freshMs`, so that the hot path costs no round trip for it. Callers that come together share one read; what was not found is not kept. */
export class BriefCache<T> {
  private readonly kept = new Map<string, Kept<T>>();

  constructor(
    private readonly freshMs: number,
    private readonly monotonic: () => number,
  ) {}

  get(key: string, read: () => Promise<T | undefined>): Promise<T | undefined> {
    const now = this.monotonic();
    const known = this.kept.get(key);
    if (known !== undefined && known.until > now) return known.value;
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    const kept = { until: now + this.freshMs, value: read() };
    this.kept.set(key, kept);
    const forget = (): void => {
      if (this.kept.get(key) === kept) this.kept.delete(key);
    };
    kept.value.then((value) => {
      if (value === undefined) forget();
    }, forget);
    return kept.value;
  }

  /** The next caller reads anew. */
  forget(key: string): void {
    this.kept.delete(key);
  }

  /** And so do all of them. */
  forgetAll(): void {
    this.kept.clear();
  }
}
