import type { Appointment } from '../core/agenda.js';
import type { MagicName } from '../core/magic-amounts.js';
import type { Payment } from '../core/payments.js';
import type { Shelf } from '../core/records.js';
import type { SandboxContext } from '../core/twin.js';
import { finalStatuses, transitions, type OrderEvent, type OrderStatus, type TransactionStatus } from './upay.states.js';
import type { Terminal } from './upay.terminals.js';

/** The latest thing that was done to an order: its payment, a refund or its cancellation. */
export interface Transaction {
  readonly tsn: string;
  readonly clientTsn: string;
  readonly amount: bigint;
  readonly refundRequestNo?: string;
  status: TransactionStatus;
}

export interface Order {
  readonly operation: 'pay' | 'precreate' | 'push';
  /** Who asked for it, and signs. */
  readonly terminal: Terminal;
  /** The POS that a pushed order was sent to. */
  readonly posTerminalSn: string | undefined;
  readonly sn: string;
  readonly clientSn: string;
  readonly total: bigint;
  /** Empty until it is known: of a code that nobody can place, or an order that waits at a POS. */
  payway: string;
  readonly subPayway: string;
  readonly subject: string;
  readonly operator: string;
  readonly description: string | undefined;
  readonly reflect: string | undefined;
  readonly payerUid: string | undefined;
  readonly notifyUrl: string | undefined;
  readonly magic: MagicName | undefined;
  readonly createdAtMs: number;
  readonly payment: Payment;
  readonly refunds: Map<string, Transaction>;
  status: OrderStatus;
  /** The payment itself; `SUCCESS` once the platform knows that it went through. */
  readonly sale: Transaction;
  latest: Transaction;
  net: bigint;
  /** When the payer's money was taken, whether or not the platform knows. */
  paidAtMs: number | undefined;
  finishedAtMs: number | undefined;
  /** Why the payment came to nothing; a query repeats it. */
  errorCode: string | undefined;
  /** What happens by itself: paid or closed later, expired, refunded, canceled. */
  later: Appointment | undefined;
  /** An outcome that the platform has lost sight of: the n-th query finds that the latest transaction ended so. */
  lost: { queriesLeft: number; readonly end: LostEnd } | undefined;
  /** Cancels asked so far (magic amount `cancel_error_once`). */
  cancels: number;
  /** Which operation is canceling it, or has. */
  canceledBy: CancelKind | undefined;
}

export type CancelKind = 'cancel' | 'revoke' | 'portal';

export type LostEnd = 'paid' | 'closed' | 'refunded' | 'not_refunded' | 'canceled';

export type NewOrder = Pick<
  Order,
  | 'operation'
  | 'terminal'
  | 'posTerminalSn'
  | 'clientSn'
  | 'total'
  | 'payway'
  | 'subPayway'
  | 'subject'
  | 'operator'
  | 'description'
  | 'reflect'
  | 'payerUid'
  | 'notifyUrl'
  | 'magic'
>;

/** All orders of the twin: opens, finds and moves them. Money moves only in `taken` and `returned`, which tell the book. */
export class Orders {
  readonly #bySn: Shelf<Order>;
  /** Of their own, because an order names one of them in two places. */
  readonly #transactions: Shelf<Transaction>;
  /** By merchant, then by `client_sn`. */
  readonly #byClientSn = new Map<string, Map<string, Order>>();
  #nextSn: number;

  constructor(private readonly context: Pick<SandboxContext, 'agenda' | 'book' | 'clock' | 'records'>) {
    this.#transactions = context.records.shelf('upay transaction');
    this.#bySn = context.records.shelf<Order>('upay order', (order) =>
      this.#ofMerchant(order.terminal.merchant).set(order.clientSn, order),
    );
    // 13 digits after "789", a hundred thousand for every second, so that numbers do not repeat after a restart.
    this.#nextSn = (Math.floor(context.clock.now() / 1_000) % 100_000_000) * 100_000;
  }

  open(order: NewOrder): Order {
    const { terminal, clientSn, total } = order;
    const sn = this.#newSn();
    const sale = this.transaction({ clientTsn: clientSn, amount: total });
    const opened: Order = {
      ...order,
      sn,
      createdAtMs: this.context.clock.now(),
      payment: this.context.book.open({
        provider: 'upay',
        account: terminal.sn,
        key: clientSn,
        reference: sn,
        currency: terminal.currency,
        state: 'CREATED',
      }),
      refunds: new Map(),
      status: 'CREATED',
      sale,
      latest: sale,
      net: total,
      paidAtMs: undefined,
      finishedAtMs: undefined,
      errorCode: undefined,
      later: undefined,
      lost: undefined,
      cancels: 0,
      canceledBy: undefined,
    };
    return this.#bySn.add(sn, opened);
  }

  /** The merchant's order; where both numbers are given `sn` decides. */
  find(merchant: string, sn: string | undefined, clientSn: string | undefined): Order | undefined {
    if (sn === undefined) return clientSn === undefined ? undefined : this.#bySn.touch(this.#byClientSn.get(merchant)?.get(clientSn));
    const order = this.#bySn.get(sn);
    return order?.terminal.merchant === merchant ? order : undefined;
  }

  /** Any merchant's order by either number, for the control door and the cashier page. */
  named(keyOrReference: string): Order | undefined {
    const bySn = this.#bySn.get(keyOrReference);
    if (bySn !== undefined) return bySn;
    for (const orders of this.#byClientSn.values()) {
      const order = orders.get(keyOrReference);
      if (order !== undefined) return this.#bySn.touch(order);
    }
    return undefined;
  }

  /** By the table; drops what was still to happen to the order. Throws when the table has no such move: a bug of the twin. */
  move(order: Order, event: OrderEvent): void {
    const status = transitions[order.status][event];
    if (status === undefined) throw new Error(`Upay twin: ${event} in ${order.status}`);
    this.context.agenda.cancel(order.later);
    order.later = undefined;
    order.lost = undefined;
    order.status = status;
    order.finishedAtMs = finalStatuses.has(status) ? this.context.clock.now() : undefined;
    this.context.book.state(order.payment, status);
  }

  /** The payer's money is with Upay. */
  taken(order: Order): void {
    order.paidAtMs = this.context.clock.now();
    this.context.book.take(order.payment, order.total, 'payment', order.clientSn);
  }

  /** The payer gets `amount` back. */
  returned(order: Order, amount: bigint, kind: 'refund' | 'cancel' | 'void', key: string): void {
    order.net -= amount;
    this.context.book.giveBack(order.payment, amount, kind, key);
  }

  transaction(begun: Pick<Transaction, 'clientTsn' | 'amount' | 'refundRequestNo'>): Transaction {
    const tsn = this.#newSn();
    return this.#transactions.add(tsn, { ...begun, tsn, status: 'IN_PROG' });
  }

  #newSn(): string {
    this.#nextSn += 1;
    return `789${this.#nextSn.toString().padStart(13, '0')}`;
  }

  #ofMerchant(merchant: string): Map<string, Order> {
    const known = this.#byClientSn.get(merchant);
    if (known !== undefined) return known;
    const orders = new Map<string, Order>();
    this.#byClientSn.set(merchant, orders);
    return orders;
  }
}
