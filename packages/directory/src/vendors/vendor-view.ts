import { fingerprint } from '@interlock/persistence';
import type { Mode, SealedVendor } from '@interlock/persistence';

/** A vendor as every door shows it; its key is shown where it is made and nowhere else. */
export interface VendorView {
  readonly id: string;
  readonly mode: Mode;
  readonly name: string;
  readonly vendorSn: string;
  readonly appId: string;
  readonly enabled: boolean;
  readonly key: { readonly fingerprint: string };
  /** Until then the key before the present one signs too. */
  readonly previousKeyUntil?: string;
  /** Too many codes were not taken: until then none is looked at. */
  readonly lockedUntil?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function vendorView(vendor: SealedVendor, key: string, now: number): VendorView {
  const { id, mode, name, vendorSn, appId, enabled, previousUntil, lockedUntil, createdAt, updatedAt } = vendor;
  return {
    ...{ id, mode, name, vendorSn, appId, enabled, key: { fingerprint: fingerprint(key) } },
    ...(previousUntil === null || previousUntil.getTime() <= now ? {} : { previousKeyUntil: previousUntil.toISOString() }),
    ...(lockedUntil === null || lockedUntil.getTime() <= now ? {} : { lockedUntil: lockedUntil.toISOString() }),
    ...{ createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() },
  };
}

/** What the audit log keeps of it. */
export function auditedVendor({ name, vendorSn, appId, enabled, previousUntil }: SealedVendor, key: string): object {
  return { name, vendorSn, appId, enabled, key: { fingerprint: fingerprint(key) }, previousKeyUntil: previousUntil?.toISOString() ?? null };
}
