import type { ChargeReference, ProviderCall, ProviderResult, VoidRequest } from '@interlock/provider-kit';
import type { Money } from '@interlock/domain';
import { exchangePath } from './codepay.exchange.js';
import { followOnTerminal } from './codepay.on-terminal.js';
import { resultOfPath } from './codepay.path-answer.js';
import { refuse, strayOption } from './codepay.refuse.js';
import { readAccount } from './codepay.settings.js';

/**
 * Undoes a hold (Cancel Payment, or trans_type 2 where it is to be done on a terminal) or a paid terminal sale whose batch is open
 * (trans_type 2, on the terminal that took it unless another is named). Source: Open API, Cancel Payment, Close Order (its note), Create Order.
 */
export async function voidCharge(request: VoidRequest, call: ProviderCall): Promise<ProviderResult> {
  const account = readAccount(call);
  if (typeof account === 'string') return refuse(account);
  const { charge, onTerminal } = request;
  if (charge.kind === 'sale' || onTerminal !== undefined) {
    const providerTerminalSn = onTerminal?.providerTerminalSn ?? charge.providerTerminalSn;
    if (providerTerminalSn === undefined) return refuse('a void is done on a terminal, and none is known');
    return followOnTerminal(request, { providerTerminalSn, original: charge.providerKey, amount: wholeOf(charge) }, account, call);
  }
  const stray = strayOption(request.options);
  if (stray !== undefined) return refuse(stray);
  if (charge.providerRef === undefined) return refuse("CodePay's number of the authorization is not known yet");
  const answer = await exchangePath(account, 'cancel', { merchant_order_no: request.providerKey, trans_no: charge.providerRef }, call);
  return resultOfPath(answer, 'void', call);
}

/** `order_amount` is required although a void is always whole, tip included: the base that was taken, or all that is held. */
const wholeOf = ({ kind, amount, amounts }: ChargeReference): Money => ({
  currency: amount.currency,
  minor: kind === 'authorize' ? amounts.authorized : amount.minor,
});
