import { PROVIDER_NAMES, type ProviderName } from '@interlock/domain';
import { newCode, newSerial, newSigningKey, readCode } from '@interlock/directory';
import { ActivationCodeRepository, VendorRepository, type KeyRing } from '@interlock/persistence';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { demoIds, demoStores } from './ids.js';

const WEEK_MS = 7 * 86_400_000;
/** So many tills can be tried out between one start and the next. */
const USES = 100;

/** What the software of a till needs to activate itself at the demo stores. For development alone. */
export interface DemoVendor {
  readonly vendorSn: string;
  readonly appId: string;
  readonly vendorKey: string;
  /** By the provider over which such a till pays. CodePay's makes a till of the POS that it knows, and so is taken once. */
  readonly codes: Readonly<Record<ProviderName, string>>;
}

/** The demo vendor, made where there is none, and new codes at each start: one that was made before is stored nowhere. After the demo merchant. */
export async function seedDemoVendor(pool: pg.Pool, keyRing: KeyRing, now: number): Promise<DemoVendor> {
  const vendors = new VendorRepository(pool, keyRing);
  const createdAt = new Date(now);
  const vendor = (await vendors.find('test', demoIds.vendor)) ?? (await makeVendor(pool, vendors, createdAt));
  const codes = Object.fromEntries(PROVIDER_NAMES.map((provider) => [provider, newCode()])) as Record<ProviderName, string>;
  for (const provider of PROVIDER_NAMES) {
    const read = readCode(codes[provider]);
    if (read === undefined) throw new TypeError('a new code can be read');
    const onPos = provider === 'codepay';
    await new ActivationCodeRepository(pool).insert(pool, {
      ...{ id: uuid(), mode: 'test', merchantId: demoIds.merchant, storeId: demoStores[provider].id, vendorId: vendor.id },
      // A till over CodePay is the cashier's side of a POS, which is bound to it.
      ...(onPos ? { terminalId: demoIds.terminal, uses: 1 } : { terminalId: null, uses: USES }),
      ...{ codeHash: read.hash, prefix: read.prefix, expiresAt: new Date(now + WEEK_MS), createdBy: 'npm start', createdAt },
    });
  }
  return { vendorSn: vendor.vendorSn, appId: vendor.appId, vendorKey: (await vendors.open(vendor)).key, codes };
}

async function makeVendor(pool: pg.Pool, vendors: VendorRepository, createdAt: Date): ReturnType<VendorRepository['insert']> {
  const id = demoIds.vendor;
  const secrets = await vendors.seal(id, { key: newSigningKey() });
  return vendors.insert(pool, { id, mode: 'test', name: 'Demo vendor', vendorSn: newSerial(), appId: newSerial(), secrets, createdAt });
}
