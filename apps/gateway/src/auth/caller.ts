import { BrokenInvariant } from '@interlock/domain';
import type { KeyRights } from '@interlock/directory';
import type { Actor } from '@interlock/orders';
import type { Author } from '@interlock/persistence';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** The parameter of a handler that holds what the caller's key may do, where the route's own permission is not all. */
export const Permissions = createParamDecorator(
  (_: unknown, context: ExecutionContext): readonly string[] =>
    context.switchToHttp().getRequest<FastifyRequest>().rights?.permissions ?? [],
);

/** The parameter of a handler that holds all that the caller's key has, which is the most that it can give. */
export const Rights = createParamDecorator((_: unknown, context: ExecutionContext): KeyRights => {
  const { rights } = context.switchToHttp().getRequest<FastifyRequest>();
  if (rights === null) throw new BrokenInvariant('a route reads the rights of a key and lets everybody in');
  return rights;
});

/** The parameter of a handler that is for the platform alone: whether its key is of test or live accounts. */
export const PlatformMode = createParamDecorator((_: unknown, context: ExecutionContext): 'test' | 'live' => {
  const { platformMode } = context.switchToHttp().getRequest<FastifyRequest>();
  if (platformMode === null) throw new BrokenInvariant('a route reads the mode of the platform and lets merchants in');
  return platformMode;
});

/** The parameter of a handler that holds who asks, whomever for: whoever changes a setting is written down by it. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Author => {
  const { author } = context.switchToHttp().getRequest<FastifyRequest>();
  if (author === null) throw new BrokenInvariant('a route reads who asks and lets everybody in');
  return author;
});

/** The parameter of a handler of the scope `either`: the merchant whose it is, or null for what is the platform's. */
export const Owner = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | null => context.switchToHttp().getRequest<FastifyRequest>().actor?.merchantId ?? null,
);

/** The parameter of a handler that holds who asks; for routes that are `Permitted`. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (actor === null) throw new BrokenInvariant('a route reads its caller and lets everybody in');
  return actor;
});
