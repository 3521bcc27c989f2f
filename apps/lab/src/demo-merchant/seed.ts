import { isDeepStrictEqual } from 'node:util';
import { currencyCode, type ProviderName } from '@interlock/domain';
import {
  AgreementRepository,
  ApiKeyRepository,
  MerchantRepository,
  ProviderAccountRepository,
  SecretUnreadable,
  StartupError,
  type KeyRing,
} from '@interlock/persistence';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import type { DemoIdentities } from './identities.js';
import {
  accountNames,
  CODEPAY_APP_ID,
  CODEPAY_MERCHANT_NO,
  demoCurrencies,
  demoIds,
  UPAY_PAYWAY,
  upayTerminals,
  WALLET_CLIENT_ID,
  WALLET_KEY_VERSION,
} from './ids.js';
import { seedStores } from './seed-stores.js';

/** All that a merchant's key can be allowed. */
const PERMISSIONS = [
  'orders:read',
  'orders:write',
  'refunds:write',
  'cards:write',
  'agreements:write',
  'batches:read',
  'batches:write',
  'cases:read',
  'cases:write',
  'cases:resolve',
  'webhooks:read',
  'webhooks:write',
  'terminals:read',
  'terminals:write',
  'keys:write',
  'audit:read',
  'reports:read',
];

export interface Seeding {
  readonly pool: pg.Pool;
  readonly keyRing: KeyRing;
  readonly identities: DemoIdentities;
  /** The one that is printed: made, or given by INTERLOCK_DEMO_API_KEY. */
  readonly apiKey: string;
  /** `http://127.0.0.1:3100` */
  readonly sandboxUrl: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The database's demo merchant is sealed with keys that this data directory does not hold, or its key is another's. */
class DemoMerchantUnusable extends StartupError {
  override name = 'DemoMerchantUnusable';
}

/**
 * Makes the demo merchant where there is none. Each row is looked for on its own, so that a seeding that was killed half way is completed by
 * the next start; an account whose provider moved (another sandbox port) or whose keys were made anew is written again.
 */
export async function seedDemoMerchant(seeding: Seeding): Promise<void> {
  try {
    await seedMerchant(seeding);
    for (const account of accountsOf(seeding)) await seedAccount(seeding, account);
    await seedStores(seeding);
    await seedAgreement(seeding);
    await seedApiKey(seeding);
  } catch (error) {
    if (!(error instanceof SecretUnreadable)) throw error;
    throw new DemoMerchantUnusable(
      `The demo merchant of this database is sealed with other keys than this data directory holds: ${error.message} Bring that directory back (INTERLOCK_DATA_DIR), or give another database.`,
    );
  }
}

async function seedMerchant({ pool, now }: Seeding): Promise<void> {
  const merchants = new MerchantRepository(pool);
  if ((await merchants.find(demoIds.merchant)) !== undefined) return;
  await merchants.insert({
    id: demoIds.merchant,
    name: 'Demo merchant',
    mode: 'test',
    latePaymentPolicy: 'refund',
    createdAt: new Date(now()),
  });
}

interface DemoAccount {
  readonly id: string;
  readonly provider: ProviderName;
  readonly name: string;
  /** The lowest is asked first. */
  readonly priority: number;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: object;
}

function accountsOf({ identities, sandboxUrl }: Seeding): readonly DemoAccount[] {
  const { upayKeys, codepay, wallet } = identities;
  const upay = (name: 'upayFirst' | 'upaySecond', priority: number): DemoAccount => ({
    id: demoIds[name],
    provider: 'upay',
    name: accountNames[name],
    priority,
    // Precreate needs a payway, which an order may leave to the account.
    settings: { baseUrl: `${sandboxUrl}/upay`, terminalSn: upayTerminals[name], defaultPayway: UPAY_PAYWAY },
    secrets: { terminalKey: upayKeys[name] },
  });
  return [
    upay('upayFirst', 1),
    upay('upaySecond', 2),
    {
      id: demoIds.codepay,
      provider: 'codepay',
      name: accountNames.codepay,
      priority: 3,
      settings: { baseUrl: `${sandboxUrl}/codepay`, appId: CODEPAY_APP_ID, merchantNo: CODEPAY_MERCHANT_NO, cardEntry: true },
      secrets: { appPrivateKey: codepay.app.privateKey, gatewayPublicKey: codepay.gateway.publicKey },
    },
    {
      id: demoIds.wallet,
      provider: 'wallet',
      name: accountNames.wallet,
      priority: 4,
      settings: { baseUrl: `${sandboxUrl}/wallet`, clientId: WALLET_CLIENT_ID, keyVersion: WALLET_KEY_VERSION },
      secrets: {
        merchantPrivateKey: wallet.merchant.privateKey,
        walletPublicKeys: { [WALLET_KEY_VERSION]: wallet.wallet.publicKey },
      },
    },
  ];
}

async function seedAccount({ pool, keyRing, now }: Seeding, account: DemoAccount): Promise<void> {
  const { id, provider, name, priority, settings, secrets } = account;
  const accounts = new ProviderAccountRepository(pool, keyRing, now);
  const at = new Date(now());
  const known = await accounts.find(id);
  if (known === undefined) {
    const currency = currencyCode(demoCurrencies[provider]);
    await accounts.insert({ id, mode: 'test', provider, name, currency, enabled: true, settings, secrets, createdAt: at, updatedAt: at });
  } else if (!isDeepStrictEqual([known.settings, known.secrets], [settings, secrets])) {
    await accounts.reconfigure({ id, settings, secrets, updatedAt: at });
  }
  const bound = await accounts.ofMerchant(demoIds.merchant);
  if (bound.some((other) => other.id === id)) return;
  await accounts.bind({ merchantId: demoIds.merchant, providerAccountId: id, mode: 'test', priority, enabled: true, createdAt: at });
}

async function seedAgreement({ pool, keyRing, identities, now }: Seeding): Promise<void> {
  const agreements = new AgreementRepository(pool, keyRing);
  const { id, accessToken } = identities.agreement;
  if ((await agreements.find(demoIds.merchant, id)) !== undefined) return;
  await agreements.insert({
    id,
    merchantId: demoIds.merchant,
    providerAccountId: demoIds.wallet,
    state: 'active',
    accessToken,
    createdAt: new Date(now()),
    expiresAt: null,
  });
}

async function seedApiKey({ pool, apiKey, now }: Seeding): Promise<void> {
  const keys = new ApiKeyRepository(pool);
  const known = await keys.find(apiKey);
  if (known === undefined) {
    await keys.insert(apiKey, {
      id: uuid(),
      merchantId: demoIds.merchant,
      scope: 'merchant',
      mode: 'test',
      permissions: PERMISSIONS,
      createdAt: new Date(now()),
    });
  } else if (known.merchantId !== demoIds.merchant) {
    throw new DemoMerchantUnusable('INTERLOCK_DEMO_API_KEY is the key of another merchant in this database.');
  } else if (!isDeepStrictEqual(known.permissions, PERMISSIONS)) {
    // It was made by a version that could do less.
    await keys.permit(known.id, PERMISSIONS);
  }
}
