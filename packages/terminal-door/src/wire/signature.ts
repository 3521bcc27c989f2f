import { hash, timingSafeEqual } from 'node:crypto';

/**
 * MD5 over the bytes of the body and then of the key, as 32 lower-case hexadecimal digits (Upay Web API v2, Signature). Over the bytes as they
 * came: a body that is parsed and written again is another one. What MD5 does not protect is said in docs/terminal-door.md.
 */
export function signatureOf(body: Buffer, key: string): string {
  return hash('md5', Buffer.concat([body, Buffer.from(key, 'utf8')]), 'hex');
}

/** Which of the keys made this signature, if any. Every key is tried and each comparison takes the same time, whichever fits. */
export function signerOf(body: Buffer, signature: string, keys: readonly string[]): string | undefined {
  const given = Buffer.from(signature.toLowerCase(), 'latin1');
  return keys.filter((key) => timingSafeEqual(given, Buffer.from(signatureOf(body, key), 'latin1')))[0];
}
