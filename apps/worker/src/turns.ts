import { NotReady } from '@interlock/domain';
import { setTimeout } from 'node:timers/promises';
import type { Trouble } from './trouble.js';

/** What is done again and again, and how long it rests when there was nothing to do. */
export interface Turn {
  readonly what: string;
  readonly pauseMs: number;
  /** How long it rests now when there was nothing to do; `pauseMs` where it is absent. */
  readonly idlePauseMs?: () => number;
  /** How long it rests after a failure; as long as without one where it is absent. */
  readonly failurePauseMs?: () => number;
  /** Whether more may be due at once. */
  readonly take: () => Promise<boolean>;
}

/** What a worker does again and again: by itself once it is started, or a turn at a time by whoever takes its `steps`. */
export interface Job {
  readonly steps: readonly Turn[];
  start(): void;
  /** Begins nothing more and waits for what runs, at most so long. */
  stop(timeoutMs: number): Promise<void>;
}

/** The loops of a job and the runs that they start, until they are stopped. */
export class Turns {
  private readonly running = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private loops: readonly Promise<void>[] = [];
  /** Turns taken since the start. */
  taken = 0;

  /** `trouble`: shared by every job of the process, so that a database that is away is told of once. */
  constructor(private readonly trouble: Trouble) {}

  start(...turns: readonly Turn[]): void {
    this.loops = turns.map((turn) => this.loop(turn));
  }

  /** Takes no further turn and waits for what runs, at most so long. */
  async stop(timeoutMs: number): Promise<void> {
    this.stopping.abort();
    const over = new AbortController();
    const ended = Promise.all(this.loops).then(() => Promise.allSettled([...this.running]));
    await Promise.race([ended, setTimeout(timeoutMs, undefined, { signal: over.signal }).catch(() => undefined)]);
    over.abort();
  }

  track(run: Promise<void>, done: () => void): void {
    const ended = run.finally(() => {
      done();
      this.running.delete(ended);
    });
    this.running.add(ended);
  }

  private async loop({ what, pauseMs, idlePauseMs = () => pauseMs, failurePauseMs = () => pauseMs, take }: Turn): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.taken += 1;
      const restMs = await take().then(
        (more) => {
          this.trouble.worked(what);
          return more ? 0 : idlePauseMs();
        },
        (error: unknown) => {
          if (!(error instanceof NotReady)) this.trouble.failed(what, error);
          return failurePauseMs();
        },
      );
      if (restMs > 0) await this.pause(restMs);
    }
  }

  private pause(ms: number): Promise<void> {
    // Ends early when the worker is stopped.
    return setTimeout(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
