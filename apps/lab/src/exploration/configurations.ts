import type { Configuration, ProviderKind } from './configuration.js';

const PROVIDERS: readonly ProviderKind[] = ['upay', 'wallet', 'codepay'];

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
  refreshes: 0,
  repeatedCreates: 0,
  refunds: [],
  cancelAtEnd: true,
  lag: false,
  late: 'none',
  notifications: 'none',
  workers: 1,
  staleReads: false,
  latePolicy: 'refund',
} as const satisfies Partial<Configuration>;

const each = (name: string, about: string, over: Partial<Configuration>): readonly Configuration[] =>
  PROVIDERS.map((provider) => ({ ...quiet, ...over, name: `${name}-${provider}`, about, provider }));

export const configurations: readonly Configuration[] = [
  ...each('cancel', 'a sale that the merchant cancels, and a crash of each process', {
    payerActsLater: true,
    repeatedCreates: 1,
    cancels: 1,
    gatewayCrashes: 1,
    workerCrashes: 1,
  }),
  ...each('loss', 'a sale that the merchant cancels, and something that is lost', {
    payerActsLater: true,
    cancels: 1,
    faults: 1,
  }),
];
