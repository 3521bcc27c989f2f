import { ENDPOINT_URL } from '../world/webhook-receiver.js';
import type { WebhookReceiver } from '../world/webhook-receiver.js';
import type { Finding } from './books.js';
import type { OrderRow } from './rows.js';

/** A receiver that keeps the highest version ends at our own state of every order: the merchant's endpoint, and the order's own address where it has one. */
export function compareWithReceiver(orders: readonly OrderRow[], receiver: Pick<WebhookReceiver, 'believes'>): readonly Finding[] {
  return orders.flatMap(({ id, merchantOrderNo, version, state, notifyUrl }) =>
    [ENDPOINT_URL, ...(notifyUrl === null ? [] : [notifyUrl])].flatMap((url) => {
      const told = receiver.believes(url, id);
      if (told?.version === version && told.state === state) return [];
      const heard = told === undefined ? 'nothing' : `version ${String(told.version)}, ${told.state}`;
      return [{ order: merchantOrderNo, what: `${url} was told ${heard}; it is version ${String(version)}, ${state}` }];
    }),
  );
}
