import type { ProviderCall, ProviderResult } from '@interlock/provider-kit';
import { accountOf, secretsOf, terminalOf } from './upay.account.js';
import type { Signer } from './upay.account.js';
import type { WireRequest } from './upay.requests.js';
import { authorization } from './upay.signing.js';
import { envelopeFrom, jsonFrom, redacted } from './upay.wire.js';
import type { AnyEnvelope, Envelope } from './upay.wire.js';

/** An answer's envelope and the key that signed what it answers, or why there is none. */
export type Reply<E> =
  | { readonly type: 'envelope'; readonly envelope: E; readonly key: string }
  | { readonly type: 'none'; readonly result: Extract<ProviderResult, { outcome: 'unknown' | 'not_sent' }> };

/** Sends one request of the account's terminal. */
export async function exchange(request: WireRequest, call: ProviderCall): Promise<Reply<Envelope>> {
  const account = accountOf(call);
  const signer = terminalOf(account);
  if (signer === undefined) return refusedLocally('the account has no activated terminal');
  const { dynamic_id: payerCode, payer_uid: payerUid } = request.body;
  const echoed = [payerCode, payerUid].filter((text) => typeof text === 'string');
  return signedExchange({ ...request, signer, secrets: secretsOf(account), echoed }, orderAnswers, call);
}

/** How the answers of an endpoint are read, and what of them may be stored. */
export interface Answers<E> {
  readonly read: (httpStatus: number, json: unknown) => E | undefined;
  readonly stored: (envelope: E, json: unknown, hidden: readonly string[]) => unknown;
}
const orderAnswers: Answers<Envelope> = { read: envelopeFrom, stored: (_, json, hidden) => redacted(json, hidden) };

function refusedLocally(detail: string): Extract<Reply<never>, { type: 'none' }> {
  return { type: 'none', result: { outcome: 'not_sent', cause: 'invalid_request', detail } };
}

interface SignedRequest {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly signer: Signer;
  readonly secrets: readonly string[];
  /** Of this request's own, which an answer may echo in any member. */
  readonly echoed: readonly string[];
}

/**
 * Signs the exact bytes and sends them. A request refused with ILLEGAL_SIGN was not looked at, so the same bytes are signed once more with the other
 * stored key: after a check-in whose end was lost somewhere, that is the one the platform knows. Nothing else is ever sent twice.
 */
export async function signedExchange<E extends AnyEnvelope>(
  request: SignedRequest,
  answers: Answers<E>,
  call: ProviderCall,
): Promise<Reply<E>> {
  const [key, otherKey] = request.signer.keys;
  const bytes = Buffer.from(JSON.stringify(request.body));
  const first = await sendSigned(request, bytes, key, answers, call);
  const refused = first.type === 'envelope' && first.envelope.result_code === '400' && first.envelope.error_code === 'ILLEGAL_SIGN';
  if (!refused || otherKey === undefined) return first;
  const second = await sendSigned(request, bytes, otherKey, answers, call);
  // No byte of the second left (its time was over): what is known is the refusal of the first.
  return second.type === 'none' && second.result.outcome === 'not_sent' ? first : second;
}

/** Upay signs no answers: a complete envelope on our own connection is what there is to believe. */
async function sendSigned<E extends AnyEnvelope>(
  { path, body, signer, secrets, echoed }: SignedRequest,
  bytes: Uint8Array,
  key: string,
  answers: Answers<E>,
  call: ProviderCall,
): Promise<Reply<E>> {
  const outcome = await call.http.send({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', authorization: authorization(signer.sn, bytes, key) },
    body: bytes,
    redactedBody: redacted(body, secrets),
  });
  if (outcome.type === 'not_sent') return { type: 'none', result: { outcome: 'not_sent', cause: outcome.cause, detail: outcome.detail } };
  if (outcome.type === 'unknown') return { type: 'none', result: { outcome: 'unknown', cause: outcome.cause } };
  const json = jsonFrom(outcome.body);
  const envelope = answers.read(outcome.status, json);
  // What is no envelope may be anything (a proxy's page, another system's data): its hash and size are kept, not its text.
  call.http.note(
    'not_signed_by_protocol',
    envelope === undefined ? { unreadable: true, bytes: outcome.body.length } : answers.stored(envelope, json, [...secrets, ...echoed]),
  );
  if (envelope === undefined)
    return { type: 'none', result: { outcome: 'unknown', cause: outcome.status === 429 ? 'busy' : 'unreadable_answer' } };
  return { type: 'envelope', envelope, key };
}
