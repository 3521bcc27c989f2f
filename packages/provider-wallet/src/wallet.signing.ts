import { constants, sign, verify, type KeyObject } from 'node:crypto';

/** What a signature covers. `time` and `body` are exactly what travels: never reformatted, never serialised anew. */
export interface SignedMessage {
  readonly method: string;
  /** Path of the request line with its query string, without the host. A response repeats the one of its request. */
  readonly uri: string;
  /** Always the merchant's, also in what the wallet signs. */
  readonly clientId: string;
  /** The literal `Request-Time` of a request or notification, `Response-Time` of a response. */
  readonly time: string;
  readonly body: Uint8Array;
}

/** `missing`: there is no signature at all. */
export type SignatureCheck = 'valid' | 'invalid' | 'missing';

/** Percent-encoded is what an SDK-style verifier can read: it runs a form decoder, which turns a plain "+" into a blank. */
export type SignatureEncoding = 'percent' | 'plain';

/** `<METHOD> <URI>\n<Client-Id>.<Time>.<Body>`. Source: wallet OpenAPI, "String to sign". */
export function stringToSign(message: SignedMessage): Buffer {
  return Buffer.concat([Buffer.from(`${message.method} ${message.uri}\n${message.clientId}.${message.time}.`, 'utf8'), message.body]);
}

/** Standard Base64 of RSASSA-PKCS1-v1_5 with SHA-256, which the wallets call RSA256. */
export function signMessage(message: SignedMessage, privateKey: KeyObject): string {
  return sign('sha256', stringToSign(message), { key: privateKey, padding: constants.RSA_PKCS1_PADDING }).toString('base64');
}

export function signatureHeader(base64: string, keyVersion: number, encoding: SignatureEncoding): string {
  const value = encoding === 'percent' ? encodeURIComponent(base64) : base64;
  return `algorithm=RSA256, keyVersion=${String(keyVersion)}, signature=${value}`;
}

/** Checks a `Signature` header against the wallet's keys by version. Reads percent-encoded, plain and base64url values alike. */
export function checkSignature(header: string | undefined, message: SignedMessage, keys: ReadonlyMap<number, KeyObject>): SignatureCheck {
  if (header === undefined || header.trim() === '') return 'missing';
  const parsed = parseSignatureHeader(header);
  const key = parsed && keys.get(parsed.keyVersion ?? Math.max(...keys.keys()));
  if (parsed === undefined || key === undefined) return 'invalid';
  const signature = decodeSignature(parsed.signature, modulusBytes(key));
  if (signature === undefined) return 'invalid';
  return verify('sha256', stringToSign(message), { key, padding: constants.RSA_PKCS1_PADDING }, signature) ? 'valid' : 'invalid';
}

interface ParsedHeader {
  /** Absent means the newest key. */
  readonly keyVersion: number | undefined;
  readonly signature: string;
}

/** Two names of one algorithm; ECC224, which some documents mention, belongs to no wallet that we speak to. */
const ALGORITHMS: readonly string[] = ['rsa256', 'sha256withrsa'];

function parseSignatureHeader(header: string): ParsedHeader | undefined {
  const members = new Map<string, string>();
  for (const pair of header.split(',')) {
    // Only at the first "=": the padding of the value is made of it too.
    const at = pair.indexOf('=');
    const name = pair.slice(0, Math.max(at, 0)).trim().toLowerCase();
    if (name === '' || members.has(name)) return undefined;
    members.set(name, pair.slice(at + 1).trim());
  }
  const signature = members.get('signature');
  const version = members.get('keyversion');
  const algorithm = members.get('algorithm') ?? 'rsa256';
  if (signature === undefined || !ALGORITHMS.includes(algorithm.toLowerCase())) return undefined;
  if (version !== undefined && !/^(0|[1-9][0-9]{0,8})$/.test(version)) return undefined;
  return { keyVersion: version === undefined ? undefined : Number(version), signature };
}

/** The bytes of a signature value, or nothing where it is not exactly one modulus long. A "+" is never read as a blank, nor a blank as a "+". */
export function decodeSignature(value: string, length: number): Buffer | undefined {
  const plain = (value.includes('%') ? percentDecoded(value) : value)?.replaceAll('-', '+').replaceAll('_', '/');
  if (plain === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(plain)) return undefined;
  const bytes = Buffer.from(plain, 'base64');
  return bytes.length === length ? bytes : undefined;
}

function percentDecoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined; // a broken escape is a broken signature
  }
}

const modulusBytes = (key: KeyObject): number => (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
