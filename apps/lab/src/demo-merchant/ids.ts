/**
 * Fixed, so that an example that names one works on every machine and again after `--fresh`. What is secret about the demo merchant is made
 * anew in each data directory.
 */
export const demoIds = {
  merchant: '01920000-0000-7000-8000-000000000001',
  store: '01920000-0000-7000-8000-000000000002',
  terminal: '01920000-0000-7000-8000-000000000003',
  vendor: '01920000-0000-7000-8000-000000000004',
  storeUpay: '01920000-0000-7000-8000-000000000005',
  storeWallet: '01920000-0000-7000-8000-000000000006',
  upayFirst: '01920000-0000-7000-8000-000000000011',
  upaySecond: '01920000-0000-7000-8000-000000000012',
  codepay: '01920000-0000-7000-8000-000000000013',
  wallet: '01920000-0000-7000-8000-000000000014',
} as const;

/** What each provider account is called in the database and in what the lab prints. */
export const accountNames = { upayFirst: 'Upay 1', upaySecond: 'Upay 2', codepay: 'CodePay', wallet: 'Wallet' } as const;

export const DEMO_STORE_NO = 'DEMO-STORE-1';
/** A store in each provider's currency: a till's protocol names none, so its store decides over which provider it pays. */
export const demoStores = {
  upay: { id: demoIds.storeUpay, storeNo: 'DEMO-STORE-2', name: 'Demo store in Mexico' },
  codepay: { id: demoIds.store, storeNo: DEMO_STORE_NO, name: 'Demo store' },
  wallet: { id: demoIds.storeWallet, storeNo: 'DEMO-STORE-3', name: 'Demo store in Chile' },
} as const;
/** Our own serial of the demo's terminal. */
export const DEMO_TERMINAL_SN = 'DEMO-POS-1';
/** What CodePay calls it. */
export const CODEPAY_TERMINAL_SN = 'WPYB002248000865';
/** And the store. */
export const CODEPAY_STORE_NO = '4123000001';
/** Names under which the demo merchant is known to the providers' stand-ins. */
export const upayTerminals = { upayFirst: '100001220001', upaySecond: '100001220002' } as const;
export const CODEPAY_APP_ID = 'wz0000000000demo01';
export const CODEPAY_MERCHANT_NO = '302300000001';
export const WALLET_CLIENT_ID = 'SANDBOX_DEMO_CLIENT_1';
export const WALLET_KEY_VERSION = 1;

/** Upay's protocol has no currency, so its accounts carry one; one currency per provider, so that an order's amount picks its accounts. */
export const demoCurrencies = { upay: 'MXN', codepay: 'USD', wallet: 'CLP' } as const;

/** WeChat Pay, by Upay's number. */
export const UPAY_PAYWAY = '3';
