import { randomBytes, randomInt } from 'node:crypto';
import type { OpenTerminalKey } from '@interlock/persistence';

/** A terminal's key is accepted for so long, and only while it is one of the newest two. */
export const TERMINAL_KEY_LIFE_MS = 48 * 3_600_000;
/** The same request again within this time was not heard, and is answered as before. */
export const REPEAT_WINDOW_MS = 10 * 60_000;

/** 32 hex digits, as the keys of the protocol are. */
export const newSigningKey = (): string => randomBytes(16).toString('hex');

/** Fifteen digits that begin with no nought: long enough to be unique by chance, short enough for every field that holds a serial. */
export function newSerial(): string {
  const digits = Array.from({ length: 14 }, () => String(randomInt(10)));
  return `${String(1 + randomInt(9))}${digits.join('')}`;
}

/** Of the newest two, those that are young enough; newest first. */
export function acceptedKeys(keys: readonly OpenTerminalKey[], now: number): readonly OpenTerminalKey[] {
  return keys.slice(0, 2).filter(({ issuedAt }) => now - issuedAt.getTime() < TERMINAL_KEY_LIFE_MS);
}
