import type { Showing } from '@interlock/provider-kit';
import { upaySettings } from './upay.settings.js';
import type { UpaySettings } from './upay.settings.js';

const least = { baseUrl: 'https://upay.example', terminalSn: '1' };
const read = (settings: unknown) => settings as UpaySettings;

/** What differs between one Upay account and another. */
export const showing: Showing = {
  settings: {
    most: upaySettings.parse({ ...least, defaultPayway: '3', revoke: true, orderPush: { path: '/push' } }),
    least: upaySettings.parse({ ...least, withheld: ['cancel', 'refund'] }),
  },
  buyer: { payerUid: 'payer' },
  notOffered: [
    { what: 'log upload (/terminal/uploadLog)', reason: 'a diagnostic that moves no money, and its request is described in four ways' },
  ],
  switches: [
    { setting: 'terminalSn', gives: 'payments at all: a terminal is activated', on: (settings) => read(settings).terminalSn !== undefined },
    {
      setting: 'defaultPayway',
      gives: 'a code or page for the payer where the order names no payway',
      on: (settings) => read(settings).defaultPayway !== undefined,
    },
    {
      setting: 'orderPush',
      gives: 'orders pushed to a POS: the method `terminal`',
      on: (settings) => read(settings).orderPush !== undefined,
    },
    { setting: 'revoke', gives: 'void of a payment, on its day', on: (settings) => read(settings).revoke },
    {
      setting: 'withheld: cancel',
      gives: 'cancel, which the list `withheld` would take away',
      on: (settings) => !read(settings).withheld.includes('cancel'),
      operation: 'cancel',
    },
    {
      setting: 'withheld: refund',
      gives: 'refunds, which the list `withheld` would take away',
      on: (settings) => !read(settings).withheld.includes('refund'),
      operation: 'refund',
    },
  ],
};
