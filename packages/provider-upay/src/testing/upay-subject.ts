import { notApplicable, type ConformanceSubject } from '@interlock/provider-kit/testing';
import { upayAdapter } from '../upay.adapter.js';
import { expectsToHear, messages, PREVIOUS_KEY, TERMINAL_KEY, TERMINAL_SN } from './upay-messages.js';
import { queries } from './upay-queries.js';
import { MXN, NOW } from './upay-requests.js';
import { operations } from './upay-scenarios.js';
import { terminalCalls } from './upay-terminal.js';

const VENDOR_KEY = '7d793037a0760186574b0282f2f435e7';

/** Upay for the conformance kit: an activated terminal with everything that an agreement can switch on. */
export const upaySubject: ConformanceSubject = {
  adapter: upayAdapter,
  currency: MXN,
  now: NOW,
  settings: (baseUrl) => ({
    baseUrl,
    terminalSn: TERMINAL_SN,
    defaultPayway: '3',
    vendorSn: '91800129',
    appId: '2020060800003',
    revoke: true,
    orderPush: { path: '/upay/v2/push' },
  }),
  secrets: { terminalKey: TERMINAL_KEY, previousTerminalKey: PREVIOUS_KEY, vendorKey: VENDOR_KEY },
  confidential: [TERMINAL_KEY, PREVIOUS_KEY, VENDOR_KEY],
  volatile: [],
  answerSignature: notApplicable('Upay signs no answers: the connection is all there is'),
  scenarios: [...operations, ...queries, ...terminalCalls],
  messages,
  expectsToHear,
};
