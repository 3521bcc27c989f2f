import { randomUUID } from 'node:crypto';
import type { ApiAnswer, ApiClient, Problem } from '../system/index.js';

/** How many identical requests come at once. */
const AT_ONCE = 100;

/** One request: given to any gateway, however often. */
export type Send<Body> = (api: ApiClient, content: object) => Promise<ApiAnswer<Body>>;
export type Refusable<Body> = Partial<Body> & Partial<Problem> & { readonly fields?: readonly { readonly path: string }[] };

/** The same request a hundred times, by all of these gateways in turn. */
export function atOnce<Body>(gateways: readonly ApiClient[], send: Send<Body>, content: object = {}): Promise<readonly ApiAnswer<Body>[]> {
  return Promise.all(Array.from({ length: AT_ONCE }, (_, index) => send(gateways[index % gateways.length] as ApiClient, content)));
}

/** A door under one key of its own. */
export function keyed<Body>(path: string, method = 'POST'): Send<Body> {
  const key = randomUUID();
  return (api, content) => api.ask<Body>(method, path, content, { 'idempotency-key': key });
}

export const marked = ({ headers }: ApiAnswer<unknown>): boolean => headers.get('idempotent-replayed') === 'true';

/** Those that were refused, in their own words: none, where all is well. */
export function refusalsOf<Body>(answers: readonly ApiAnswer<Body>[]): readonly (readonly [number, Body])[] {
  return answers.filter(({ status }) => status >= 300).map(({ status, body }) => [status, body] as const);
}
