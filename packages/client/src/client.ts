import createFetchClient, { type Client as FetchClient, type Middleware } from 'openapi-fetch';
import { ApiProblem, NoAnswer } from './api-problem.js';
import type { paths } from './schema.js';

/** Every route, typed: `client.GET('/v1/orders/{id}', { params: { path: { id } } })`. */
export type Client = FetchClient<paths>;

export interface ClientOptions {
  /** The gateway's origin, such as `https://pay.example`. */
  readonly url: string;
  readonly apiKey: string;
  /** For whom a platform's key asks. */
  readonly merchantId?: string;
  /** A request that takes longer fails with `NoAnswer`; none when absent. */
  readonly timeoutMs?: number;
  /** Instead of the process's own; for tests, and for connections of one's own. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * A client of one gateway by one key. `data` of an answer is what the description says; every refusal is thrown as an `ApiProblem`, and a request
 * without an answer as `NoAnswer`. It repeats nothing by itself: a write is repeated under its own number by whoever asked for it.
 */
export function createClient({ url, apiKey, merchantId, timeoutMs, fetch: ask = fetch }: ClientOptions): Client {
  const client = createFetchClient<paths>({
    baseUrl: url,
    // The key would go wherever a redirect leads.
    redirect: 'error',
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(merchantId === undefined ? {} : { 'interlock-merchant': merchantId }),
    },
    fetch: (request) => ask(timeoutMs === undefined ? request : new Request(request, { signal: AbortSignal.timeout(timeoutMs) })),
  });
  client.use(refusalsAreThrown);
  return client;
}

const refusalsAreThrown: Middleware = {
  async onResponse({ response }) {
    const { status } = response;
    if (response.ok && (status === 204 || isJson(response))) return;
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => undefined);
    throw ApiProblem.of(body, response) ?? new NoAnswer('no_gateway', `status ${String(status)}`);
  },
  onError({ error }) {
    return noAnswer(error);
  },
};

function isJson({ headers }: Response): boolean {
  return /^application\/json\b/i.test(headers.get('content-type') ?? '');
}

function noAnswer(error: unknown): NoAnswer {
  const { name, cause } = error as { readonly name?: string; readonly cause?: { readonly code?: string; readonly message?: string } };
  if (name === 'TimeoutError') return new NoAnswer('timeout', 'TimeoutError');
  const said = cause?.code ?? cause?.message ?? 'no reason given';
  return new NoAnswer(said === 'ECONNREFUSED' ? 'refused' : 'unreachable', said);
}
