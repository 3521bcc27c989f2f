import type { Command } from 'commander';
import type { Cli } from '../frame/cli.js';
import { several, text, yesOrNo } from '../frame/flags.js';
import type { As } from '../frame/given.js';
import { addListing } from '../frame/listing.js';
import { addReading } from '../frame/reading.js';
import { addSwitching } from '../frame/switching.js';
import { addWriting } from '../frame/writing.js';
import { printable } from '../show/printable.js';

const changeable = [
  text('name', 'what people call it'),
  several('ipList', 'addresses and networks from which it may come; none is everywhere'),
];

export function addTerminal(program: Command, cli: Cli): void {
  const terminal = program.command('terminal').description('Terminals of a merchant; what activates one: interlock activation-code.');
  addListing(
    terminal,
    {
      columns: {
        terminal: 'terminalSn',
        name: 'name',
        store: 'storeNo',
        device: 'device.deviceId',
        enabled: 'enabled',
        seen: 'lastSeenAt',
      },
      filters: [{ name: 'storeNo', about: 'of this store' }],
      ask: async (client, { query }) => {
        const { data } = await client.GET('/v1/terminals', { params: { query } });
        return { rows: data?.terminals, nextCursor: data?.nextCursor };
      },
    },
    cli,
  );
  addReading(
    terminal,
    {
      takes: ['terminalSn'],
      ask: (client, { names: [terminalSn] }) => client.GET('/v1/terminals/{terminalSn}', { params: { path: { terminalSn } } }),
    },
    cli,
  );
  addWriting(
    terminal,
    {
      name: 'create',
      about: 'A new terminal of a store.',
      flags: [text('terminalSn', 'your number of it'), text('storeNo', 'where it stands'), ...changeable],
      keyed: true,
      send: (client, { body, header }) => client.POST('/v1/terminals', { params: { header }, body: body as As<'CreateTerminal'> }),
    },
    cli,
  );
  addWriting(
    terminal,
    {
      name: 'change',
      about: 'Changes what is given, and nothing else.',
      takes: ['terminalSn'],
      flags: [...changeable, yesOrNo('notifyWithTerminalKey', 'whether its notifications are signed by its own key')],
      send: (client, { names: [terminalSn], body }) =>
        client.PATCH('/v1/terminals/{terminalSn}', { params: { path: { terminalSn } }, body: body }),
    },
    cli,
  );
  addSwitching(
    terminal,
    {
      takes: 'terminalSn',
      stops: 'no new order begins at it; what is open goes on to its end',
      send: (client, { names: [terminalSn] }, enabled) =>
        client.PATCH('/v1/terminals/{terminalSn}', { params: { path: { terminalSn } }, body: { enabled } }),
    },
    cli,
  );
  addWriting(
    terminal,
    {
      name: 'rotate-notification-key',
      about: 'A new key for the notifications of its orders; the one before ends at once.',
      takes: ['terminalSn'],
      keyed: true,
      secret: 'newNotificationKey',
      question: ({ names: [terminalSn] }) =>
        `Replace the notification key of terminal ${printable(terminalSn)}? Whoever checks signatures with the old one refuses every notification from then on.`,
      send: (client, { names: [terminalSn], header }) =>
        client.POST('/v1/terminals/{terminalSn}/notification-key', { params: { path: { terminalSn }, header } }),
    },
    cli,
  );
  addBindings(terminal, cli);
}

function addBindings(terminal: Command, cli: Cli): void {
  addWriting(
    terminal,
    {
      name: 'bind',
      about: 'Says which terminal this is at the provider of an account.',
      takes: ['terminalSn', 'accountId'],
      flags: [text('providerTerminalSn', 'the provider’s number of it')],
      send: (client, { names: [terminalSn, accountId], body }) =>
        client.PUT('/v1/terminals/{terminalSn}/bindings/{accountId}', {
          params: { path: { terminalSn, accountId } },
          body: body as As<'BindTerminal'>,
        }),
    },
    cli,
  );
  addWriting(
    terminal,
    {
      name: 'unbind',
      about: 'Takes that away.',
      takes: ['terminalSn', 'accountId'],
      question: ({ names: [terminalSn, accountId] }) => `Unbind terminal ${printable(terminalSn)} from account ${printable(accountId)}?`,
      send: (client, { names: [terminalSn, accountId] }) =>
        client.DELETE('/v1/terminals/{terminalSn}/bindings/{accountId}', { params: { path: { terminalSn, accountId } } }),
    },
    cli,
  );
}
