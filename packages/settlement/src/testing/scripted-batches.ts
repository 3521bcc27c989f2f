import type { ProviderAdapter, BatchResult, BatchScope, ProviderCall } from '@interlock/provider-kit';
import { z } from 'zod';

/** A provider of batches without a wire: what it answers is the next of `closes` or `opens`. Every question is kept. */
export interface ScriptedBatches {
  readonly adapter: ProviderAdapter;
  readonly withoutBatches: ProviderAdapter;
  close: (scope: BatchScope, call: ProviderCall) => BatchResult | Promise<BatchResult>;
  open: (scope: BatchScope) => BatchResult;
  readonly asked: { readonly verb: 'close' | 'open'; readonly scope: BatchScope; readonly attempt: number }[];
}

const AGAIN_AFTER_MS = [5_000, 60_000] as const;
const TOTAL_TIMEOUT_MS = 15_000;

export function scriptedBatches(): ScriptedBatches {
  const asked: ScriptedBatches['asked'] = [];
  const unused = (): never => {
    throw new Error('no payment is made in these tests');
  };
  const times = { connectTimeoutMs: 1_000, totalTimeoutMs: TOTAL_TIMEOUT_MS };
  const base: Omit<ProviderAdapter, 'name' | 'batches'> = {
    limits: { currencies: undefined, minMinor: 1n, maxMinor: 1_000_000n, refundDays: 90, maxRefunds: undefined, methods: [] },
    settingsSchema: z.object({ baseUrl: z.string(), oneTerminalOnly: z.boolean().optional() }),
    secretsSchema: z.object({}),
    providerKeyFor: unused,
    operations: {
      sale: {
        ...times,
        execute: unused,
        resend: 'never',
        schedule: unused,
        notFound: { windowMs: 1, afterExpiry: false, answers: 1, apartMs: 1 },
      },
    },
    options: {},
    query: unused,
    queryTimeouts: times,
    queryBounds: { inFlight: 1, perSecond: 1, orderEveryMs: 0, backOff: { firstMs: 1_000, mostMs: 60_000 } },
    notification: { read: unused, answer: unused },
  };
  const provider: ScriptedBatches = {
    asked,
    close: () => ({ outcome: 'approved' }),
    open: () => ({ outcome: 'approved' }),
    withoutBatches: { ...base, name: 'upay' },
    adapter: {
      ...base,
      name: 'codepay',
      batches: {
        ...times,
        againAfterMs: AGAIN_AFTER_MS,
        accepts: (scope, _action, settings) =>
          (settings as { oneTerminalOnly?: boolean }).oneTerminalOnly !== true ||
          scope.type === 'terminals' ||
          'close one terminal at a time',
        // As CodePay's: one terminal hands in its cards only, while its open batch holds all that it took.
        stamps: (scope, charge, action = 'close') =>
          scope.type === 'all' ||
          (charge.methodType === 'terminal' && (action === 'open' || scope.type !== 'terminals' || charge.scenario === 'card')),
        close: async (scope, call) => {
          asked.push({ verb: 'close', scope, attempt: call.attempt });
          return provider.close(scope, call);
        },
        open: async (scope, call) => {
          asked.push({ verb: 'open', scope, attempt: call.attempt });
          return provider.open(scope);
        },
      },
    },
  };
  return provider;
}
