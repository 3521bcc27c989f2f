/** So many callers are remembered at once; past it, the tenth of them that came last the longest ago is forgotten. */
const MAX_CALLERS = 50_000;
const FORGOTTEN_AT_ONCE = MAX_CALLERS / 10;

interface Allowance {
  left: number;
  asOfMs: number;
}

/**
 * A share of requests for each caller of this process: `burst` at once, refilled evenly at `perSecond`. Kept in memory and shared with no other
 * gateway, so that it costs no round trip: behind n gateways a caller has up to n shares. `perSecond` 0: no limit.
 */
export class RateLimiter {
  private readonly callers = new Map<string, Allowance>();

  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    private readonly monotonic: () => number,
  ) {}

  /** 0 where the request is within the share, which it then takes from; else after how many whole seconds there is one again. */
  take(caller: string): number {
    if (this.perSecond === 0) return 0;
    const nowMs = this.monotonic();
    const known = this.callers.get(caller);
    if (known === undefined && this.callers.size >= MAX_CALLERS) this.forgetOldest();
    const left = known === undefined ? this.burst : this.leftOf(known, nowMs);
    // In the order in which they came last.
    this.callers.delete(caller);
    this.callers.set(caller, { left: left < 1 ? left : left - 1, asOfMs: nowMs });
    return left < 1 ? Math.ceil((1 - left) / this.perSecond) : 0;
  }

  private leftOf({ left, asOfMs }: Allowance, nowMs: number): number {
    return Math.min(this.burst, left + ((nowMs - asOfMs) / 1000) * this.perSecond);
  }

  /** Whoever makes up callers faster than they are forgotten gets no more memory for it, and those who are here now keep their count. */
  private forgetOldest(): void {
    let count = 0;
    for (const caller of this.callers.keys()) {
      if (count === FORGOTTEN_AT_ONCE) return;
      this.callers.delete(caller);
      count += 1;
    }
  }
}
