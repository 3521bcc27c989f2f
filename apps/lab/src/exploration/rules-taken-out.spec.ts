import { describe, expect, it } from '@jest/globals';
import type { Configuration } from './configuration.js';
import { quiet } from './configurations.js';
import { explore } from './search.js';
import { rulesTakenOut } from './testing/rules-taken-out.js';

const sale: Configuration = { ...quiet, name: 'a sale', about: '', provider: 'upay' };

/** Each rule taken out alone, what is broken then, and what has to happen for it. */
const rules: readonly (readonly [keyof typeof rulesTakenOut, string, Partial<Configuration>])[] = [
  ['nextRouteUnderAnyLease', 'the second provider is asked by a process whose lease has moved on', { failover: true, faults: 1 }],
  [
    'nextRouteInSpiteOfACancel',
    'the second provider is asked while a cancel is wanted or open',
    { failover: true, payerActsLater: true, cancels: 1 },
  ],
  [
    'notSentByWhoever',
    'the decision throws: an order does not go from uncertain to canceled by sale_beside_cancel not_sent',
    { payerActsLater: true, cancels: 1, gatewayCrashes: 1, faults: 1 },
  ],
  ['withoutWindow', 'the order is told failed while the provider holds its money, and there is no case', { gatewayCrashes: 1 }],
  [
    'closedByItsAnswer',
    'the order is told canceled while the provider holds its money, and there is no case',
    { provider: 'wallet', cancels: 1, faults: 1 },
  ],
  [
    'paidBesideACancel',
    'our own cancel returns the money of an order that is told paid',
    { payerActsLater: true, cancels: 1, gatewayCrashes: 1 },
  ],
  [
    'hintsForgotten',
    'at rest: failed, our books hold 0, the provider 1000, and there is no case',
    { late: 'charges', notifications: 'sure', gatewayCrashes: 1, cancelAtEnd: false },
  ],
  [
    'noToAResend',
    'our own cancel returns the money of an order that is told paid',
    { payerActsLater: true, cancelsRefused: true, cancels: 1, gatewayCrashes: 1, cancelAtEnd: false },
  ],
  [
    'notificationsOverruled',
    'at rest: failed, our books hold 0, the provider 1000, and there is no case',
    { provider: 'codepay', late: 'charges', notifications: 'sure', gatewayCrashes: 1, cancelAtEnd: false },
  ],
  [
    'stalledHoldersBelieved',
    'at rest: failed, our books hold 0, the provider 1000, and there is no case',
    { late: 'charges', notifications: 'sure', gatewayCrashes: 1, faults: 1, cancelAtEnd: false },
  ],
  [
    'lateByAnOldQuery',
    'the order is told paid, and the provider has no money of it',
    { payerActsLater: true, cancels: 1, workers: 2, latePolicy: 'keep', cancelAtEnd: false },
  ],
  [
    'incrementSentAgain',
    'more is held than was asked for',
    { provider: 'codepay', kind: 'authorize', increments: 1, gatewayCrashes: 1, late: 'increments' },
  ],
  ['oursTakenForOutside', 'the database refuses it: refunded_within_taken', { refunds: [400n], outside: ['refund'] }],
  [
    'laggingFiguresBelieved',
    'at rest: paid, our books hold 1000, the provider 1100, and there is no case',
    { provider: 'codepay', tips: 1, refreshes: 1, lag: true },
  ],
  ['figuresOverlooked', 'at rest: paid, our books hold 1000, the provider 600, and there is no case', { outside: ['refund'] }],
  [
    'oldFiguresBelieved',
    'at rest: partially_refunded, our books hold 600, the provider 200, and there is no case',
    { refunds: [400n], outside: ['refund'] },
  ],
  [
    'personBelievedForEver',
    'at rest: failed, our books hold 0, the provider 1000, and there is no case',
    { payerActsLater: true, words: 1, faults: 1, cancelAtEnd: false },
  ],
  ['refundNotReserved', 'more was returned than taken', { refunds: [1000n, 1000n], gatewayCrashes: 1 }],
  ['keyForEachAttempt', 'more was returned than taken', { refunds: [1000n], gatewayCrashes: 1, late: 'refunds' }],
  ['orderNumberForgotten', 'the database refuses it: operation_one_live_charge', { repeatedCreates: 1 }],
];

describe('a rule taken out alone is found', () => {
  it.each(rules)('%s: %s', (rule, what, over) => {
    const { found } = explore({ ...sale, ...over }, { engine: rulesTakenOut[rule], firstOnly: !what.startsWith('at rest') });
    const broken = found.find((each) => each.what === what);
    expect(found.map((each) => each.what)).toContain(what);
    // The way to it is told, step by step.
    expect(broken?.trace.length).toBeGreaterThan(0);
  });

  it.each(rules.filter(([rule]) => rule !== 'noToAResend' && rule !== 'notSentByWhoever'))(
    '%s: with the rule, nothing of the kind is',
    (_, what, over) => {
      const { found, complete } = explore({ ...sale, ...over });
      expect(complete).toBe(true);
      expect(found.map((each) => each.what)).not.toContain(what);
    },
  );
});
