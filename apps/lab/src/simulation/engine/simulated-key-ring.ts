import { KeyRing } from '@interlock/persistence';
import type { Scheduler } from '../core/scheduler.js';

/**
 * The real key ring. Its ciphers run on other threads, which the scheduler waits for; what was opened once is remembered, since every process
 * reads the same few accounts again every two seconds of a time that costs nothing.
 */
export class SimulatedKeyRing extends KeyRing {
  /** The same in every run: the secrets of a simulation guard nothing. */
  static readonly keys: ReadonlyMap<string, Uint8Array> = new Map([['simulation', new Uint8Array(32).fill(7)]]);

  private readonly opened = new Map<string, Promise<Uint8Array>>();

  constructor(private readonly scheduler: Scheduler) {
    super(SimulatedKeyRing.keys);
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
