import { generateKeyPairSync } from 'node:crypto';

import type { Records, Shelf } from '../core/records.js';
import { addMerchantKey, type Client } from './clients.js';
import { readPrivateKey, readPublicKey } from './wallet.signing.js';

/** A key that came while the sandbox ran: the merchant's next one, or the wallet's. */
interface KeyRecord {
  readonly client: Client;
  readonly version: number;
  /** SPKI; of the merchant. */
  readonly merchantPublicKey?: string;
  /** PKCS#8; the wallet signs with it from now on. */
  readonly walletPrivateKey?: string;
}

/** Rotations, of both sides. */
export class ClientKeys {
  readonly #keys: Shelf<KeyRecord>;
  #count = 0;

  constructor(records: Records) {
    this.#keys = records.shelf<KeyRecord>('wallet key', ({ client, version, merchantPublicKey, walletPrivateKey }) => {
      this.#count += 1;
      if (merchantPublicKey !== undefined) addMerchantKey(client, { version, key: readPublicKey(merchantPublicKey) });
      if (walletPrivateKey !== undefined) client.walletKey = { version, key: readPrivateKey(walletPrivateKey) };
    });
  }

  /** Throws for what is no public key. */
  registerMerchantKey(client: Client, version: number, merchantPublicKey: string): void {
    readPublicKey(merchantPublicKey);
    this.#keys.add(String(this.#count), { client, version, merchantPublicKey });
  }

  /** The wallet's new public key, SPKI as bare Base64: the merchant needs it to verify what comes next. */
  rotateWalletKey(client: Client, version: number): string {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const walletPrivateKey = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    this.#keys.add(String(this.#count), { client, version, walletPrivateKey });
    return publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  }
}
