import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { currencyCode } from '@interlock/domain';
import { ActivationCodeRepository, loadOrCreateKeys, TerminalRepository, VendorRepository } from '@interlock/persistence';
import type pg from 'pg';
import { demoIds } from '../demo-merchant/ids.js';
import { Till, type System, type TillCredentials } from '../system/index.js';

/**
 * A till of the demo merchant's in a store of this currency; `bound`: as the demo's terminal, which is bound to the POS that CodePay knows, and is one
 * till at a time.
 */
export async function activatedTill(pool: pg.Pool, { settings, urls }: System, currency: string, bound = false): Promise<Till> {
  return Till.activated(urls.gateway, await seedVendor(pool, settings.dataDir, currency, bound));
}

/** A vendor of till software, and a code of a store in this currency; `bound`: of the demo's terminal. */
export async function seedVendor(pool: pg.Pool, dataDir: string, currency: string, bound = false): Promise<TillCredentials> {
  const createdAt = new Date();
  const id = randomUUID();
  const key = randomBytes(16).toString('hex');
  const vendor = { vendorSn: randomUUID().replaceAll('-', ''), appId: randomUUID() };
  const vendors = new VendorRepository(pool, await loadOrCreateKeys(dataDir));
  const secrets = await vendors.seal(id, { key });
  await vendors.insert(pool, {
    id,
    mode: 'test',
    name: 'Till software',
    vendorSn: vendor.vendorSn,
    appId: vendor.appId,
    secrets,
    createdAt,
  });
  const place = bound
    ? { storeId: demoIds.store, terminalId: demoIds.terminal }
    : { storeId: await newStore(pool, currency), terminalId: null };
  const code = randomBytes(8).toString('hex').toUpperCase();
  await new ActivationCodeRepository(pool).insert(pool, {
    ...{ id: randomUUID(), mode: 'test', merchantId: demoIds.merchant, ...place, vendorId: id, uses: 1 },
    codeHash: createHash('sha256').update(code).digest(),
    prefix: code.slice(0, 4),
    ...{ expiresAt: new Date(createdAt.getTime() + 86_400_000), createdBy: 'the lab', createdAt },
  });
  return { vendorSn: vendor.vendorSn, vendorKey: key, appId: vendor.appId, code };
}

async function newStore(pool: pg.Pool, currency: string): Promise<string> {
  const id = randomUUID();
  const store = { id, merchantId: demoIds.merchant, storeNo: `S-${id}`, name: 'Store', currency: currencyCode(currency) };
  await new TerminalRepository(pool).insertStore({ ...store, timeZone: 'UTC', createdAt: new Date() });
  return id;
}
