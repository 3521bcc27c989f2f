import type { IncrementRequest, ProviderCall, ProviderResult } from '@interlock/provider-kit';
import { exchangePath } from './codepay.exchange.js';
import { resultOfPath } from './codepay.path-answer.js';
import { refuse } from './codepay.refuse.js';
import { readAccount } from './codepay.settings.js';
import { decimalLiteral } from './codepay.wire.js';

/**
 * Raises what an authorization holds by the amount. It has no number of its own, so a second send would raise it twice: it is never resent,
 * and what became of it is told by the charge's total. Source: Open API, Incremental Authorization.
 */
export async function increment({ charge, amount }: IncrementRequest, call: ProviderCall): Promise<ProviderResult> {
  const account = readAccount(call);
  if (typeof account === 'string') return refuse(account);
  if (charge.providerRef === undefined) return refuse("CodePay's number of the authorization is not known yet");
  const answer = await exchangePath(account, 'increment', { trans_no: charge.providerRef, trans_amount: decimalLiteral(amount) }, call);
  return resultOfPath(answer, 'increment', call, charge.providerRef);
}
