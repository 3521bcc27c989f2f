import { CreateOrder } from '@interlock/orders';
import type { CommandAnswer } from '@interlock/orders';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { actorOf } from '../till.js';
import type { Till } from '../till.js';
import { toldOrder } from '../view/told-order.js';
import { BusinessRefused } from '../wire/envelope.js';
import type { BusinessResponse } from '../wire/envelope.js';
import type { Fields } from '../wire/fields.js';
import type { BusinessCode } from '../words/codes.js';
import { TillMethods } from './methods.js';
import type { Chosen } from './methods.js';
import { orderInput } from './order-input.js';
import { PlatformNumbers } from './platform-numbers.js';
import { PushedOrders } from './pushed-orders.js';
import { conflict, paymentRefusal } from './refusals.js';
import { TillOrders } from './till-orders.js';

/** A request that begins something: under which id, and where its notifications may go (checked by the door; throws where they may not). */
export interface Asked {
  readonly requestId: string;
  readonly accepted: (path: string, url: string) => string;
}

/** `/upay/v2/pay` and `/upay/v2/precreate`: the same order command as by `/v1/orders`. */
@Injectable()
export class TillPayments {
  constructor(
    private readonly commands: CommandBus,
    private readonly methods: TillMethods,
    private readonly numbers: PlatformNumbers,
    private readonly orders: TillOrders,
    private readonly pushed: PushedOrders,
  ) {}

  /** Held until the payment has an end, as long as the store says; the provider's call goes on whoever hangs up. */
  async pay(till: Till, fields: Fields<'pay'>, asked: Asked): Promise<BusinessResponse> {
    const choose = (): Promise<Chosen> => this.methods.ofPay(till, fields);
    const { read } = await this.begin(till, fields, { ...asked, waitMs: till.payWaitMs }, 'PAY_FAIL', choose).catch((error: unknown) =>
      this.begunBefore(till, fields, asked, error),
    );
    const told = toldOrder(read);
    return this.orders.answer(told.pay, read, told, told.pay === 'PAY_FAIL' ? (told.errorCode ?? 'TRADE_FAILED') : undefined);
  }

  async precreate(till: Till, fields: Fields<'precreate'>, asked: Asked): Promise<BusinessResponse> {
    const { read } = await this.begin(till, fields, { ...asked, waitMs: till.waitMs }, 'PRECREATE_FAIL', () =>
      this.methods.ofPrecreate(till, fields),
    );
    const told = toldOrder(read);
    return this.orders.answer(
      this.precreated(told.precreate, read),
      read,
      told,
      told.precreate === 'PRECREATE_FAIL' ? (told.errorCode ?? 'TRADE_FAILED') : undefined,
    );
  }

  /** The `client_sn` may be that of an order which was pushed to this very terminal and waits for it: then this is its payment. */
  private async begunBefore(till: Till, fields: Fields<'pay'>, { requestId }: Asked, error: unknown): Promise<CommandAnswer> {
    if (!(error instanceof BusinessRefused) || error.errorCode !== 'CLIENT_SN_CONFLICT') throw error;
    const paid = await this.pushed.pay(till, fields, requestId);
    if (paid === undefined) throw error;
    return paid;
  }

  /** An order that waits is one that the payer can be shown something of. */
  private precreated(code: BusinessCode, { order }: CommandAnswer['read']): BusinessCode {
    if (code !== 'PRECREATE_SUCCESS' && code !== 'PRECREATE_FAIL_IN_PROGRESS') return code;
    const open = order.state === 'created' || order.state === 'pending' || order.state === 'uncertain';
    return open && order.nextAction === null ? 'PRECREATE_FAIL_IN_PROGRESS' : 'PRECREATE_SUCCESS';
  }

  private async begin(
    till: Till,
    fields: Fields<'pay'> | Fields<'precreate'>,
    { requestId, accepted, waitMs }: Asked & { readonly waitMs: number },
    failed: 'PAY_FAIL' | 'PRECREATE_FAIL',
    choose: () => Promise<Chosen>,
  ): Promise<CommandAnswer> {
    try {
      const notifyUrl = fields.notify_url === undefined ? undefined : accepted('notify_url', fields.notify_url);
      const chosen = await choose();
      const input = orderInput(till, fields, chosen, { platformSn: await this.numbers.next(), notifyUrl });
      const answer = await this.commands.execute<CreateOrder, CommandAnswer>(new CreateOrder(actorOf(till, requestId), input, waitMs));
      if (answer.replayed) throw conflict();
      return answer;
    } catch (error) {
      throw await this.orders.refused(till, fields.client_sn, paymentRefusal(error, failed));
    }
  }
}
