import { probeNumber, type CheckAccount } from '@interlock/provider-kit';
import { accountOf, terminalOf } from './upay.account.js';
import { exchange } from './upay.exchange.js';

/** What says that the terminal or its signature was not taken. Source: Upay Web API, Request Basics, codes of the request level. */
const REFUSED: ReadonlySet<string> = new Set(['ILLEGAL_SIGN', 'INVALID_TERMINAL', 'TERMINAL_NOT_EXISTS']);
const ABNORMAL: ReadonlySet<string> = new Set(['UPAY_TERMINAL_NOT_EXISTS', 'UPAY_TERMINAL_STATUS_ABNORMAL']);

/** Query (Upay Web API) of a number that is nobody's. Before its activation an account has nobody who could ask. */
export const check: CheckAccount = async (call) => {
  const account = accountOf(call);
  if (terminalOf(account) === undefined) return { credentials: 'unknown', cause: 'not_activated' };
  const body = { terminal_sn: account.settings.terminalSn, client_sn: probeNumber(call.now()) };
  const reply = await exchange({ path: '/upay/v2/query', answers: 'query', body }, call);
  if (reply.type === 'none') return { credentials: 'unknown', cause: reply.result.cause };
  const { envelope } = reply;
  if (envelope.result_code === '200') {
    const code = envelope.biz_response.error_code;
    return { credentials: code !== undefined && ABNORMAL.has(code) ? 'refused' : 'accepted', ...told(code) };
  }
  const code = envelope.error_code;
  if (envelope.result_code === '500') return { credentials: 'unknown', cause: 'provider_error', ...told(code) };
  // The signature is looked at first: what is refused for another reason was signed well.
  return { credentials: code === undefined ? 'unknown' : REFUSED.has(code) ? 'refused' : 'accepted', ...told(code) };
};

const told = (providerCode: string | undefined): { readonly providerCode?: string } => (providerCode === undefined ? {} : { providerCode });
