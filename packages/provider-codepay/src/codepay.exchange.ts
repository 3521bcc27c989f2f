import type { NotSentCause, ProviderCall, SignatureVerdict, UnknownCause } from '@interlock/provider-kit';
import type { JsonTexts } from './codepay.json.js';
import { jsonTexts } from './codepay.json.js';
import { ACCEPTED } from './codepay.mapping.js';
import type { CodepayAccount } from './codepay.settings.js';
import { signRsa2, stringToSign, verifyRsa2 } from './codepay.signing.js';
import {
  readEnvelope,
  readMembers,
  redactMembers,
  requestSchemas,
  withMember,
  writeBody,
  type Business,
  type Method,
  type WireFields,
} from './codepay.wire.js';

/** What one call to the gateway came to. Only `accepted` and `refused` are verified; `failed` says nothing about what was asked. */
export type Answer =
  | { readonly type: 'accepted'; readonly data: JsonTexts | undefined }
  | { readonly type: 'refused'; readonly code: string }
  | { readonly type: 'failed'; readonly cause: UnknownCause }
  | { readonly type: 'not_sent'; readonly cause: NotSentCause; readonly detail: string };

const ENTRY = '/api/entry';

/**
 * Sends one "method" call and verifies its answer. Verified means: under RSA2 the gateway's signature over the raw members, whatever the
 * HTTP status; under Basic Auth, where CodePay's SDK verifies nothing either, a complete envelope with HTTP 200 on our own connection.
 * Source: Open API, common request fields; Signature Specification.
 */
export async function exchange<M extends Method>(
  account: CodepayAccount,
  method: M,
  business: Business<M>,
  call: ProviderCall,
): Promise<Answer> {
  const checked = requestSchemas[method].safeParse(business);
  if (!checked.success) {
    const fields = checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    return { type: 'not_sent', cause: 'invalid_request', detail: fields.join('; ') };
  }
  const fields = { ...commonFields(account, method, call.now()), ...checked.data };
  const outcome = await call.http.send({
    method: 'POST',
    path: ENTRY,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      accept: 'application/json',
      ...(account.authentication.type === 'NONE' ? { authorization: account.authentication.authorization } : {}),
    },
    body: Buffer.from(await signed(account, writeBody(fields))),
    redactedBody: stored(fields),
  });
  if (outcome.type === 'not_sent') return outcome;
  if (outcome.type === 'unknown') return { type: 'failed', cause: outcome.cause };
  const members = readMembers(outcome.body);
  if (members === undefined) {
    call.http.note(account.authentication.type === 'NONE' ? 'not_signed_by_protocol' : 'missing', {
      unreadable: true,
      bytes: outcome.body.length,
    });
    return { type: 'failed', cause: outcome.status === 200 ? 'unreadable_answer' : 'provider_error' };
  }
  const verdict = verdictOn(account, members);
  call.http.note(verdict, redactMembers(members));
  return verify(members, verdict, outcome.status);
}

/** Source: Open API, common request fields. The timestamp goes as a digit string, as the document's own samples have it. */
const commonFields = ({ settings }: CodepayAccount, method: Method, now: number): WireFields => ({
  app_id: settings.appId,
  format: 'JSON',
  charset: 'UTF-8',
  sign_type: settings.signType,
  version: '1.0',
  timestamp: String(Math.trunc(now)),
  method,
  merchant_no: settings.merchantNo,
});

/** The signature is made over the very text that is sent. */
async function signed({ authentication }: CodepayAccount, body: string): Promise<string> {
  if (authentication.type === 'NONE') return body;
  return withMember(body, 'sign', await signRsa2(stringToSign(jsonTexts(body) ?? new Map()), authentication.appPrivateKey));
}

const stored = (fields: WireFields): unknown =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === 'object' ? value.decimal : value]));

function verdictOn({ authentication }: CodepayAccount, members: JsonTexts): SignatureVerdict {
  if (authentication.type === 'NONE') return 'not_signed_by_protocol';
  if ((members.get('sign') ?? '') === '') return 'missing';
  return verifyRsa2(members, authentication.gatewayPublicKey) ? 'valid' : 'invalid';
}

function verify(members: JsonTexts, verdict: SignatureVerdict, status: number): Answer {
  if (verdict === 'missing' || verdict === 'invalid') return { type: 'failed', cause: status === 200 ? 'bad_signature' : 'provider_error' };
  const envelope = readEnvelope(members);
  if (verdict === 'not_signed_by_protocol') {
    // Without a signature the envelope's completeness is all there is to tell the gateway from something in its way.
    if (status !== 200) return { type: 'failed', cause: 'provider_error' };
    if (envelope?.msg === undefined || envelope.psn === undefined) return { type: 'failed', cause: 'unreadable_answer' };
  }
  if (envelope === undefined) return { type: 'failed', cause: 'unreadable_answer' };
  if (envelope.code !== ACCEPTED) return { type: 'refused', code: envelope.code };
  const data = envelope.data === undefined ? undefined : jsonTexts(envelope.data);
  return envelope.data !== undefined && data === undefined ? { type: 'failed', cause: 'unreadable_answer' } : { type: 'accepted', data };
}
