import { randomUUID } from 'node:crypto';
import { currencyCode } from '@interlock/domain';
import { ApiKeyRepository, loadOrCreateKeys, ProviderAccountRepository, TerminalRepository } from '@interlock/persistence';
import type { SandboxAccounts } from '@interlock/sandbox';
import type pg from 'pg';
import { CODEPAY_APP_ID, CODEPAY_MERCHANT_NO, CODEPAY_TERMINAL_SN, demoCurrencies, demoIds } from '../demo-merchant/ids.js';
import type { System } from '../system/index.js';

/** Accounts beside the demo merchant's, each for what one account of its provider cannot have at the same time. */
export const accountIds = {
  /** The demo merchant's app at CodePay, by user and password instead of signatures. */
  codepayBasic: '01920000-0000-7000-8000-000000000021',
  /** A terminal of Upay's that may revoke, and pushes orders to a POS. */
  upayMis: '01920000-0000-7000-8000-000000000022',
  /** A vendor of Upay's whose terminal is not activated yet. */
  upayVendor: '01920000-0000-7000-8000-000000000023',
} as const;

/** Our own serial of the POS to which orders are pushed. */
export const POS_SN = 'LAB-POS-2';
const basic = { username: 'lab', password: 'correct-horse-battery' };
const mis = { terminalSn: '100001220003', terminalKey: 'key-of-the-mis-terminal' };
const UPAY_POS_SN = '100001220004';
const POS_KEY = 'key-of-the-pos-terminal';
export const ACTIVATION_CODE = 'LAB-CODE-1';
const vendor = { vendorSn: '91800000000000001', vendorKey: 'key-of-the-vendor', appId: '2026112100000001' };

/** What opens these accounts, by what it is. */
export const labSecrets = {
  'the password at CodePay': basic.password,
  'the key of the MIS terminal': mis.terminalKey,
  'the key of the POS': POS_KEY,
  'the vendor’s key': vendor.vendorKey,
} as const;

/** What the providers' stand-ins know of these accounts. */
export function withMoreCallers(demo: SandboxAccounts): SandboxAccounts {
  const upay = { currency: demoCurrencies.upay, merchant: 'lab' };
  return {
    ...demo,
    upay: [...demo.upay, { ...upay, ...mis, revoke: true }, { ...upay, terminalSn: UPAY_POS_SN, terminalKey: POS_KEY }],
    upayVendors: [{ ...vendor, currency: demoCurrencies.upay, codes: [{ code: ACTIVATION_CODE }] }],
    codepay: demo.codepay.map((app) => ({ ...app, basicAuth: basic })),
  };
}

/** The same accounts as our side of them is configured. */
function moreAccounts(sandboxUrl: string, gatewayPublicKey: string) {
  const baseUrl = `${sandboxUrl}/upay`;
  return [
    {
      id: accountIds.codepayBasic,
      provider: 'codepay',
      settings: { baseUrl: `${sandboxUrl}/codepay`, appId: CODEPAY_APP_ID, merchantNo: CODEPAY_MERCHANT_NO, signType: 'NONE' },
      secrets: { basicUser: basic.username, basicPassword: basic.password, gatewayPublicKey },
    },
    {
      id: accountIds.upayMis,
      provider: 'upay',
      settings: {
        baseUrl,
        terminalSn: mis.terminalSn,
        defaultPayway: '3',
        revoke: true,
        orderPush: { path: '/sandbox/mis-pos/orders' },
      },
      secrets: { terminalKey: mis.terminalKey },
    },
    {
      id: accountIds.upayVendor,
      provider: 'upay',
      settings: { baseUrl, vendorSn: vendor.vendorSn, appId: vendor.appId, terminal: { clientSn: 'LAB-1' } },
      secrets: { vendorKey: vendor.vendorKey },
    },
  ] as const;
}

/** How each of them is known to its provider. */
export const namesAtProviders: Readonly<Record<string, string>> = {
  [accountIds.codepayBasic]: CODEPAY_APP_ID,
  [accountIds.upayMis]: mis.terminalSn,
};

export const { codepay: CODEPAY, wallet: WALLET, upayFirst: UPAY } = demoIds;

/** Writes them, their terminals and a key of the platform into the system's database. */
export async function seedAccounts(
  pool: pg.Pool,
  { settings, urls }: System,
  gatewayPublicKey: string,
  platformKey: string,
): Promise<void> {
  const createdAt = new Date();
  const accounts = new ProviderAccountRepository(pool, await loadOrCreateKeys(settings.dataDir), Date.now);
  for (const [index, account] of moreAccounts(urls.sandbox, gatewayPublicKey).entries()) {
    const { id, provider } = account;
    const currency = currencyCode(demoCurrencies[provider]);
    await accounts.insert({
      ...account,
      mode: 'test',
      name: `Lab ${String(index)}`,
      currency,
      enabled: true,
      createdAt,
      updatedAt: createdAt,
    });
    await accounts.bind({
      merchantId: demoIds.merchant,
      providerAccountId: id,
      mode: 'test',
      priority: 10 + index,
      enabled: true,
      createdAt,
    });
  }
  const terminals = new TerminalRepository(pool);
  await terminals.bind({
    terminalId: demoIds.terminal,
    providerAccountId: accountIds.codepayBasic,
    providerTerminalSn: CODEPAY_TERMINAL_SN,
    createdAt,
  });
  const pos = { id: randomUUID(), merchantId: demoIds.merchant, storeId: demoIds.store, terminalSn: POS_SN, name: 'POS', enabled: true };
  await terminals.insertTerminal({ ...pos, createdAt });
  await terminals.bind({ terminalId: pos.id, providerAccountId: accountIds.upayMis, providerTerminalSn: UPAY_POS_SN, createdAt });
  await new ApiKeyRepository(pool).insert(platformKey, {
    id: randomUUID(),
    merchantId: null,
    scope: 'platform',
    mode: 'test',
    permissions: ['accounts:write', 'keys:write', 'terminals:write', 'orders:read', 'orders:write', 'refunds:write'],
    createdAt,
  });
}
