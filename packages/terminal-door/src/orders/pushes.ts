import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { AbandonWaitingOrder, CreateOrder, NotWaiting, WaitingOrders } from '@interlock/orders';
import type { CommandAnswer, HandedOrder } from '@interlock/orders';
import { TerminalRepository } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { actorOf } from '../till.js';
import type { Till } from '../till.js';
import { toldOrder } from '../view/told-order.js';
import { BusinessRefused } from '../wire/envelope.js';
import type { BusinessResponse } from '../wire/envelope.js';
import type { Fields } from '../wire/fields.js';
import { TillMethods } from './methods.js';
import { unextended, upayOptions } from './order-input.js';
import type { Asked } from './payments.js';
import { PlatformNumbers } from './platform-numbers.js';
import { PollCalls } from './poll-calls.js';
import { conflict, paymentRefusal, requestRefusal } from './refusals.js';
import { TillOrders } from './till-orders.js';

/** How often a poll looks by itself: what it was not told of (a lease that ran out, a message that was lost) it finds then. */
const LOOK_MS = 5_000;

/** Orders from a merchant's system to a terminal (MIS-to-POS): our own extension, in the protocol's envelope and style (docs/terminal-door.md). */
@Injectable()
export class TillPushes {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly commands: CommandBus,
    private readonly terminals: TerminalRepository,
    private readonly methods: TillMethods,
    private readonly numbers: PlatformNumbers,
    private readonly orders: TillOrders,
    private readonly waiting: WaitingOrders,
    private readonly calls: PollCalls,
  ) {}

  /** To a POS of a provider that the target is bound to, else to the target itself, which fetches it. */
  async push(till: Till, fields: Fields<'push'>, { requestId, accepted }: Asked): Promise<BusinessResponse> {
    try {
      const notifyUrl = fields.notify_url === undefined ? undefined : accepted('notify_url', fields.notify_url);
      const target = await this.terminals.findTerminal(till.merchantId, fields.target_terminal_sn);
      // Another store's is not told from none.
      if (target?.storeNo !== till.storeNo)
        throw new BusinessRefused('UPAY_TERMINAL_NOT_EXISTS', 'the store has no terminal of this target_terminal_sn', 'PRECREATE_FAIL');
      const { currency } = till;
      const { goods_details: goods, extended, expire_seconds: seconds, subject, description, reflect } = fields;
      const command = new CreateOrder(
        actorOf(till, requestId),
        {
          merchantOrderNo: fields.client_sn,
          amount: { currency, minor: fields.total_amount },
          method: { type: 'terminal', scenario: 'scan_payer' },
          subject,
          description: description ?? subject,
          storeNo: till.storeNo,
          terminalSn: target.terminalSn,
          operator: fields.operator,
          platformSn: await this.numbers.next(),
          ...(seconds === undefined ? {} : { expiresInSeconds: Number(seconds) }),
          ...(notifyUrl === undefined ? {} : { notifyUrl }),
          ...((await this.methods.isPushedByUpay(till, target))
            ? upayOptions({}, { extended, goods })
            : unextended(till, { extended, goods })),
          terminal: { subject, description, reflect, pushedBy: till.terminalSn },
        },
        till.waitMs,
      );
      const { read, replayed } = await this.commands.execute<CreateOrder, CommandAnswer>(command);
      if (replayed) throw conflict();
      const told = toldOrder(read);
      const waits = read.order.nextAction?.type === 'wait_for_terminal';
      const code = waits && told.precreate === 'PRECREATE_FAIL_IN_PROGRESS' ? 'PRECREATE_SUCCESS' : told.precreate;
      return this.orders.answer(code, read, told, code === 'PRECREATE_FAIL' ? (told.errorCode ?? 'TRADE_FAILED') : undefined);
    } catch (error) {
      throw await this.orders.refused(till, fields.client_sn, paymentRefusal(error, 'PRECREATE_FAIL'));
    }
  }

  /** The oldest order that waits for this terminal, held for it for a while; the request is kept open until there is one. */
  async next(
    { terminalSn }: Till,
    { wait_seconds: seconds }: Fields<'next'>,
    { isGone }: { readonly isGone: () => boolean },
  ): Promise<BusinessResponse> {
    const { clock, assertReady, handOver } = this.runtime;
    const until = clock.monotonic() + seconds * 1000;
    const poll = this.calls.open(terminalSn);
    try {
      for (;;) {
        // What is handed to nobody is lost until its lease has run out.
        if (isGone()) return NOTHING;
        assertReady();
        const handed = await this.waiting.next(terminalSn);
        if (handed !== undefined) return await this.handed('ORDER_WAITING', handed);
        const left = until - clock.monotonic();
        if (poll === undefined || left <= 0 || handOver?.aborted === true) return NOTHING;
        await poll.wait(Math.min(left, LOOK_MS));
      }
    } catch (error) {
      throw requestRefusal(error);
    } finally {
      poll?.close();
    }
  }

  /** The terminal has it; said again, it keeps it for longer. */
  async acknowledge(till: Till, fields: Fields<'acknowledge'>): Promise<BusinessResponse> {
    const read = await this.orders.find(till, fields);
    const held = await this.waiting.acknowledge(read.order.id, till.terminalSn, fields.delivery_no);
    return held === undefined ? this.notWaiting(till, fields) : this.handed('SUCCESS', held);
  }

  /** The terminal does not take it: the order is closed, and nobody is asked. Again, it is what it was. */
  async abandon(till: Till, fields: Fields<'abandon'>, requestId: string): Promise<BusinessResponse> {
    const { order } = await this.orders.find(till, fields);
    const { operator, reason } = fields;
    try {
      const command = new AbandonWaitingOrder(actorOf(till, requestId), order.id, { terminalSn: till.terminalSn, operator, reason });
      const { read } = await this.commands.execute<AbandonWaitingOrder, CommandAnswer>(command);
      return this.orders.answer('CANCEL_SUCCESS', await this.numbers.numbered(read), toldOrder(read));
    } catch (error) {
      if (error instanceof NotWaiting) return this.notWaiting(till, fields);
      throw requestRefusal(error);
    }
  }

  private async handed(
    code: 'ORDER_WAITING' | 'SUCCESS',
    { read, delivery, expiresAt, leasedUntil }: HandedOrder,
  ): Promise<BusinessResponse> {
    const numbered = await this.numbers.numbered(read);
    const answer = this.orders.answer(code, numbered, toldOrder(numbered));
    const held = { delivery_no: String(delivery), expire_time: String(expiresAt), lease_expire_time: String(leasedUntil) };
    return { ...answer, data: { ...answer.data, ...held } };
  }

  /** With the order as it stands now, so that the terminal need not ask. */
  private async notWaiting(till: Till, fields: Fields<'acknowledge'> | Fields<'abandon'>): Promise<BusinessResponse> {
    const read = await this.orders.find(till, fields);
    return this.orders.answer('FAIL', read, toldOrder(read), 'ORDER_NOT_WAITING');
  }
}

const NOTHING: BusinessResponse = { result_code: 'NO_ORDER' };
