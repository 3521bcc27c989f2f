import type { Clock } from '@interlock/accounts';
import type { DoorOptions } from '../http/door-options.js';
import { RateLimiter } from './rate-limiter.js';

/** A minute's activations of one address or vendor: an installer with a box of terminals needs no more, and a guesser gets nowhere. */
const ACTIVATIONS_PER_MINUTE = { address: 20, vendor: 60 } as const;
/** What a caller may do at once is what it may do in so many seconds. */
const BURST_SECONDS = 2;

/** How much this gateway takes from each caller. Every gateway counts by itself. */
export class Limits {
  readonly apiKey: RateLimiter;
  readonly terminal: RateLimiter;
  readonly activatingAddress: RateLimiter;
  readonly activatingVendor: RateLimiter;

  constructor({ keyRequestsPerSecond, terminalRequestsPerSecond }: DoorOptions, { monotonic }: Pick<Clock, 'monotonic'>) {
    const { address, vendor } = ACTIVATIONS_PER_MINUTE;
    this.apiKey = new RateLimiter(keyRequestsPerSecond, keyRequestsPerSecond * BURST_SECONDS, monotonic);
    this.terminal = new RateLimiter(terminalRequestsPerSecond, terminalRequestsPerSecond * BURST_SECONDS, monotonic);
    this.activatingAddress = new RateLimiter(address / 60, address, monotonic);
    this.activatingVendor = new RateLimiter(vendor / 60, vendor, monotonic);
  }
}
