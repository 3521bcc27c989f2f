import type { CaptureRequest, ProviderCall, ProviderResult } from '@interlock/provider-kit';
import { exchangePath } from './codepay.exchange.js';
import { followOnTerminal } from './codepay.on-terminal.js';
import { resultOfPath } from './codepay.path-answer.js';
import { readAccount } from './codepay.settings.js';
import { decimalLiteral } from './codepay.wire.js';
import { refuse, strayOption } from './codepay.refuse.js';

/** Takes what an authorization holds, or less: Capture Payment, or trans_type 6 where it is to be done on a terminal. Source: Open API, Capture Payment, Create Order. */
export async function capture(request: CaptureRequest, call: ProviderCall): Promise<ProviderResult> {
  const account = readAccount(call);
  if (typeof account === 'string') return refuse(account);
  const { charge, onTerminal, amount } = request;
  if (onTerminal !== undefined) {
    const { providerTerminalSn } = onTerminal;
    return followOnTerminal(request, { providerTerminalSn, original: charge.providerKey, amount }, account, call);
  }
  const stray = strayOption(request.options);
  if (stray !== undefined) return refuse(stray);
  if (charge.providerRef === undefined) return refuse("CodePay's number of the authorization is not known yet");
  const answer = await exchangePath(
    account,
    'capture',
    { merchant_order_no: request.providerKey, trans_no: charge.providerRef, trans_amount: decimalLiteral(amount) },
    call,
  );
  return resultOfPath(answer, 'capture', call);
}
