import { after, RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { Inject, Injectable } from '@nestjs/common';

/** Polls of one terminal that are kept waiting at one gateway; a further one is answered at once. */
const MOST_WAITING = 4;

/** One poll, from before its first look: what is told between a look and the waiting after it is not missed. */
export interface Poll {
  /** Resolves when something was told for its terminal since the last time, at most after so long. */
  wait(ms: number): Promise<void>;
  close(): void;
}

/** Polls that wait at this gateway, each for its terminal; no connection to the database is held by any of them. */
@Injectable()
export class PollCalls {
  private readonly waiting = new Map<string, Set<() => void>>();

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** An order waits for this terminal; null: one may wait for any. */
  readonly tell = (terminalSn: string | null): void => {
    const told = terminalSn === null ? [...this.waiting.values()] : [this.waiting.get(terminalSn) ?? new Set()];
    for (const call of told.flatMap((calls) => [...calls])) call();
  };

  /** Undefined where enough of this terminal's wait already. */
  open(terminalSn: string): Poll | undefined {
    const polls = this.waiting.get(terminalSn) ?? new Set();
    if (polls.size >= MOST_WAITING) return undefined;
    this.waiting.set(terminalSn, polls);
    let told = false;
    let wake = (): void => undefined;
    const call = (): void => {
      told = true;
      wake();
    };
    polls.add(call);
    return {
      wait: async (ms) => {
        if (!told) await this.woken(ms, (resolve) => (wake = resolve));
        told = false;
      },
      close: () => {
        polls.delete(call);
        if (polls.size === 0) this.waiting.delete(terminalSn);
      },
    };
  }

  /** Also where this process is about to end. */
  private async woken(ms: number, keep: (resolve: () => void) => void): Promise<void> {
    const { clock, handOver } = this.runtime;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const end = (): void => {
      resolve(undefined);
    };
    keep(end);
    const callOff = after(clock, ms, end);
    handOver?.addEventListener('abort', end);
    await promise;
    handOver?.removeEventListener('abort', end);
    callOff();
  }
}
