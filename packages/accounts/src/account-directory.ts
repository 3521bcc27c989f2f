import { Disabled } from '@interlock/domain';
import { ProviderAccountRepository } from '@interlock/persistence';
import type { BoundAccount, OpenAccount, StaleSetting } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { RUNTIME } from './runtime.js';
import type { Runtime } from './runtime.js';

/** How old an account's row may be that a call is made with: a disabled account gets its last order this much later. */
const FRESH_MS = 2_000;
const MOST_KEPT = 10_000;

interface Kept<T> {
  readonly until: number;
  readonly value: Promise<T>;
}

/** Accounts as routing and calls need them, read at most every two seconds, so that a sale costs no round trip for them. */
@Injectable()
export class AccountDirectory {
  private readonly byAccount = new Map<string, Kept<OpenAccount | undefined>>();
  private readonly byMerchant = new Map<string, Kept<readonly BoundAccount[]>>();

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly accounts: ProviderAccountRepository,
  ) {}

  find(accountId: string): Promise<OpenAccount | undefined> {
    return this.kept(this.byAccount, accountId, () => this.accounts.find(accountId));
  }

  /** In the order in which routing asks them. */
  ofMerchant(merchantId: string): Promise<readonly BoundAccount[]> {
    return this.kept(this.byMerchant, merchantId, () => this.accounts.ofMerchant(merchantId));
  }

  /** The same, for something that begins. Throws `Disabled` where the merchant begins nothing. */
  async forNew(merchantId: string): Promise<readonly BoundAccount[]> {
    const bound = await this.ofMerchant(merchantId);
    const [one] = bound;
    // Where there is no account, none of them says it.
    const enabled = one === undefined ? await this.accounts.isMerchantEnabled(merchantId) : one.merchantEnabled;
    if (!enabled) throw new Disabled('merchant', 'merchant');
    return bound;
  }

  /** Where this process is told what another one has changed: it is read anew by the next caller. Null: anything may have been. */
  readonly hear = (stale: StaleSetting | null): void => {
    if (stale === null) {
      this.byAccount.clear();
      this.byMerchant.clear();
    } else if (stale.kind === 'account') this.forget(stale.id);
    else if (stale.kind === 'merchant') this.byMerchant.delete(stale.id);
  };

  /** What is known of the account is read anew by the next caller: its keys were changed. Other processes hear of it, or learn it within two seconds. */
  forget(accountId: string): void {
    this.byAccount.delete(accountId);
    this.byMerchant.clear();
  }

  private kept<T>(cache: Map<string, Kept<T>>, key: string, read: () => Promise<T>): Promise<T> {
    const now = this.runtime.clock.now();
    const known = cache.get(key);
    if (known !== undefined && known.until > now) return known.value;
    if (cache.size >= MOST_KEPT) cache.clear();
    const value = read();
    cache.set(key, { until: now + FRESH_MS, value });
    // A failed read is not kept: the next caller asks again.
    value.catch(() => cache.delete(key));
    return value;
  }
}
