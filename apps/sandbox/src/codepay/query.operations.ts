import { badField, codes, Refusal } from './refusal.js';
import { checkFields, orderNo, textOf, type FieldRules } from './fields.js';
import { faultsOfAll, playDecline, technicalError, type Gateway, type Operation } from './operations.js';
import type { TopLevel } from './top-level.js';
import type { App, Transaction } from './transactions.js';
import { viewOf, withWrongAmount } from './views.js';

const rules: FieldRules = { merchant_order_no: orderNo, trans_no: { type: 'string', max: 32 } };

/** Query Order and Query Refund: one of two numbers, and `trans_no` wins where both are sent. */
function queryOf(serves: (transaction: Transaction) => boolean): Operation {
  return {
    faults: new Set([...faultsOfAll, 'wrong_amount']),
    check(gateway, app, fields) {
      checkFields(fields, rules);
      const keys = [textOf(fields, 'merchant_order_no'), textOf(fields, 'trans_no')];
      if (keys.every((key) => key === undefined)) throw badField('merchant_order_no', 'this or trans_no is required');
      return {
        keys,
        work: (fault) => {
          playDecline(fault);
          const transaction = find(gateway, app, fields, serves);
          if (!gateway.lifecycle.queried(transaction)) throw technicalError(gateway);
          const view = viewOf(transaction);
          return { data: fault?.name === 'wrong_amount' ? withWrongAmount(view, transaction) : view };
        },
      };
    },
  };
}

function find({ transactions }: Gateway, app: App, fields: TopLevel, serves: (transaction: Transaction) => boolean): Transaction {
  const transNo = textOf(fields, 'trans_no');
  if (transNo !== undefined) {
    const found = transactions.byTransNo(app.merchantNo, transNo);
    if (found === undefined || !serves(found)) throw new Refusal(codes.transNoUnknown, 'transaction number invalid');
    return found;
  }
  const found = transactions.byOrderNo(app.merchantNo, textOf(fields, 'merchant_order_no') ?? '');
  if (found === undefined || !serves(found)) throw new Refusal(codes.orderNoUnknown, 'merchant order number invalid');
  return found;
}

/** Query Order. It finds refunds too: a transaction is a transaction. */
export const orderQuery = queryOf(() => true);
/** Query Refund. */
export const refundQuery = queryOf(({ kind }) => kind === 'refund');
