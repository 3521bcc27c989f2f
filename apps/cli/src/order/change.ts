import type { Gateway } from '../connection/gateway.js';
import { EXIT } from '../failure.js';
import type { Body, Given } from '../frame/given.js';
import type { Prepared } from '../frame/writing.js';
import { amountIn } from '../show/amounts.js';
import { printable, printableWithin } from '../show/printable.js';
import { amountText, spoken, words } from '../show/texts.js';
import type { Terminal } from '../terminal.js';
import { orderAnswer, read, type OrderAnswer } from './answers.js';
import { drawOrder } from './draw.js';
import { findOrder } from './find.js';

const SHOWN = ['captured', 'tip', 'refunded', 'refundPending'] as const;

/**
 * Finds the order that is meant, so that the question can say what it is and what an amount is in. `ask` makes the question, of the amount where
 * one was given. The order's id takes the place of its number.
 */
export function changing(ask: (amount: string | undefined, order: string) => string) {
  return async (gateway: Gateway, given: Given): Promise<Prepared> => {
    const order = read(orderAnswer, await findOrder(gateway, given.names[0]));
    const body = withAmount(given.body, order.amount.currency);
    const { amount } = body as { readonly amount?: { readonly currency: string; readonly value: string } };
    const figure = amount === undefined ? undefined : amountText({ currency: amount.currency, value: BigInt(amount.value) });
    return { given: { ...given, names: [order.id, given.names[1]], body }, question: ask(figure, describe(order)) };
  };
}

/** What `--amount` says becomes an amount in the order's currency; one that a file holds is the API's already. */
function withAmount(body: Body, currency: string): Body {
  const { amount } = body;
  return typeof amount === 'string' ? { ...body, amount: amountIn(currency, amount, '--amount') } : body;
}

/** "order A-1001 (paid, 120.00 MXN; captured 120.00 MXN)" */
function describe({ merchantOrderNo, state, amount, amounts }: OrderAnswer): string {
  // What was captured was authorized before; the payer's money is told once.
  const held = [...(amounts['captured']?.value === 0n ? (['authorized'] as const) : []), ...SHOWN].flatMap((name) => {
    const value = amounts[name];
    return value === undefined || value.value === 0n ? [] : [`${spoken(name)} ${amountText(value)}`];
  });
  return `order ${printable(merchantOrderNo)} (${[`${words(state)}, ${amountText(amount)}`, ...held].join('; ')})`;
}

/** The order as it is after the change: without its history, which `order show` draws. */
export function drawn(terminal: Terminal): (data: object) => string {
  return (data) => drawOrder(read(orderAnswer, printableWithin(data)), [], { evidence: false }, terminal);
}

/** By what became of the last operation of such a kind: 0 when it was done, 1 when it was declined, 4 when nobody knows yet. */
export function codeOfOperation(
  kinds: readonly string[],
  isMeant: (operation: OrderAnswer['operations'][number], given: Given) => boolean = () => true,
) {
  return (data: object, given: Given): number => {
    const { operations } = read(orderAnswer, data);
    const operation = operations.findLast((one) => kinds.includes(one.kind) && isMeant(one, given));
    if (operation?.outcome === 'approved') return EXIT.fine;
    return operation?.outcome === 'declined' || operation?.outcome === 'not_sent' ? EXIT.found : EXIT.underWay;
  };
}

/** By the state of the order: 0 when the payer's money is there or held, 1 when it will not come, 4 when nobody knows yet. */
export function codeOfState(data: object): number {
  const { state } = read(orderAnswer, data);
  if (['created', 'pending', 'uncertain'].includes(state)) return EXIT.underWay;
  return state === 'failed' || state === 'canceled' ? EXIT.found : EXIT.fine;
}
