import type { FastifyReply } from 'fastify';
import type { z } from 'zod';

/** What a control door was sent, checked; answers 400 and gives undefined for what it does not take. */
export function checked<T>(schema: z.ZodType<T>, value: unknown, reply: FastifyReply): T | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : (issue?.path.join('.') ?? '');
  void reply.code(400).send({ code: 'invalid_body', field, message: issue?.message ?? 'not an object' });
  return undefined;
}

/** Undefined for an empty body; a body that is no JSON becomes a string, which no schema here accepts. */
export function json(body: unknown): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0) return undefined;
  const text = body.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
