import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { LastSeen, settingsCache, StaleSettings } from '@interlock/directory';
import type { BriefCache } from '@interlock/directory';
import { hash } from 'node:crypto';
import { ApiKeyRepository, MerchantRepository } from '@interlock/persistence';
import type { KnownKey, Merchant } from '@interlock/persistence';
import { AddressList } from '@interlock/provider-kit';
import { Inject, Injectable } from '@nestjs/common';

/** A key, and from where it may be used. */
export interface Caller extends KnownKey {
  /** Undefined: from anywhere. */
  readonly addresses: AddressList | undefined;
}

/** API keys, and the merchants that platform keys name, read at most every five seconds; what another gateway changes is heard of sooner. */
@Injectable()
export class ApiKeys {
  private readonly keys: BriefCache<Caller>;
  private readonly merchants: BriefCache<Merchant>;
  private readonly keyRepository: ApiKeyRepository;
  private readonly merchantRepository: MerchantRepository;
  private readonly now: () => number;

  constructor(
    @Inject(RUNTIME) { pool, clock }: Runtime,
    private readonly lastSeen: LastSeen,
    staleSettings: StaleSettings,
  ) {
    this.keyRepository = new ApiKeyRepository(pool);
    this.merchantRepository = new MerchantRepository(pool);
    this.keys = settingsCache('api_key', clock.monotonic, staleSettings);
    this.merchants = settingsCache('merchant', clock.monotonic, staleSettings);
    this.now = clock.now;
  }

  /** Kept under the key's hash, so that memory holds no list of keys. One that has expired is not found. */
  async find(key: string): Promise<Caller | undefined> {
    const known = await this.keys.get(hash('sha256', key), async () => {
      const found = await this.keyRepository.find(key);
      return found && { ...found, addresses: found.ipList.length === 0 ? undefined : new AddressList(found.ipList) };
    });
    const expiresAt = known?.expiresAt ?? null;
    return expiresAt !== null && expiresAt.getTime() <= this.now() ? undefined : known;
  }

  /** Nobody waits for it to be written. */
  noteUse({ id }: KnownKey): void {
    void this.lastSeen.note('apiKey', id);
  }

  merchant(id: string): Promise<Merchant | undefined> {
    return this.merchants.get(id, () => this.merchantRepository.find(id));
  }
}
