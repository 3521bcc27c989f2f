import { randomBytes } from 'node:crypto';
import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { TerminalKeyRepository } from '@interlock/persistence';
import type { OrderWithOperations } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { orderData } from '../view/order-data.js';
import { terminalRequestOf } from '../view/terminal-request.js';
import { toldOrder } from '../view/told-order.js';
import { writeAuthorization } from '../wire/authorization.js';
import { signatureOf } from '../wire/signature.js';

/** A message in the protocol's flat form. */
export interface FlatMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Four deliveries in all: a second after the change, then so long after each that was not acknowledged (Upay Web API v2, Notification). */
const PAUSES_MS = [5_000, 30_000, 600_000];

/** When a flat message is sent again, epoch milliseconds; null: never. `attempts` counts those made, the one that has just failed among them. */
export function nextFlatAttemptAt(attempts: number, now: number): number | null {
  const pause = PAUSES_MS[attempts - 1];
  return pause === undefined ? null : now + pause;
}

/** The receiver's word for "taken". */
export const isAcknowledged = ({ status, text }: { readonly status: number; readonly text: string }): boolean =>
  status === 200 && text.trim() === 'success';

/** What is sent to the notify_url of a till's order. */
@Injectable()
export class FlatNotifications {
  private readonly terminals: TerminalKeyRepository;

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {
    this.terminals = new TerminalKeyRepository(runtime.pool, runtime.keyRing);
  }

  /** Whether the order came by the terminal door, and its notifications have its form. */
  isFlat({ order }: OrderWithOperations): boolean {
    return terminalRequestOf(order.content) !== undefined;
  }

  /**
   * The order view without an envelope, signed as a till's request is, with a key of its own: the message names the order to whoever receives it, and
   * what is signed with the terminal's key could be sent back to us.
   */
  async messageOf(read: OrderWithOperations): Promise<FlatMessage> {
    const body = JSON.stringify(orderData(read, toldOrder(read)));
    // Who pushed the order to another terminal is the one who hears of it.
    const sn = terminalRequestOf(read.order.content)?.pushedBy ?? read.order.terminalSn ?? '';
    const signature = signatureOf(Buffer.from(body), await this.keyOf(sn));
    return {
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Interlock-Webhooks/1',
        authorization: writeAuthorization({ sn, signature }),
      },
    };
  }

  private async keyOf(terminalSn: string): Promise<string> {
    const terminal = await this.terminals.find(terminalSn);
    if (terminal === undefined) throw new TypeError(`the order's terminal ${terminalSn} is not known`);
    const [newest] = terminal.keys;
    if (terminal.notifyWithTerminalKey && newest !== undefined) return newest.key;
    const sealed = terminal.notificationKey ?? (await this.firstKey(terminal.id));
    return this.terminals.openNotificationKey(terminal.id, sealed);
  }

  /**
   * A terminal without one gets it now, so that nothing is sent unsigned; who is to verify it makes one first and is shown it (docs/terminal-door.md). Of
   * two who make it at once, one does.
   */
  private async firstKey(terminalId: string): Promise<string> {
    const sealed = await this.terminals.sealNotificationKey(terminalId, randomBytes(16).toString('hex'));
    return this.terminals.ensureNotificationKey(terminalId, sealed, new Date(this.runtime.clock.now()));
  }
}
