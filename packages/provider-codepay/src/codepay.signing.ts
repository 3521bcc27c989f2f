import { constants, publicEncrypt, sign as signBytes, verify as verifyBytes, type KeyObject } from 'node:crypto';
import { rsaPrivateKey, rsaPublicKey } from '@interlock/provider-kit';
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

/** Of a 2048-bit key under OAEP with SHA-1: 256 - 2 * 20 - 2 bytes. */
const OAEP_BLOCK_BYTES = 214;

/**
 * The member `card` of Merchant Hosted Checkout: the JSON text of the card, RSA-OAEP with SHA-1 (Java's RSA/ECB/OAEPPadding) in blocks of 214 bytes,
 * joined and in Base64. Source: CodePay Cloud Open API 1.0.0, Merchant Hosted Checkout; developer site, Encryption.
 */
export function encryptCard(cardJson: string, gatewayPublicKey: KeyObject): string {
  const plain = Buffer.from(cardJson);
  const blocks: Buffer[] = [];
  for (let at = 0; at < plain.length; at += OAEP_BLOCK_BYTES) {
    blocks.push(
      publicEncrypt(
        { key: gatewayPublicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
        plain.subarray(at, at + OAEP_BLOCK_BYTES),
      ),
    );
  }
  return Buffer.concat(blocks).toString('base64');
}

/** A private key in any form that `rsaPrivateKey` reads. Throws for any other text; the message names no key. */
export function readPrivateKey(text: string): KeyObject {
  return present(rsaPrivateKey(text));
}

/** A public key in any form that `rsaPublicKey` reads. Throws as `readPrivateKey` does, also for a private key in its place. */
export function readPublicKey(text: string): KeyObject {
  return present(rsaPublicKey(text));
}

function present(key: KeyObject | undefined): KeyObject {
  if (key === undefined) throw new Error('not an RSA key of at least 2048 bits');
  return key;
}
