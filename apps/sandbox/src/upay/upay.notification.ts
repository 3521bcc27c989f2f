import { randomBytes } from 'node:crypto';

import type { Letter, Mailbox, Notifier } from '../core/notifier.js';
import type { Order } from './upay.orders.js';
import type { PlatformKey } from './upay.platform-key.js';
import { authorization } from './upay.signing.js';
import type { Terminals } from './upay.terminals.js';
import { orderData } from './upay.view.js';

/** Upay Web API, Notification: four deliveries, each that long after the previous. */
const SCHEDULE_MS = [1_000, 5_000, 30_000, 600_000] as const;

interface Content {
  readonly order: Order;
  /** The order as it was when it happened; an order just opened has nothing genuine to say. */
  readonly genuine: string | undefined;
}

/** Sends the flat order view, signed by MD5 with the terminal's current key at the time of sending, or by RSA with the platform's. */
export class UpayNotifications {
  readonly #mailbox: Mailbox<Content>;

  constructor(notifier: Notifier, terminals: Terminals, platformKey: PlatformKey) {
    this.#mailbox = notifier.mailbox<Content>('upay', 'upay', {
      scheduleMs: SCHEDULE_MS,
      compose: ({ order, genuine }, forged) => {
        const body = forged || genuine === undefined ? forgery(order) : genuine;
        const { terminal } = order;
        const bytes = Buffer.from(body);
        // A forger has no key: his RSA signature is a genuine one, of another body.
        const signed = terminal.signsByRsa
          ? platformKey.signature(forged ? Buffer.from('{}') : bytes)
          : authorization(terminal.sn, bytes, forged ? randomBytes(16) : terminals.currentKey(terminal));
        return { headers: { 'content-type': 'application/json', authorization: signed }, body };
      },
      acknowledged: ({ status, body }) => status === 200 && body === 'success',
    });
  }

  /** The order was created; nothing genuine is sent yet. */
  opened(order: Order): void {
    if (order.notifyUrl !== undefined) this.#mailbox.opened(letter(order, order.notifyUrl, undefined));
  }

  paid(order: Order): void {
    if (order.notifyUrl !== undefined) this.#mailbox.notify(letter(order, order.notifyUrl, JSON.stringify(orderData(order))));
  }

  /** Canceled or refunded: only for accounts that have it switched on. Its faults are those of the reversing operation. */
  reversed(order: Order, operation: 'refund' | 'cancel' | 'revoke'): void {
    if (order.notifyUrl === undefined || !order.terminal.notifyReversals) return;
    this.#mailbox.notify({ ...letter(order, order.notifyUrl, JSON.stringify(orderData(order))), operation });
  }
}

function letter(order: Order, url: string, genuine: string | undefined): Letter<Content> {
  const { operation, clientSn, sn, magic } = order;
  return { operation, keys: [clientSn, sn], url, magic, content: { order, genuine } };
}

function forgery(order: Order): string {
  return JSON.stringify({ ...orderData(order), status: 'SUCCESS', order_status: 'PAID' });
}
