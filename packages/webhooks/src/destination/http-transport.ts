import { AddressNotAllowed, guardedConnector } from '@interlock/provider-kit';
import type { Resolve } from '@interlock/provider-kit';
import { Agent } from 'undici';
import type { Destinations } from './destinations.js';
import type { Transport, TransportAnswer, TransportFault, TransportRequest } from './transport.js';

export interface HttpTransportOptions {
  /** From the call to the last byte of the answer. A receiver answers first and works afterwards. */
  readonly totalTimeoutMs?: number;
  /** Who is asked for a name's addresses; the system's resolver, unless said otherwise. */
  readonly resolve?: Resolve;
}

const TOTAL_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** What is read of an answer, so that its connection can serve the next call; it is not looked at. */
const MAX_ANSWER_BYTES = 64 * 1024;
/** What is looked at where the receiver's word is wanted. */
const MAX_WORD_BYTES = 64;
const MAX_HEADER_BYTES = 16 * 1024;

/**
 * Over HTTP, with connections that are kept for a while. Each address that a name leads to is judged by the connector itself, which then
 * connects to that very address. Redirects are not followed: they would lead past that judgement, and past the address that the merchant chose.
 */
export class HttpTransport implements Transport {
  readonly #agent: Agent;
  readonly #totalTimeoutMs: number;

  constructor(destinations: Destinations, { totalTimeoutMs = TOTAL_TIMEOUT_MS, resolve }: HttpTransportOptions = {}) {
    this.#totalTimeoutMs = totalTimeoutMs;
    const connectorOf = (secure: boolean): ReturnType<typeof guardedConnector> =>
      guardedConnector({
        connectTimeoutMs: CONNECT_TIMEOUT_MS,
        allowAddress: (ip) => destinations.allows(ip, secure),
        ...(resolve === undefined ? {} : { resolve }),
      });
    const [secure, plain] = [connectorOf(true), connectorOf(false)];
    this.#agent = new Agent({
      pipelining: 1,
      keepAliveTimeout: 10_000,
      maxHeaderSize: MAX_HEADER_BYTES,
      connect: (options, callback) => {
        (options.protocol === 'https:' ? secure : plain)(options, callback);
      },
    });
  }

  async send({ url, headers, body, reads = false }: TransportRequest): Promise<TransportAnswer> {
    const signal = AbortSignal.timeout(this.#totalTimeoutMs);
    try {
      const answer = await this.#agent.request({ ...placeOf(url), method: 'POST', headers, body, signal });
      const text = reads ? await beginningOf(answer.body) : undefined;
      // The status is the answer; an end that does not come takes the connection along.
      await answer.body.dump({ limit: MAX_ANSWER_BYTES, signal }).catch(() => undefined);
      return { status: answer.statusCode, ...(text === undefined ? {} : { text }) };
    } catch (error) {
      return { fault: signal.aborted ? 'timeout' : faultOf(error) };
    }
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }
}

/** As much as one word needs; what does not come is nothing. */
async function beginningOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) {
    chunks.push(chunk);
    if (chunks.reduce((sum, { length }) => sum + length, 0) >= MAX_WORD_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_WORD_BYTES).toString('utf8');
}

function placeOf(text: string): { readonly origin: string; readonly path: string } {
  const { origin, pathname, search } = new URL(text);
  return { origin, path: `${pathname}${search}` };
}

const faults: Readonly<Record<string, TransportFault>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'unreachable',
  EPROTO: 'tls',
  CERT_HAS_EXPIRED: 'tls',
  CERT_NOT_YET_VALID: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
};

function faultOf(error: unknown): TransportFault {
  if (error instanceof AddressNotAllowed) return 'address_not_allowed';
  const { code } = error as { readonly code?: unknown };
  if (typeof code !== 'string') return 'connection_lost';
  return faults[code] ?? (/^ERR_(TLS|SSL)_/.test(code) ? 'tls' : 'connection_lost');
}
