import type { Showing } from '@interlock/provider-kit';
import { walletSettingsSchema, type WalletSettings } from './wallet.account.js';

const account = { baseUrl: 'https://wallet.example', clientId: 'client' };
const read = (settings: unknown) => settings as WalletSettings;

/** What differs between one wallet account and another. */
export const showing: Showing = {
  settings: {
    most: walletSettingsSchema.parse({ ...account, voidNotifications: true, refundNotifications: true }),
    least: walletSettingsSchema.parse(account),
  },
  notOffered: [{ what: 'payment evaluation', reason: 'it moves no money and has no published request' }],
  switches: [
    { setting: 'voidNotifications', gives: 'a message about a void, beside the query', on: (settings) => read(settings).voidNotifications },
    {
      setting: 'refundNotifications',
      gives: 'a message about a refund, beside the query',
      on: (settings) => read(settings).refundNotifications,
    },
  ],
};
