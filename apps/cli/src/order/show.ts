import { Gateway, type GatewayOptions } from '../connection/gateway.js';
import { EXIT, NotThere } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { orderAnswer, orderPage, read, timelineAnswer } from './answers.js';
import { drawOrder } from './draw.js';

export interface ShowOptions extends GatewayOptions {
  readonly json?: true;
  /** The masked exchanges too. */
  readonly evidence?: true;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Draws one order with its timeline. Throws `NotThere` where there is none, `CannotRun` where the gateway cannot be asked. */
export async function showOrder(which: string, options: ShowOptions, terminal: Terminal): Promise<number> {
  const gateway = await Gateway.of(options, terminal);
  const found = await findOrder(gateway, which);
  const order = read(orderAnswer, found);
  const { data: told } = await gateway.ask((client) => client.GET('/v1/orders/{id}/timeline', { params: { path: { id: order.id } } }));
  if (options.json === true) {
    const { transitions } = told as { readonly transitions?: unknown };
    terminal.out(`${JSON.stringify({ order: found, transitions }, undefined, 2)}\n`);
    return EXIT.fine;
  }
  drawOrder(order, read(timelineAnswer, told).transitions, { evidence: options.evidence === true }, terminal);
  return EXIT.fine;
}

/** By its id; by the merchant's number where it is none, or none that is known. */
async function findOrder(gateway: Gateway, which: string): Promise<unknown> {
  if (UUID.test(which)) {
    try {
      return (await gateway.ask((client) => client.GET('/v1/orders/{id}', { params: { path: { id: which.toLowerCase() } } }))).data;
    } catch (error) {
      if (!(error instanceof NotThere)) throw error;
    }
  }
  const found = await gateway.ask((client) => client.GET('/v1/orders', { params: { query: { merchantOrderNo: which } } }));
  const { orders } = read(orderPage, found.data);
  if (orders[0] === undefined) throw new NotThere(`There is no order ${which} at ${gateway.origin} that this API key may see.`);
  return orders[0];
}
