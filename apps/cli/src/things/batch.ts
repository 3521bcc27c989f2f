import type { Command } from 'commander';
import { EXIT } from '../failure.js';
import type { Cli } from '../frame/cli.js';
import { text } from '../frame/flags.js';
import type { As, Body, Given } from '../frame/given.js';
import { addListing } from '../frame/listing.js';
import { addReading } from '../frame/reading.js';
import { addWriting } from '../frame/writing.js';
import { printable } from '../show/printable.js';

const code = (data: object): number => {
  const { state } = data as As<'Batch'>;
  if (state === 'closing') return EXIT.underWay;
  return state === 'closed' ? EXIT.fine : EXIT.found;
};

export function addBatch(program: Command, cli: Cli): void {
  const batch = program.command('batch').description('What is handed in to a provider for settlement.');
  addListing(
    batch,
    {
      columns: { state: 'state', account: 'providerAccountId', created: 'createdAt', 'closed as of': 'closedAsOf', id: 'id' },
      ask: async (client, { query }) => {
        const { data } = await client.GET('/v1/batches', { params: { query } });
        return { rows: data?.batches, nextCursor: data?.nextCursor };
      },
    },
    cli,
  );
  addReading(batch, { takes: ['id'], ask: (client, { names: [id] }) => client.GET('/v1/batches/{id}', { params: { path: { id } } }) }, cli);
  addReading(
    batch,
    {
      name: 'open',
      about: 'What would be handed in now, as the provider and we count it.',
      takes: ['providerAccountId'],
      filters: [
        { name: 'storeNo', about: 'of this store alone' },
        { name: 'terminalSns', about: 'of these terminals alone, with commas between' },
      ],
      ask: (client, { names: [providerAccountId], query }) =>
        client.GET('/v1/batches/open', {
          params: { query: { providerAccountId, ...(Object.keys(query).length === 0 ? { all: 'true' } : query) } },
        }),
    },
    cli,
  );
  addWriting(
    batch,
    {
      name: 'close',
      about: 'Hands in what is open: of the whole account, or of a store or terminals. After that it cannot be voided, only refunded.',
      takes: ['providerAccountId'],
      flags: [text('storeNo', 'of this store alone'), text('terminalSns', 'of these terminals alone, with commas between')],
      keyed: true,
      question: ({ names: [id], body }) =>
        `Close the batch of account ${printable(id)} (${printable(JSON.stringify(scopeOf(body)))})? What is in it cannot be voided from then on.`,
      send: (client, { names: [providerAccountId], body, header }) =>
        client.POST('/v1/batches', { params: { header }, body: { providerAccountId, scope: scopeOf(body) } }),
      code,
    },
    cli,
  );
  addWriting(
    batch,
    {
      name: 'refresh',
      about: 'Asks the provider now what became of one that is closing.',
      takes: ['id'],
      send: (client, { names: [id] }: Given) => client.POST('/v1/batches/{id}/refresh', { params: { path: { id } }, body: {} }),
      code,
    },
    cli,
  );
}

function scopeOf({ storeNo, terminalSns, scope }: Body): As<'CloseBatch'>['scope'] {
  if (scope !== undefined) return scope as As<'CloseBatch'>['scope'];
  if (typeof terminalSns === 'string') return { terminalSns: terminalSns.split(',') };
  return typeof storeNo === 'string' ? { storeNo } : { all: true };
}
