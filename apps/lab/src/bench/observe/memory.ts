import { readFileSync } from 'node:fs';
import { median } from '../latency.js';

const EVERY_MS = 250;

/** What a process held over some time, in MiB. */
export interface Held {
  readonly start: number;
  readonly peak: number;
  readonly end: number;
  /** The median of each quarter of the time, in order. */
  readonly quarters: readonly number[];
}

/** Looks at a process's memory until it is told to stop. */
export class MemoryWatch {
  readonly #seen: number[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(private readonly pid: number) {
    this.#look();
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
  }

  /** Undefined where the system does not tell. */
  stop(): Held | undefined {
    clearInterval(this.#timer);
    this.#look();
    return heldOf(this.#seen);
  }

  #look(): void {
    const now = memoryMiBOf(this.pid);
    if (now !== undefined) this.#seen.push(now);
  }
}

/** Of looks at even pauses, oldest first; undefined of none. */
export function heldOf(seen: readonly number[]): Held | undefined {
  const [start, end] = [seen[0], seen.at(-1)];
  if (start === undefined || end === undefined) return undefined;
  const quarters = [0, 1, 2, 3].map((quarter) => {
    const of = seen.slice(Math.floor((seen.length * quarter) / 4), Math.floor((seen.length * (quarter + 1)) / 4));
    return median(of.length === 0 ? [end] : of);
  });
  return { start, peak: Math.max(...seen), end, quarters };
}

/** Memory that a process holds (RSS), in MiB; undefined where the system does not tell (no /proc). */
function memoryMiBOf(pid: number): number | undefined {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1];
    return kib === undefined ? undefined : Number(kib) / 1024;
  } catch {
    return undefined;
  }
}
