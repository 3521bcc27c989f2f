import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotRun, NotThere } from '../failure.js';
import type { Terminal } from '../terminal.js';

const ANSWER_WITHIN_MS = 10_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

export interface GatewayOptions {
  readonly url?: string;
  readonly merchant?: string;
}

/** Asks a gateway, as a merchant's server does. */
export class Gateway {
  private constructor(
    readonly origin: string,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  /** Throws `CannotRun` where no key is known, or it would go over the network in clear. */
  static async of(options: GatewayOptions, { env }: Terminal): Promise<Gateway> {
    const text = options.url ?? (env['INTERLOCK_URL'] || `http://127.0.0.1:${env['INTERLOCK_PORT'] || '3000'}`);
    const url = URL.parse(text);
    if (url === null || !/^https?:$/.test(url.protocol)) throw new CannotRun(`"${text}" is no http or https URL of a gateway.`);
    const local = LOOPBACK.has(url.hostname);
    if (url.protocol === 'http:' && !local) throw new CannotRun(`${url.origin} would get the API key in clear; use https.`);
    const key = env['INTERLOCK_API_KEY'] || (local ? await demoKey(env) : undefined);
    if (key === undefined) {
      throw new CannotRun(
        'No API key is known: set INTERLOCK_API_KEY (npm start has a demo key, in the data directory that INTERLOCK_DATA_DIR names).',
      );
    }
    const merchant = options.merchant ?? env['INTERLOCK_MERCHANT'];
    return new Gateway(url.origin, {
      authorization: `Bearer ${key}`,
      ...(merchant === undefined || merchant === '' ? {} : { 'interlock-merchant': merchant }),
    });
  }

  /** The answer's JSON. Throws `NotThere` for a 404, and `CannotRun` with what the gateway says for everything else that is no 200. */
  async get(path: string): Promise<unknown> {
    const answer = await this.ask(path);
    const body: unknown = await answer.json().catch(() => undefined);
    if (answer.status === 200 && body !== undefined) return body;
    const { code, detail } = (typeof body === 'object' && body !== null ? body : {}) as {
      readonly code?: unknown;
      readonly detail?: unknown;
    };
    if (typeof code !== 'string')
      throw new CannotRun(`What answers at ${this.origin} is no Interlock gateway (status ${String(answer.status)}).`);
    const said = typeof detail === 'string' ? detail : code;
    if (answer.status === 404) throw new NotThere(said);
    if (answer.status === 401) throw new CannotRun(`${this.origin} refuses the API key: ${said}. Set INTERLOCK_API_KEY.`);
    throw new CannotRun(`${this.origin} answers ${String(answer.status)} (${code}): ${said}`);
  }

  private async ask(path: string): Promise<Response> {
    try {
      return await fetch(`${this.origin}${path}`, {
        headers: this.headers,
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        redirect: 'error',
      });
    } catch (error) {
      const { name, cause } = error as { readonly name?: string; readonly cause?: { readonly code?: string } };
      if (name === 'TimeoutError') throw new CannotRun(`${this.origin} does not answer within ${String(ANSWER_WITHIN_MS / 1000)} s.`);
      if (cause?.code === 'ECONNREFUSED') {
        throw new CannotRun(`Nothing listens at ${this.origin}. Start Interlock (npm start), or name a gateway by --url or INTERLOCK_URL.`);
      }
      throw new CannotRun(`${this.origin} cannot be reached (${cause?.code ?? 'no reason given'}).`);
    }
  }
}

/** The one that `npm start` was given, or has made in its data directory; undefined where there is none. */
async function demoKey(env: Terminal['env']): Promise<string | undefined> {
  if (env['INTERLOCK_DEMO_API_KEY']) return env['INTERLOCK_DEMO_API_KEY'];
  const text = await readFile(join(env['INTERLOCK_DATA_DIR'] || '.interlock', 'demo-merchant.json'), 'utf8').catch(() => '{}');
  try {
    const { apiKey } = JSON.parse(text) as { readonly apiKey?: unknown };
    return typeof apiKey === 'string' ? apiKey : undefined;
  } catch {
    return undefined; // Its own start says what is wrong with it.
  }
}
