import type { Command } from 'commander';
import type { Cli } from '../frame/cli.js';
import { text, whole } from '../frame/flags.js';
import type { As } from '../frame/given.js';
import { addListing } from '../frame/listing.js';
import { addReading } from '../frame/reading.js';
import { addWriting } from '../frame/writing.js';
import { printable } from '../show/printable.js';

const common = [
  text('vendorSn', 'whose software may use it'),
  whole('expiresInSeconds', 'how long it can be used; seven days when absent'),
];

export function addActivationCode(program: Command, cli: Cli): void {
  const code = program.command('activation-code').description('What is typed into a device so that it becomes a terminal.');
  addListing(
    code,
    {
      about: 'Those of a store, newest first, without themselves.',
      takes: 'storeNo',
      columns: { code: 'prefix', state: 'state', terminal: 'terminalSn', uses: 'uses', left: 'usesLeft', expires: 'expiresAt', id: 'id' },
      ask: async (client, { names: [storeNo], query }) => {
        const { data } = await client.GET('/v1/stores/{storeNo}/activation-codes', { params: { path: { storeNo }, query } });
        return { rows: data?.activationCodes, nextCursor: data?.nextCursor };
      },
    },
    cli,
  );
  addReading(
    code,
    { takes: ['id'], ask: (client, { names: [id] }) => client.GET('/v1/activation-codes/{id}', { params: { path: { id } } }) },
    cli,
  );
  addWriting(
    code,
    {
      name: 'create',
      about: 'A code for new terminals of a store.',
      takes: ['storeNo'],
      flags: [...common, whole('uses', 'how many devices it activates; one when absent')],
      keyed: true,
      secret: 'code',
      send: (client, { names: [storeNo], body, header }) =>
        client.POST('/v1/stores/{storeNo}/activation-codes', {
          params: { path: { storeNo }, header },
          body: body as As<'CreateActivationCode'>,
        }),
    },
    cli,
  );
  addWriting(
    code,
    {
      name: 'create-for',
      about: 'A code for one terminal that is known: its first device, or another in its place.',
      takes: ['terminalSn'],
      flags: common,
      keyed: true,
      secret: 'code',
      send: (client, { names: [terminalSn], body, header }) =>
        client.POST('/v1/terminals/{terminalSn}/activation-codes', {
          params: { path: { terminalSn }, header },
          body: body as As<'CreateTerminalActivationCode'>,
        }),
    },
    cli,
  );
  addWriting(
    code,
    {
      name: 'revoke',
      about: 'Ends a code; terminals that it has activated go on.',
      takes: ['id'],
      question: ({ names: [id] }) => `Revoke activation code ${printable(id)}? It cannot be used again.`,
      done: 'It is revoked.',
      send: (client, { names: [id] }) => client.DELETE('/v1/activation-codes/{id}', { params: { path: { id } } }),
    },
    cli,
  );
}
