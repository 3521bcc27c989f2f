import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';

import { codepayProfile } from '../core/accounts.js';
import { checked, json } from '../core/control-body.js';
import { readPublicKey } from './codepay.signing.js';
import type { Portal } from './portal.js';

const keyBody = z.strictObject({ publicKey: z.string().refine(isPublicKey, 'an SPKI key, base64 of the DER') });
const appPath = z.object({ appId: z.string() });

/**
 * What a merchant changes at CodePay's portal: the public key of an app, from then on the only one that signs; and what differs between
 * processors and versions (`CodepayProfile`; what is left out has its default again).
 */
export function portalDoor(fastify: FastifyInstance, portal: Portal): void {
  fastify.put('/apps/:appId/key', (request, reply) => {
    const appId = appIn(request.params, portal, reply);
    const body = appId === undefined ? undefined : checked(keyBody, json(request.body), reply);
    if (appId === undefined || body === undefined) return reply;
    portal.changeKey(appId, body.publicKey);
    return reply.code(204).send();
  });

  fastify.put('/apps/:appId/profile', (request, reply) => {
    const appId = appIn(request.params, portal, reply);
    const profile = appId === undefined ? undefined : checked(codepayProfile, json(request.body) ?? {}, reply);
    if (appId === undefined || profile === undefined) return reply;
    portal.changeProfile(appId, profile);
    return reply.send(profile);
  });
}

function appIn(params: unknown, portal: Portal, reply: FastifyReply): string | undefined {
  const { appId } = appPath.parse(params);
  if (portal.has(appId)) return appId;
  void reply.code(404).send({ code: 'not_found', message: 'no such app' });
  return undefined;
}

function isPublicKey(text: string): boolean {
  try {
    return readPublicKey(text).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
