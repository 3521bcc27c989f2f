import { MAX_CLOCK_SKEW_MS, NotReady } from '@interlock/domain';
import type { ClockWatch } from '@interlock/persistence';

/** What keeps this process from beginning anything: held outside of Nest, since the engine asks it too. */
export class ProcessState {
  #stopping = false;

  constructor(private readonly clock: ClockWatch) {}

  stop(): void {
    this.#stopping = true;
  }

  /** Throws `NotReady`. */
  assertReady(): void {
    if (this.#stopping) throw new NotReady('this gateway is stopping; send the request again', true);
    if (!this.clock.ok) throw new NotReady(`the clock is not shown to be within ${String(MAX_CLOCK_SKEW_MS)} ms of PostgreSQL's`);
  }
}
