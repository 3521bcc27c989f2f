import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AgreementRepository, loadOrCreateKeys, ProviderAccountRepository } from '@interlock/persistence';
import type pg from 'pg';
import { demoIds } from '../demo-merchant/ids.js';
import type { System } from '../system/index.js';
import { labSecrets } from './accounts.js';

/** Whatever opens a door of this system, or of a provider on our behalf, as it stands now: keys that change are those of the last change. */
export async function secretsOf(system: System, pool: pg.Pool, platformKey: string): Promise<ReadonlyMap<string, string>> {
  const { demo, settings, databaseUrl } = system;
  if (demo === undefined) throw new TypeError('the demo merchant is missing');
  const { upayKeys, codepay, wallet, agreement } = demo.identities;
  const masterKeys = await readFile(join(settings.dataDir, 'master-keys'), 'utf8');
  const secrets = new Map<string, string>([
    ['the merchant’s API key', demo.apiKey],
    ['the platform’s API key', platformKey],
    ['the database’s password', new URL(databaseUrl).password],
    ['the master key', masterKeys.trim().replace(/^[^:]+:/, '')],
    ['a key of Upay', upayKeys.upayFirst],
    ['another key of Upay', upayKeys.upaySecond],
    ['our private key at CodePay', codepay.app.privateKey],
    ['CodePay’s private key', codepay.gateway.privateKey],
    ['our private key at the wallet', wallet.merchant.privateKey],
    ['the wallet’s private key', wallet.wallet.privateKey],
    ['the token of the demo’s agreement', agreement.accessToken],
    ...Object.entries(labSecrets),
  ]);
  const keyRing = await loadOrCreateKeys(settings.dataDir);
  const accounts = new ProviderAccountRepository(pool, keyRing, Date.now);
  for (const id of await idsOf(pool, 'provider_account')) {
    for (const [name, value] of Object.entries((await accounts.find(id))?.secrets as Record<string, unknown>))
      if (typeof value === 'string' && !/public|user/i.test(name)) secrets.set(`${name} of account ${id}`, value);
  }
  const agreements = new AgreementRepository(pool, keyRing);
  for (const id of await idsOf(pool, 'agreement')) {
    for (const [name, value] of Object.entries((await agreements.find(demoIds.merchant, id)) ?? {}))
      if (/token/i.test(name) && typeof value === 'string') secrets.set(`${name} of agreement ${id}`, value);
  }
  return secrets;
}

async function idsOf(pool: pg.Pool, table: 'provider_account' | 'agreement'): Promise<string[]> {
  return (await pool.query<{ id: string }>(`select id from ${table}`)).rows.map(({ id }) => id);
}
