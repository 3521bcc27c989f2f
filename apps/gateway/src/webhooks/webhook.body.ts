import type { ReplaySelection } from '@interlock/persistence';
import { WEBHOOK_EVENTS } from '@interlock/webhooks';
import { z } from 'zod';
import { cursor, limit } from '../http/page-query.js';
import { text, uuid, webhookUrl } from '../orders/members.js';

const MOST_REPLAYED_BY_ID = 100;
const DAY_SECONDS = 86_400;
const MAX_OVERLAP_SECONDS = 7 * DAY_SECONDS;

const description = text(255);
const eventTypes = z
  .array(z.enum(WEBHOOK_EVENTS, `must be the name of an event: ${WEBHOOK_EVENTS.join(', ')}`))
  .min(1, 'must name at least one event')
  .refine((names) => new Set(names).size === names.length, 'must name each event once');

/** `POST /v1/webhooks` */
export const createWebhookBody = z
  .strictObject({
    url: webhookUrl,
    description: description.optional(),
    eventTypes: eventTypes.optional().meta({ description: 'Absent: every event' }),
  })
  .meta({ id: 'CreateWebhook' });
export type CreateWebhookBody = z.output<typeof createWebhookBody>;

/** `PATCH /v1/webhooks/{id}`: what is absent stays, and null takes away. */
export const changeWebhookBody = z
  .strictObject({
    url: webhookUrl.optional(),
    description: description.nullable().optional(),
    eventTypes: eventTypes.nullable().optional().meta({ description: 'null: every event' }),
    enabled: z.boolean('must be true or false').optional(),
  })
  .meta({ id: 'ChangeWebhook' });
export type ChangeWebhookBody = z.output<typeof changeWebhookBody>;

/** `POST /v1/webhooks/{id}/secrets`, `POST /v1/webhooks/notify-secret` */
export const rotateSecretBody = z
  .strictObject({
    overlapSeconds: z
      .int('must be a whole number of seconds')
      .min(0, 'must be at least 0')
      .max(MAX_OVERLAP_SECONDS, `must be at most ${String(MAX_OVERLAP_SECONDS)}`)
      .default(DAY_SECONDS)
      .meta({ description: 'How long the present secret signs beside the new one' }),
  })
  .default({ overlapSeconds: DAY_SECONDS })
  .meta({ id: 'RotateSecret' });
export type RotateSecretBody = z.output<typeof rotateSecretBody>;

/** `POST /v1/webhooks/{id}/test` has nothing to say beyond its address. */
export const testWebhookBody = z.strictObject({}).optional();

const moment = z.iso.datetime({ error: 'must be a time such as 2026-01-02T12:00:00Z' });

const replayMembers = z.strictObject({
  deliveryIds: z
    .array(uuid)
    .min(1, 'must name at least one delivery')
    .max(MOST_REPLAYED_BY_ID, `must name at most ${String(MOST_REPLAYED_BY_ID)} deliveries`)
    .optional(),
  from: moment.optional(),
  to: moment.optional(),
  state: z
    .enum(['dead', 'skipped', 'delivered'], 'must be dead, skipped or delivered')
    .optional()
    .meta({ description: 'Of a time: only those' }),
  orderId: uuid.optional(),
});
type ReplayMembers = z.output<typeof replayMembers>;

function isOneSelection({ deliveryIds, from, to, state, orderId }: ReplayMembers): boolean {
  const range = from !== undefined || to !== undefined || state !== undefined;
  return (
    [deliveryIds !== undefined, range, orderId !== undefined].filter(Boolean).length === 1 &&
    (!range || (from !== undefined && to !== undefined))
  );
}

function selectionOf({ deliveryIds, from, to, state, orderId }: ReplayMembers): ReplaySelection {
  if (deliveryIds !== undefined) return { deliveryIds };
  if (orderId !== undefined) return { orderId };
  return { from: from ?? '', to: to ?? '', ...(state === undefined ? {} : { state }) };
}

/** `POST /v1/webhooks/{id}/replay` */
export const replayBody = replayMembers
  .refine(isOneSelection, 'must have exactly one of deliveryIds, orderId, and from with to')
  .transform(selectionOf)
  .meta({ id: 'ReplayWebhooks' });

/** `GET /v1/webhooks?…`. Everything in a query is text, and one that is repeated is a list, which no member here is. */
export const listWebhooksQuery = z.strictObject({ cursor, limit });
export type ListWebhooksQuery = z.output<typeof listWebhooksQuery>;

/** `GET /v1/webhooks/{id}/deliveries?…` */
export const listDeliveriesQuery = z.strictObject({
  state: z.enum(['pending', 'delivered', 'skipped', 'dead', 'replayed'], 'must be a state of a delivery').optional(),
  cursor,
  limit,
});
export type ListDeliveriesQuery = z.output<typeof listDeliveriesQuery>;
