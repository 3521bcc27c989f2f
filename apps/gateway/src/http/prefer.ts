import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InvalidRequest } from '../problems/refusals.js';

const MAX_WAIT_SECONDS = 120;
/** The name, and the value with or without quotes; parameters that may follow mean nothing to us. */
const WAIT = /^wait\s*(?:=\s*"?([^";]*)"?\s*)?(?:;|$)/i;

/**
 * `Prefer: wait=N` (RFC 7240): how long the answer waits for the provider, in milliseconds; undefined where the caller leaves it to us.
 * Other preferences are no concern of ours, as the RFC has it. Throws `InvalidRequest`.
 */
export function waitMsOf(prefer: string | undefined): number | undefined {
  if (prefer === undefined) return undefined;
  for (const preference of prefer.split(',')) {
    const match = WAIT.exec(preference.trim());
    if (match === null) continue;
    const seconds = (match[1] ?? '').trim();
    if (!/^\d{1,3}$/.test(seconds) || Number(seconds) > MAX_WAIT_SECONDS) {
      const message = `wait must be a whole number of seconds, 0 to ${String(MAX_WAIT_SECONDS)}`;
      throw new InvalidRequest(`Prefer: ${message}`, [{ path: 'Prefer', message }]);
    }
    return Number(seconds) * 1000;
  }
  return undefined;
}

/** The parameter of a handler that holds `waitMsOf` its request; the answer then says that the wish was followed. */
export const WaitMs = createParamDecorator((_: unknown, context: ExecutionContext): number | undefined => {
  const http = context.switchToHttp();
  const { prefer } = http.getRequest<FastifyRequest>().headers;
  if (prefer === undefined) return undefined;
  const waitMs = waitMsOf([prefer].flat().join(','));
  if (waitMs !== undefined) void http.getResponse<FastifyReply>().header('preference-applied', `wait=${String(waitMs / 1000)}`);
  return waitMs;
});

/** For the description of routes whose handlers take `WaitMs`. */
export const MayWait = (): MethodDecorator =>
  ApiHeader({
    name: 'Prefer',
    required: false,
    description: 'wait=N: the answer comes after at most N seconds (0 to 120), whatever the provider does; the payment goes on.',
    schema: { type: 'string', example: 'wait=5' },
  });
