import type { Showing } from '@interlock/provider-kit';
import { settingsSchema, type CodepaySettings } from './codepay.settings.js';

const account = { baseUrl: 'https://codepay.example', appId: 'app', merchantNo: '1' };
const read = (settings: unknown) => settings as CodepaySettings;

/** What differs between one CodePay account and another. */
export const showing: Showing = {
  settings: {
    most: settingsSchema.parse({ ...account, signType: 'RSA2', cardEntry: true }),
    least: settingsSchema.parse({ ...account, signType: 'NONE', cardEntry: false }),
  },
  switches: [
    {
      setting: 'signType',
      gives:
        'RSA2: captures, increments, voids of a hold and refunds by parts without a terminal, batches of more than one terminal, the open batch',
      on: (settings) => read(settings).signType === 'RSA2',
    },
    { setting: 'cardEntry', gives: 'the method `card`, for keys with `cards:write`', on: (settings) => read(settings).cardEntry },
  ],
};
