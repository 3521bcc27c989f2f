import { createPrivateKey, createPublicKey, sign as signBytes, verify as verifyBytes, type KeyObject } from 'node:crypto';
import type { JsonTexts } from './codepay.json.js';

/**
 * The text under an RSA2 signature: every top-level member but `sign` whose text is not empty, sorted by code unit, joined as `name=value` by "&".
 * Source: CodePay Cloud Open API 1.0.0, Signature Specification.
 */
export function stringToSign(members: JsonTexts): string {
  return [...members]
    .filter(([name, text]) => name !== 'sign' && text !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => `${name}=${text}`)
    .join('&');
}

/** RSA2 = SHA256withRSA (PKCS#1 v1.5), Base64. Runs on the thread pool: a 2048-bit signature would hold every other request up for most of a millisecond. */
export function signRsa2(text: string, appPrivateKey: KeyObject): Promise<string> {
  return new Promise((resolve, reject) => {
    signBytes('sha256', Buffer.from(text), appPrivateKey, (error, signature) => {
      if (error === null) resolve(signature.toString('base64'));
      else reject(error);
    });
  });
}

/** The document says 128 characters and prints 344; 4096-bit keys give 684. */
const MAX_SIGN_LENGTH = 1024;
const BASE64 = /^[0-9A-Za-z+/]+={0,2}$/;

/** Whether `sign` is the gateway's signature over these members; Base64URL is refused, as the gateway refuses it. */
export function verifyRsa2(members: JsonTexts, gatewayPublicKey: KeyObject): boolean {
  const sign = members.get('sign') ?? '';
  if (sign.length > MAX_SIGN_LENGTH || !BASE64.test(sign)) return false;
  return verifyBytes('sha256', Buffer.from(stringToSign(members)), gatewayPublicKey, Buffer.from(sign, 'base64'));
}

/** A private key from PEM or bare Base64, PKCS#8 or PKCS#1. Throws for anything that is not an RSA key of at least 2048 bits; the message names no key. */
export function readPrivateKey(text: string): KeyObject {
  return strongRsa(
    readKey(text, [
      (key) => createPrivateKey(key),
      (key) => createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' }),
      (key) => createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs1' }),
    ]),
  );
}

/** A public key from PEM or bare Base64, SPKI (as the portal shows it) or PKCS#1. Throws as `readPrivateKey` does. */
export function readPublicKey(text: string): KeyObject {
  // createPublicKey would derive the public half of a private key: that one belongs in another field.
  if (text.includes('PRIVATE KEY')) throw new Error(NOT_A_KEY);
  return strongRsa(
    readKey(text, [
      (key) => createPublicKey(key),
      (key) => createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }),
      (key) => createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs1' }),
    ]),
  );
}

const NOT_A_KEY = 'not an RSA key of at least 2048 bits';

function readKey(text: string, readers: readonly ((key: string) => KeyObject)[]): KeyObject {
  for (const read of readers) {
    try {
      return read(text.trim());
    } catch {
      // OpenSSL's message could quote the key; the next container is tried, and the last word is ours.
    }
  }
  throw new Error(NOT_A_KEY);
}

function strongRsa(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) throw new Error(NOT_A_KEY);
  return key;
}
