import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Random } from './random.js';

/** Whose memory an effect belongs to: what a dead owner waits for never comes, and a frozen one hears of nothing until it wakes. */
export interface Owner {
  readonly alive: boolean;
  /** Virtual epoch milliseconds. */
  readonly frozenUntil: number;
}

interface Effect {
  readonly at: number;
  /** What it is, without any byte that differs between runs. */
  readonly label: string;
  readonly act: () => void | Promise<void>;
  readonly owner: Owner | undefined;
  canceled: boolean;
}

/** Work on another thread; `goOn` is there once it has ended. */
interface Thinking {
  goOn: (() => void) | undefined;
}

/**
 * The one place through which everything passes that could happen in another order: each statement, each leg of a call, each timer. It
 * releases one at a time, of those that are due the one that the seed says, and waits until all that follows from it has come to rest.
 * Time is virtual: it stands still while anything is due, and then jumps.
 */
export class Scheduler {
  /** Due effects, in no order. */
  private readonly due: Effect[] = [];
  /** The latest first. */
  private readonly later: Effect[] = [];
  private readonly hash = createHash('sha256');
  private readonly thinking: Thinking[] = [];
  released = 0;

  constructor(
    private readonly random: Random,
    /** Virtual epoch milliseconds. */
    public now: number,
    /** Sees each label as it is released. */
    private readonly heard: (label: string, at: number) => void = () => undefined,
  ) {}

  /** Returns what calls it off. */
  add(label: string, delayMs: number, act: Effect['act'], owner?: Owner): () => void {
    const effect: Effect = { at: this.now + Math.max(0, Math.ceil(delayMs)), label, act, owner, canceled: false };
    this.keep(effect);
    return () => {
      effect.canceled = true;
    };
  }

  sleep(label: string, ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.add(label, ms, resolve);
    });
  }

  /**
   * Work that may use other threads (a cipher, a signature) ends at a moment of its own: `begin` before it, `atEnd` of what it returned after it.
   * Nothing is released meanwhile, and what several such works end in goes on in the order in which they began.
   */
  begin(): Thinking {
    const thinking: Thinking = { goOn: undefined };
    this.thinking.push(thinking);
    return thinking;
  }

  atEnd(thinking: Thinking): Promise<void> {
    return new Promise((resolve) => {
      thinking.goOn = resolve;
    });
  }

  async outside<T>(work: Promise<T>): Promise<T> {
    const thinking = this.begin();
    try {
      return await work;
    } finally {
      await this.atEnd(thinking);
    }
  }

  /** When the next effect is due; undefined where there is none. */
  next(): number | undefined {
    if (this.due.length > 0) return this.now;
    while (this.later.at(-1)?.canceled === true) this.later.pop();
    return this.later.at(-1)?.at;
  }

  /** Moves time on, to a moment that is not after the next effect. */
  jump(to: number): void {
    this.now = Math.max(this.now, to);
    for (let first = this.later.at(-1); first !== undefined && first.at <= this.now; first = this.later.at(-1)) {
      this.later.pop();
      this.due.push(first);
    }
  }

  /** Releases one of those that are due. */
  async release(): Promise<void> {
    const index = this.random.int(0, this.due.length - 1);
    const [effect] = this.due.splice(index, 1);
    if (effect === undefined || effect.canceled || effect.owner?.alive === false) return;
    if (effect.owner !== undefined && effect.owner.frozenUntil > this.now) {
      this.keep({ ...effect, at: effect.owner.frozenUntil });
      return;
    }
    this.released += 1;
    this.hash.update(`${String(this.now)} ${effect.label}\n`);
    this.heard(effect.label, this.now);
    await effect.act();
    await this.rest();
  }

  /** Of every label released so far, with its time. */
  trace(): string {
    return this.hash.copy().digest('hex').slice(0, 32);
  }

  /**
   * Until nothing of what was set in motion goes on but what waits for another effect. That is known, for between two effects only four kinds of
   * things go on in this process: promises and ticks, which the event loop runs dry before each of its turns; immediates, of which Node keeps count;
   * work on other threads, which its port announces; and statements, each of which its own effect waits for. Timers and sockets there are none: all
   * that the engine, the twins and the receivers wait for comes from here.
   */
  private async rest(): Promise<void> {
    for (;;) {
      do await setImmediate();
      while (process.getActiveResourcesInfo().includes('Immediate'));
      if (this.thinking.length === 0) return;
      while (this.thinking.some(({ goOn }) => goOn === undefined)) await setImmediate();
      for (const { goOn } of this.thinking.splice(0)) goOn?.();
    }
  }

  private keep(effect: Effect): void {
    if (effect.at <= this.now) {
      this.due.push(effect);
      return;
    }
    let [from, to] = [0, this.later.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.later[middle]?.at ?? 0) > effect.at) from = middle + 1;
      else to = middle;
    }
    this.later.splice(from, 0, effect);
  }
}
