import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiProblem, createClient, NoAnswer, type Client } from '@interlock/client';
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
    private readonly client: Client,
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
    const whose = merchant === undefined || merchant === '' ? {} : { merchantId: merchant };
    return new Gateway(url.origin, createClient({ url: url.origin, apiKey: key, timeoutMs: ANSWER_WITHIN_MS, ...whose }));
  }

  /** What the gateway answers. Throws `NotThere` for a 404, and `CannotRun` with what the gateway says, and the members at fault, for every other refusal. */
  async ask<T>(work: (client: Client) => Promise<T>): Promise<T> {
    try {
      return await work(this.client);
    } catch (error) {
      if (error instanceof ApiProblem) throw this.refusedBy(error);
      if (error instanceof NoAnswer) throw this.unanswered(error);
      throw error;
    }
  }

  private refusedBy({ status, code, message, fields }: ApiProblem): CannotRun {
    if (status === 404) return new NotThere(message);
    if (status === 401) return new CannotRun(`${this.origin} refuses the API key: ${message}. Set INTERLOCK_API_KEY.`);
    const faults = fields.map((field) => `\n  ${field.path}: ${field.message}`).join('');
    return new CannotRun(`${this.origin} answers ${String(status)} (${code}): ${message}${faults}`);
  }

  private unanswered({ reason, detail }: NoAnswer): CannotRun {
    if (reason === 'no_gateway') return new CannotRun(`What answers at ${this.origin} is no Interlock gateway (${detail}).`);
    if (reason === 'timeout') return new CannotRun(`${this.origin} does not answer within ${String(ANSWER_WITHIN_MS / 1000)} s.`);
    if (reason === 'refused') {
      return new CannotRun(`Nothing listens at ${this.origin}. Start Interlock (npm start), or name a gateway by --url or INTERLOCK_URL.`);
    }
    return new CannotRun(`${this.origin} cannot be reached (${detail}).`);
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
