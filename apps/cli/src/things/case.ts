import { CASE_KINDS, CASE_STATES, RESOLUTIONS } from '@interlock/domain';
import type { Command } from 'commander';
import { CannotRun, EXIT } from '../failure.js';
import type { Cli } from '../frame/cli.js';
import { choice, money, text } from '../frame/flags.js';
import type { As, Body, Given } from '../frame/given.js';
import { addListing } from '../frame/listing.js';
import { addReading } from '../frame/reading.js';
import { addWriting, type Prepared } from '../frame/writing.js';
import type { Gateway } from '../connection/gateway.js';
import { amountOf, cell } from '../show/cell.js';
import { printable } from '../show/printable.js';
import type { Terminal } from '../terminal.js';

const who = [text('person', 'who decides; otherwise INTERLOCK_PERSON'), text('reason', 'why')];

export function addCase(program: Command, cli: Cli): void {
  const command = program.command('case').description('What a person must look at; what each kind means: docs/runbooks.');
  addListing(
    command,
    {
      columns: { kind: 'kind', state: 'state', owner: 'owner', due: 'dueAt', overdue: 'overdue', order: 'order.merchantOrderNo', id: 'id' },
      filters: [
        { name: 'kind', about: 'of this kind', choices: CASE_KINDS },
        { name: 'state', about: 'that stand so', choices: CASE_STATES },
        { name: 'provider', about: 'at this provider', choices: ['upay', 'codepay', 'wallet'] },
        { name: 'owner', about: 'of this person' },
        { name: 'orderId', about: 'of this order' },
        { name: 'overdue', about: 'past the time by which somebody should have looked', choices: ['true', 'false'] },
      ],
      ask: async (client, { query }) => {
        const { data } = await client.GET('/v1/cases', { params: { query } });
        return { rows: data?.cases, nextCursor: data?.nextCursor };
      },
    },
    cli,
  );
  addReading(command, { takes: ['id'], ask: (client, { names: [id] }) => client.GET('/v1/cases/{id}', { params: { path: { id } } }) }, cli);
  addWriting(
    command,
    {
      name: 'assign',
      about: 'Gives it an owner.',
      takes: ['id'],
      flags: [text('owner', 'who looks into it'), ...who],
      keyed: true,
      prepare: (_, given, terminal) => Promise.resolve({ given: signed(given, terminal) }),
      send: (client, { names: [id], body, header }) =>
        client.POST('/v1/cases/{id}/assign', { params: { path: { id }, header }, body: body as As<'AssignCase'> }),
    },
    cli,
  );
  addWriting(
    command,
    {
      name: 'comment',
      about: 'Writes down what was found, as the reason.',
      takes: ['id'],
      flags: who,
      keyed: true,
      prepare: (_, given, terminal) => Promise.resolve({ given: signed(given, terminal) }),
      send: (client, { names: [id], body, header }) =>
        client.POST('/v1/cases/{id}/comment', { params: { path: { id }, header }, body: body as As<'CommentOnCase'> }),
    },
    cli,
  );
  addWriting(
    command,
    {
      name: 'resolve',
      about: 'Decides what is made of it. The provider is asked once more before that.',
      takes: ['id'],
      flags: [
        choice('resolution', 'what is made of it; `case show` lists what is allowed now', [...RESOLUTIONS, 'reject']),
        text('evidence', 'what somebody else could check: a line of a statement, a ticket'),
        money('amount', 'where the resolution wants one: "120.00 MXN"'),
        money('tip', 'the tip within what the provider states: "5.00 MXN"'),
        ...who,
      ],
      keyed: true,
      waits: true,
      asks: true,
      prepare: resolving,
      send: (client, { names: [id], body, header, prefer }) =>
        client.POST('/v1/cases/{id}/resolve', {
          params: { path: { id }, header: { ...header, ...prefer } },
          body: body as As<'ResolveCase'>,
        }),
      code: (data) => ((data as As<'Case'>).state === 'closed' ? EXIT.fine : EXIT.underWay),
    },
    cli,
  );
}

/** The given with the person of INTERLOCK_PERSON where none was named. Throws `CannotRun` where neither is there: the history must say who. */
function signed(given: Given, { env }: Terminal): Given {
  const person = given.body['person'] ?? (env['INTERLOCK_PERSON'] || undefined);
  if (person === undefined)
    throw new CannotRun('--person: the history of a case says who decided; name yourself, or set INTERLOCK_PERSON.');
  return { ...given, body: { ...given.body, person } };
}

async function resolving(gateway: Gateway, given: Given, terminal: Terminal): Promise<Prepared> {
  const known = signed(given, terminal);
  const { body } = known;
  if (body['resolution'] === 'ask_again') return { given: known };
  const [id] = given.names;
  const { data } = await gateway.ask((client) => client.GET('/v1/cases/{id}', { params: { path: { id } } }));
  return { given: known, question: data === undefined ? 'Resolve it?' : questionOf(data, body) };
}

function questionOf({ kind, order }: As<'Case'>, body: Body): string {
  const figures = amountOf(body['amount']);
  const resolution = cell(body['resolution']);
  return `Resolve ${kind} of order ${printable(order.merchantOrderNo)} (${order.state}, ${amountOf(order.amount) ?? ''}) by "${resolution}"${figures === undefined ? '' : ` with ${figures}`}, as ${cell(body['person'])}?`;
}
