import type { Command } from 'commander';
import type { Cli } from '../frame/cli.js';
import { text, whole } from '../frame/flags.js';
import type { As } from '../frame/given.js';
import { addListing } from '../frame/listing.js';
import { addReading } from '../frame/reading.js';
import { addSwitching } from '../frame/switching.js';
import { addWriting } from '../frame/writing.js';
import { printable } from '../show/printable.js';

const changeable = [
  text('name', 'what people call it'),
  text('timeZone', 'such as America/Mexico_City'),
  text('dayStartsAt', 'when its business day begins, such as 04:00', { shown: 'hh:mm' }),
  whole('payWaitSeconds', 'how long its terminals wait for a payment'),
];

export function addStore(program: Command, cli: Cli): void {
  const store = program.command('store').description('Stores of a merchant.');
  addListing(
    store,
    {
      columns: { store: 'storeNo', name: 'name', currency: 'currency', zone: 'timeZone', day: 'dayStartsAt', enabled: 'enabled' },
      ask: async (client, { query }) => {
        const { data } = await client.GET('/v1/stores', { params: { query } });
        return { rows: data?.stores, nextCursor: data?.nextCursor };
      },
    },
    cli,
  );
  addReading(
    store,
    { takes: ['storeNo'], ask: (client, { names: [storeNo] }) => client.GET('/v1/stores/{storeNo}', { params: { path: { storeNo } } }) },
    cli,
  );
  addWriting(
    store,
    {
      name: 'create',
      about: 'A new store.',
      flags: [text('storeNo', 'your number of it'), text('currency', 'in which it takes money, such as MXN'), ...changeable],
      keyed: true,
      send: (client, { body, header }) => client.POST('/v1/stores', { params: { header }, body: body as As<'CreateStore'> }),
    },
    cli,
  );
  addWriting(
    store,
    {
      name: 'change',
      about: 'Changes what is given, and nothing else.',
      takes: ['storeNo'],
      flags: changeable,
      send: (client, { names: [storeNo], body }) => client.PATCH('/v1/stores/{storeNo}', { params: { path: { storeNo } }, body: body }),
    },
    cli,
  );
  addSwitching(
    store,
    {
      takes: 'storeNo',
      stops: 'no new order begins there; what is open goes on to its end',
      send: (client, { names: [storeNo] }, enabled) =>
        client.PATCH('/v1/stores/{storeNo}', { params: { path: { storeNo } }, body: { enabled } }),
    },
    cli,
  );
  addBindings(store, cli);
}

function addBindings(store: Command, cli: Cli): void {
  addWriting(
    store,
    {
      name: 'bind',
      about: 'Says which store this is at the provider of an account.',
      takes: ['storeNo', 'accountId'],
      flags: [text('providerStoreNo', 'the provider’s number of it')],
      send: (client, { names: [storeNo, accountId], body }) =>
        client.PUT('/v1/stores/{storeNo}/bindings/{accountId}', {
          params: { path: { storeNo, accountId } },
          body: body as As<'BindStore'>,
        }),
    },
    cli,
  );
  addWriting(
    store,
    {
      name: 'unbind',
      about: 'Takes that away.',
      takes: ['storeNo', 'accountId'],
      question: ({ names: [storeNo, accountId] }) => `Unbind store ${printable(storeNo)} from account ${printable(accountId)}?`,
      send: (client, { names: [storeNo, accountId] }) =>
        client.DELETE('/v1/stores/{storeNo}/bindings/{accountId}', { params: { path: { storeNo, accountId } } }),
    },
    cli,
  );
}
