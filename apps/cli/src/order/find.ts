import type { Gateway } from '../connection/gateway.js';
import { NotThere } from '../failure.js';
import { printable } from '../show/printable.js';
import { orderPage, read } from './answers.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** By its id; by the merchant's number where it is none, or none that is known. Throws `NotThere`. */
export async function findOrder(gateway: Gateway, which: string): Promise<unknown> {
  if (UUID.test(which)) {
    try {
      return (await gateway.ask((client) => client.GET('/v1/orders/{id}', { params: { path: { id: which.toLowerCase() } } }))).data;
    } catch (error) {
      if (!(error instanceof NotThere)) throw error;
    }
  }
  const found = await gateway.ask((client) => client.GET('/v1/orders', { params: { query: { merchantOrderNo: which } } }));
  const { orders } = read(orderPage, found.data);
  if (orders[0] === undefined) throw new NotThere(`There is no order ${printable(which)} at ${gateway.origin} that this API key may see.`);
  return orders[0];
}
