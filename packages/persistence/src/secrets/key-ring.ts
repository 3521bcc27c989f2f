import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { NotReady } from '@interlock/domain';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import { SecretDamaged, UnknownSecretKey, WrongSecretContext } from './errors.js';

/**
 * The keys under which secrets rest in the database. A secret is a compact JWE (RFC 7516; `dir`, A256GCM) whose protected, and so
 * authenticated, header names its key (`kid`) and its place (`ctx`): a secret copied into another row does not open there.
 */
export class KeyRing {
  readonly #keys: ReadonlyMap<string, Uint8Array>;
  readonly #newest: { readonly kid: string; readonly key: Uint8Array };
  readonly #oldest: Uint8Array;
  readonly #hmacKeys = new Map<string, KeyObject>();
  #awaited = false;

  /** Keys of 32 bytes by kid, oldest first; at least one. See `parseMasterKeys`. */
  constructor(keys: ReadonlyMap<string, Uint8Array>) {
    const entries = [...keys];
    const [first, last] = [entries.at(0), entries.at(-1)];
    if (first === undefined || last === undefined) throw new TypeError('a key ring holds at least one key');
    this.#keys = keys;
    this.#oldest = first[1];
    this.#newest = { kid: last[0], key: last[1] };
  }

  /** Seals with the newest key. `context` says what the secret belongs to, such as `provider_account:<id>:secrets`; it is stored in clear. */
  async seal(secret: Uint8Array | string, context: string): Promise<string> {
    const { kid, key } = this.#newest;
    const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
    return new CompactEncrypt(bytes).setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid, ctx: context }).encrypt(key);
  }

  /** The key that seals. */
  get newestKid(): string {
    return this.#newest.kid;
  }

  /** The same secret for the same place, under the newest key. Throws as `open`. */
  async reseal(jwe: string): Promise<string> {
    const { ctx } = readHeader(jwe, 'a row');
    if (typeof ctx !== 'string') throw new SecretDamaged('a row');
    return this.seal(await this.open(jwe, ctx), ctx);
  }

  /** Opens with whichever key sealed. Throws `UnknownSecretKey`, `WrongSecretContext` or `SecretDamaged`. */
  async open(jwe: string, context: string): Promise<Uint8Array> {
    const header = readHeader(jwe, context);
    const key = this.#keys.get(header.kid);
    if (key === undefined) throw new UnknownSecretKey(header.kid);
    const { plaintext } = await compactDecrypt(jwe, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    }).catch(() => {
      throw new SecretDamaged(context);
    });
    if (header.ctx !== context) throw new WrongSecretContext(context); // judged last, when the header is known to be ours
    return plaintext;
  }

  async openText(jwe: string, context: string): Promise<string> {
    return new TextDecoder().decode(await this.open(jwe, context));
  }

  /** 32 bytes for a purpose, derived (HKDF) from the oldest key of the ring: what `hmac` takes where no key of the purpose is stored. */
  derivedHashKey(purpose: string): Uint8Array {
    return Buffer.from(hkdfSync('sha256', this.#oldest, '', `interlock hmac ${purpose}`, 32));
  }

  /** Nothing is hashed until `hashWith`: hashes that are stored must compare equal whatever master keys there are. */
  awaitHashKeys(): void {
    this.#awaited = true;
  }

  /** The keys by purpose, as they are stored. */
  hashWith(keys: ReadonlyMap<string, Uint8Array>): void {
    for (const [purpose, key] of keys) this.#hmacKeys.set(purpose, createSecretKey(key));
    this.#awaited = false;
  }

  /** HMAC-SHA-256 as base64url, under a key of its own for each purpose. Throws `NotReady` while the stored keys are awaited. */
  hmac(text: string, purpose: string): string {
    if (this.#awaited) throw new NotReady('the keys of stored hashes have not been read from the database yet');
    let key = this.#hmacKeys.get(purpose);
    if (key === undefined) {
      key = createSecretKey(this.derivedHashKey(purpose));
      this.#hmacKeys.set(purpose, key);
    }
    return createHmac('sha256', key).update(text).digest('base64url');
  }
}

function readHeader(jwe: string, context: string): { readonly kid: string; readonly ctx: unknown } {
  try {
    const { kid, ctx } = decodeProtectedHeader(jwe) as { kid?: unknown; ctx?: unknown };
    if (typeof kid === 'string') return { kid, ctx };
  } catch {
    // not even a JWE
  }
  throw new SecretDamaged(context);
}
