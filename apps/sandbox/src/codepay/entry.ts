import { timingSafeEqual } from 'node:crypto';

import type { SandboxClock } from '../core/clock.js';
import type { App } from './apps.js';
import { isSignedBy } from './codepay.signing.js';
import { checkFields, textOf, type FieldRules } from './fields.js';
import { codes, Refusal } from './refusal.js';
import { readTopLevel, type TopLevel } from './top-level.js';

/** The fields that every call has in common, beside `app_id`, `sign_type` and `sign`. */
const commonRules: FieldRules = {
  app_id: { type: 'string', max: 32 },
  format: { type: 'string', oneOf: ['JSON'] },
  charset: { type: 'string', oneOf: ['UTF-8'] },
  sign_type: { type: 'string', oneOf: ['RSA2', 'NONE'] },
  version: { type: 'string', oneOf: ['1.0'] },
  method: { type: 'string', max: 32 },
  merchant_no: { type: 'string', max: 32 },
};
const THIRTEEN_DIGITS = /^[0-9]{13}$/;

/** Throws `Refusal` for a body that is no flat JSON object. */
export function readBody(body: unknown): TopLevel {
  try {
    return readTopLevel(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal(codes.fieldMissing, 'the body is not JSON');
    throw error;
  }
}

/** Throws `Refusal` where `app_id` is absent or nobody's. */
export function appOf(fields: TopLevel, apps: ReadonlyMap<string, App>): App {
  const appId = common(fields, 'app_id');
  const app = apps.get(appId);
  if (app === undefined) throw new Refusal(codes.credentials, 'unknown app_id');
  return app;
}

/** RSA2 by `sign`, or Basic Auth by the header where `sign_type` is NONE. Throws `Refusal`. */
export function authenticate(app: App, fields: TopLevel, authorization: string | undefined): void {
  const signType = common(fields, 'sign_type');
  if (signType === 'NONE') {
    if (!isBasic(app, authorization)) throw new Refusal(codes.credentials, 'wrong credentials');
    return;
  }
  if (!isSignedBy(fields, app.publicKey)) throw new Refusal(codes.signature, 'signature does not verify');
}

/** The calls by path know `sign` only: no method, no Basic Auth; the common fields are looked at where they are sent. Throws `Refusal`. */
export function checkPathCall(app: App, fields: TopLevel, clock: Pick<SandboxClock, 'now' | 'outside'>, windowMs: number): void {
  if (!isSignedBy(fields, app.publicKey)) throw new Refusal(codes.signature, 'signature does not verify');
  if (textOf(fields, 'timestamp') !== undefined) checkTimestamp(fields, clock, windowMs);
}

/** The rest of the envelope; answers the `method`. Throws `Refusal`. */
export function checkEnvelope(app: App, fields: TopLevel, clock: Pick<SandboxClock, 'now' | 'outside'>, windowMs: number): string {
  for (const name of ['format', 'charset', 'version', 'timestamp', 'method', 'merchant_no']) common(fields, name);
  checkFields(fields, commonRules);
  checkTimestamp(fields, clock, windowMs);
  if (common(fields, 'merchant_no') !== app.merchantNo) throw new Refusal(codes.credentials, 'merchant not bound to the app');
  return common(fields, 'method');
}

function checkTimestamp(fields: TopLevel, clock: Pick<SandboxClock, 'now' | 'outside'>, windowMs: number): void {
  const timestamp = common(fields, 'timestamp');
  if (!THIRTEEN_DIGITS.test(timestamp)) throw new Refusal(codes.field, 'timestamp: must be 13 digits');
  // Callers live in real time, or in the sandbox's where they follow it: `advance` must not shut them out.
  if (Number(timestamp) < clock.outside() - windowMs || Number(timestamp) > clock.now() + windowMs)
    throw new Refusal(codes.timestamp, 'timestamp out of range');
}

function common(fields: TopLevel, name: string): string {
  const text = textOf(fields, name);
  if (text === undefined) throw new Refusal(codes.fieldMissing, `protocol field missing: ${name}`);
  return text;
}

function isBasic(app: App, authorization: string | undefined): boolean {
  const encoded = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (app.basicAuth === undefined || encoded === undefined) return false;
  const given = Buffer.from(encoded, 'base64');
  const wanted = Buffer.from(`${app.basicAuth.username}:${app.basicAuth.password}`, 'utf8');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
