export { walletAdapter } from './wallet.adapter.js';
export { walletTables } from './wallet.tables.js';
export { walletSecretsSchema, walletSettingsSchema, type WalletSecrets, type WalletSettings } from './wallet.account.js';
