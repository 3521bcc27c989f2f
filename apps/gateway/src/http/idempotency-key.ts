import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IdempotencyKeyMissing, InvalidRequest } from '../problems/refusals.js';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** `Idempotency-Key`: the same key with the same content is the same operation, however often it comes. Throws `IdempotencyKeyMissing`, `InvalidRequest`. */
function idempotencyKeyOf(header: string | readonly string[] | undefined): string {
  if (header === undefined || header.length === 0) throw new IdempotencyKeyMissing();
  if (typeof header === 'string' && KEY.test(header)) return header;
  const message = 'must be one text of 1 to 255 printable characters without spaces';
  throw new InvalidRequest(`Idempotency-Key: ${message}`, [{ path: 'Idempotency-Key', message }]);
}

/** The parameter of a handler that holds the key of its request. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  idempotencyKeyOf(context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key']),
);

/** For the description of routes whose handlers take `IdempotencyKey`. */
export const NeedsKey = (): MethodDecorator =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    description:
      'A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  });
