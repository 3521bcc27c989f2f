import { randomBytes } from 'node:crypto';

import type { Notifier, Delivery } from '../core/notifier.js';
import type { Order } from './upay.orders.js';
import { authorization } from './upay.signing.js';
import { orderData } from './upay.view.js';

/** Upay Web API, Notification: four deliveries, each that long after the previous. */
const SCHEDULE_MS = [1_000, 5_000, 30_000, 600_000] as const;

/** Sends the flat order view, signed by MD5 with the terminal's current key at the time of sending. */
export class UpayNotifications {
  constructor(private readonly notifier: Notifier) {}

  /** The order was created; nothing genuine is sent yet. */
  opened(order: Order): void {
    if (order.notifyUrl !== undefined) this.notifier.opened(delivery(order, order.notifyUrl, undefined));
  }

  paid(order: Order): void {
    if (order.notifyUrl !== undefined) this.notifier.notify(delivery(order, order.notifyUrl, JSON.stringify(orderData(order))));
  }

  /** Canceled or refunded: only for accounts that have it switched on. */
  reversed(order: Order): void {
    if (order.terminal.notifyReversals) this.paid(order);
  }
}

/** `genuine` is the order as it was when it happened; an order just opened has nothing genuine to say. */
function delivery(order: Order, url: string, genuine: string | undefined): Delivery {
  return {
    provider: 'upay',
    operation: order.operation,
    keys: [order.clientSn, order.sn],
    url,
    scheduleMs: SCHEDULE_MS,
    magic: order.magic,
    compose: (forged) => {
      const body =
        forged || genuine === undefined ? JSON.stringify({ ...orderData(order), status: 'SUCCESS', order_status: 'PAID' }) : genuine;
      const key = forged ? randomBytes(16) : order.terminal.keys[0]?.bytes;
      if (key === undefined) throw new Error('Upay twin: a terminal without a key');
      return {
        headers: { 'content-type': 'application/json', authorization: authorization(order.terminal.sn, Buffer.from(body), key) },
        body,
      };
    },
    acknowledged: ({ status, body }) => status === 200 && body === 'success',
  };
}
