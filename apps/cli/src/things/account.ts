import type { Command } from 'commander';
import { EXIT } from '../failure.js';
import type { Cli } from '../frame/cli.js';
import { choice, fileOf, keyed, keyedFiles, text, whole, yesOrNo } from '../frame/flags.js';
import type { As } from '../frame/given.js';
import { addListing } from '../frame/listing.js';
import { addReading } from '../frame/reading.js';
import { addSwitching } from '../frame/switching.js';
import { addWriting } from '../frame/writing.js';
import { printable } from '../show/printable.js';

const PROVIDERS = ['upay', 'codepay', 'wallet'] as const;
const changeable = [
  text('name', 'what people call it'),
  keyed('settings', 'a setting, such as --setting baseUrl=https://…; as often as wanted', { as: 'setting' }),
  keyedFiles('secrets', 'a secret, in a file of its own: --secret-file appPrivateKey=app.pem; as often as wanted', 'secret-file'),
];

export function addAccount(program: Command, cli: Cli): void {
  const account = program.command('account').description('Accounts at providers; for a key of the platform.');
  addListing(
    account,
    {
      columns: {
        name: 'name',
        provider: 'provider',
        mode: 'mode',
        currency: 'currency',
        enabled: 'enabled',
        failing: 'checkIn.failingSince',
        id: 'id',
      },
      filters: [{ name: 'provider', about: 'at this provider', choices: PROVIDERS }],
      ask: async (client, { query }) => {
        const { data } = await client.GET('/v1/provider-accounts', { params: { query } });
        return { rows: data?.accounts, nextCursor: data?.nextCursor };
      },
    },
    cli,
  );
  addReading(
    account,
    { takes: ['id'], ask: (client, { names: [id] }) => client.GET('/v1/provider-accounts/{id}', { params: { path: { id } } }) },
    cli,
  );
  addWriting(
    account,
    {
      name: 'create',
      about: 'A new account, of the mode of the key. What each provider wants: docs/provider-accounts.md.',
      flags: [
        choice('provider', 'where it is', PROVIDERS),
        text('currency', 'in which it takes money, such as MXN'),
        yesOrNo('enabled', 'whether payments may begin there at once'),
        ...changeable,
      ],
      keyed: true,
      send: (client, { body, header }) =>
        client.POST('/v1/provider-accounts', { params: { header }, body: body as As<'CreateProviderAccount'> }),
    },
    cli,
  );
  addWriting(
    account,
    {
      name: 'change',
      about: 'Changes what is given, and nothing else.',
      takes: ['id'],
      flags: changeable,
      question: ({ names: [id], body }) =>
        `Change ${Object.keys(body).map(printable).join(' and ') || 'nothing'} of account ${printable(id)}? Payments use it from then on.`,
      send: (client, { names: [id], body }) => client.PATCH('/v1/provider-accounts/{id}', { params: { path: { id } }, body: body }),
    },
    cli,
  );
  addSwitching(
    account,
    {
      takes: 'id',
      stops: 'no new payment begins there; what is open goes on to its end',
      send: (client, { names: [id] }, enabled) =>
        client.PATCH('/v1/provider-accounts/{id}', { params: { path: { id } }, body: { enabled } }),
    },
    cli,
  );
  addProviderCalls(account, cli);
  addBindings(account, cli);
}

function addProviderCalls(account: Command, cli: Cli): void {
  addWriting(
    account,
    {
      name: 'check',
      about: 'Asks the provider something harmless, and says whether it was reached and took the credentials.',
      takes: ['id'],
      send: (client, { names: [id] }) => client.POST('/v1/provider-accounts/{id}/check', { params: { path: { id } } }),
      code: (data) => {
        const { reachable, credentials } = data as As<'ProviderAccountCheck'>;
        return reachable && credentials === 'accepted' ? EXIT.fine : EXIT.found;
      },
    },
    cli,
  );
  addWriting(
    account,
    {
      name: 'activate',
      about: 'Makes an Upay account’s terminal known, by a code of Upay that is good for one use.',
      takes: ['id'],
      flags: [
        fileOf('code', 'the file that holds the code, or - for standard input'),
        text('deviceId', 'what the terminal is called there'),
      ],
      keyed: true,
      send: (client, { names: [id], body, header }) =>
        client.POST('/v1/provider-accounts/{id}/activate', { params: { path: { id }, header }, body: body as As<'ActivateAccount'> }),
    },
    cli,
  );
  addWriting(
    account,
    {
      name: 'check-in',
      about: 'Asks for an Upay account’s next key now; a worker does it every half day by itself.',
      takes: ['id'],
      keyed: true,
      send: (client, { names: [id], header }) => client.POST('/v1/provider-accounts/{id}/checkin', { params: { path: { id }, header } }),
    },
    cli,
  );
}

function addBindings(account: Command, cli: Cli): void {
  addReading(
    account,
    {
      name: 'capabilities',
      about: 'What a merchant can do through each account that is bound to it; for the merchant’s key too.',
      ask: (client) => client.GET('/v1/capabilities'),
    },
    cli,
  );
  addReading(
    account,
    {
      name: 'merchants',
      about: 'Who is paid through it.',
      takes: ['id'],
      ask: (client, { names: [id] }) => client.GET('/v1/provider-accounts/{id}/merchants', { params: { path: { id } } }),
    },
    cli,
  );
  addWriting(
    account,
    {
      name: 'bind',
      about: 'Lets a merchant be paid through it.',
      takes: ['id', 'merchantId'],
      flags: [whole('priority', 'the lowest is taken first'), yesOrNo('enabled', 'whether it is taken at all')],
      send: (client, { names: [id, merchantId], body }) =>
        client.PUT('/v1/provider-accounts/{id}/merchants/{merchantId}', {
          params: { path: { id, merchantId } },
          body: body as As<'BindMerchant'>,
        }),
    },
    cli,
  );
  addWriting(
    account,
    {
      name: 'unbind',
      about: 'Takes that away.',
      takes: ['id', 'merchantId'],
      question: ({ names: [id, merchantId] }) =>
        `Unbind merchant ${printable(merchantId)} from account ${printable(id)}, so that no new payment of theirs begins there?`,
      done: 'It is unbound.',
      send: (client, { names: [id, merchantId] }) =>
        client.DELETE('/v1/provider-accounts/{id}/merchants/{merchantId}', { params: { path: { id, merchantId } } }),
    },
    cli,
  );
}
