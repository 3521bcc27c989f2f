import type { CodepayProfile } from '../core/accounts.js';
import type { Records, Shelf } from '../core/records.js';
import type { App } from './apps.js';
import { readPublicKey } from './codepay.signing.js';

/** What was changed of an app since its account was written. */
interface Changes {
  readonly appId: string;
  publicKey: string | undefined;
  profile: CodepayProfile | undefined;
}

/** The apps as the merchant's portal has them now. */
export class Portal {
  readonly #shelf: Shelf<Changes>;

  constructor(
    records: Records,
    private readonly apps: ReadonlyMap<string, App>,
  ) {
    this.#shelf = records.shelf<Changes>('codepay portal', (changes) => this.#apply(changes));
  }

  has(appId: string): boolean {
    return this.apps.has(appId);
  }

  /** From now on the only key that signs. */
  changeKey(appId: string, publicKey: string): void {
    this.#changesOf(appId).publicKey = publicKey;
    this.#apply(this.#changesOf(appId));
  }

  changeProfile(appId: string, profile: CodepayProfile): void {
    this.#changesOf(appId).profile = profile;
    this.#apply(this.#changesOf(appId));
  }

  #changesOf(appId: string): Changes {
    return this.#shelf.get(appId) ?? this.#shelf.add(appId, { appId, publicKey: undefined, profile: undefined });
  }

  #apply({ appId, publicKey, profile }: Changes): void {
    const app = this.apps.get(appId);
    if (app === undefined) return; // its account is gone
    if (publicKey !== undefined) app.publicKey = readPublicKey(publicKey);
    if (profile !== undefined) app.profile = profile;
  }
}
