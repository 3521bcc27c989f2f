import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '@interlock/persistence';
import { eventually } from './eventually.js';
import { eachLine } from './lines.js';

export type ServiceName = 'gateway' | 'worker' | 'sandbox';

/** Bounds a hang, on a slow machine with other work too. */
const READY_WITHIN_MS = 180_000;
const READY_POLL_MS = 2_000;
/**
 * How long each may take to stop. Gateway and worker give what runs eight seconds, side by side; with what the sandbox and the database take
 * the whole stays below ten.
 */
const STOP_WITHIN_MS = { gateway: 8_700, worker: 8_700, sandbox: 500 } as const satisfies Record<ServiceName, number>;
/** Pause before a child that died is started again: short for the first time, longer for one that cannot stay up. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** One that ran for so long had a good start. */
const GOOD_RUN_MS = 10_000;

/** The line of a stack trace that says what happened; where there is none, the last line says it. */
const HEADLINE = /^(Uncaught )?\w*Error\b.*: /;
/** The name by which a program begins its last word, which is said already. */
const OWN_NAME = /^(interlock )?(gateway|worker|sandbox): /;

export interface ServiceOptions {
  readonly name: ServiceName;
  /** The program's compiled entry. */
  readonly entry: string;
  readonly env: NodeJS.ProcessEnv;
  /** Answers 200 once the process can do its work. */
  readonly readyUrl: string;
  /** What the process inherits and thereby holds open; see `Lifeline`. */
  readonly lifeline: Writable | undefined;
  /** Whether it is started again when it ends without being asked to. */
  readonly restart: boolean;
  readonly onLine: (service: ServiceName, line: string) => void;
  /** One line for the person at the prompt: what happened to the process. */
  readonly onEvent: (event: string) => void;
}

/** A child could not be started; the message ends with its own last word. */
class ServiceFailed extends StartupError {
  override name = 'ServiceFailed';
}

/**
 * One of the system's programs as a process of its own, in a session of its own: the Ctrl-C of our terminal must not reach it before us. It
 * ends by itself when the channel to us closes.
 */
export class Service {
  readonly name: ServiceName;
  #child: ChildProcess | undefined;
  #lastWord = '';
  /** It was ready once and nobody asked it to end: an end is then unexpected. */
  #supervised = false;
  #pauseMs = FIRST_PAUSE_MS;

  constructor(private readonly options: ServiceOptions) {
    this.name = options.name;
  }

  /** Absent while it does not run. */
  get pid(): number | undefined {
    return this.#running()?.pid;
  }

  /** Resolves when it is ready. Throws `ServiceFailed` where it ends before that, or does not become ready. */
  async start(signal?: AbortSignal): Promise<void> {
    const child = this.#spawn();
    try {
      await this.ready(signal);
      this.#supervised = true;
    } catch (error) {
      if (signal?.aborted === true) throw error;
      if (!ended(child)) await this.kill();
      throw new ServiceFailed(`The ${this.name} did not start: ${this.#lastWord || 'it said nothing'}`, { cause: error });
    }
  }

  /** Waits until the process, the one that runs or the one that is about to take its place, can do its work. Throws when there is none. */
  async ready(signal?: AbortSignal): Promise<void> {
    const ask = async (): Promise<'ready' | 'ended' | false> => {
      if (this.#running() === undefined) return this.#supervised && this.options.restart ? false : 'ended';
      const answer = await fetch(this.options.readyUrl, { signal: AbortSignal.timeout(READY_POLL_MS) });
      await answer.body?.cancel();
      return answer.ok && 'ready';
    };
    const limits = { withinMs: READY_WITHIN_MS, ...(signal === undefined ? {} : { signal }) };
    const state = await eventually(`the ${this.name} is ready`, ask, limits);
    if (state === 'ended') throw new Error(`the ${this.name} ended`);
  }

  /** Asks it to end, and ends it past the limit: what it leaves unfinished a worker carries on. Resolves when it is gone. */
  async stop(withinMs: number = STOP_WITHIN_MS[this.name]): Promise<void> {
    this.#supervised = false;
    const child = this.#running();
    if (child === undefined) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const over = new AbortController();
    const late = sleep(withinMs, true, { signal: over.signal }).catch(() => false);
    const killed = late.then((isLate) => {
      if (!isLate) return;
      this.options.onEvent(`the ${this.name} did not stop within ${String(withinMs / 1000)} s and was ended`);
      child.kill('SIGKILL');
    });
    await gone;
    over.abort();
    await killed;
  }

  /** Ends the process in order and starts what is built now. Throws `ServiceFailed`. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** `kill -9`. Resolves when it is gone; it is started again where the system does so. */
  async kill(): Promise<void> {
    const child = this.#running();
    if (child === undefined) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** SIGSTOP: it sleeps where it stands, its connections stay open. */
  freeze(): void {
    this.#running()?.kill('SIGSTOP');
  }

  /** SIGCONT: it goes on and does not know that it slept. */
  thaw(): void {
    this.#running()?.kill('SIGCONT');
  }

  #running(): ChildProcess | undefined {
    return this.#child !== undefined && !ended(this.#child) ? this.#child : undefined;
  }

  #spawn(): ChildProcess {
    const { name, entry, env, lifeline, onLine } = this.options;
    const child = spawn(process.execPath, ['--enable-source-maps', entry], {
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', ...(lifeline === undefined ? [] : [lifeline])],
    });
    this.#child = child;
    this.#lastWord = '';
    const startedMs = performance.now();
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      eachLine(stream, (line) => {
        if (stream === child.stderr && line.trim() !== '' && !HEADLINE.test(this.#lastWord)) this.#lastWord = line.replace(OWN_NAME, '');
        onLine(name, line);
      });
    }
    child.once('error', (error) => (this.#lastWord = error.message));
    child.once('exit', (code, killedBy) => {
      if (this.#supervised) void this.#ended(child, startedMs, killedBy ?? `code ${String(code)}`);
    });
    return child;
  }

  async #ended(child: ChildProcess, startedMs: number, how: string): Promise<void> {
    const { name, restart, onEvent } = this.options;
    if (performance.now() - startedMs > GOOD_RUN_MS) this.#pauseMs = FIRST_PAUSE_MS;
    onEvent(`the ${name} ended unexpectedly (${how})${restart ? '; it is started again' : ''}`);
    if (!restart) return;
    const pauseMs = this.#pauseMs;
    this.#pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    await sleep(pauseMs);
    // It may have been stopped, or started by hand, meanwhile.
    if (this.#supervised && this.#child === child) this.#spawn();
  }
}

function ended(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}
