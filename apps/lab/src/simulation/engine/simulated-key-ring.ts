import { KeyRing } from '@interlock/persistence';
import type { Scheduler } from '../core/scheduler.js';

/**
 * The real key ring. Its ciphers run on other threads, which the scheduler waits for; what was opened once is remembered, since every process
 * reads the same few accounts again every two seconds of a time that costs nothing.
 */
export class SimulatedKeyRing extends KeyRing {
  private readonly opened = new Map<string, Promise<Uint8Array>>();

  constructor(
    key: Uint8Array,
    private readonly scheduler: Scheduler,
  ) {
    super(new Map([['simulation', key]]));
  }

  override seal(secret: Uint8Array | string, context: string): Promise<string> {
    return this.scheduler.outside(super.seal(secret, context));
  }

  override open(jwe: string, context: string): Promise<Uint8Array> {
    const place = `${context} ${jwe}`;
    const known = this.opened.get(place);
    if (known !== undefined) return known;
    const opening = this.scheduler.outside(super.open(jwe, context));
    this.opened.set(place, opening);
    return opening;
  }
}
