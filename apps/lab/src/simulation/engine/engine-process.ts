import type { Owner } from '../core/scheduler.js';

/** One gateway or worker: an instance of the engine with a memory of its own, which a crash takes away between two effects. */
export class EngineProcess implements Owner {
  alive = true;
  frozenUntil = 0;
  private readonly ends: (() => void)[] = [];

  constructor(readonly name: string) {}

  /** `kill -9`: whatever it waits for never comes; whoever waits for it hears that the connection broke. */
  kill(): void {
    this.alive = false;
    for (const end of this.ends.splice(0)) end();
  }

  /** Settles with the work, or with undefined once the process is dead. */
  untilItEnds<T>(work: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      this.ends.push(() => {
        resolve(undefined);
      });
      work.then(resolve, reject);
    });
  }
}
