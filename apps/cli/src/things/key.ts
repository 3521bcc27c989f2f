import { Option, type Command } from 'commander';
import type { Cli } from '../frame/cli.js';
import { several, text, whole } from '../frame/flags.js';
import type { As } from '../frame/given.js';
import { addListing } from '../frame/listing.js';
import { addReading } from '../frame/reading.js';
import { addWriting } from '../frame/writing.js';
import type { FirstKeyOptions } from '../platform-key/first-key.js';
import { printable } from '../show/printable.js';

const changeable = [
  text('name', 'what people call it'),
  several('ipList', 'addresses and networks from which it may come; none is everywhere'),
];

export function addKey(program: Command, cli: Cli): void {
  const key = program.command('key');
  key.description('API keys of a merchant, or of the platform where its key names no merchant. (Master keys: interlock keys.)');
  addListing(
    key,
    {
      columns: { key: 'prefix', name: 'name', state: 'state', used: 'lastUsedAt', expires: 'expiresAt', id: 'id' },
      ask: async (client, { query }) => {
        const { data } = await client.GET('/v1/api-keys', { params: { query } });
        return { rows: data?.apiKeys, nextCursor: data?.nextCursor };
      },
    },
    cli,
  );
  addReading(key, { takes: ['id'], ask: (client, { names: [id] }) => client.GET('/v1/api-keys/{id}', { params: { path: { id } } }) }, cli);
  addWriting(
    key,
    {
      name: 'create',
      about: 'A new key, which may do no more than the one that makes it.',
      flags: [
        ...changeable,
        several('permissions', 'what it may do, such as orders:read,orders:write,refunds:write'),
        whole('expiresInSeconds', 'how long it lives; for ever when absent'),
      ],
      keyed: true,
      secret: 'key',
      send: (client, { body, header }) => client.POST('/v1/api-keys', { params: { header }, body: body as As<'CreateApiKey'> }),
    },
    cli,
  );
  addWriting(
    key,
    {
      name: 'change',
      about: 'Changes what is given, and nothing else.',
      takes: ['id'],
      flags: changeable,
      send: (client, { names: [id], body }) => client.PATCH('/v1/api-keys/{id}', { params: { path: { id } }, body: body }),
    },
    cli,
  );
  addWriting(
    key,
    {
      name: 'rotate',
      about: 'A successor with the same rights; the key before lives on for as long as is said.',
      takes: ['id'],
      flags: [whole('overlapSeconds', 'how long the key before is still taken')],
      keyed: true,
      secret: 'key',
      question: ({ names: [id] }) => `Replace API key ${printable(id)}?`,
      send: (client, { names: [id], body, header }) =>
        client.POST('/v1/api-keys/{id}/rotate', { params: { path: { id }, header }, body: body as As<'Overlap'> }),
    },
    cli,
  );
  addWriting(
    key,
    {
      name: 'revoke',
      about: 'Ends a key, at once and for ever.',
      takes: ['id'],
      question: ({ names: [id] }) => `Revoke API key ${printable(id)}? Whoever uses it is refused from then on.`,
      done: 'It is revoked.',
      send: (client, { names: [id] }) => client.DELETE('/v1/api-keys/{id}', { params: { path: { id } } }),
    },
    cli,
  );
  addFirst(key, cli);
}

/** Beside the others, for it is a key; but it asks the database, since no gateway lets anybody in without one. */
function addFirst(key: Command, { terminal, ended }: Cli): void {
  key
    .command('first')
    .description('The first key of a new platform, which may do everything. Made in the database itself: every other key is made by a key.')
    .addOption(new Option('--mode <mode>', 'of what it makes and sees').choices(['test', 'live']).makeOptionMandatory())
    .option('--name <name>', 'what people call it', 'first key')
    .option('--secret-to <file>', 'writes the key to a new file that only you may read, and shows it nowhere')
    .option('--yes', 'does not ask whether it is meant')
    .addOption(new Option('--json', 'prints JSON'))
    .addHelpText('after', '\nThe database is the one of DATABASE_URL, or the embedded one that runs for INTERLOCK_DATA_DIR (.interlock).')
    .action(async (options: FirstKeyOptions) => {
      const { firstKey } = await import('../platform-key/first-key.js');
      ended(await firstKey(options, terminal));
    });
}
