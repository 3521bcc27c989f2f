import type { Command } from 'commander';
import type { Cli } from '../frame/cli.js';
import { fileOf, text } from '../frame/flags.js';
import type { As } from '../frame/given.js';
import { addReading } from '../frame/reading.js';
import { addWriting } from '../frame/writing.js';
import { printable } from '../show/printable.js';

export function addAgreement(program: Command, cli: Cli): void {
  const agreement = program.command('agreement').description('Payers’ consents to be charged without being there.');
  addReading(
    agreement,
    { takes: ['id'], ask: (client, { names: [id] }) => client.GET('/v1/agreements/{id}', { params: { path: { id } } }) },
    cli,
  );
  addWriting(
    agreement,
    {
      name: 'prepare',
      about: 'Asks the provider for a page on which a payer consents.',
      flags: [
        text('providerAccountId', 'the account at a wallet'),
        text('language', 'of the page, such as es'),
        text('description', 'what the payer reads'),
        text('returnUrl', 'where the payer goes afterwards'),
      ],
      keyed: true,
      send: (client, { body, header }) => client.POST('/v1/agreements', { params: { header }, body: body as As<'PrepareAgreement'> }),
    },
    cli,
  );
  addWriting(
    agreement,
    {
      name: 'confirm',
      about: 'Makes the consent a stored agreement, by the code that the page gave.',
      takes: ['id'],
      flags: [fileOf('code', 'the file that holds the code, or - for standard input')],
      keyed: true,
      send: (client, { names: [id], body, header }) =>
        client.POST('/v1/agreements/{id}/confirm', { params: { path: { id }, header }, body: body as As<'ConfirmAgreement'> }),
    },
    cli,
  );
  addWriting(
    agreement,
    {
      name: 'end',
      about: 'Ends it, at the provider too.',
      takes: ['id'],
      question: ({ names: [id] }) => `End agreement ${printable(id)}? The payer must consent anew to be charged again.`,
      send: (client, { names: [id] }) => client.DELETE('/v1/agreements/{id}', { params: { path: { id } } }),
    },
    cli,
  );
}
