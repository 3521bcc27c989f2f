import type { ProviderName } from '@interlock/domain';
import type {
  CancelRequest,
  ProviderAdapter,
  ProviderCall,
  ProviderResult,
  QueryRequest,
  QueryResult,
  RefundRequest,
  SaleRequest,
} from '@interlock/provider-kit';
import { z } from 'zod';

type Script<R, A> = (request: R, call: ProviderCall) => A | Promise<A>;

/** What the scripted provider answers to each verb; a test replaces what it is about. Every request is kept. */
export interface ScriptedProvider {
  readonly adapter: ProviderAdapter;
  sale: Script<SaleRequest, ProviderResult>;
  cancel: Script<CancelRequest, ProviderResult>;
  refund: Script<RefundRequest, ProviderResult>;
  query: Script<QueryRequest, QueryResult>;
  readonly asked: { readonly verb: 'sale' | 'cancel' | 'refund' | 'query'; readonly key: string; readonly accountCurrency: string }[];
}

const MINUTE = 60_000;

/** A provider without a wire: what it says is a function, so that a test can stop the engine between any two of its steps. */
export function scriptedProvider(
  name: ProviderName,
  options: { readonly returnsMoneyWhenPaid?: boolean; readonly cancelable?: boolean } = {},
): ScriptedProvider {
  const asked: ScriptedProvider['asked'] = [];
  const common = {
    connectTimeoutMs: 1_000,
    totalTimeoutMs: 10_000,
    notFound: { windowMs: 30_000, afterExpiry: false, answers: 1, apartMs: 1_000 },
    schedule: () => ({ steps: [{ everyMs: 2_000, untilMs: MINUTE }], cancelAtEnd: true, afterwardsMs: [MINUTE, 5 * MINUTE] }),
  };
  const paid = (request: SaleRequest): ProviderResult => ({
    outcome: 'approved',
    providerRef: `ref-${request.providerKey}`,
    stated: { base: request.amount.minor },
  });
  const provider: ScriptedProvider = {
    asked,
    sale: paid,
    cancel: () => ({ outcome: 'approved', providerRef: 'cancel', stated: 'not_stated' }),
    refund: (request) => ({ outcome: 'approved', providerRef: `ref-${request.providerKey}`, stated: { base: request.amount.minor } }),
    query: () => ({ outcome: 'not_found', providerCode: 'NOT_FOUND' }),
    adapter: {
      name,
      limits: {
        currencies: undefined,
        minMinor: 1n,
        maxMinor: 1_000_000_000n,
        refundDays: 90,
        maxRefunds: undefined,
        methods: [
          { type: 'payer_code', accepts: () => true, expirySeconds: { min: 1, max: 600, default: 60 } },
          { type: 'merchant_qr', accepts: () => true, expirySeconds: { min: 1, max: 600, default: 60 } },
        ],
      },
      settingsSchema: z.object({ baseUrl: z.string() }),
      secretsSchema: z.object({}),
      providerKeyFor: (_kind, operationId) => operationId.replaceAll('-', ''),
      queryTimeouts: { connectTimeoutMs: 1_000, totalTimeoutMs: 5_000 },
      operations: {
        sale: {
          ...common,
          resend: 'never',
          execute: (request, call) => answer('sale', request.providerKey, call, () => provider.sale(request, call)),
        },
        ...(options.cancelable === false
          ? {}
          : {
              cancel: {
                ...common,
                resend: 'same_key' as const,
                available: () => true,
                returnsMoneyWhenPaid: options.returnsMoneyWhenPaid ?? false,
                notBeforeMs: 0,
                execute: (request: CancelRequest, call: ProviderCall) =>
                  answer('cancel', request.providerKey, call, () => provider.cancel(request, call)),
              },
            }),
        refund: {
          ...common,
          accepts: () => true,
          resend: 'same_key',
          execute: (request, call) => answer('refund', request.providerKey, call, () => provider.refund(request, call)),
        },
      },
      options: {},
      query: (request, call) =>
        answer('query', request.operation.kind === 'refund' ? request.operation.providerKey : request.charge.providerKey, call, () =>
          provider.query(request, call),
        ),
      notification: {
        read: () => Promise.reject(new Error('the scripted provider sends no notifications')),
        answer: () => ({ status: 200, headers: {}, body: '' }),
      },
    },
  };
  async function answer<A>(
    verb: ScriptedProvider['asked'][number]['verb'],
    key: string,
    call: ProviderCall,
    script: () => A | Promise<A>,
  ): Promise<A> {
    asked.push({ verb, key, accountCurrency: call.currency });
    return script();
  }
  return provider;
}
