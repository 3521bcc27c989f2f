import type { Configuration, ProviderKind } from './configuration.js';

const PROVIDERS: readonly ProviderKind[] = ['upay', 'wallet', 'codepay'];
/** The one that raises holds and changes tips. */
const CODEPAY: readonly ProviderKind[] = ['codepay'];
/** Upay has no authorizations. */
const WITH_HOLDS: readonly ProviderKind[] = ['wallet', 'codepay'];

/** Nothing goes wrong and nobody wants anything. */
export const quiet = {
  kind: 'sale',
  failover: false,
  payerActsLater: false,
  cancelsRefused: false,
  expires: false,
  faults: 0,
  gatewayCrashes: 0,
  workerCrashes: 0,
  cancels: 0,
  voids: 0,
  captures: 0,
  increments: 0,
  tips: 0,
  refreshes: 0,
  repeatedCreates: 0,
  words: 0,
  refunds: [],
  outside: [],
  cancelAtEnd: true,
  lag: false,
  late: 'none',
  notifications: 'none',
  workers: 1,
  staleReads: false,
  latePolicy: 'refund',
} as const satisfies Partial<Configuration>;

const each = (
  name: string,
  about: string,
  over: Partial<Configuration>,
  providers: readonly ProviderKind[] = PROVIDERS,
): readonly Configuration[] => providers.map((provider) => ({ ...quiet, ...over, name: `${name}-${provider}`, about, provider }));

/** Small enough to be visited by every run of the tests. */
export const quick: readonly Configuration[] = [
  ...each('sale', 'a cancel by the merchant, a notification, and decisions on what was read long before', {
    payerActsLater: true,
    repeatedCreates: 1,
    notifications: 'lossy',
    staleReads: true,
    cancels: 1,
    cancelAtEnd: false,
  }),
  ...each('notified', 'notifications that come late, twice or never, and something that is lost', {
    payerActsLater: true,
    notifications: 'lossy',
    faults: 1,
  }),
  ...each('failover', 'a second provider, something that is lost, a gateway that is killed', {
    failover: true,
    faults: 1,
    gatewayCrashes: 1,
  }),
  ...each('refund-void', 'a refund of the whole and a void, a gateway that is killed', {
    refunds: [1000n],
    voids: 1,
    gatewayCrashes: 1,
  }),
  ...each('expiry', 'an order whose time is over, a payer who pays in that instant, a gateway that is killed', {
    payerActsLater: true,
    expires: true,
    gatewayCrashes: 1,
  }),
  ...each(
    'hold',
    'an authorization, a capture and a void, each process killed',
    { kind: 'authorize', captures: 1, voids: 1, gatewayCrashes: 1, workerCrashes: 1 },
    WITH_HOLDS,
  ),
  ...each(
    'raised',
    'a hold that is raised and captured, a gateway that is killed',
    {
      kind: 'authorize',
      increments: 1,
      captures: 1,
      gatewayCrashes: 1,
    },
    CODEPAY,
  ),
  ...each(
    'tip',
    'a tip beside a refund of the whole, a gateway that is killed',
    {
      tips: 1,
      refunds: [1000n],
      gatewayCrashes: 1,
    },
    CODEPAY,
  ),
  ...each('outside-undone', 'a payment that somebody else gives back whole, beside our refund', {
    outside: ['void'],
    refunds: [400n],
  }),
  ...each('outside-refund', 'a refund that somebody else makes, beside our own of as much', { outside: ['refund'], refunds: [400n] }, [
    'upay',
  ]),
  ...each(
    'outside-hold',
    'a hold that somebody else captures, beside our capture',
    {
      kind: 'authorize',
      outside: ['capture'],
      captures: 1,
    },
    CODEPAY,
  ),
  ...each(
    'raised-undone',
    'a hold that somebody else lets go while it is raised, a gateway that is killed',
    { kind: 'authorize', outside: ['void'], increments: 1, gatewayCrashes: 1 },
    CODEPAY,
  ),
  ...each('outside-tip', 'a tip that somebody else sets, beside ours', { outside: ['tip'], tips: 1 }, CODEPAY),
  ...each('word', 'a person who says what became of a payment that nobody knows of, and a payer who pays after all', {
    payerActsLater: true,
    words: 1,
    faults: 1,
    cancelAtEnd: false,
    notifications: 'lossy',
  }),
];

/** Everything: two minutes of a machine that does nothing else. */
export const configurations: readonly Configuration[] = [
  ...quick,
  ...each(
    'refund-void-loss',
    'a refund of the whole and a void, something that is lost, a gateway that is killed',
    { refunds: [1000n], voids: 1, gatewayCrashes: 1, faults: 1 },
    ['upay', 'wallet'],
  ),
  ...each(
    'refund-void-loss',
    'a refund of the whole and a void, something that is lost',
    { refunds: [1000n], voids: 1, faults: 1 },
    CODEPAY,
  ),
  ...each('outside-undone-killed', 'a payment that somebody else gives back whole, beside our refund, a gateway that is killed', {
    outside: ['void'],
    refunds: [400n],
    gatewayCrashes: 1,
  }),
  ...each(
    'outside-refund-killed',
    'a refund that somebody else makes, beside our own of as much, a gateway that is killed',
    { outside: ['refund'], refunds: [400n], gatewayCrashes: 1 },
    ['upay'],
  ),
  ...each(
    'outside-hold-killed',
    'a hold that somebody else captures, beside our capture, a gateway that is killed',
    {
      kind: 'authorize',
      outside: ['capture'],
      captures: 1,
      gatewayCrashes: 1,
    },
    CODEPAY,
  ),
  ...each(
    'outside-tip-killed',
    'a tip that somebody else sets, beside ours, a gateway that is killed',
    { outside: ['tip'], tips: 1, gatewayCrashes: 1 },
    CODEPAY,
  ),
  ...each('cancel', 'a cancel by the merchant and those at the end of the schedule, each process killed', {
    payerActsLater: true,
    repeatedCreates: 1,
    cancels: 1,
    gatewayCrashes: 1,
    workerCrashes: 1,
  }),
  ...each('loss', 'the same, and something that is lost instead', { payerActsLater: true, cancels: 1, faults: 1 }),
  ...each('failover-cancel', 'a second provider, a cancel by the merchant, a gateway that is killed', {
    failover: true,
    payerActsLater: true,
    cancels: 1,
    cancelAtEnd: false,
    gatewayCrashes: 1,
  }),
  ...each('refunds', 'two refunds in parts, at a provider whose answers lag behind what it has done, a gateway that is killed', {
    refunds: [400n, 600n],
    gatewayCrashes: 1,
    lag: true,
  }),
  ...each('expiry-cancel', 'an expiry beside the merchant’s cancel, and two operations carried on at once', {
    payerActsLater: true,
    expires: true,
    cancels: 1,
    workers: 2,
  }),
  ...each('lag', 'a cancel at a provider whose answers lag behind what it has done, a gateway that is killed', {
    payerActsLater: true,
    lag: true,
    cancels: 1,
    gatewayCrashes: 1,
  }),
  ...each('refused', 'a cancel that the provider refuses now and takes later, a gateway that is killed', {
    payerActsLater: true,
    cancelsRefused: true,
    cancels: 1,
    cancelAtEnd: false,
    gatewayCrashes: 1,
  }),
  ...each('late', 'against our assumption: the payment takes effect whenever it wants; the merchant keeps late money', {
    late: 'charges',
    notifications: 'sure',
    cancels: 1,
    gatewayCrashes: 1,
    latePolicy: 'keep',
  }),
  ...each('late-stalled', 'the same without a cancel, and a process that stalls past its lease', {
    late: 'charges',
    notifications: 'sure',
    faults: 1,
    gatewayCrashes: 1,
    cancelAtEnd: false,
    latePolicy: 'keep',
  }),
  ...each(
    'hold-cancel',
    'an authorization that is canceled while its payer acts, and a capture',
    { kind: 'authorize', payerActsLater: true, cancels: 1, captures: 1, cancelAtEnd: false, gatewayCrashes: 1 },
    WITH_HOLDS,
  ),
  ...each('word-silent', 'the same, more that is lost, a gateway that is killed', {
    payerActsLater: true,
    words: 1,
    faults: 2,
    gatewayCrashes: 1,
    cancelAtEnd: false,
    notifications: 'lossy',
  }),
  ...each('word-late', 'a person’s word of a payment that takes effect whenever it wants', {
    late: 'charges',
    notifications: 'sure',
    words: 1,
    cancelAtEnd: false,
    gatewayCrashes: 1,
  }),
  ...each(
    'word-refund',
    'a person’s word of a refund of which nobody hears, a gateway that is killed',
    { refunds: [1000n], words: 1, faults: 1, gatewayCrashes: 1 },
    ['upay', 'wallet'],
  ),
  ...each('word-refund', 'a person’s word of a refund of which nobody hears', { refunds: [1000n], words: 1, faults: 1 }, CODEPAY),
];
