import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

type Half = 'private' | 'public';

/** Shorter ones are factored, or soon will be; every provider of ours asks for this or more. */
const MIN_BITS = 2048;
const MAX_TEXT = 16_384;
const PEM = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/;
/** A PEM of the older kind that was encrypted says so in a header of its own. */
const ENCRYPTED_HEADER = 'Proc-Type: 4,ENCRYPTED';
const BASE64 = /^[A-Za-z0-9+/_-]{16,}={0,2}$/;

const UNREADABLE: Readonly<Record<Half, string>> = {
  private: 'cannot be read as a private key: give PEM, or one line of Base64 (PKCS#8 or PKCS#1)',
  public: 'cannot be read as a public key: give PEM, or one line of Base64 (SPKI or PKCS#1)',
};
const OTHER_HALF: Readonly<Record<Half, string>> = {
  private: 'is a public key; the private key belongs here',
  public: 'is a private key; only the public key of the other side belongs here',
};
const ENCRYPTED = 'is encrypted; give the key without a passphrase (openssl pkcs8 -topk8 -nocrypt)';
const CERTIFICATE = 'is a certificate; give the public key that is in it (openssl x509 -pubkey -noout)';

/** One RSA key in the one form in which it is kept: a single line of Base64, PKCS#8 of a private and SPKI of a public one. */
export const rsaPrivateKeyText = keyText('private');
export const rsaPublicKeyText = keyText('public');

/** A private RSA key of at least 2048 bits; undefined for any other text. */
export function rsaPrivateKey(text: string): KeyObject | undefined {
  return keyOrUndefined('private', text);
}

/** A public RSA key of at least 2048 bits; undefined for any other text, least of all a private key. */
export function rsaPublicKey(text: string): KeyObject | undefined {
  return keyOrUndefined('public', text);
}

function keyOrUndefined(half: Half, text: string): KeyObject | undefined {
  const read = readKey(half, text);
  return typeof read === 'string' ? undefined : read;
}

/** What is wrong with a text is said in words of ours: OpenSSL's may quote it, and it may be half of a key. */
function keyText(half: Half) {
  return z.string().transform((text, context): string => {
    const read = readKey(half, text);
    if (typeof read !== 'string') return exported(read).toString('base64');
    context.issues.push({ code: 'custom', message: read, input: undefined });
    return z.NEVER;
  });
}

function exported(key: KeyObject): Buffer {
  return key.type === 'private' ? key.export({ format: 'der', type: 'pkcs8' }) : key.export({ format: 'der', type: 'spki' });
}

/** The key, or in words what is wrong with it. */
function readKey(half: Half, given: string): KeyObject | string {
  const der = derOf(given);
  if (typeof der === 'string') return der === '' ? UNREADABLE[half] : der;
  const key = firstReadable(der);
  if (key === 'encrypted') return ENCRYPTED;
  if (key === undefined) return UNREADABLE[half];
  if (key.type !== half) return OTHER_HALF[half];
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  // RSA-PSS keys are bound to a padding that none of the protocols uses.
  if (key.asymmetricKeyType !== 'rsa')
    return `is a key for ${(key.asymmetricKeyType ?? 'something else').toUpperCase()}; an RSA key is needed`;
  if (bits < MIN_BITS) return `is an RSA key of ${String(bits)} bits; at least ${String(MIN_BITS)} are needed`;
  return key;
}

/** The bytes within a PEM or a Base64 text, however its lines were broken on the way; a text says what is wrong, an empty one that it is neither. */
function derOf(given: string): Buffer | string {
  if (given.length > MAX_TEXT) return '';
  const text = given.replaceAll(String.raw`\n`, '\n').trim();
  const [, label, body = text] = PEM.exec(text) ?? [];
  if (body.includes(ENCRYPTED_HEADER)) return ENCRYPTED;
  if (label?.endsWith('CERTIFICATE') === true) return CERTIFICATE;
  const base64 = body.replaceAll(/\s/g, '');
  return BASE64.test(base64) ? Buffer.from(base64, 'base64') : '';
}

/** The private ones first: of a private key the public readers would quietly derive the other half, and the mistake would show only when nothing verifies. */
const containers: readonly ((key: Buffer) => KeyObject)[] = [
  ...(['pkcs8', 'pkcs1', 'sec1'] as const).map((type) => (key: Buffer) => createPrivateKey({ key, format: 'der', type })),
  ...(['spki', 'pkcs1'] as const).map((type) => (key: Buffer) => createPublicKey({ key, format: 'der', type })),
];

function firstReadable(der: Buffer): KeyObject | 'encrypted' | undefined {
  for (const read of containers) {
    try {
      return read(der);
    } catch (error) {
      if ((error as { readonly code?: unknown }).code === 'ERR_MISSING_PASSPHRASE') return 'encrypted';
      // OpenSSL says only that this container is not it; the next one is tried.
    }
  }
  return undefined;
}
