import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** What one signature covers: the path as called (with prefix and query), the header time as written and the body's exact bytes. */
export interface SignedMessage {
  readonly method: string;
  readonly uri: string;
  readonly clientId: string;
  readonly time: string;
  readonly body: Buffer | string;
}

export interface SignatureHeader {
  readonly algorithm: string;
  /** Absent means the newest key bound to the client. */
  readonly keyVersion?: number;
  readonly signature: string;
}

/** Rebell writes the second name for the same algorithm. */
const ALGORITHMS = new Set(['rsa256', 'sha256withrsa']);
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** SPKI as bare Base64 or PEM. */
export function readPublicKey(text: string): KeyObject {
  return text.includes('BEGIN')
    ? createPublicKey(text)
    : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
}

/** PKCS#8 as bare Base64 or PEM. */
export function readPrivateKey(text: string): KeyObject {
  return text.includes('BEGIN')
    ? createPrivateKey(text)
    : createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
}

function contentOf(message: SignedMessage): Buffer {
  return Buffer.concat([
    Buffer.from(`${message.method} ${message.uri}\n${message.clientId}.${message.time}.`, 'utf8'),
    Buffer.from(message.body),
  ]);
}

export type SignatureEncoding = 'percent' | 'plain';

/** The value of a `Signature` header. Percent-encoded unless asked otherwise: a verifier that decodes forms would turn a plain `+` into a blank. */
export function signatureHeader(
  message: SignedMessage,
  key: KeyObject,
  keyVersion: number,
  encoding: SignatureEncoding = 'percent',
): string {
  const value = sign('RSA-SHA256', contentOf(message), key).toString('base64');
  return `algorithm=RSA256, keyVersion=${String(keyVersion)}, signature=${encoding === 'percent' ? encodeURIComponent(value) : value}`;
}

/** Undefined for a header that lacks the signature, names a key version that is no number, or another algorithm. */
export function readSignatureHeader(header: string): SignatureHeader | undefined {
  const pairs = new Map<string, string>();
  for (const part of header.split(',')) {
    const cut = part.indexOf('='); // the first one only: Base64 padding contains more
    if (cut > 0) pairs.set(part.slice(0, cut).trim().toLowerCase(), part.slice(cut + 1).trim());
  }
  const signature = pairs.get('signature');
  const algorithm = pairs.get('algorithm') ?? 'RSA256';
  const keyVersion = pairs.get('keyversion');
  if (signature === undefined || signature === '' || !ALGORITHMS.has(algorithm.toLowerCase())) return undefined;
  if (keyVersion === undefined) return { algorithm, signature };
  return /^\d{1,9}$/.test(keyVersion) ? { algorithm, keyVersion: Number(keyVersion), signature } : undefined;
}

/** Accepts percent-encoded, plain and URL-safe Base64; never reads a blank as `+`. */
export function isSignedBy(message: SignedMessage, signature: string, key: KeyObject): boolean {
  const bytes = signatureBytes(signature);
  const modulusBytes = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  return bytes?.length === modulusBytes && verify('RSA-SHA256', contentOf(message), key, bytes);
}

function signatureBytes(value: string): Buffer | undefined {
  let text = value;
  if (value.includes('%')) {
    try {
      text = decodeURIComponent(value);
    } catch {
      return undefined; // a broken escape is no signature
    }
  }
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
  return BASE64.test(base64) ? Buffer.from(base64, 'base64') : undefined;
}
