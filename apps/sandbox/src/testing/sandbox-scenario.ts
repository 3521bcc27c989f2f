import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startSandbox, type PaymentView, type Sandbox, type SandboxOptions } from '../index.js';

/** A running sandbox and its control door, for specs. */
export class SandboxScenario {
  private constructor(
    private readonly sandbox: Sandbox,
    private readonly stateDirectory: string,
    private readonly isKept: boolean,
  ) {}

  /** With a `stateDirectory` the books are left there when it closes, for another start. */
  static async start(
    accounts: Partial<SandboxOptions['seedAccounts']>,
    options: Pick<SandboxOptions, 'autoPay' | 'notificationSpeed' | 'stateDirectory'> = {},
  ): Promise<SandboxScenario> {
    const stateDirectory = options.stateDirectory ?? mkdtempSync(join(tmpdir(), 'interlock-sandbox-'));
    const seedAccounts = { upay: [], codepay: [], wallet: [], ...accounts };
    const sandbox = await startSandbox({ port: 0, seedAccounts, ...options, stateDirectory });
    return new SandboxScenario(sandbox, stateDirectory, options.stateDirectory !== undefined);
  }

  get url(): string {
    return this.sandbox.url;
  }

  /** Throws where `kill -9` would have lost something: a change that only the look at everything, when it closes, has found. */
  async close(): Promise<void> {
    const books = join(this.stateDirectory, 'books.jsonl');
    const before = readFileSync(books, 'utf8');
    await this.sandbox.close();
    const late = readFileSync(books, 'utf8').slice(before.length).split('\n').slice(0, -1);
    if (!this.isKept) rmSync(this.stateDirectory, { recursive: true });
    // A delivery that was under way has come to its end by the closing itself.
    const lost = late.flatMap((line) => JSON.parse(line) as [string, string, unknown][]).filter(([shelf]) => shelf !== 'appointment');
    if (lost.length > 0) throw new Error(`changed and not written: ${lost.map(([shelf, key]) => `${shelf} ${key}`).join(', ')}`);
  }

  async control(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<{ status: number; json: unknown }> {
    const answer = await fetch(`${this.url}/control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await answer.text();
    return { status: answer.status, json: text === '' ? undefined : JSON.parse(text) };
  }

  async arm(
    provider: string,
    fault: { operation: string; fault: string; times?: number; skip?: number; key?: string; delayMs?: number },
  ): Promise<void> {
    const { status, json } = await this.control('POST', `/${provider}/faults`, fault);
    if (status !== 201) throw new Error(`not armed: ${JSON.stringify(json)}`);
  }

  async fired(provider: string): Promise<{ operation: string; fault: string; key?: string }[]> {
    const { json } = await this.control('GET', `/${provider}/faults`);
    return (json as { fired: { operation: string; fault: string; key?: string }[] }).fired;
  }

  /** Moves the sandbox's clock; when it resolves, everything on the way has happened. */
  async advance(ms: number): Promise<void> {
    await this.control('POST', '/clock/advance', { ms });
  }

  async act(provider: string, order: string, action: string, body?: unknown): Promise<{ status: number; json: unknown }> {
    return this.control('POST', `/${provider}/orders/${order}/${action}`, body);
  }

  /** The truth book's line of one order; throws when it has none or several. */
  async truthOf(provider: string, key: string): Promise<PaymentView> {
    const lines = (await this.truth(provider)).filter((line) => line.key === key);
    const [line] = lines;
    if (line === undefined || lines.length > 1) throw new Error(`${String(lines.length)} payments with the key ${key}`);
    return line;
  }

  async truth(provider: string): Promise<PaymentView[]> {
    const { json } = await this.control('GET', `/${provider}/truth`);
    return (json as { payments: PaymentView[] }).payments;
  }
}

/** A merchant's endpoint for notifications: keeps what came, answers what it is told to. */
export class Receiver {
  readonly received: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
  answer = { status: 200, body: 'success' };
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
        response.writeHead(this.answer.status, { 'content-type': 'text/plain' }).end(this.answer.body);
      });
    });
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Waits, with a bound, for something that another connection or process brings about. */
export async function until(holds: () => boolean | Promise<boolean>, boundMs = 60_000): Promise<void> {
  const deadline = Date.now() + boundMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`it did not happen within ${String(boundMs)} ms`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Whether a promise is still open after everything that was ready has run. */
export async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const open = Symbol('open');
  const settled = promise.then(
    () => 'settled',
    () => 'settled',
  );
  return (await Promise.race([settled, new Promise((resolve) => setTimeout(resolve, 20, open))])) === open;
}
