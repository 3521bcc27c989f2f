import type { ProviderResult, QueryResult } from '@interlock/domain';
import type { Exchange } from './transport.js';

const TOO_MANY_REQUESTS = 429;
const UNAVAILABLE = 503;
/** A provider that asks for more is asked after an hour all the same: a date that is far off may as well be a mistake. */
const MOST_RETRY_AFTER_MS = 60 * 60 * 1_000;

/** `Retry-After` of an answer that wants fewer requests, in milliseconds from now: seconds or an HTTP date (RFC 9110, 10.2.3). Undefined where it says none. */
export function retryAfterOf(status: number, headers: Readonly<Record<string, string | undefined>>, now: number): number | undefined {
  if (status !== TOO_MANY_REQUESTS && status !== UNAVAILABLE) return undefined;
  const text = headers['retry-after']?.trim() ?? '';
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, MOST_RETRY_AFTER_MS) : undefined;
}

/**
 * Whether the provider wants fewer requests: by a word that its adapter maps to `busy`, by HTTP 429, or by `Retry-After`. It says nothing of the
 * operation that was asked after.
 */
export function trafficLimitOf(
  result: ProviderResult | QueryResult,
  exchanges: readonly Exchange[],
): { readonly retryAfterMs: number } | undefined {
  const last = exchanges.at(-1);
  const busy =
    ((result.outcome === 'unknown' || result.outcome === 'no_answer') && result.cause === 'busy') ||
    (result.outcome === 'declined' && result.code === 'provider_busy');
  if (!busy && last?.status !== TOO_MANY_REQUESTS && last?.retryAfterMs === undefined) return undefined;
  return { retryAfterMs: last?.retryAfterMs ?? 0 };
}
