import type { Command } from 'commander';
import { EXIT } from '../failure.js';
import type { Cli } from '../frame/cli.js';
import { choice, several, text, whole } from '../frame/flags.js';
import type { As } from '../frame/given.js';
import { addListing } from '../frame/listing.js';
import { addReading } from '../frame/reading.js';
import { addSwitching } from '../frame/switching.js';
import { addWriting } from '../frame/writing.js';
import { printable } from '../show/printable.js';

const changeable = [
  text('url', 'where messages go', { as: 'endpoint', shown: 'url' }),
  text('description', 'what people call it'),
  several('eventTypes', 'which events, such as order.paid,order.refunded; every one when absent'),
];

export function addWebhook(program: Command, cli: Cli): void {
  const webhook = program.command('webhook').description('Where a merchant is told what became of its orders.');
  addListing(
    webhook,
    {
      columns: { url: 'url', kind: 'kind', enabled: 'enabled', failing: 'failing.since', id: 'id' },
      ask: async (client, { query }) => {
        const { data } = await client.GET('/v1/webhooks', { params: { query } });
        return { rows: data?.webhooks, nextCursor: data?.nextCursor };
      },
    },
    cli,
  );
  addReading(
    webhook,
    { takes: ['id'], ask: (client, { names: [id] }) => client.GET('/v1/webhooks/{id}', { params: { path: { id } } }) },
    cli,
  );
  addWriting(
    webhook,
    {
      name: 'create',
      about: 'A new endpoint, with the secret by which its messages are signed.',
      flags: changeable,
      keyed: true,
      secret: 'secret',
      send: (client, { body, header }) => client.POST('/v1/webhooks', { params: { header }, body: body as As<'CreateWebhook'> }),
    },
    cli,
  );
  addWriting(
    webhook,
    {
      name: 'change',
      about: 'Changes what is given, and nothing else.',
      takes: ['id'],
      flags: changeable,
      send: (client, { names: [id], body }) => client.PATCH('/v1/webhooks/{id}', { params: { path: { id } }, body: body }),
    },
    cli,
  );
  addSwitching(
    webhook,
    {
      takes: 'id',
      stops: 'no message is sent there',
      send: (client, { names: [id] }, enabled) => client.PATCH('/v1/webhooks/{id}', { params: { path: { id } }, body: { enabled } }),
    },
    cli,
  );
  addWriting(
    webhook,
    {
      name: 'delete',
      about: 'Takes an endpoint away, with what waits to be sent there.',
      takes: ['id'],
      question: ({ names: [id] }) => `Delete webhook ${printable(id)}? What waits to be sent there is lost.`,
      done: 'It is deleted.',
      send: (client, { names: [id] }) => client.DELETE('/v1/webhooks/{id}', { params: { path: { id } } }),
    },
    cli,
  );
  addWriting(
    webhook,
    {
      name: 'rotate-secret',
      about: 'A new secret; the one before signs beside it for as long as is said.',
      takes: ['id'],
      flags: [whole('overlapSeconds', 'how long the secret before still signs')],
      keyed: true,
      secret: 'secret',
      question: ({ names: [id] }) => `Replace the secret of webhook ${printable(id)}?`,
      send: (client, { names: [id], body, header }) =>
        client.POST('/v1/webhooks/{id}/secrets', { params: { path: { id }, header }, body: body as As<'RotateSecret'> }),
    },
    cli,
  );
  addNotifySecret(webhook, cli);
  addDeliveries(webhook, cli);
}

/** Of the orders that name a `notifyUrl` of their own: one secret for all of them. */
function addNotifySecret(webhook: Command, cli: Cli): void {
  addReading(
    webhook,
    {
      name: 'notify-secret',
      about: 'By which messages to an order’s own notifyUrl are signed. It shows the secret.',
      ask: (client) => client.GET('/v1/webhooks/notify-secret'),
    },
    cli,
  );
  addWriting(
    webhook,
    {
      name: 'rotate-notify-secret',
      about: 'A new one of these; the one before signs beside it for as long as is said.',
      flags: [whole('overlapSeconds', 'how long the secret before still signs')],
      keyed: true,
      secret: 'secret',
      question: () => 'Replace the secret by which messages to notifyUrls are signed?',
      send: (client, { body, header }) =>
        client.POST('/v1/webhooks/notify-secret', { params: { header }, body: body as As<'RotateSecret'> }),
    },
    cli,
  );
}

function addDeliveries(webhook: Command, cli: Cli): void {
  addListing(
    webhook,
    {
      name: 'deliveries',
      about: 'What was sent there, newest first; the attempts with --json.',
      takes: 'id',
      columns: { type: 'type', state: 'state', occurred: 'occurredAt', order: 'orderId', id: 'id' },
      filters: [{ name: 'state', about: 'that stand so' }],
      ask: async (client, { names: [id], query }) => {
        const { data } = await client.GET('/v1/webhooks/{id}/deliveries', { params: { path: { id }, query } });
        return { rows: data?.deliveries, nextCursor: data?.nextCursor };
      },
    },
    cli,
  );
  addWriting(
    webhook,
    {
      name: 'test',
      about: 'Sends a message that is about nothing, and says what was answered.',
      takes: ['id'],
      keyed: true,
      send: (client, { names: [id], header }) => client.POST('/v1/webhooks/{id}/test', { params: { path: { id }, header }, body: {} }),
      code: (data) => ((data as As<'WebhookTest'>).delivered ? EXIT.fine : EXIT.found),
    },
    cli,
  );
  addReading(
    webhook,
    {
      name: 'replayed',
      about: 'How far a replay is.',
      takes: ['id', 'replayId'],
      ask: (client, { names: [id, replayId] }) =>
        client.GET('/v1/webhooks/{id}/replays/{replayId}', { params: { path: { id, replayId } } }),
    },
    cli,
  );
  addWriting(
    webhook,
    {
      name: 'replay',
      about: 'Sends again what was sent, or not taken, in a time.',
      takes: ['id'],
      flags: [
        text('from', 'of this moment or after it, 2026-11-21T00:00:00Z'),
        text('to', 'before this moment'),
        choice('state', 'only those', ['dead', 'skipped', 'delivered']),
        text('orderId', 'of this order'),
        several('deliveryIds', 'these, instead of a time'),
      ],
      keyed: true,
      question: ({ names: [id] }) => `Send the messages of webhook ${printable(id)} again?`,
      send: (client, { names: [id], body, header }) =>
        client.POST('/v1/webhooks/{id}/replay', { params: { path: { id }, header }, body: body }),
    },
    cli,
  );
}
