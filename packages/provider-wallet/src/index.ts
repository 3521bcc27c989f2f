export { walletAdapter } from './wallet.adapter.js';
export { walletSecretsSchema, walletSettingsSchema, type WalletSecrets, type WalletSettings } from './wallet.account.js';
