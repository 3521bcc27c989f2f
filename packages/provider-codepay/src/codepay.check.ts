import { probeNumber, type AccountChecked, type CheckAccount, type HttpTransport } from '@interlock/provider-kit';
import { exchange } from './codepay.exchange.js';
import { BAD_SIGN, ruleForCode } from './codepay.mapping.js';
import { readAccount } from './codepay.settings.js';

/** Query Order of a number that is nobody's. */
export const check: CheckAccount = async (call) => {
  const account = readAccount(call);
  if (typeof account === 'string') return { credentials: 'unknown', cause: 'invalid_request' };
  // A gateway that cannot tell who asks has no reason to sign: what its answer says then is shown, and believed only as far as that.
  let shown: string | undefined;
  const http: HttpTransport = {
    send: (request) => call.http.send(request),
    note: (verdict, answer) => {
      shown = codeIn(answer);
      call.http.note(verdict, answer);
    },
  };
  const answer = await exchange(account, 'order.query', { merchant_order_no: probeNumber(call.now()) }, { ...call, http });
  switch (answer.type) {
    case 'accepted':
      return { credentials: 'accepted' };
    case 'refused':
      return { credentials: meaningOf(answer.code), providerCode: answer.code };
    case 'failed': {
      const refused = answer.cause === 'bad_signature' && shown === BAD_SIGN;
      return { credentials: refused ? 'refused' : 'unknown', cause: answer.cause, ...(shown === undefined ? {} : { providerCode: shown }) };
    }
    case 'not_sent':
      return { credentials: 'unknown', cause: answer.cause };
  }
};

function meaningOf(code: string): AccountChecked['credentials'] {
  if (code === BAD_SIGN) return 'refused';
  return ruleForCode(code, 'query').outcome === 'not_found' ? 'accepted' : 'unknown';
}

function codeIn(answer: unknown): string | undefined {
  const code = typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : undefined;
  return typeof code === 'string' && /^[A-Za-z0-9_]{1,32}$/.test(code) ? code : undefined;
}
