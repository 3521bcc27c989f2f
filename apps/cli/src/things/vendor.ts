import type { Command } from 'commander';
import type { Cli } from '../frame/cli.js';
import { text, whole } from '../frame/flags.js';
import type { As } from '../frame/given.js';
import { addListing } from '../frame/listing.js';
import { addReading } from '../frame/reading.js';
import { addSwitching } from '../frame/switching.js';
import { addWriting } from '../frame/writing.js';
import { printable } from '../show/printable.js';

export function addVendor(program: Command, cli: Cli): void {
  const vendor = program
    .command('vendor')
    .description('Who makes the software of terminals, and may activate them; for a key of the platform.');
  addListing(
    vendor,
    {
      columns: { vendor: 'vendorSn', name: 'name', 'app id': 'appId', enabled: 'enabled', locked: 'lockedUntil', id: 'id' },
      ask: async (client, { query }) => {
        const { data } = await client.GET('/v1/vendors', { params: { query } });
        return { rows: data?.vendors, nextCursor: data?.nextCursor };
      },
    },
    cli,
  );
  addReading(
    vendor,
    { takes: ['id'], ask: (client, { names: [id] }) => client.GET('/v1/vendors/{id}', { params: { path: { id } } }) },
    cli,
  );
  addWriting(
    vendor,
    {
      name: 'create',
      about: 'A new vendor, with its number and its first key.',
      flags: [text('name', 'what people call it'), text('appId', 'the application that activates; a new one when absent')],
      keyed: true,
      secret: 'vendorKey',
      send: (client, { body, header }) => client.POST('/v1/vendors', { params: { header }, body: body as As<'CreateVendor'> }),
    },
    cli,
  );
  addWriting(
    vendor,
    {
      name: 'change',
      about: 'Changes what is given, and nothing else.',
      takes: ['id'],
      flags: [text('name', 'what people call it')],
      send: (client, { names: [id], body }) => client.PATCH('/v1/vendors/{id}', { params: { path: { id } }, body: body }),
    },
    cli,
  );
  addSwitching(
    vendor,
    {
      takes: 'id',
      stops: 'it activates no terminal; those that it has activated go on',
      send: (client, { names: [id] }, enabled) => client.PATCH('/v1/vendors/{id}', { params: { path: { id } }, body: { enabled } }),
    },
    cli,
  );
  addWriting(
    vendor,
    {
      name: 'rotate-key',
      about: 'A new key; the one before lives on for as long as is said.',
      takes: ['id'],
      flags: [whole('overlapSeconds', 'how long the key before is still taken')],
      keyed: true,
      secret: 'vendorKey',
      question: ({ names: [id] }) => `Replace the key of vendor ${printable(id)}?`,
      send: (client, { names: [id], body, header }) =>
        client.POST('/v1/vendors/{id}/keys', { params: { path: { id }, header }, body: body as As<'Overlap'> }),
    },
    cli,
  );
}
