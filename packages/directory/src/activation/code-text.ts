import { createHash, randomInt, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32: nothing that is read for something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** No part of the secret: by it the code is found, and people tell codes apart. */
const PREFIX_LENGTH = 4;
/** Sixty random bits. */
const SECRET_LENGTH = 12;
const GROUP = 4;

/** `7GQK-M3TZ-9WPA-XC4D` */
export function newCode(): string {
  const letters = Array.from({ length: PREFIX_LENGTH + SECRET_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return letters.match(new RegExp(`.{${String(GROUP)}}`, 'g'))?.join('-') ?? letters;
}

/** A code as somebody typed it, in its one form; undefined for what can be none. */
export function readCode(typed: string): { readonly prefix: string; readonly hash: Buffer } | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (code.length !== PREFIX_LENGTH + SECRET_LENGTH || [...code].some((letter) => !ALPHABET.includes(letter))) return undefined;
  return { prefix: code.slice(0, PREFIX_LENGTH), hash: createHash('sha256').update(code).digest() };
}

/** In a time that says nothing of where they differ. */
export const isSameCode = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);
