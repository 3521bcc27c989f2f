import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';

import { checked, json } from '../core/control-body.js';
import type { Agreements } from './agreements.js';
import type { ClientKeys } from './client-keys.js';
import type { Client } from './clients.js';

const version = z
  .string()
  .regex(/^[0-9]{1,9}$/, 'digits')
  .transform(Number);
const merchantKeyBody = z.strictObject({ clientId: z.string(), keyVersion: version, publicKey: z.string().min(1).max(8192) });
const walletKeyBody = z.strictObject({ clientId: z.string(), keyVersion: version });

export interface WalletDoor {
  readonly clients: ReadonlyMap<string, Client>;
  readonly keys: ClientKeys;
  readonly agreements: Agreements;
}

/** What only the wallet's control door has: a payer who agrees to a contract or declines it, and keys that are rotated. */
export function walletDoor(app: FastifyInstance, { clients, keys, agreements }: WalletDoor): void {
  app.post<{ Params: { id: string; action: string } }>('/contracts/:id/:action', (request, reply) => {
    const { id, action } = request.params;
    const contract = agreements.contract(id);
    if (contract === undefined || (action !== 'agree' && action !== 'decline')) return notFound(reply, 'contracts have agree and decline');
    if (!agreements.isOpen(contract)) return reply.code(409).send({ code: 'not_possible', message: 'the contract is closed' });
    if (action === 'agree') return reply.send({ state: 'AGREED', authCode: agreements.agree(contract), customerId: contract.customerId });
    contract.state = 'DECLINED';
    return reply.send({ state: contract.state });
  });

  app.post('/merchant-keys', (request, reply) => {
    const body = checked(merchantKeyBody, json(request.body), reply);
    if (body === undefined) return reply;
    const client = clients.get(body.clientId);
    if (client === undefined) return notFound(reply, 'no such client');
    try {
      keys.registerMerchantKey(client, body.keyVersion, body.publicKey);
    } catch {
      return reply.code(400).send({ code: 'invalid_body', field: 'publicKey', message: 'no RSA public key' });
    }
    return reply.code(201).send({ keyVersions: client.merchantKeys.map((key) => String(key.version)) });
  });

  app.post('/wallet-keys', (request, reply) => {
    const body = checked(walletKeyBody, json(request.body), reply);
    if (body === undefined) return reply;
    const client = clients.get(body.clientId);
    if (client === undefined) return notFound(reply, 'no such client');
    return reply.code(201).send({ keyVersion: String(body.keyVersion), publicKey: keys.rotateWalletKey(client, body.keyVersion) });
  });
}

function notFound(reply: FastifyReply, message: string): FastifyReply {
  return reply.code(404).send({ code: 'not_found', message });
}
