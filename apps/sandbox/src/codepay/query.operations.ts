import type { App } from './apps.js';
import { badField, codes, Refusal } from './refusal.js';
import { checkFields, orderNo, textOf, type FieldRules } from './fields.js';
import { declined, faultsOfAll, playDecline, refuseDeclined, technicalError, type Gateway, type Operation } from './operations.js';
import type { TopLevel } from './top-level.js';
import type { Transaction } from './transactions.js';
import { verdictOf, verdictWith } from './verdicts.js';
import { viewOf, withWrongAmount } from './views.js';

const rules: FieldRules = { merchant_order_no: orderNo, trans_no: { type: 'string', max: 32 } };

/** Query Order and Query Refund: one of two numbers, and `trans_no` wins where both are sent. */
function queryOf(serves: (transaction: Transaction) => boolean): Operation {
  return {
    faults: new Set([...faultsOfAll, 'wrong_amount']),
    check(gateway, app, fields) {
      return {
        keys: numbersIn(fields),
        work: (fault) => {
          refuseDeclined(fault);
          const transaction = find(gateway, app, fields, serves);
          if (!gateway.lifecycle.queried(transaction)) throw technicalError(gateway);
          const view = viewOf(transaction, gateway.transactions, app.profile.capturedStatus);
          return { data: fault?.name === 'wrong_amount' ? withWrongAmount(view, transaction) : view };
        },
      };
    },
  };
}

/** Query Order. It finds refunds, captures and voids too: a transaction is a transaction. */
export const orderQuery = queryOf(() => true);
/** Query Refund. */
export const refundQuery = queryOf(({ kind }) => kind === 'refund');

/** Recall transaction (family B): state and verdict of any transaction, no amounts. */
export const recall: Operation = {
  faults: new Set(faultsOfAll),
  check(gateway, app, fields) {
    return {
      keys: numbersIn(fields),
      work: (fault) => {
        playDecline(fault);
        const transaction = find(gateway, app, fields, () => true);
        if (!gateway.lifecycle.queried(transaction)) throw technicalError(gateway);
        const { transNo: trans_no } = transaction;
        if (fault?.name === 'decline')
          return { data: { ...verdictWith(gateway, declined(fault), transaction.status, gateway.context.clock.now()), trans_no } };
        return { data: verdictOf(gateway, transaction) };
      },
    };
  },
};

/** The numbers that a look-up names. Throws `Refusal` where it names none. */
function numbersIn(fields: TopLevel): readonly (string | undefined)[] {
  checkFields(fields, rules);
  const numbers = [textOf(fields, 'merchant_order_no'), textOf(fields, 'trans_no')];
  if (numbers.every((number) => number === undefined)) throw badField('merchant_order_no', 'this or trans_no is required');
  return numbers;
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
