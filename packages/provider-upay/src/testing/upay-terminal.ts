import { notApplicable, type Scenario } from '@interlock/provider-kit/testing';
import { requestError } from '../upay.mapping.js';
import { TERMINAL_SN } from './upay-messages.js';
import { business, failedRequests, says } from './upay-words.js';

const CODE = 'activation-code-1';
const ISSUED_KEY = 'b1946ac92492d2347c6235b4d2611184';
const DEVICE = 'pos-device-1';
const identity = { terminal_sn: TERMINAL_SN, terminal_key: ISSUED_KEY };

/** No order and no money; the answer holds the next key. */
const terminalCall = (label: string, yes: string, no: string, more: Pick<Scenario, 'request' | 'sentKey' | 'confidential'>): Scenario => ({
  label,
  asked: 0n,
  states: { approved: [], pending: [] },
  settings: { deviceId: DEVICE },
  approved: ({ echo }) => business(yes, { ...identity, memo: echo?.join(' ') }),
  pending: notApplicable('it is answered at once'),
  declined: [
    { word: no, reply: business(no) },
    ...Object.keys(requestError).map((word) => ({ word: `400 ${word}`, reply: says({ result_code: '400', error_code: word }) })),
  ],
  silent: failedRequests,
  duplicate: notApplicable('the call has no number of its own'),
  undocumented: [
    { word: 'result_code', reply: business('SETTLED', identity) },
    { word: '500 error_code', reply: says({ result_code: '500', error_code: 'SOMETHING_NEW' }) },
  ],
  ...more,
});

export const terminalCalls: readonly Scenario[] = [
  terminalCall('activation', 'ACTIVATE_SUCCESS', 'FAIL', {
    request: {
      kind: 'account',
      of: 'activation',
      ask: ({ activation }, call) => activation?.activate({ code: CODE, deviceId: DEVICE }, call),
    },
    sentKey: CODE,
    confidential: [CODE, ISSUED_KEY],
  }),
  terminalCall('check-in', 'TERMINAL_CHECKIN_SUCCESS', 'TERMINAL_CHECKIN_FAIL', {
    request: { kind: 'account', of: 'activation', ask: ({ activation }, call) => activation?.checkIn(call) },
    sentKey: TERMINAL_SN,
    confidential: [ISSUED_KEY],
  }),
];
