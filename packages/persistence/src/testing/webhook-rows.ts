import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import type { KeyRing } from '../secrets/key-ring.js';
import { WebhookEndpointRepository } from '../webhook/endpoint.repository.js';
import { WebhookSecretRepository } from '../webhook/secret.repository.js';
import type { WebhookEndpoint } from '../webhook/webhook-endpoint.entity.js';
import { NOW } from './records.js';

/** An enabled endpoint that hears of everything, unless the test says otherwise. Returns its id and its secret in clear. */
export async function seedWebhookEndpoint(
  pool: pg.Pool,
  keyRing: KeyRing,
  given: Pick<WebhookEndpoint, 'merchantId'> & Partial<WebhookEndpoint> & { readonly secret?: string },
): Promise<{ readonly id: string; readonly secret: string }> {
  const { secret = `whsec_${randomBytes(24).toString('base64')}`, id = uuid(), ...rest } = given;
  const secretId = uuid();
  const sealed = await new WebhookSecretRepository(pool, keyRing).seal(secretId, secret);
  const endpoint = {
    ...{ url: 'https://hooks.example.test/', description: null, eventTypes: null, idempotencyKey: null, idempotencyHashes: null },
    ...rest,
    id,
  };
  await new WebhookEndpointRepository(pool).create(pool, { endpoint, secret: { id: secretId, sealed }, most: 100, at: NOW });
  return { id, secret };
}
