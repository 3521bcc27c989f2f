import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import { v7 } from 'uuid';

const ACCEPTED = /^[A-Za-z0-9_-]{8,64}$/;

/** The caller's `X-Request-Id` where it has the form of one, so that it can follow its request through us; else one of our own. */
export function requestIdOf(message: Pick<IncomingMessage, 'headers'>): string {
  const given = message.headers['x-request-id'];
  return typeof given === 'string' && ACCEPTED.test(given) ? given : v7();
}

/** The request that the present code works for: every log line made under it carries its id. */
export const currentRequest = new AsyncLocalStorage<string>();
