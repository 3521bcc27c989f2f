import type { Connections } from '@interlock/provider-kit';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Dispatcher } from 'undici';
import type { Chances } from '../core/chances.js';
import type { Scheduler } from '../core/scheduler.js';
import type { EngineProcess } from './engine-process.js';

/** A connection is there, a request is on its way, an answer is: milliseconds. */
const CONNECT_MS = [0, 6] as const;
const WAY_MS = [1, 60] as const;
/** A process that is held up between its begin and its first byte: past `send_until`, and past its lease. */
const STALL_MS = [3_000, 90_000] as const;
/** A leg that takes longer than the caller waits; less than any provider's window. */
const SLOW_MS = [4_000, 60_000] as const;

export interface WireWorld {
  readonly scheduler: Scheduler;
  readonly chances: Chances;
  readonly sandbox: { readonly app: FastifyInstance };
}

/** The bytes of a process's calls, by hand from its transport to the twin: a connection, the way there, the way back; each of them an effect. */
export function providerWire(process: EngineProcess, world: WireWorld): Connections {
  return {
    dispatch: (options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler) => {
      new WiredCall(process, world, options, handler).begin();
      return true;
    },
    close: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
  };
}

class WiredCall implements Dispatcher.DispatchController {
  aborted = false;
  readonly paused = false;
  reason: Error | null = null;
  private readonly what: string;

  constructor(
    private readonly process: EngineProcess,
    private readonly world: WireWorld,
    private readonly options: Dispatcher.DispatchOptions,
    private readonly handler: Dispatcher.DispatchHandler,
  ) {
    this.what = `${options.method} ${options.path}`;
  }

  begin(): void {
    const { chances } = this.world;
    const delayMs = chances.strikes('stall') ? chances.between(...STALL_MS) : chances.between(...CONNECT_MS);
    this.effect('connects', delayMs, () => {
      if (chances.strikes('refuse')) this.handler.onResponseError?.(this, failure('ECONNREFUSED', 'connect ECONNREFUSED'));
      else this.write();
    });
  }

  abort(reason: Error): void {
    this.aborted = true;
    this.reason = reason;
  }

  // Answers are a few kilobytes: nobody asks for less at a time.
  pause(): void {}
  resume(): void {}

  private write(): void {
    const { scheduler, chances } = this.world;
    this.handler.onRequestStart?.(this, {});
    if (this.aborted) return;
    if (chances.strikes('lose_request')) return;
    const wayMs = chances.strikes('slow_request') ? chances.between(...SLOW_MS) : chances.between(...WAY_MS);
    // From here on the request is the network's: it arrives whatever becomes of us.
    scheduler.add(`${this.what} arrives from ${this.process.name}`, wayMs, () => {
      void this.answered();
    });
  }

  private async answered(): Promise<void> {
    const { chances, sandbox } = this.world;
    const { method, path, headers, body } = this.options;
    const request = { method, url: path, headers, payload: body ?? undefined } as InjectOptions;
    const answer = await sandbox.app.inject(request).catch(() => undefined);
    if (chances.strikes('lose_answer')) return;
    const wayMs = chances.strikes('slow_answer') ? chances.between(...SLOW_MS) : chances.between(...WAY_MS);
    this.effect(answer === undefined ? 'breaks off' : 'is answered', wayMs, () => {
      if (this.aborted) return;
      if (answer === undefined) this.handler.onResponseError?.(this, failure('UND_ERR_SOCKET', 'other side closed'));
      else this.hear(answer);
    });
  }

  private hear(answer: LightMyRequestResponse): void {
    this.handler.onResponseStart?.(this, answer.statusCode, answer.headers as Record<string, string>, answer.statusMessage);
    this.handler.onResponseData?.(this, answer.rawPayload);
    this.handler.onResponseEnd?.(this, {});
  }

  private effect(word: string, delayMs: number, act: () => void): void {
    this.world.scheduler.add(`${this.process.name} ${this.what} ${word}`, delayMs, act, this.process);
  }
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
