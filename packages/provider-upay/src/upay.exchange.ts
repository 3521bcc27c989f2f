import type { ProviderCall, ProviderResult } from '@interlock/provider-kit';
import { accountOf } from './upay.account.js';
import type { WireRequest } from './upay.requests.js';
import { authorization } from './upay.signing.js';
import { envelopeFrom, jsonFrom, redacted } from './upay.wire.js';
import type { Envelope } from './upay.wire.js';

/** An answer's envelope, or why there is none. */
export type Reply =
  | { readonly type: 'envelope'; readonly envelope: Envelope }
  | { readonly type: 'none'; readonly result: Extract<ProviderResult, { outcome: 'unknown' | 'not_sent' }> };

/** Signs the exact bytes and sends them once. Upay signs no answers: a complete envelope on our own connection is what there is to believe. */
export async function exchange(request: WireRequest, call: ProviderCall): Promise<Reply> {
  const { settings, secrets } = accountOf(call);
  const payerCode = request.body['dynamic_id'];
  const hidden = [secrets.terminalKey, secrets.previousTerminalKey, typeof payerCode === 'string' ? payerCode : undefined];
  const body = Buffer.from(JSON.stringify(request.body));
  const outcome = await call.http.send({
    method: 'POST',
    path: `/upay/v2/${request.endpoint}`,
    headers: { 'content-type': 'application/json', authorization: authorization(settings.terminalSn, body, secrets.terminalKey) },
    body,
    redactedBody: redacted(request.body, hidden.slice(0, 2)),
  });
  if (outcome.type === 'not_sent') return { type: 'none', result: { outcome: 'not_sent', cause: outcome.cause, detail: outcome.detail } };
  if (outcome.type === 'unknown') return { type: 'none', result: { outcome: 'unknown', cause: outcome.cause } };
  const json = jsonFrom(outcome.body);
  const envelope = envelopeFrom(outcome.status, json);
  // What is no envelope may be anything (a proxy's page, another system's data): its hash and size are kept, not its text.
  call.http.note(
    'not_signed_by_protocol',
    envelope === undefined ? { unreadable: true, bytes: outcome.body.length } : redacted(json, hidden),
  );
  if (envelope === undefined) return { type: 'none', result: { outcome: 'unknown', cause: 'unreadable_answer' } };
  return { type: 'envelope', envelope };
}
