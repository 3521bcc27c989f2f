import { ORDER_STATES } from '@interlock/domain';
import type { Command } from 'commander';
import { EXIT } from '../failure.js';
import { reached, type Cli } from '../frame/cli.js';
import { text, yesOrNo, type Flag } from '../frame/flags.js';
import type { As } from '../frame/given.js';
import { addListing } from '../frame/listing.js';
import { addWriting } from '../frame/writing.js';
import { changing, codeOfOperation, codeOfState, drawn } from './change.js';
import { addCreate } from './create.js';
import { read, orderAnswer } from './answers.js';
import { showOrder, type ShowOptions } from './show.js';

const WHICH = 'id|merchantOrderNo';
const amount = (about: string): Flag => ({ ...text('amount', about), read: (typed) => typed });
const by: readonly Flag[] = [
  text('operator', 'who does it'),
  text('reason', 'why'),
  text('terminalSn', 'where it is done, with --on-terminal; otherwise where the order was made'),
  yesOrNo('onTerminal', 'whether it is done at the terminal'),
];

export function addOrder(program: Command, cli: Cli): void {
  const order = program.command('order').description('Orders, and what is done to their money.');
  addListing(
    order,
    {
      columns: { number: 'merchantOrderNo', state: 'state', amount: 'amount', provider: 'provider.name', created: 'createdAt', id: 'id' },
      filters: [
        { name: 'merchantOrderNo', about: 'of this number' },
        { name: 'state', about: 'that stand so', choices: ORDER_STATES },
        { name: 'from', about: 'begun at this moment or after it, 2026-11-21T00:00:00Z' },
        { name: 'to', about: 'begun before this moment' },
        { name: 'storeNo', about: 'of this store' },
        { name: 'terminalSn', about: 'of this terminal' },
        { name: 'operator', about: 'of this cashier' },
        { name: 'provider', about: 'at this provider; without --from of the last 31 days', choices: ['upay', 'codepay', 'wallet'] },
        { name: 'amount', about: 'of this amount in minor units; without --from of the last 31 days' },
      ],
      ask: async (client, { query }) => {
        const { data } = await client.GET('/v1/orders', { params: { query } });
        return { rows: data?.orders, nextCursor: data?.nextCursor };
      },
    },
    cli,
  );
  addShow(order, cli);
  addCreate(order, cli);
  addEnds(order, cli);
  addHolds(order, cli);
  addRefund(order, cli);
}

function addShow(order: Command, cli: Cli): void {
  const show = order
    .command('show')
    .description('Draws an order: its state, its amounts, and what happened to it, when, why and on what evidence.')
    .argument(`<${WHICH}>`, 'the order’s id, or the merchant’s number of it')
    .option('--evidence', 'adds the masked exchanges with the provider');
  reached(show).action(async (which: string, options: ShowOptions) => {
    cli.ended(await showOrder(which, options, cli.terminal));
  });
}

function addEnds(order: Command, cli: Cli): void {
  addWriting(
    order,
    {
      name: 'cancel',
      about: 'Closes an order that is not known to be paid; one that is paid meanwhile stays paid.',
      takes: [WHICH],
      flags: by,
      waits: true,
      asks: true,
      prepare: changing((_, which) => `Cancel ${which}?`),
      send: (client, { names: [id], body, prefer }) =>
        client.POST('/v1/orders/{id}/cancel', { params: { path: { id }, header: prefer }, body }),
      draw: drawn(cli.terminal),
      code: (data) => (read(orderAnswer, data).state === 'canceled' ? EXIT.fine : EXIT.found),
    },
    cli,
  );
  addWriting(
    order,
    {
      name: 'void',
      about: 'Undoes a payment or a hold before it is settled, whole.',
      takes: [WHICH],
      flags: by,
      keyed: true,
      waits: true,
      asks: true,
      prepare: changing((_, which) => `Void ${which}?`),
      send: (client, { names: [id], body, header, prefer }) =>
        client.POST('/v1/orders/{id}/void', { params: { path: { id }, header: { ...header, ...prefer } }, body }),
      draw: drawn(cli.terminal),
      code: codeOfOperation(['void', 'cancel']),
    },
    cli,
  );
  addWriting(
    order,
    {
      name: 'refresh',
      about: 'Asks the provider now what became of it.',
      takes: [WHICH],
      waits: true,
      prepare: async (gateway, given) => ({ given: (await changing(() => '')(gateway, given)).given }),
      send: (client, { names: [id], prefer }) =>
        client.POST('/v1/orders/{id}/refresh', { params: { path: { id }, header: prefer }, body: {} }),
      draw: drawn(cli.terminal),
      code: codeOfState,
    },
    cli,
  );
}

function addHolds(order: Command, cli: Cli): void {
  addWriting(
    order,
    {
      name: 'capture',
      about: 'Takes what is held, or a part of it.',
      takes: [WHICH],
      flags: [amount('how much, such as 120.00; everything when absent'), ...by],
      keyed: true,
      waits: true,
      asks: true,
      prepare: changing((figure, which) => `Capture ${figure ?? 'everything'} of ${which}?`),
      send: (client, { names: [id], body, header, prefer }) =>
        client.POST('/v1/orders/{id}/captures', { params: { path: { id }, header: { ...header, ...prefer } }, body }),
      draw: drawn(cli.terminal),
      code: codeOfOperation(['capture']),
    },
    cli,
  );
  addWriting(
    order,
    {
      name: 'increment',
      about: 'Holds more.',
      takes: [WHICH],
      flags: [amount('by how much, such as 20.00'), ...by],
      keyed: true,
      waits: true,
      asks: true,
      prepare: changing((figure, which) => `Hold ${figure ?? 'nothing'} more of ${which}?`),
      send: (client, { names: [id], body, header, prefer }) =>
        client.POST('/v1/orders/{id}/increments', {
          params: { path: { id }, header: { ...header, ...prefer } },
          body: body as As<'IncrementAuthorization'>,
        }),
      draw: drawn(cli.terminal),
      code: codeOfOperation(['increment']),
    },
    cli,
  );
  addWriting(
    order,
    {
      name: 'tip',
      about: 'Sets the tip.',
      takes: [WHICH],
      flags: [amount('the whole tip, such as 5.00'), ...by],
      keyed: true,
      waits: true,
      asks: true,
      prepare: changing((figure, which) => `Set the tip of ${which} to ${figure ?? 'nothing'}?`),
      send: (client, { names: [id], body, header, prefer }) =>
        client.POST('/v1/orders/{id}/tip', { params: { path: { id }, header: { ...header, ...prefer } }, body: body as As<'AdjustTip'> }),
      draw: drawn(cli.terminal),
      code: codeOfOperation(['adjust_tip']),
    },
    cli,
  );
}

function addRefund(order: Command, cli: Cli): void {
  addWriting(
    order,
    {
      name: 'refund',
      about: 'Gives money back.',
      takes: [WHICH],
      flags: [
        amount('how much, such as 20.00; everything that is left when absent'),
        text('refundNo', 'your number of it, by which it is done once; a new one when absent'),
        ...by,
      ],
      waits: true,
      asks: true,
      prepare: async (gateway, given, terminal) => {
        // A refund is known by its number, as other requests are by their key: it must be there before anything is sent.
        const refundNo = given.body['refundNo'] ?? terminal.newNumber();
        return changing((figure, which) => `Refund ${figure ?? 'everything that is left'} of ${which}?`)(gateway, {
          ...given,
          body: { ...given.body, refundNo },
        });
      },
      again: ({ body }) => `Give the same command again with --refund-no ${String(body['refundNo'])}: it is done once.`,
      send: (client, { names: [id], body, prefer }) =>
        client.POST('/v1/orders/{id}/refunds', { params: { path: { id }, header: prefer }, body: body as As<'RefundOrder'> }),
      draw: drawn(cli.terminal),
      code: codeOfOperation(['refund'], ({ refundNo }, { body }) => refundNo === body['refundNo']),
    },
    cli,
  );
}
