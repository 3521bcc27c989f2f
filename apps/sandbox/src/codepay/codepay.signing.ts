import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { readTopLevel, type TopLevel } from './top-level.js';

/** `sign` is 344 characters for a 2048-bit key; the document's limit of 128 contradicts its own samples. */
const MAX_SIGN_LENGTH = 512;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Single-line Base64 of an X.509 SPKI key, as the portal exchanges it. */
export function readPublicKey(base64: string): KeyObject {
  return createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
}

/** Single-line Base64 of a PKCS#8 key. */
export function readPrivateKey(base64: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' });
}

/** CodePay Open API 1.0, Signature Specification: every top-level field but `sign` that is neither null nor empty, sorted by name, `name=value` joined by `&`. */
export function stringToSign(fields: TopLevel): string {
  return [...fields]
    .filter(([name, value]) => name !== 'sign' && value.kind !== 'null' && value.text !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value.text}`)
    .join('&');
}

/** SHA256withRSA (PKCS#1 v1.5) in standard Base64. */
export function signFields(fields: TopLevel, key: KeyObject): string {
  return sign('RSA-SHA256', Buffer.from(stringToSign(fields), 'utf8'), key).toString('base64');
}

/** False for a missing signature, for Base64URL, and for anything that does not verify. */
export function isSignedBy(fields: TopLevel, key: KeyObject): boolean {
  const signature = fields.get('sign');
  if (signature?.kind !== 'string' || signature.text === '' || signature.text.length > MAX_SIGN_LENGTH || !BASE64.test(signature.text))
    return false;
  return verify('RSA-SHA256', Buffer.from(stringToSign(fields), 'utf8'), key, Buffer.from(signature.text, 'base64'));
}

/** JSON text of `body` with its `sign`; the signature is made over the bytes that leave, not over the object. */
export function signedJson(body: Readonly<Record<string, unknown>>, key: KeyObject): string {
  return JSON.stringify({ ...body, sign: signFields(readTopLevel(JSON.stringify(body)), key) });
}

/** The same with a signature that is genuine in form and belongs to another body: what a forger or a fault sends. */
export function missignedJson(body: Readonly<Record<string, unknown>>, key: KeyObject): string {
  return JSON.stringify({ ...body, sign: signFields(readTopLevel('{"app_id":"another"}'), key) });
}
