import type { Command } from 'commander';
import { CannotRun } from '../failure.js';
import type { Cli } from '../frame/cli.js';
import { choice, fileOf, keyed, money, text, whole } from '../frame/flags.js';
import type { As, Body, Given } from '../frame/given.js';
import { addWriting } from '../frame/writing.js';
import { amountOf } from '../show/cell.js';
import { printable } from '../show/printable.js';
import { codeOfState, drawn } from './change.js';

/** Members of the method, which stand in the body as `method`. */
const OF_METHOD = { payway: 'payway', payerCode: 'code', agreementId: 'agreementId', scenario: 'scenario' } as const;

/** `order create`. A card's own number has no option: it comes by `--file`, as every body may. */
export function addCreate(order: Command, cli: Cli): void {
  addWriting(
    order,
    {
      name: 'create',
      about: 'Takes a payment. A card’s own number comes by --file alone.',
      flags: [
        text('merchantOrderNo', 'your number of it, by which it is made once'),
        money('amount', 'with its currency: "120.00 MXN"'),
        text('description', 'what it is for'),
        choice('method', 'how it is paid', ['payer_code', 'merchant_qr', 'terminal', 'redirect', 'agreement']),
        fileOf('payerCode', 'what the payer shows, in a file or - for standard input'),
        text('payway', 'the wallet, where there are several'),
        choice('scenario', 'what the terminal does', ['card', 'scan_payer', 'show_qr']),
        text('agreementId', 'of a payer who has consented'),
        choice('capture', 'whether the money is taken at once', ['automatic', 'manual']),
        money('tip', 'beside the amount: "5.00 MXN"'),
        text('storeNo', 'where'),
        text('terminalSn', 'at which terminal'),
        text('operator', 'by whom'),
        whole('expiresInSeconds', 'how long the payer may take'),
        text('returnUrl', 'where the payer goes afterwards'),
        keyed('metadata', 'what is given back with it: --meta table=7, as often as wanted', { as: 'meta' }),
      ],
      waits: true,
      asks: true,
      prepare: (_, given) => {
        const body = withMethod(given.body);
        return Promise.resolve({ given: { ...given, body }, question: questionOf(body) });
      },
      again: ({ body }: Given) =>
        `Give the same command again, under the same number ${printable(String(body['merchantOrderNo']))}: it is done once.`,
      send: (client, { body, prefer }) => client.POST('/v1/orders', { params: { header: prefer }, body: body as As<'CreateOrder'> }),
      draw: drawn(cli.terminal),
      code: codeOfState,
    },
    cli,
  );
}

/** The options that speak of the method become members of it. */
function withMethod(body: Body): Body {
  const { method, ...rest } = body;
  const given = Object.entries(OF_METHOD).filter(([member]) => rest[member] !== undefined);
  if (typeof method !== 'string' && given.length === 0) return body;
  if (typeof method !== 'string' && (typeof method !== 'object' || method === null)) throw new CannotRun('--method: say how it is paid.');
  const within = typeof method === 'string' ? { type: method } : method;
  const members = Object.fromEntries(given.map(([member, name]) => [name, rest[member]]));
  const others = Object.fromEntries(Object.entries(rest).filter(([member]) => !(member in OF_METHOD)));
  return { ...others, method: { ...within, ...members } };
}

function questionOf({ amount, merchantOrderNo, method }: Body): string {
  const { type } = (method ?? {}) as { readonly type?: unknown };
  return `Take ${amountOf(amount) ?? 'the amount'} as order ${printable(String(merchantOrderNo))} by ${printable(String(type))}?`;
}
