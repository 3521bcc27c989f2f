import type { KeyObject } from 'node:crypto';
import { maskAccount, type NotSentCause, type ProviderCall, type SignatureVerdict, type UnknownCause } from '@interlock/provider-kit';
import type { z } from 'zod';
import type { JsonTexts } from './codepay.json.js';
import { jsonTexts } from './codepay.json.js';
import { ACCEPTED, BAD_SIGN } from './codepay.mapping.js';
import { ENTRY_PATH, type PathCall } from './codepay.paths.js';
import { pathSchemas, requestSchemas, type Business, type Method, type PathBusiness } from './codepay.requests.js';
import { pathOf, type CodepayAccount } from './codepay.settings.js';
import { signRsa2, stringToSign, verifyRsa2 } from './codepay.signing.js';
import {
  readEnvelope,
  readMembers,
  redactAfterCard,
  redactFields,
  redactMembers,
  withMember,
  writeBody,
  type WireFields,
} from './codepay.wire.js';

/** What one call to the gateway came to. Only `accepted` and `refused` are verified; `failed` says nothing about what was asked. */
export type Answer =
  | { readonly type: 'accepted'; readonly data: JsonTexts | undefined }
  | { readonly type: 'refused'; readonly code: string; readonly message: string }
  | { readonly type: 'failed'; readonly cause: UnknownCause }
  | { readonly type: 'not_sent'; readonly cause: NotSentCause; readonly detail: string };

/** Under Basic Auth there are no "path" calls: they know no other proof of the caller than `sign`. Source: Open API, Capture Payment and its siblings. */
export const PATHS_NEED_RSA2 = 'CodePay offers this only to accounts that sign RSA2';

/** Sends one "method" call and verifies its answer. `pan`: a card number in clear was sent, and the answer may repeat it. */
export async function exchange<M extends Method>(
  account: CodepayAccount,
  method: M,
  business: Business<M>,
  call: ProviderCall,
  pan?: string,
): Promise<Answer> {
  const checked = check(requestSchemas[method], business);
  if (typeof checked === 'string') return invalid(checked);
  return send(account, ENTRY_PATH, { ...commonFields(account, method, call.now()), ...checked }, call, pan);
}

/** Sends one "path" call and verifies its answer. */
export async function exchangePath<P extends PathCall>(
  account: CodepayAccount,
  pathCall: P,
  business: PathBusiness<P>,
  call: ProviderCall,
): Promise<Answer> {
  if (account.authentication.type !== 'RSA2') return invalid(PATHS_NEED_RSA2);
  const checked = check(pathSchemas[pathCall], business);
  if (typeof checked === 'string') return invalid(checked);
  return send(account, pathOf(account.settings, pathCall), { app_id: account.settings.appId, ...checked }, call);
}

/** The fields as they go out, or in words which of them do not fit; the words name members and bounds, never a value. */
function check(schema: z.ZodType<object>, business: object): WireFields | string {
  const checked = schema.safeParse(business);
  if (checked.success) return checked.data as WireFields;
  return checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}

const invalid = (detail: string) => ({ type: 'not_sent', cause: 'invalid_request', detail }) as const;

/**
 * A request whose signature the gateway says, in an answer that it signed, not to know was not looked at: the same text is signed once more
 * with the key that the portal is about to have, where the account holds one. So a change of keys, which the portal makes in an instant of its
 * own, costs no payment. Nothing else is ever sent twice.
 */
async function send(account: CodepayAccount, path: string, fields: WireFields, call: ProviderCall, pan?: string): Promise<Answer> {
  const [present, next] = account.authentication.type === 'RSA2' ? account.authentication.appPrivateKeys : [];
  const first = await sendSigned(account, present, path, fields, call, pan);
  if (first.type !== 'refused' || first.code !== BAD_SIGN || next === undefined) return first;
  const second = await sendSigned(account, next, path, fields, call, pan);
  // No byte of the second left (its time was over): what is known is the refusal of the first.
  return second.type === 'not_sent' ? first : second;
}

/**
 * Verified means: under RSA2 the gateway's signature over the raw members, whatever the HTTP status; under Basic Auth, where CodePay's SDK
 * verifies nothing either, a complete envelope with HTTP 200 on our own connection. Source: Open API, common request fields; Signature Specification.
 */
async function sendSigned(
  account: CodepayAccount,
  key: KeyObject | undefined,
  path: string,
  fields: WireFields,
  call: ProviderCall,
  pan?: string,
): Promise<Answer> {
  const outcome = await call.http.send({
    method: 'POST',
    path,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      accept: 'application/json',
      ...(account.authentication.type === 'NONE' ? { authorization: account.authentication.authorization } : {}),
    },
    body: Buffer.from(await signed(writeBody(fields), key)),
    redactedBody: redactFields(fields),
  });
  if (outcome.type === 'not_sent') return outcome;
  if (outcome.type === 'unknown') return { type: 'failed', cause: outcome.cause };
  const received = readMembers(outcome.body);
  if (received === undefined) {
    call.http.note(account.authentication.type === 'NONE' ? 'not_signed_by_protocol' : 'missing', {
      unreadable: true,
      bytes: outcome.body.length,
    });
    return { type: 'failed', cause: outcome.status === 200 ? 'unreadable_answer' : failureOf(outcome.status) };
  }
  const verdict = verdictOn(account, received);
  const members = pan === undefined ? received : withoutCard(received, pan);
  call.http.note(verdict, pan === undefined ? redactMembers(members) : redactAfterCard(members));
  return verify(members, verdict, outcome.status);
}

/** No status is documented; 429 is HTTP's own word for too many requests. */
const failureOf = (status: number): UnknownCause => (status === 429 ? 'busy' : 'provider_error');

/** What is read of an answer ends in rows and logs, so the card's number leaves it before anything is read. */
const withoutCard = (members: JsonTexts, pan: string): JsonTexts =>
  new Map([...members].map(([name, value]) => [name, value.replaceAll(pan, maskAccount(pan))]));

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

/** The signature is made over the very text that is sent. Without a key (Basic Auth) there is none. */
async function signed(body: string, key: KeyObject | undefined): Promise<string> {
  if (key === undefined) return body;
  return withMember(body, 'sign', await signRsa2(stringToSign(jsonTexts(body) ?? new Map()), key));
}

function verdictOn({ authentication }: CodepayAccount, members: JsonTexts): SignatureVerdict {
  if (authentication.type === 'NONE') return 'not_signed_by_protocol';
  if ((members.get('sign') ?? '') === '') return 'missing';
  return verifyRsa2(members, authentication.gatewayPublicKey) ? 'valid' : 'invalid';
}

function verify(members: JsonTexts, verdict: SignatureVerdict, status: number): Answer {
  if (verdict === 'missing' || verdict === 'invalid')
    return { type: 'failed', cause: status === 200 ? 'bad_signature' : failureOf(status) };
  const envelope = readEnvelope(members);
  if (verdict === 'not_signed_by_protocol') {
    // Without a signature the envelope's completeness is all there is to tell the gateway from something in its way.
    if (status !== 200) return { type: 'failed', cause: failureOf(status) };
    if (envelope?.msg === undefined || envelope.psn === undefined) return { type: 'failed', cause: 'unreadable_answer' };
  }
  if (envelope === undefined) return { type: 'failed', cause: 'unreadable_answer' };
  if (envelope.code !== ACCEPTED) return { type: 'refused', code: envelope.code, message: envelope.msg ?? '' };
  const data = envelope.data === undefined ? undefined : jsonTexts(envelope.data);
  return envelope.data !== undefined && data === undefined ? { type: 'failed', cause: 'unreadable_answer' } : { type: 'accepted', data };
}
