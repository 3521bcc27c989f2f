import { createHash, timingSafeEqual, verify } from 'node:crypto';
import { rsaPublicKey } from '@interlock/provider-kit';

/** Lower-case hex MD5 of the exact body bytes followed by the key in UTF-8 (Upay Web API, Authentication). */
export function md5Signature(body: Uint8Array, key: string): string {
  return createHash('md5').update(body).update(key, 'utf8').digest('hex');
}

/** `Authorization: <sn> <signature>` for the bytes that will be sent. Serialising the body again after signing breaks it. */
export function authorization(sn: string, body: Uint8Array, key: string): string {
  return `${sn} ${md5Signature(body, key)}`;
}

/** Live integrations send upper case as well: hex is compared without regard to case. */
export function md5Verifies(body: Uint8Array, signature: string, keys: readonly string[]): boolean {
  const given = Buffer.from(signature.toLowerCase(), 'latin1');
  return keys.some((key) => {
    const expected = Buffer.from(md5Signature(body, key), 'latin1');
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}

/** Shouqianba's own notifications: RSA PKCS#1 v1.5 with SHA-256 over the raw body, Base64 (Upay Web API, Notification). */
export function rsaVerifies(body: Uint8Array, signature: string, publicKey: string): boolean {
  const key = rsaPublicKey(publicKey);
  return key !== undefined && /^[A-Za-z0-9+/]+={0,2}$/.test(signature) && verify('RSA-SHA256', body, key, Buffer.from(signature, 'base64'));
}

/** The signature of a notification: the last token of the header, which some deployments send bare and some after the terminal's serial. */
export function signatureToken(header: string | undefined): string | undefined {
  const token = header?.trim().split(/\s+/).at(-1);
  return token === '' ? undefined : token;
}
