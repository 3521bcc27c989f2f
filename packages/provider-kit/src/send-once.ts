import { hash } from 'node:crypto';
import type { Dispatcher } from 'undici';
import type { NotSentCause } from '@interlock/domain';
import type { AccountPool } from './pools.js';
import type { Timers } from './timers.js';
import type { HttpOutcome, HttpRequest } from './transport.js';

/** The end of the time in which an operation may be sent, on both clocks: the timers' own and the time port (epoch milliseconds). */
export interface SendUntil {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

export interface SendBounds {
  /** Until a socket is there and ours, counted from the call. */
  readonly connectTimeoutMs: number;
  /** Until the last byte of the answer, counted from the call. */
  readonly totalTimeoutMs: number;
  readonly sendUntil?: SendUntil;
  readonly now: () => number;
}

export const MAX_ANSWER_BYTES = 1024 * 1024;

/** Sends a request once, whatever happens to the socket, and never rejects. */
export function sendOnce(account: AccountPool, request: HttpRequest, bounds: SendBounds): Promise<HttpOutcome> {
  return new Promise((resolve) => {
    const send = new SingleSend(account.timers, bounds, resolve);
    if (send.refusedBeforeConnecting()) return;
    account.connections.dispatch(
      {
        method: request.method,
        path: account.pathPrefix + request.path,
        headers: request.headers,
        body: request.body.length === 0 ? null : request.body,
        idempotent: false,
      },
      send,
    );
  });
}

type Unknown = Extract<HttpOutcome, { type: 'unknown' }>;

class SingleSend implements Dispatcher.DispatchHandler {
  private readonly begunAt: number;
  private callOffTimer: () => void;
  private settled = false;
  /** Set in the step that writes the first byte: from then on nobody can say that nothing was sent. */
  private controller: Dispatcher.DispatchController | undefined;
  private status = 0;
  private headers: Record<string, string | undefined> = {};
  private readonly chunks: Buffer[] = [];
  private received = 0;

  constructor(
    private readonly timers: Timers,
    private readonly bounds: SendBounds,
    private readonly resolve: (outcome: HttpOutcome) => void,
  ) {
    this.begunAt = timers.monotonic();
    this.callOffTimer = timers.after(Math.min(bounds.connectTimeoutMs, bounds.totalTimeoutMs), () => this.onConnectTimeout());
  }

  refusedBeforeConnecting(): boolean {
    if (this.pastSendUntil()) this.notSent('past_send_until', 'the time to send was over before a connection was asked for');
    return this.settled;
  }

  /** undici writes the head of the request in the same synchronous step, right after this returns; an abort here leaves the socket untouched. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.controller !== undefined) {
      // undici puts a running request back into its queue when a socket closes for a reason of its own. We send once.
      this.unknown('connection_lost', 'the connection was closed while the answer was awaited');
    } else if (this.pastSendUntil()) {
      // A process that was stopped (SIGSTOP, a sleeping laptop) wakes here.
      this.notSent('past_send_until', 'the time to send was over when the connection was ready');
    }
    if (this.settled) {
      controller.abort(new Error('given up before the first byte'));
      return;
    }
    this.controller = controller;
    this.callOffTimer();
    const remainingMs = this.bounds.totalTimeoutMs - (this.timers.monotonic() - this.begunAt);
    this.callOffTimer = this.timers.after(Math.max(remainingMs, 0), () => this.onTotalTimeout());
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (status < 200) return; // 100 Continue, 103 Early Hints: the answer is still to come
    this.status = status;
    for (const [name, value] of Object.entries(headers)) this.headers[name] = Array.isArray(value) ? value.join(', ') : value;
    if (Number(headers['content-length'] ?? 0) > MAX_ANSWER_BYTES) this.tooLarge(controller);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.settled) return;
    this.received += chunk.length;
    if (this.received > MAX_ANSWER_BYTES) this.tooLarge(controller);
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [first] = this.chunks;
    const body = this.chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.chunks);
    this.settle({ type: 'answered', status: this.status, headers: this.headers, body, bodySha256: hash('sha256', body) });
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (this.controller === undefined) this.notSent(causeBeforeFirstByte(error), error.message);
    else this.unknown(causeAfterFirstByte(error), error.message);
  }

  private onConnectTimeout(): void {
    if (this.pastSendUntil()) this.notSent('past_send_until', 'the time to send was over before a connection was ready');
    else this.notSent('connect_timeout', `no connection within ${String(this.bounds.connectTimeoutMs)} ms`);
  }

  private onTotalTimeout(): void {
    // Timers run before sockets are read: after a stall of this process the answer may already be there, so it is read first.
    setImmediate(() => {
      if (this.settled) return;
      this.unknown('timeout', `no complete answer within ${String(this.bounds.totalTimeoutMs)} ms`);
      this.controller?.abort(new Error('total timeout'));
    });
  }

  private tooLarge(controller: Dispatcher.DispatchController): void {
    this.unknown('unreadable_answer', `the answer is larger than ${String(MAX_ANSWER_BYTES)} bytes`);
    controller.abort(new Error('answer too large'));
  }

  private pastSendUntil(): boolean {
    const until = this.bounds.sendUntil;
    return until !== undefined && (this.timers.monotonic() >= until.monotonicMs || this.bounds.now() >= until.wallMs);
  }

  private notSent(cause: NotSentCause, detail: string): void {
    this.settle({ type: 'not_sent', cause, detail: detail.slice(0, MAX_DETAIL) });
  }

  private unknown(cause: Unknown['cause'], detail: string): void {
    this.settle({ type: 'unknown', cause, detail: detail.slice(0, MAX_DETAIL) });
  }

  private settle(outcome: HttpOutcome): void {
    if (this.settled) return;
    this.settled = true;
    this.callOffTimer();
    this.resolve(outcome);
  }
}

const MAX_DETAIL = 200;

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Everything that is not named here (unreachable network, TLS refused, address not allowed) is a refusal too: certainly no byte of the request left. */
function causeBeforeFirstByte(error: Error): NotSentCause {
  switch (codeOf(error)) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
      return 'name_not_found';
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return 'connect_timeout';
    case 'UND_ERR_INVALID_ARG':
      return 'invalid_request';
    default:
      return 'connection_refused';
  }
}

function causeAfterFirstByte(error: Error): Unknown['cause'] {
  const code = codeOf(error);
  if (code === 'HPE_INVALID_EOF_STATE') return 'connection_lost'; // the answer ended in its middle
  if (error.name === 'HTTPParserError' || code === 'UND_ERR_HEADERS_OVERFLOW') return 'unreadable_answer';
  return 'connection_lost';
}
