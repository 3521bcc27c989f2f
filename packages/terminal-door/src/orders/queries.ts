import { Injectable } from '@nestjs/common';
import type { Till } from '../till.js';
import { toldOrder, toldRefund } from '../view/told-order.js';
import { BusinessRefused } from '../wire/envelope.js';
import type { BusinessResponse } from '../wire/envelope.js';
import type { Fields } from '../wire/fields.js';
import { TillOrders } from './till-orders.js';

/** `/upay/v2/query`: what we know of an order, or of one of its refunds. */
@Injectable()
export class TillQueries {
  constructor(private readonly orders: TillOrders) {}

  async query(till: Till, fields: Fields<'query'>): Promise<BusinessResponse> {
    const read = await this.orders.find(till, fields);
    const { refund_request_no: refundNo } = fields;
    if (refundNo === undefined) {
      const told = toldOrder(read);
      return this.orders.answer('SUCCESS', read, told, told.errorCode);
    }
    const refund = read.operations.find((operation) => operation.refundNo === refundNo);
    if (refund === undefined) throw new BusinessRefused('UPAY_ORDER_NOT_EXISTS', 'the order has no refund of this refund_request_no');
    return this.orders.answer('SUCCESS', read, toldRefund(read, refund));
  }
}
