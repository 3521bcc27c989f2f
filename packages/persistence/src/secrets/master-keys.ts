import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readOrMakePrivateFile } from '../server/private-file.js';
import { StartupError } from '../server/startup-error.js';
import { KeyRing } from './key-ring.js';

const KEY_BYTES = 32;
/** Not only digits: JavaScript would move such members of a JSON object to its front, and order is meaning here. */
const KID = /^[A-Za-z][A-Za-z0-9._-]{0,31}$/;
const BASE64URL = /^[A-Za-z0-9_-]{43}$/;

/** INTERLOCK_MASTER_KEYS cannot be read. Never holds a key. */
export class InvalidMasterKeys extends StartupError {
  override name = 'InvalidMasterKeys';
}

/**
 * The text of INTERLOCK_MASTER_KEYS: `kid:key,kid:key`, or a JSON object `{ "kid": "key" }`, oldest first. A key is 32 bytes as base64url.
 * Throws `InvalidMasterKeys`.
 */
export function parseMasterKeys(text: string): KeyRing {
  const pairs = text.trimStart().startsWith('{') ? jsonPairs(text) : text.split(',').map(splitPair);
  if (pairs.length === 0) throw new InvalidMasterKeys('INTERLOCK_MASTER_KEYS holds no key.');
  const keys = new Map<string, Uint8Array>();
  for (const [kid, key] of pairs) {
    if (!KID.test(kid))
      throw new InvalidMasterKeys('INTERLOCK_MASTER_KEYS: a key id is a letter and then up to 31 letters, digits, ".", "_" or "-".');
    if (keys.has(kid)) throw new InvalidMasterKeys(`INTERLOCK_MASTER_KEYS names the key "${kid}" twice.`);
    const bytes = Buffer.from(key, 'base64url');
    if (!BASE64URL.test(key) || bytes.length !== KEY_BYTES) {
      throw new InvalidMasterKeys(`INTERLOCK_MASTER_KEYS: the key "${kid}" is not ${String(KEY_BYTES)} bytes as base64url.`);
    }
    keys.set(kid, bytes);
  }
  return new KeyRing(keys);
}

/** For development: the ring of a data directory, made the first time, readable by our own account alone (mode 600). */
export async function loadOrCreateKeys(dataDir: string): Promise<KeyRing> {
  await mkdir(dataDir, { recursive: true });
  const make = (): string => `k1:${randomBytes(KEY_BYTES).toString('base64url')}\n`;
  const text = await readOrMakePrivateFile(join(dataDir, 'master-keys'), make);
  return parseMasterKeys(text.trim());
}

function splitPair(pair: string): [string, string] {
  const colon = pair.indexOf(':');
  if (colon === -1) throw new InvalidMasterKeys('INTERLOCK_MASTER_KEYS is written kid:key,kid:key or as a JSON object.');
  return [pair.slice(0, colon).trim(), pair.slice(colon + 1).trim()];
}

function jsonPairs(text: string): [string, string][] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new InvalidMasterKeys('INTERLOCK_MASTER_KEYS looks like JSON and is none.');
  }
  return Object.entries(parsed as Record<string, unknown>).map(([kid, key]) => [kid, typeof key === 'string' ? key : '']);
}
