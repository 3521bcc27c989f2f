import { notApplicable, type ConformanceSubject } from '@interlock/provider-kit/testing';
import { upayAdapter } from '../upay.adapter.js';
import { expectsToHear, messages, PREVIOUS_KEY, TERMINAL_KEY, TERMINAL_SN } from './upay-messages.js';
import { queries } from './upay-queries.js';
import { MXN, NOW } from './upay-requests.js';
import { operations } from './upay-scenarios.js';

/** Upay for the conformance kit: an activated terminal with everything that an agreement can switch on. */
export const upaySubject: ConformanceSubject = {
  adapter: upayAdapter,
  currency: MXN,
  now: NOW,
  settings: (baseUrl) => ({ baseUrl, terminalSn: TERMINAL_SN, defaultPayway: '3', revoke: true, orderPush: { path: '/upay/v2/push' } }),
  secrets: { terminalKey: TERMINAL_KEY, previousTerminalKey: PREVIOUS_KEY },
  confidential: [TERMINAL_KEY, PREVIOUS_KEY],
  volatile: [],
  answerSignature: notApplicable('Upay signs no answers: the connection is all there is'),
  scenarios: [...operations, ...queries],
  messages,
  expectsToHear,
};
