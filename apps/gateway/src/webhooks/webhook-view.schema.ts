import { z } from 'zod';

/** The answers about webhooks, for the description of the API and for the tests that hold the answers against it. */

const moment = z.iso.datetime();
const uuid = z.guid();

const webhookMembers = {
  id: uuid,
  kind: z.enum(['endpoint', 'notify']).meta({ description: "notify: an origin of the orders' own notifyUrl" }),
  url: z.string(),
  description: z.string().optional(),
  eventTypes: z.array(z.string()).optional().meta({ description: 'Absent: every event' }),
  enabled: z.boolean(),
  disabled: z
    .strictObject({ reason: z.enum(['merchant', 'failing', 'gone']), at: moment })
    .optional()
    .meta({ description: 'failing: by us, after it had failed for days; gone: it answered 410. Enabled again by PATCH' }),
  failing: z
    .strictObject({ since: moment, attempts: z.int() })
    .optional()
    .meta({ description: 'Attempts that failed since the last that did not' }),
  createdAt: moment,
  updatedAt: moment,
};
const secretMembers = {
  id: uuid,
  createdAt: moment,
  expiresAt: moment.optional().meta({ description: 'Until then it signs beside the newest; absent: it is the newest' }),
};
const secret = z.string().meta({ description: 'whsec_ and base64, as the Standard Webhooks libraries take it' });

export const webhookView = z.strictObject(webhookMembers).meta({ id: 'Webhook' });
const secretView = z.strictObject(secretMembers).meta({ id: 'WebhookSecret' });
export const shownSecretView = z.strictObject({ ...secretMembers, secret }).meta({ id: 'ShownWebhookSecret' });
export const webhookWithSecrets = z.strictObject({ ...webhookMembers, secrets: z.array(secretView) }).meta({ id: 'WebhookWithSecrets' });
export const createdWebhook = z.strictObject({ ...webhookMembers, secret }).meta({ id: 'CreatedWebhook' });
export const notifySecret = z
  .strictObject({ secrets: z.array(shownSecretView).meta({ description: 'Newest first' }) })
  .meta({ id: 'NotifySecret' });
export const webhookPage = z
  .strictObject({ webhooks: z.array(webhookView), nextCursor: uuid.optional().meta({ description: 'Absent on the last page' }) })
  .meta({ id: 'WebhookPage' });

const attempt = z
  .strictObject({
    at: moment,
    durationMs: z.int(),
    status: z.int().optional().meta({ description: 'Of the answer; its body is not kept' }),
    error: z
      .enum([
        'timeout',
        'dns',
        'unreachable',
        'tls',
        'address_not_allowed',
        'connection_lost',
        'redirect',
        'gone',
        'status',
        'not_acknowledged',
      ])
      .optional()
      .meta({ description: 'Absent where the message was taken' }),
  })
  .meta({ id: 'WebhookAttempt' });

const deliveryView = z
  .strictObject({
    id: uuid.meta({ description: 'Also the webhook-id of its messages' }),
    type: z.string(),
    occurredAt: moment,
    orderId: uuid.optional(),
    version: z.int().optional(),
    url: z.string().optional().meta({ description: "The order's own notifyUrl" }),
    state: z.enum(['pending', 'delivered', 'skipped', 'dead', 'replayed']),
    reason: z.string().optional().meta({ description: 'Of the last attempt that failed, or why it was skipped or given up' }),
    attempts: z.array(attempt),
    nextAttemptAt: moment.optional(),
    replayOf: uuid.optional(),
    replayedAs: uuid.optional(),
    createdAt: moment,
    finishedAt: moment.optional(),
  })
  .meta({ id: 'WebhookDelivery' });

export const deliveryPage = z
  .strictObject({ deliveries: z.array(deliveryView), nextCursor: uuid.optional().meta({ description: 'Absent on the last page' }) })
  .meta({ id: 'WebhookDeliveryPage' });

export const testView = z
  .strictObject({
    deliveryId: uuid,
    delivered: z.boolean(),
    attempt: attempt.optional().meta({ description: 'Absent while it is on its way' }),
  })
  .meta({ id: 'WebhookTest' });

export const replayView = z
  .strictObject({
    id: uuid,
    selection: z.looseObject({}),
    state: z.enum(['running', 'done']),
    replayed: z.int().meta({ description: 'Deliveries that go out again so far' }),
    createdAt: moment,
    finishedAt: moment.optional(),
  })
  .meta({ id: 'WebhookReplay' });
