import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';

import { checked, json } from '../core/control-body.js';
import type { Activation } from './upay.activation.js';
import type { PlatformKey } from './upay.platform-key.js';
import type { Terminals } from './upay.terminals.js';

const codeBody = z.strictObject({
  vendorSn: z.string(),
  code: z.string().min(1).max(64),
  uses: z.int().min(1).optional(),
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});

export interface UpayDoor {
  readonly terminals: Terminals;
  readonly activation: Activation;
  readonly platformKey: PlatformKey;
}

/** What only Upay's control door has: the platform's public key, activation codes, and terminals that are switched off. */
export function upayDoor(app: FastifyInstance, { terminals, activation, platformKey }: UpayDoor): void {
  app.get('/notification-key', (_request, reply) => reply.type('application/x-pem-file').send(platformKey.publicKey()));

  app.post('/activation-codes', (request, reply) => {
    const body = checked(codeBody, json(request.body), reply);
    if (body === undefined) return reply;
    const vendor = terminals.vendor(body.vendorSn);
    if (vendor === undefined) return notFound(reply, 'no such vendor');
    const issued = activation.addCode(vendor, body.code, body.uses, body.expiresAt === undefined ? undefined : Date.parse(body.expiresAt));
    if (issued === undefined) return reply.code(409).send({ code: 'not_possible', message: 'the vendor has this code' });
    const { code, uses, expiresAtMs } = issued;
    return reply.code(201).send({ code, uses, expiresAt: expiresAtMs === undefined ? null : new Date(expiresAtMs).toISOString() });
  });

  app.post<{ Params: { sn: string; action: string } }>('/terminals/:sn/:action', (request, reply) => {
    const { sn, action } = request.params;
    const terminal = terminals.find(sn);
    if (terminal === undefined || (action !== 'disable' && action !== 'enable'))
      return notFound(reply, 'terminals have enable and disable');
    terminal.switchedOff = action === 'disable';
    return reply.send({ state: terminal.switchedOff || terminal.disabled ? 'disabled' : 'enabled' });
  });
}

function notFound(reply: FastifyReply, message: string): FastifyReply {
  return reply.code(404).send({ code: 'not_found', message });
}
