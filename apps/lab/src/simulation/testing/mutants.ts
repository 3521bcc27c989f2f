import type { ProviderResult, QueryResult } from '@interlock/domain';
import { openCall, ProviderPools } from '@interlock/provider-kit';
import type { AccountPool, Connections, ProviderAdapter, ProviderCall, SaleRequest } from '@interlock/provider-kit';
import type { Pool, QueryConfig } from 'pg';
import type { Mutant } from '../simulate.js';

/** Each breaks one rule of the engine, by what is put around its parts: the parts themselves are the real ones. */

/** Silence is no answer: an adapter that takes it for a no. */
export const timeoutIsDeclined: Mutant = {
  adapters: changedSales(async (adapter, request, call) => {
    const result = await adapter.operations.sale.execute(request, call);
    return result.outcome === 'unknown' ? { outcome: 'declined', code: 'declined_by_provider', providerCode: 'timeout' } : result;
  }),
};

/** One operation, one provider key, for ever: an adapter that makes another for a further send. */
export const newKeyOnResend: Mutant = {
  adapters: (real) =>
    real.map((adapter) => {
      const { refund } = adapter.operations;
      if (refund === undefined) return adapter;
      const execute: typeof refund.execute = (request, call) =>
        refund.execute(call.attempt > 1 ? { ...request, providerKey: anotherKey(request.providerKey) } : request, call);
      return { ...adapter, operations: { ...adapter.operations, refund: { ...refund, execute } } };
    }),
};

/** Only what is taken can be returned: an engine whose begin of a refund does not look. */
export const noRefundGuard: Mutant = {
  pool: (real) => {
    const query = (given: string | QueryConfig, values: unknown[] = []): unknown => {
      const statement = typeof given === 'string' ? { text: given, values } : given;
      return real.query({
        ...statement,
        text: statement.text.replace(
          /and c\.refunded_minor \+ c\.refunding_minor - c\.over_refunded_minor \+ \$\d+::bigint[^)]*?<=\s*[^)]*?excess_minor/s,
          '',
        ),
      });
    };
    return { query } as unknown as Pool;
  },
};

const nothing = { authorized: 0n, captured: 0n, tip: 0n, cashback: 0n, surcharge: 0n, refunded: 0n };

/** "Not found" proves nothing: an engine that takes it for the provider's no, and so for the next route's turn. */
export const failsOverOnNotFound: Mutant = {
  runtime: (real) => {
    const asked = (adapter: ProviderAdapter, request: SaleRequest, call: ProviderCall): Promise<QueryResult> => {
      const { baseUrl } = call.settings as { readonly baseUrl: string };
      // Not under the send's own bound, which is over by then.
      const http = openCall({ pools: real.pools, accountId: 'mutant', baseUrl, ...adapter.queryTimeouts, now: call.now });
      const { providerKey, amount, createdAt, method } = request;
      const charge = { kind: 'sale', providerKey, amount, createdAt, methodType: method.type, amounts: nothing } as const;
      return adapter.query({ kind: 'query', operation: { kind: 'sale' }, charge }, { ...call, http });
    };
    const sell: Sell = async (adapter, request, call) => {
      const result = await adapter.operations.sale.execute(request, call);
      if (result.outcome !== 'unknown' || (await asked(adapter, request, call)).outcome !== 'not_found') return result;
      return { outcome: 'declined', code: 'provider_configuration', providerCode: 'not_found' };
    };
    return { ...real, adapters: changedSales(sell)(real.adapters) };
  },
};

/** Past `send_until` nothing is sent: a socket that writes all the same. */
export const sendsTooLate: Mutant = {
  runtime: (real) => ({ ...real, pools: new StubbornPools(real.pools) }),
};

class StubbornPools extends ProviderPools {
  constructor(private readonly real: ProviderPools) {
    super();
  }

  override forAccount(accountId: string, baseUrl: string): AccountPool {
    const account = this.real.forAccount(accountId, baseUrl);
    const dispatch: Connections['dispatch'] = (options, handler) =>
      account.connections.dispatch(options, {
        onRequestStart: (controller, context) => {
          const deaf = {
            ...controller,
            aborted: false,
            paused: false,
            reason: null,
            abort: () => undefined,
            pause: () => undefined,
            resume: () => undefined,
          };
          handler.onRequestStart?.(deaf, context);
        },
        onResponseStart: (...given) => handler.onResponseStart?.(...given),
        onResponseData: (...given) => handler.onResponseData?.(...given),
        onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
        onResponseError: (...given) => handler.onResponseError?.(...given),
      });
    return { ...account, connections: { ...account.connections, dispatch } };
  }
}

type Sell = (adapter: ProviderAdapter, request: SaleRequest, call: ProviderCall) => Promise<ProviderResult>;

function changedSales(sell: Sell) {
  return (real: readonly ProviderAdapter[]): readonly ProviderAdapter[] =>
    real.map((adapter) => {
      const sale = { ...adapter.operations.sale, execute: (request: SaleRequest, call: ProviderCall) => sell(adapter, request, call) };
      return { ...adapter, operations: { ...adapter.operations, sale } };
    });
}

/** As long as the first, for providers that count. */
function anotherKey(key: string): string {
  return key.slice(0, -1) + (key.endsWith('0') ? '1' : '0');
}
