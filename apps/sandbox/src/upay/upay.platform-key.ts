import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

import type { Records, Shelf } from '../core/records.js';

/** The platform's own RSA key, made when it is first needed: signs the notifications of terminals that are not notified by MD5. */
export class PlatformKey {
  readonly #shelf: Shelf<{ readonly privateKey: string }>;
  #key: KeyObject | undefined;

  constructor(records: Records) {
    this.#shelf = records.shelf<{ readonly privateKey: string }>('upay platform key', ({ privateKey }) => {
      this.#key = createPrivateKey(privateKey);
    });
  }

  /** PKCS#1 v1.5 with SHA-256 over the body, in Base64. */
  signature(body: Uint8Array): string {
    return sign('RSA-SHA256', body, this.#made()).toString('base64');
  }

  /** PEM: what a partner is handed at onboarding. */
  publicKey(): string {
    return createPublicKey(this.#made()).export({ format: 'pem', type: 'spki' }).toString();
  }

  #made(): KeyObject {
    if (this.#key !== undefined) return this.#key;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.#shelf.add('', { privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString() });
    return (this.#key = privateKey);
  }
}
