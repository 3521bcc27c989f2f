import type { Command } from 'commander';
import type { Cli } from '../frame/cli.js';
import { choice, keyed, text } from '../frame/flags.js';
import type { As } from '../frame/given.js';
import { addListing } from '../frame/listing.js';
import { addReading } from '../frame/reading.js';
import { addSwitching } from '../frame/switching.js';
import { addWriting } from '../frame/writing.js';

const flags = [
  text('name', 'what people call it'),
  choice('latePaymentPolicy', 'what becomes of money that comes after an order was closed', ['refund', 'keep']),
  keyed(
    'caseLimits',
    'above it two people must agree to what is made of a case: --case-limit MXN=100000 in minor units, * for every other',
    {
      as: 'case-limit',
      shown: 'currency=minor',
    },
  ),
];

export function addMerchant(program: Command, cli: Cli): void {
  const merchant = program.command('merchant').description('Merchants; for a key of the platform.');
  addListing(
    merchant,
    {
      columns: { name: 'name', mode: 'mode', enabled: 'enabled', created: 'createdAt', id: 'id' },
      ask: async (client, { query }) => {
        const { data } = await client.GET('/v1/merchants', { params: { query } });
        return { rows: data?.merchants, nextCursor: data?.nextCursor };
      },
    },
    cli,
  );
  addReading(
    merchant,
    { takes: ['id'], ask: (client, { names: [id] }) => client.GET('/v1/merchants/{id}', { params: { path: { id } } }) },
    cli,
  );
  addWriting(
    merchant,
    {
      name: 'create',
      about: 'A new merchant, of the mode of the key.',
      flags,
      keyed: true,
      send: (client, { body, header }) => client.POST('/v1/merchants', { params: { header }, body: body as As<'CreateMerchant'> }),
    },
    cli,
  );
  addWriting(
    merchant,
    {
      name: 'change',
      about: 'Changes what is given, and nothing else.',
      takes: ['id'],
      flags,
      send: (client, { names: [id], body }) => client.PATCH('/v1/merchants/{id}', { params: { path: { id } }, body: body }),
    },
    cli,
  );
  addSwitching(
    merchant,
    {
      takes: 'id',
      stops: 'none of its orders begins; what is open goes on to its end',
      send: (client, { names: [id] }, enabled) => client.PATCH('/v1/merchants/{id}', { params: { path: { id } }, body: { enabled } }),
    },
    cli,
  );
}
