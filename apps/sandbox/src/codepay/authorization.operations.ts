import type { App } from './apps.js';
import { checkFields, orderNo, requiredText, type FieldRules } from './fields.js';
import { checkNewNo, makeFollowUp } from './making.js';
import { actUpon, declined, faultsOfWork, playDecline, type CheckedCall, type Gateway, type Operation } from './operations.js';
import { requiredAmount } from './readers.js';
import { codes, Refusal } from './refusal.js';
import { checkCancel, checkCapture, checkIncrement } from './rules.js';
import type { TopLevel } from './top-level.js';
import type { Transaction } from './transactions.js';
import { answerOf, verdictWith } from './verdicts.js';

const transNo = { type: 'string', required: true, max: 32 } as const;
const captureRules: FieldRules = {
  merchant_order_no: { ...orderNo, required: true },
  trans_no: transNo,
  trans_amount: { type: 'amount', required: true },
};
const cancelRules: FieldRules = { merchant_order_no: { ...orderNo, required: true }, trans_no: transNo };
const incrementRules: FieldRules = { trans_no: transNo, trans_amount: { type: 'amount', required: true } };

/** Capture Payment: takes the held money, all of it or less; the rest of the hold is let go. */
export const capture: Operation = {
  faults: new Set(faultsOfWork),
  check(gateway, app, fields) {
    checkFields(fields, captureRules);
    const amount = requiredAmount(fields, 'trans_amount', app.currency);
    return onAuthorization(fields, (fault, merchantOrderNo) => {
      checkNewNo(gateway, app, merchantOrderNo);
      const original = byTransNo(gateway, app, fields);
      checkCapture(original, amount);
      const asked = { ...withoutTerminal, method: 'capture', merchantOrderNo, orderAmount: amount, tipAmount: 0n };
      const { made, fate } = makeFollowUp(gateway, app, original, asked, { kind: 'capture', transType: 6 }, fault);
      gateway.lifecycle.settle(made, fate);
      return { data: answerOf(gateway, made) };
    });
  },
};

/** Cancel Payment: lets go of an authorization that was not captured. */
export const cancelPayment: Operation = {
  faults: new Set(faultsOfWork),
  check(gateway, app, fields) {
    checkFields(fields, cancelRules);
    return onAuthorization(fields, (fault, merchantOrderNo) => {
      checkNewNo(gateway, app, merchantOrderNo);
      const original = byTransNo(gateway, app, fields);
      checkCancel(original, gateway.transactions);
      const { orderAmount, tipAmount } = original;
      const asked = { ...withoutTerminal, method: 'cancel_payment', merchantOrderNo, orderAmount, tipAmount };
      const { made, fate } = makeFollowUp(gateway, app, original, asked, { kind: 'void', transType: 2 }, fault);
      gateway.lifecycle.settle(made, fate);
      return { data: answerOf(gateway, made) };
    });
  },
};

/** Incremental Authorization: adds to what is held. It has no number of its own: sent twice, it adds twice. */
export const incrementalAuthorization: Operation = {
  faults: new Set(faultsOfWork),
  check(gateway, app, fields) {
    checkFields(fields, incrementRules);
    const amount = requiredAmount(fields, 'trans_amount', app.currency);
    return {
      keys: [requiredText(fields, 'trans_no')],
      work: (fault) => {
        playDecline(fault);
        const original = byTransNo(gateway, app, fields);
        checkIncrement(original);
        const nowMs = gateway.context.clock.now();
        const common = { auth_no: original.authNo };
        if (fault?.name === 'decline') return { data: { ...verdictWith(gateway, declined(fault), 1, nowMs), ...common } };
        actUpon(gateway, original, fault, () => gateway.lifecycle.increment(original, amount));
        return { data: { ...verdictWith(gateway, undefined, 2, nowMs), ...common } };
      },
    };
  },
};

export const withoutTerminal = {
  terminalSn: undefined,
  storeNo: undefined,
  attach: undefined,
  notifyUrl: undefined,
  description: '',
  expiresSeconds: undefined,
} as const;

/** Throws `Refusal` for a number that is not the merchant's. */
export function byTransNo({ transactions }: Gateway, app: App, fields: TopLevel): Transaction {
  const found = transactions.byTransNo(app.merchantNo, requiredText(fields, 'trans_no'));
  if (found === undefined) throw new Refusal(codes.transNoUnknown, 'transaction number invalid');
  return found;
}

function onAuthorization(
  fields: TopLevel,
  work: (fault: Parameters<CheckedCall['work']>[0], merchantOrderNo: string) => ReturnType<CheckedCall['work']>,
): CheckedCall {
  const merchantOrderNo = requiredText(fields, 'merchant_order_no');
  return { keys: [merchantOrderNo, requiredText(fields, 'trans_no')], work: (fault) => work(fault, merchantOrderNo) };
}
