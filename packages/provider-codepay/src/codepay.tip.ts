import type { AdjustTipRequest, ProviderCall, ProviderResult } from '@interlock/provider-kit';
import { paymentOf } from './codepay.charge.js';
import { exchange, exchangePath } from './codepay.exchange.js';
import { resultOfRefusal } from './codepay.outcome.js';
import { resultOfPath } from './codepay.path-answer.js';
import { refuse } from './codepay.refuse.js';
import { readAccount } from './codepay.settings.js';
import { decimalLiteral } from './codepay.wire.js';

/**
 * Sets the tip: by CodePay's number where it is known and the account signs RSA2, for that answer has a verdict, else by ours, whose answer
 * is bare. Source: Open API, Tip Adjustment (both).
 */
export async function adjustTip({ charge, amount }: AdjustTipRequest, call: ProviderCall): Promise<ProviderResult> {
  const account = readAccount(call);
  if (typeof account === 'string') return refuse(account);
  const { providerKey, providerRef } = paymentOf(charge);
  if (providerRef !== undefined && account.authentication.type === 'RSA2') {
    const answer = await exchangePath(account, 'tip', { trans_no: providerRef, tip_amount: decimalLiteral(amount) }, call);
    return resultOfPath(answer, 'adjust_tip', call, providerRef);
  }
  const answer = await exchange(
    account,
    'tip.adjustment',
    { merchant_order_no: providerKey, tip_adjustment_amount: decimalLiteral(amount) },
    call,
  );
  if (answer.type !== 'accepted') return resultOfRefusal(answer, 'adjust_tip', call);
  // "If the transaction … does not meet the modification conditions, the request will be rejected": what was accepted was done.
  return { outcome: 'approved', providerRef: providerRef ?? providerKey, stated: 'not_stated' };
}
