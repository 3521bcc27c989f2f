import { Records, type Shelf } from './records.js';

/** Something that will happen later on the sandbox's clock, unless the process ends before; see `Agenda` for what outlives it. */
export interface Alarm {
  cancel(): void;
}

type Action = () => unknown;
interface Due {
  readonly atMs: number;
  readonly order: number;
  action: Action | undefined;
}

/** Longest wait that setTimeout takes. */
const MAX_TIMEOUT_MS = 2_147_483_647;

/** What the sandbox's time is made of: real time, unless a simulation gives its own. */
export interface BaseTime {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs `action` once `ms` have passed, at most `MAX_TIMEOUT_MS`; what it returns calls it off. */
  after(ms: number, action: () => void): () => void;
}

const realTime: BaseTime = {
  now: () => Date.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms).unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/**
 * The sandbox's time: real time (or a simulation's) plus an offset that only grows. Whatever happens later (paid after 6 s, an expiry, the next
 * delivery of a notification, a withheld answer) hangs on it, so that `advance` makes it happen at once and in order.
 */
export class SandboxClock {
  readonly #shelf: Shelf<{ ms: number }>;
  #offset: { ms: number } | undefined;
  #count = 0;
  #callOffTimer: () => void = () => undefined;
  #timerAtMs = Infinity;
  #closed = false;
  #advancing: Promise<unknown> = Promise.resolve();
  /** Actions that have begun and not ended: deliveries of notifications. */
  readonly #running = new Set<Promise<unknown>>();
  /** A binary heap, the earliest first: thousands of notifications may wait under load. */
  readonly #heap: Due[] = [];

  constructor(
    records = new Records(),
    private readonly base: BaseTime = realTime,
  ) {
    this.#shelf = records.shelf<{ ms: number }>('clock', (offset) => (this.#offset = offset));
  }

  /** Milliseconds since 1970, in the sandbox's time. */
  now(): number {
    return this.base.now() + this.#offsetMs;
  }

  /** The same without what was advanced: callers from outside live in it. */
  outside(): number {
    return this.base.now();
  }

  /** Runs `action` once `ms` have passed. A promise that it returns is waited for by `advance`; it must not reject. */
  after(ms: number, action: Action): Alarm {
    const due: Due = { atMs: this.now() + ms, order: this.#count++, action };
    if (this.#closed) return { cancel: () => undefined };
    this.#push(due);
    this.#arm();
    return {
      cancel: () => {
        due.action = undefined;
      },
    };
  }

  /** Resolves once `ms` have passed; never, when the sandbox closes before. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Moves time forward by `ms`, stopping at each appointment on the way; resolves when all of them have been kept. */
  advance(ms: number): Promise<void> {
    const done = this.#advancing.then(() => this.#walk(this.now() + ms));
    this.#advancing = Promise.allSettled([done]); // one walk at a time; a failed one is its caller's to hear of
    return done;
  }

  /** Nothing happens after this. */
  close(): void {
    this.#closed = true;
    this.#heap.length = 0;
    this.#callOffTimer();
  }

  async #walk(targetMs: number): Promise<void> {
    for (;;) {
      const next = this.#heap[0];
      if (next !== undefined && next.atMs <= Math.min(targetMs, this.now())) {
        this.#keepFirst(next);
      } else if (this.#running.size > 0) {
        // What happens at one moment may make appointments of its own before the next one.
        await Promise.all(this.#running);
      } else if (next !== undefined && next.atMs <= targetMs) {
        this.#shift(next.atMs - this.base.now());
      } else {
        break;
      }
    }
    this.#shift(Math.max(this.#offsetMs, targetMs - this.base.now()));
    this.#arm();
  }

  get #offsetMs(): number {
    return this.#offset?.ms ?? 0;
  }

  #shift(offsetMs: number): void {
    this.#shelf.touch((this.#offset ??= this.#shelf.add('offset', { ms: 0 }))).ms = offsetMs;
  }

  #keepFirst(due: Due): void {
    this.#pop();
    const done = due.action?.();
    if (!(done instanceof Promise)) return;
    this.#running.add(done);
    void done.finally(() => this.#running.delete(done));
  }

  #keep(): void {
    this.#timerAtMs = Infinity;
    for (let next = this.#heap[0]; next !== undefined && next.atMs <= this.now(); next = this.#heap[0]) {
      this.#keepFirst(next);
    }
    this.#arm();
  }

  #arm(): void {
    const first = this.#heap[0];
    if (this.#closed || first === undefined || first.atMs - this.#offsetMs >= this.#timerAtMs) return;
    this.#callOffTimer();
    this.#timerAtMs = first.atMs - this.#offsetMs;
    this.#callOffTimer = this.base.after(Math.min(Math.max(first.atMs - this.now(), 0), MAX_TIMEOUT_MS), () => this.#keep());
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let at = heap.length;
    while (at > 0) {
      const parentAt = (at - 1) >> 1;
      const parent = heap[parentAt];
      if (parent === undefined || !earlier(due, parent)) break;
      heap[at] = parent;
      at = parentAt;
    }
    heap[at] = due;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      if (left === undefined) break;
      const child = right !== undefined && earlier(right, left) ? right : left;
      if (!earlier(child, last)) break;
      heap[at] = child;
      at = child === left ? 2 * at + 1 : 2 * at + 2;
    }
    heap[at] = last;
  }
}

function earlier(one: Due, other: Due): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}
