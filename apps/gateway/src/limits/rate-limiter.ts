/** So many callers are remembered at once; past it, those who have all their allowance back are forgotten first. */
const MAX_CALLERS = 50_000;

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
    if (known === undefined && this.callers.size >= MAX_CALLERS) this.forgetWhole(nowMs);
    const left = known === undefined ? this.burst : this.leftOf(known, nowMs);
    if (left < 1) return Math.ceil((1 - left) / this.perSecond);
    this.callers.set(caller, { left: left - 1, asOfMs: nowMs });
    return 0;
  }

  private leftOf({ left, asOfMs }: Allowance, nowMs: number): number {
    return Math.min(this.burst, left + ((nowMs - asOfMs) / 1000) * this.perSecond);
  }

  private forgetWhole(nowMs: number): void {
    for (const [caller, allowance] of this.callers) if (this.leftOf(allowance, nowMs) >= this.burst) this.callers.delete(caller);
    // Whoever makes up callers faster than they are forgotten gets no more memory for it.
    if (this.callers.size >= MAX_CALLERS) this.callers.clear();
  }
}
