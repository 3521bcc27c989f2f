import { ApiProblem, createClient, NoAnswer, type Client } from '@interlock/client';
import { CannotRun, NotThere, Unanswered } from '../failure.js';
import { printable } from '../show/printable.js';
import type { Terminal } from '../terminal.js';
import { apiKeyOf } from './api-key.js';

const ANSWER_WITHIN_MS = 10_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Refusals of what is not the request's fault, before anything was done. */
const LATER = new Set([429, 503]);
/** How often a read is asked in all, and how long it may wait for that. */
const ASKED_MAX = 3;
const WAIT_MAX_SECONDS = 30;

export interface GatewayOptions {
  readonly url?: string;
  readonly keyFile?: string;
  readonly merchant?: string;
}

/** Asks a gateway, as a merchant's server does. */
export class Gateway {
  private constructor(
    readonly origin: string,
    private readonly terminal: Terminal,
    private readonly clientOf: (timeoutMs: number) => Client,
  ) {}

  /** Throws `CannotRun` where no key is known, or it would go over the network in clear. */
  static async of(options: GatewayOptions, terminal: Terminal): Promise<Gateway> {
    const { env } = terminal;
    const text = options.url ?? (env['INTERLOCK_URL'] || `http://127.0.0.1:${env['INTERLOCK_PORT'] || '3000'}`);
    const url = URL.parse(text);
    if (url === null || !/^https?:$/.test(url.protocol)) throw new CannotRun(`"${text}" is no http or https URL of a gateway.`);
    const local = LOOPBACK.has(url.hostname);
    if (url.protocol === 'http:' && !local) throw new CannotRun(`${url.origin} would get the API key in clear; use https.`);
    const apiKey = await apiKeyOf(options.keyFile, local, terminal);
    const merchant = options.merchant ?? env['INTERLOCK_MERCHANT'];
    const whose = merchant === undefined || merchant === '' ? {} : { merchantId: merchant };
    return new Gateway(url.origin, terminal, (timeoutMs) => createClient({ url: url.origin, apiKey, timeoutMs, ...whose }));
  }

  /**
   * What the gateway answers to a read. Asks again, a bounded number of times, where it says that it cannot answer now, as late as it wants.
   * Throws `NotThere` for a 404, and `CannotRun` with what the gateway says, and the members at fault, for every other refusal.
   */
  async ask<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = this.clientOf(ANSWER_WITHIN_MS);
    for (let asked = 1, leftSeconds = WAIT_MAX_SECONDS; ; asked += 1) {
      try {
        return await work(client);
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error instanceof NoAnswer ? this.unanswered(error, ANSWER_WITHIN_MS) : error;
        const inSeconds = error.retryAfterSeconds ?? asked;
        if (!LATER.has(error.status) || asked === ASKED_MAX || inSeconds > leftSeconds) throw this.refusedBy(error);
        leftSeconds -= inSeconds;
        this.terminal.passing(`${this.origin} answers ${String(error.status)}; asked again in ${String(inSeconds)} s`);
        await this.terminal.wait(inSeconds * 1000);
        this.terminal.passing('');
      }
    }
  }

  /**
   * Sends a write, once. `again` says how the same is repeated without being done twice; whoever breaks the program off meanwhile reads it.
   * Throws as `ask` does, and `Unanswered` where nobody knows whether it was done.
   */
  async send<T>(
    work: (client: Client) => Promise<T>,
    { withinMs, again }: { readonly withinMs: number; readonly again: string },
  ): Promise<T> {
    const forget = this.terminal.whenBrokenOff(`\ninterlock: broken off. ${unknown(again)}\n`);
    try {
      return await work(this.clientOf(withinMs));
    } catch (error) {
      if (error instanceof NoAnswer) {
        const why = this.unanswered(error, withinMs);
        throw error.reason === 'refused' ? why : new Unanswered(`${why.message} ${unknown(again)}`);
      }
      if (!(error instanceof ApiProblem)) throw error;
      const why = this.refusedBy(error);
      throw error.status === 500 ? new Unanswered(`${why.message}\n${unknown(again)}`) : why;
    } finally {
      forget();
    }
  }

  private refusedBy({ status, code, message, fields, retryAfterSeconds, requestId }: ApiProblem): CannotRun {
    const said = printable(message);
    if (status === 404) return new NotThere(said);
    if (status === 401) return new CannotRun(`${this.origin} refuses the API key: ${said}. Set INTERLOCK_API_KEY.`);
    const faults = fields.map((field) => `\n  ${printable(field.path)}: ${printable(field.message)}`).join('');
    const later = retryAfterSeconds === undefined ? '' : `\n  ask again in ${String(retryAfterSeconds)} s`;
    const named = status >= 500 && requestId !== undefined ? `\n  its log knows it as request ${printable(requestId)}` : '';
    return new CannotRun(`${this.origin} answers ${String(status)} (${printable(code)}): ${said}${faults}${later}${named}`);
  }

  private unanswered({ reason, detail }: NoAnswer, withinMs: number): CannotRun {
    if (reason === 'no_gateway') return new CannotRun(`What answers at ${this.origin} is no Interlock gateway (${detail}).`);
    if (reason === 'timeout') return new CannotRun(`${this.origin} does not answer within ${String(withinMs / 1000)} s.`);
    if (reason === 'refused') {
      return new CannotRun(`Nothing listens at ${this.origin}. Start Interlock (npm start), or name a gateway by --url or INTERLOCK_URL.`);
    }
    return new CannotRun(`${this.origin} cannot be reached (${detail}).`);
  }
}

const unknown = (again: string): string => `It is not known whether this was done. ${again}`;
