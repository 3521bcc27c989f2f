import type { NotSentCause, UnknownCause } from '@interlock/domain';
import type { HttpOutcome, ProviderCall, SignatureVerdict } from '@interlock/provider-kit';
import type { WalletAccount } from './wallet.account.js';
import { checkSignature, signatureHeader, signMessage } from './wallet.signing.js';
import { walletTime } from './wallet.time.js';
import { credentialsIn, readJson, redact } from './wallet.wire.js';

export interface WalletRequest {
  /** From the version on: `/v1/payments/pay`. */
  readonly restfulPath: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Hidden in the transcript wherever they stand. */
  readonly credentials?: readonly string[];
}

/** Only `verified` says anything: its JSON was signed by the wallet, for this path and this merchant. */
export type WalletAnswer =
  | { readonly type: 'verified'; readonly json: unknown }
  | { readonly type: 'not_sent'; readonly cause: NotSentCause; readonly detail: string }
  | { readonly type: 'unknown'; readonly cause: UnknownCause };

/** One signed request and its verified answer. Source: wallet OpenAPI, message structure. */
export async function exchange(account: WalletAccount, request: WalletRequest, call: ProviderCall): Promise<WalletAnswer> {
  const { settings, privateKey, signedPrefix } = account;
  const body = Buffer.from(JSON.stringify(request.body), 'utf8');
  const uri = signedPrefix + request.restfulPath;
  const time = walletTime(call.now());
  const signature = signMessage({ method: 'POST', uri, clientId: settings.clientId, time, body }, privateKey);
  const credentials = request.credentials ?? [];
  const outcome = await call.http.send({
    method: 'POST',
    path: settings.basePath + request.restfulPath,
    headers: {
      'content-type': 'application/json; charset=UTF-8',
      'client-id': settings.clientId,
      'request-time': time,
      signature: signatureHeader(signature, settings.keyVersion, settings.signatureEncoding),
    },
    body,
    redactedBody: redact(request.body, credentials),
  });
  if (outcome.type === 'not_sent') return outcome;
  if (outcome.type === 'unknown') return { type: 'unknown', cause: outcome.cause };
  const verdict = verdictOn(outcome, uri, account);
  // Bytes that nobody signed are no words of the wallet, and may hold anything: only their hash is kept.
  const json = verdict === 'valid' ? readJson(outcome.body) : undefined;
  call.http.note(verdict, json === undefined ? undefined : redact(json, [...credentials, ...credentialsIn(json)]));
  // A status of its own is a protocol error (some wallets use 400 to 503): a business refusal arrives as 200.
  if (outcome.status !== 200) return { type: 'unknown', cause: outcome.status === 429 ? 'busy' : 'provider_error' };
  if (verdict !== 'valid') return { type: 'unknown', cause: 'bad_signature' };
  return json === undefined ? { type: 'unknown', cause: 'unreadable_answer' } : { type: 'verified', json };
}

/** The wallet signs its answer over our method, path and Client-Id, with its own `Response-Time`. */
function verdictOn(
  answer: Extract<HttpOutcome, { type: 'answered' }>,
  uri: string,
  { settings, walletKeys }: WalletAccount,
): SignatureVerdict {
  const { signature, 'client-id': clientId, 'response-time': time } = answer.headers;
  if (clientId !== undefined && clientId !== settings.clientId) return 'invalid';
  return checkSignature(signature, { method: 'POST', uri, clientId: settings.clientId, time: time ?? '', body: answer.body }, walletKeys);
}
