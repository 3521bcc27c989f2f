import { probeNumber, type CheckAccount } from '@interlock/provider-kit';
import { walletAccount } from './wallet.account.js';
import { exchange } from './wallet.exchange.js';
import { inquiryPaymentAnswer } from './wallet.wire.js';

/** Who asks is not known, not let in, or its signature is not taken; a clock that is too far off is ACCESS_DENIED. Source: wallet OpenAPI, result codes. */
const REFUSED: ReadonlySet<string> = new Set([
  'INVALID_SIGNATURE',
  'INVALID_CLIENT',
  'INVALID_CLIENT_STATUS',
  'CLIENT_INVALID',
  'KEY_NOT_FOUND',
  'ACCESS_DENIED',
]);

/** `POST /v1/payments/inquiryPayment` of a number that is nobody's. */
export const check: CheckAccount = async (call) => {
  const account = walletAccount(call);
  if (account === undefined) return { credentials: 'unknown', cause: 'invalid_request' };
  const body = { paymentRequestId: probeNumber(call.now()), partnerId: account.settings.olderDialect?.partnerId };
  const answer = await exchange(account, { restfulPath: '/v1/payments/inquiryPayment', body }, call);
  if (answer.type !== 'verified') return { credentials: 'unknown', cause: answer.cause };
  const read = inquiryPaymentAnswer.safeParse(answer.json);
  if (!read.success) return { credentials: 'unknown', cause: 'unreadable_answer' };
  const { resultCode, resultStatus } = read.data.result;
  if (resultStatus === 'U') return { credentials: 'unknown', cause: 'provider_error', providerCode: resultCode };
  return { credentials: REFUSED.has(resultCode) ? 'refused' : 'accepted', providerCode: resultCode };
};
