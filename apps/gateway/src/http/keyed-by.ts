import { applyDecorators, UseGuards } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IdempotencyKeyNotUsed } from '../problems/refusals.js';

/** For requests whose key is a member of their body: the header of the same purpose would promise something that is not kept. */
export function KeyedBy(member: string): MethodDecorator {
  const guard: CanActivate = {
    canActivate(context: ExecutionContext): boolean {
      const request = context.switchToHttp().getRequest<FastifyRequest>();
      if (request.headers['idempotency-key'] !== undefined) throw new IdempotencyKeyNotUsed(member);
      return true;
    },
  };
  return applyDecorators(UseGuards(guard), ApiExtension('x-keyed-by', member));
}
