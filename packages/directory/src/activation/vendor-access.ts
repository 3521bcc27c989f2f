import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { VendorRepository } from '@interlock/persistence';
import type { Mode } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { BriefCache } from '../cache/brief-cache.js';
import { settingsCache } from '../cache/settings-cache.js';
import { StaleSettings } from '../cache/stale-settings.js';

/** A vendor that asks for an activation. */
export interface KnownVendor {
  readonly id: string;
  readonly mode: Mode;
  readonly vendorSn: string;
  readonly appId: string;
  readonly enabled: boolean;
  readonly key: string;
  readonly previous?: { readonly key: string; readonly until: number };
}

/** Vendors by the serial that their requests name, read at most every five seconds. */
@Injectable()
export class VendorAccess {
  private readonly cache: BriefCache<KnownVendor>;

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly vendors: VendorRepository,
    staleSettings: StaleSettings,
  ) {
    this.cache = settingsCache('vendor', runtime.clock.monotonic, staleSettings);
  }

  find(vendorSn: string): Promise<KnownVendor | undefined> {
    return this.cache.get(vendorSn, () => this.read(vendorSn));
  }

  /** What the vendor's request may be signed with now. */
  keysOf({ key, previous }: KnownVendor): readonly string[] {
    return previous !== undefined && previous.until > this.runtime.clock.now() ? [key, previous.key] : [key];
  }

  private async read(vendorSn: string): Promise<KnownVendor | undefined> {
    const vendor = await this.vendors.findBySn(vendorSn);
    if (vendor === undefined) return undefined;
    const { key, previousKey } = await this.vendors.open(vendor);
    const { id, mode, appId, enabled, previousUntil } = vendor;
    const known = { id, mode, vendorSn, appId, enabled, key };
    if (previousKey === undefined || previousUntil === null) return known;
    return { ...known, previous: { key: previousKey, until: previousUntil.getTime() } };
  }
}
