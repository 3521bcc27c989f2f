import { BriefCache } from '@interlock/directory';
import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { hash } from 'node:crypto';
import { ApiKeyRepository, MerchantRepository } from '@interlock/persistence';
import type { KnownKey, Merchant } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';

/** A revoked key is let in for at most this much longer. */
const FRESH_MS = 5_000;

/** API keys, and the merchants that platform keys name, read at most every five seconds. */
@Injectable()
export class ApiKeys {
  private readonly keys: BriefCache<KnownKey>;
  private readonly merchants: BriefCache<Merchant>;
  private readonly keyRepository: ApiKeyRepository;
  private readonly merchantRepository: MerchantRepository;

  constructor(@Inject(RUNTIME) { pool, clock }: Runtime) {
    this.keyRepository = new ApiKeyRepository(pool);
    this.merchantRepository = new MerchantRepository(pool);
    this.keys = new BriefCache(FRESH_MS, clock.monotonic);
    this.merchants = new BriefCache(FRESH_MS, clock.monotonic);
  }

  /** Kept under the key's hash, so that memory holds no list of keys. */
  find(key: string): Promise<KnownKey | undefined> {
    return this.keys.get(hash('sha256', key), () => this.keyRepository.find(key));
  }

  merchant(id: string): Promise<Merchant | undefined> {
    return this.merchants.get(id, () => this.merchantRepository.find(id));
  }
}
