import { Gateway, type GatewayOptions } from '../connection/gateway.js';
import { EXIT } from '../failure.js';
import { printableWithin } from '../show/printable.js';
import type { Terminal } from '../terminal.js';
import { orderAnswer, read, timelineAnswer } from './answers.js';
import { drawOrder } from './draw.js';
import { findOrder } from './find.js';

export interface ShowOptions extends GatewayOptions {
  readonly json?: true;
  /** The masked exchanges too. */
  readonly evidence?: true;
}

/** Draws one order with its timeline. Throws `NotThere` where there is none, `CannotRun` where the gateway cannot be asked. */
export async function showOrder(which: string, options: ShowOptions, terminal: Terminal): Promise<number> {
  const gateway = await Gateway.of(options, terminal);
  const found = await findOrder(gateway, which);
  const order = read(orderAnswer, printableWithin(found));
  const { data: told } = await gateway.ask((client) => client.GET('/v1/orders/{id}/timeline', { params: { path: { id: order.id } } }));
  if (options.json === true) {
    const { transitions } = told as { readonly transitions?: unknown };
    terminal.out(`${JSON.stringify({ order: found, transitions }, undefined, 2)}\n`);
    return EXIT.fine;
  }
  const { transitions } = read(timelineAnswer, printableWithin(told));
  terminal.out(drawOrder(order, transitions, { evidence: options.evidence === true }, terminal));
  return EXIT.fine;
}
