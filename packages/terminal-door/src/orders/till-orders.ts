import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { readOrder } from '@interlock/persistence';
import type { OrderWithOperations } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Till } from '../till.js';
import { orderData } from '../view/order-data.js';
import { terminalRequestOf } from '../view/terminal-request.js';
import type { ToldOrder } from '../view/told-order.js';
import { abnormal, BusinessRefused } from '../wire/envelope.js';
import type { BusinessResponse } from '../wire/envelope.js';
import type { BusinessCode, BusinessError } from '../words/codes.js';
import { PlatformNumbers } from './platform-numbers.js';
import { conflict } from './refusals.js';

/** How a till names an order. Where both are there, the number of ours decides. */
export interface Which {
  readonly sn?: string | undefined;
  readonly client_sn?: string | undefined;
}

/** Orders as a till finds them and is shown them: those of its merchant, whoever began them. */
@Injectable()
export class TillOrders {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly numbers: PlatformNumbers,
  ) {}

  /** Throws `BusinessRefused`; another merchant's order is not told from none, nor to a disabled terminal one that it has not begun. */
  async find({ merchantId, terminalSn, enabled }: Till, { sn, client_sn: clientSn }: Which): Promise<OrderWithOperations> {
    const { pool } = this.runtime;
    const read =
      sn === undefined
        ? await readOrder(pool, 'byMerchantOrderNo', [merchantId, clientSn ?? ''])
        : await readOrder(pool, 'ofMerchantByPlatformSn', [sn, merchantId]);
    if (!enabled && (read === undefined || !isOf(read, terminalSn))) throw abnormal();
    if (read === undefined) throw new BusinessRefused('UPAY_ORDER_NOT_EXISTS', 'there is no such order');
    return this.numbers.numbered(read);
  }

  /**
   * A refusal to begin an order, as it may be said: a call that is closed is sold again under another number, so that is never said of an order that
   * an earlier request has begun.
   */
  async refused({ merchantId }: Till, clientSn: string, refusal: unknown): Promise<unknown> {
    if (!(refusal instanceof BusinessRefused)) return refusal;
    const begun = await readOrder(this.runtime.pool, 'byMerchantOrderNo', [merchantId, clientSn]);
    return begun === undefined ? refusal : conflict();
  }

  /** The answer about an order, and why where something was not done. */
  answer(resultCode: BusinessCode, read: OrderWithOperations, told: ToldOrder, error?: BusinessError): BusinessResponse {
    const why = error === undefined ? {} : { error_code: error, error_message: error.toLowerCase().replaceAll('_', ' ') };
    return { result_code: resultCode, ...why, data: orderData(read, told) };
  }
}

/** It is paid there, or was pushed from there. */
const isOf = ({ order }: OrderWithOperations, terminalSn: string): boolean =>
  order.terminalSn === terminalSn || terminalRequestOf(order.content)?.pushedBy === terminalSn;
