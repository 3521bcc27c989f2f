import type { KeyRing } from '../secrets/key-ring.js';

/** How long a secret stays in memory in clear after it was opened. */
const KEPT_MS = 60_000;

export function accountSecretsContext(accountId: string): string {
  return `provider_account:${accountId}:secrets`;
}

/**
 * Secrets of provider accounts, opened at most once a minute for each version of a row: every payment needs them, and they change
 * once in months. A changed row (another `updatedAt`) is opened anew at once.
 */
export class OpenedSecrets {
  readonly #opened = new Map<string, { readonly updatedAt: number; readonly until: number; readonly secrets: Promise<unknown> }>();

  /** `now`: the time port, epoch milliseconds. */
  constructor(
    private readonly keyRing: KeyRing,
    private readonly now: () => number,
  ) {}

  /** The secrets as the JSON that was sealed. Throws `SecretUnreadable`. */
  async open(accountId: string, updatedAt: Date, sealed: string): Promise<unknown> {
    const known = this.#opened.get(accountId);
    if (known !== undefined && known.updatedAt === updatedAt.getTime() && known.until > this.now()) return known.secrets;
    const secrets = this.keyRing.openText(sealed, accountSecretsContext(accountId)).then((text): unknown => JSON.parse(text));
    this.#opened.set(accountId, { updatedAt: updatedAt.getTime(), until: this.now() + KEPT_MS, secrets });
    try {
      return await secrets;
    } catch (error) {
      this.#opened.delete(accountId); // the next caller tries again
      throw error;
    }
  }
}
