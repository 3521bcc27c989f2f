import { PROVIDER_NAMES, type ProviderName } from '@interlock/domain';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';

import { checked, json } from './control-body.js';
import { connectionFaults, notificationFaults, wordedFaults, type FaultName } from './faults.js';
import { payerActions, type SandboxContext, type Twin } from './twin.js';

const plainFaults = [...connectionFaults, ...wordedFaults.filter((name) => name !== 'decline'), ...notificationFaults];
const DECLINE = /^decline:([A-Za-z0-9_.-]{1,64})$/;

const faultBody = z.strictObject({
  operation: z.string().min(1).max(64),
  fault: z
    .string()
    .refine(
      (word) => plainFaults.some((name) => name === word) || DECLINE.test(word),
      `one of ${plainFaults.join(', ')}, decline:<provider code>`,
    ),
  times: z.int().min(1).max(1_000_000).default(1),
  skip: z.int().min(0).max(1_000_000).default(0),
  key: z.string().min(1).max(128).optional(),
  delayMs: z.int().min(0).max(86_400_000).optional(),
});
const advanceBody = z.strictObject({
  ms: z
    .int()
    .min(0)
    .max(3_660 * 86_400_000),
});
const actionBody = z.strictObject({
  amount: z
    .string()
    .regex(/^[0-9]{1,18}$/, 'digits, in minor units')
    .optional(),
});
const sinceQuery = z.strictObject({ since: z.union([z.iso.datetime({ offset: true }), z.string().regex(/^[0-9]{1,15}$/)]).optional() });
const providerPath = z.object({ provider: z.enum(PROVIDER_NAMES) });
const actionPath = z.object({ provider: z.enum(PROVIDER_NAMES), key: z.string(), action: z.enum(payerActions) });

/**
 * The door for tests and demonstrations (never a provider's): faults, payer actions, the truth book and the clock. Answers
 * 400 `{ code, field, message }` for a bad body, 404 for an unknown provider, order or action, 409 for an action that is not possible now.
 */
export function controlDoor(app: FastifyInstance, context: SandboxContext, twins: ReadonlyMap<string, Twin>): void {
  app.post('/clock/advance', async (request, reply) => {
    const body = checked(advanceBody, json(request.body), reply);
    if (body === undefined) return reply;
    await context.clock.advance(body.ms);
    return reply.send({ now: new Date(context.clock.now()).toISOString() });
  });

  app.post('/:provider/faults', (request, reply) => {
    const provider = providerOf(request.params, reply);
    if (provider === undefined) return reply;
    const body = checked(faultBody, json(request.body), reply);
    if (body === undefined) return reply;
    const code = DECLINE.exec(body.fault)?.[1];
    const name = code === undefined ? (body.fault as FaultName) : 'decline';
    const objection = context.faults.objection(provider, body.operation, name);
    if (objection !== undefined) return reply.code(400).send({ code: 'invalid_body', ...objection });
    context.faults.arm(provider, {
      operation: body.operation,
      name,
      times: body.times,
      skip: body.skip,
      ...(code === undefined ? {} : { code }),
      ...(body.key === undefined ? {} : { key: body.key }),
      ...(body.delayMs === undefined ? {} : { delayMs: body.delayMs }),
    });
    return reply.code(201).send(context.faults.view(provider));
  });

  app.delete('/:provider/faults', (request, reply) => {
    const provider = providerOf(request.params, reply);
    if (provider === undefined) return reply;
    context.faults.forget(provider);
    return reply.code(204).send();
  });

  app.get('/:provider/faults', (request, reply) => {
    const provider = providerOf(request.params, reply);
    return provider === undefined ? reply : reply.send(context.faults.view(provider));
  });

  app.get('/:provider/truth', (request, reply) => {
    const provider = providerOf(request.params, reply);
    if (provider === undefined) return reply;
    const query = checked(sinceQuery, request.query, reply);
    if (query === undefined) return reply;
    const sinceMs = query.since === undefined ? 0 : /^[0-9]+$/.test(query.since) ? Number(query.since) : Date.parse(query.since);
    return reply.send({ payments: context.book.truth(provider, sinceMs) });
  });

  app.post('/:provider/orders/:key/:action', (request, reply) => {
    const path = actionPath.safeParse(request.params);
    const twin = path.success ? twins.get(path.data.provider) : undefined;
    if (!path.success || twin === undefined)
      return reply
        .code(404)
        .send({ code: 'not_found', message: `providers: ${PROVIDER_NAMES.join(', ')}; actions: ${payerActions.join(', ')}` });
    const body = checked(actionBody, json(request.body) ?? {}, reply);
    if (body === undefined) return reply;
    const result = twin.act(path.data.key, path.data.action, body.amount === undefined ? {} : { amount: BigInt(body.amount) });
    switch (result.outcome) {
      case 'done':
        return reply.send({ state: result.state });
      case 'refused':
        return reply.code(409).send({ code: 'not_possible', message: result.reason });
      case 'not_found':
        return reply.code(404).send({ code: 'not_found', message: 'no such order' });
    }
  });
}

function providerOf(params: unknown, reply: FastifyReply): ProviderName | undefined {
  const path = providerPath.safeParse(params);
  if (path.success) return path.data.provider;
  void reply.code(404).send({ code: 'not_found', message: `providers: ${PROVIDER_NAMES.join(', ')}` });
  return undefined;
}
