import type { OperationKind, ProviderName } from '@interlock/domain';
import type {
  AdjustTipRequest,
  CancelRequest,
  CaptureRequest,
  IncrementRequest,
  ProviderAdapter,
  ProviderCall,
  ProviderNotification,
  ProviderResult,
  ProviderRequest,
  QueryRequest,
  QueryResult,
  RefundRequest,
  SaleRequest,
  VoidRequest,
} from '@interlock/provider-kit';
import { z } from 'zod';

type Script<R, A> = (request: R, call: ProviderCall) => A | Promise<A>;

/** What the scripted provider answers to each verb; a test replaces what it is about. Every request is kept. */
export interface ScriptedProvider {
  readonly adapter: ProviderAdapter;
  sale: Script<SaleRequest, ProviderResult>;
  authorize: Script<SaleRequest, ProviderResult>;
  capture: Script<CaptureRequest, ProviderResult>;
  increment: Script<IncrementRequest, ProviderResult>;
  adjust_tip: Script<AdjustTipRequest, ProviderResult>;
  void: Script<VoidRequest, ProviderResult>;
  cancel: Script<CancelRequest, ProviderResult>;
  refund: Script<RefundRequest, ProviderResult>;
  query: Script<QueryRequest, QueryResult>;
  /** What its next message says, where a test has it send one. */
  message: ProviderNotification | undefined;
  readonly asked: {
    readonly verb: OperationKind | 'query';
    readonly key: string;
    readonly accountCurrency: string;
    readonly request: unknown;
  }[];
}

const MINUTE = 60_000;

/** A provider without a wire: what it says is a function, so that a test can stop the engine between any two of its steps. */
export function scriptedProvider(
  name: ProviderName,
  options: {
    readonly returnsMoneyWhenPaid?: boolean;
    readonly cancelable?: boolean;
    /** Its cancel is never sent twice. */
    readonly cancelOnce?: boolean;
    /** It has authorizations, tips and voids too, and takes options. */
    readonly whole?: boolean;
    /** What it keeps of `expiresInSeconds`. */
    readonly expirySeconds?: { readonly min: number; readonly max: number; readonly default: number };
    /** It has what this one has, at its times and under its rules. */
    readonly like?: ProviderAdapter;
    /** It takes so many refunds of one payment; absent: any number. */
    readonly maxRefunds?: number;
    /** Between two queries of one order; absent: it may be asked at any time. */
    readonly orderEveryMs?: number;
  } = {},
): ScriptedProvider {
  const asked: ScriptedProvider['asked'] = [];
  const { expirySeconds = { min: 1, max: 600, default: 60 } } = options;
  const common = {
    connectTimeoutMs: 1_000,
    totalTimeoutMs: 10_000,
    notFound: { windowMs: 30_000, afterExpiry: false, answers: 1, apartMs: 1_000 },
    schedule: () => ({ steps: [{ everyMs: 2_000, untilMs: MINUTE }], cancelAtEnd: true, afterwardsMs: [MINUTE, 5 * MINUTE] }),
  };
  const done = (request: CaptureRequest): ProviderResult => ({
    outcome: 'approved',
    providerRef: `ref-${request.providerKey}`,
    stated: { base: request.amount.minor },
  });
  const unstated = (request: ProviderRequest): ProviderResult => ({
    outcome: 'approved',
    providerRef: `ref-${request.providerKey}`,
    stated: 'not_stated',
  });
  const paid = (request: SaleRequest): ProviderResult => ({
    outcome: 'approved',
    providerRef: `ref-${request.providerKey}`,
    stated: { base: request.amount.minor, ...(request.tip === undefined ? {} : { tip: request.tip.minor }) },
  });
  const note = z.strictObject({ note: z.string().max(8).optional() });
  const following = { ...common, accepts: () => true as const };
  const whole: Partial<ProviderAdapter['operations']> = {
    authorize: {
      ...common,
      resend: 'never',
      execute: (request, call) => answer('authorize', request, call, () => provider.authorize(request, call)),
    },
    capture: {
      ...following,
      accepts: (_charge, { onTerminal }) => !onTerminal || 'it captures from here',
      resend: 'same_key',
      execute: (request, call) => answer('capture', request, call, () => provider.capture(request, call)),
    },
    increment: {
      ...following,
      resend: 'never',
      execute: (request, call) => answer('increment', request, call, () => provider.increment(request, call)),
    },
    adjust_tip: {
      ...following,
      resend: 'sets_value',
      execute: (request, call) => answer('adjust_tip', request, call, () => provider.adjust_tip(request, call)),
    },
    void: {
      ...following,
      resend: 'same_key',
      execute: (request, call) => answer('void', request, call, () => provider.void(request, call)),
    },
  };
  const provider: ScriptedProvider = {
    asked,
    sale: paid,
    authorize: paid,
    capture: done,
    increment: unstated,
    adjust_tip: unstated,
    void: unstated,
    cancel: () => ({ outcome: 'approved', providerRef: 'cancel', stated: 'not_stated' }),
    refund: (request) => ({ outcome: 'approved', providerRef: `ref-${request.providerKey}`, stated: { base: request.amount.minor } }),
    query: () => ({ outcome: 'not_found', providerCode: 'NOT_FOUND' }),
    message: undefined,
    adapter: {
      name,
      limits: {
        currencies: undefined,
        minMinor: 1n,
        maxMinor: 1_000_000_000n,
        refundDays: 90,
        maxRefunds: options.maxRefunds,
        methods: [
          { type: 'payer_code', accepts: () => true, expirySeconds },
          { type: 'merchant_qr', accepts: () => true, expirySeconds },
        ],
      },
      settingsSchema: z.object({ baseUrl: z.string() }),
      secretsSchema: z.object({}),
      providerKeyFor: (_kind, operationId) => operationId.replaceAll('-', ''),
      queryTimeouts: { connectTimeoutMs: 1_000, totalTimeoutMs: 5_000 },
      queryBounds: {
        inFlight: 1_000,
        perSecond: 1e9,
        orderEveryMs: options.orderEveryMs ?? 0,
        backOff: { firstMs: 1_000, mostMs: 300_000 },
      },
      operations: {
        sale: {
          ...common,
          resend: 'never',
          execute: (request, call) => answer('sale', request, call, () => provider.sale(request, call)),
        },
        ...(options.whole === true || options.like !== undefined ? whole : {}),
        ...(options.cancelable === false
          ? {}
          : {
              cancel: {
                ...common,
                resend: options.cancelOnce === true ? ('never' as const) : ('same_key' as const),
                available: () => true,
                returnsMoneyWhenPaid: options.returnsMoneyWhenPaid ?? false,
                notBeforeMs: 0,
                execute: (request: CancelRequest, call: ProviderCall) =>
                  answer('cancel', request, call, () => provider.cancel(request, call)),
              },
            }),
        refund: {
          ...common,
          accepts: (_charge, { parts }) => parts !== true || 'it refunds an amount as a whole',
          resend: 'same_key',
          execute: (request, call) => answer('refund', request, call, () => provider.refund(request, call)),
        },
      },
      options: options.whole === true ? { sale: note, authorize: note, capture: note } : {},
      query: (request, call) =>
        answer('query', 'providerKey' in request.operation ? request.operation : request.charge, call, () => provider.query(request, call)),
      notification: {
        read: () => {
          if (provider.message === undefined) throw new Error('the scripted provider sends no notification');
          return Promise.resolve(provider.message);
        },
        answer: () => ({ status: 200, headers: {}, body: '' }),
      },
    },
  };
  async function answer<A>(
    verb: ScriptedProvider['asked'][number]['verb'],
    about: { readonly providerKey: string },
    call: ProviderCall,
    script: () => A | Promise<A>,
  ): Promise<A> {
    asked.push({ verb, key: about.providerKey, accountCurrency: call.currency, request: about });
    return script();
  }
  return options.like === undefined ? provider : Object.assign(provider, { adapter: dressedAs(options.like, provider.adapter) });
}

/** The operations, times and rules of a real adapter, with the scripted one's words. */
function dressedAs(real: ProviderAdapter, scripted: ProviderAdapter): ProviderAdapter {
  const worn = Object.entries(real.operations).map(([kind, support]) => {
    const { execute } = scripted.operations[kind as OperationKind] ?? support;
    const accepts = 'accepts' in support ? { accepts: () => true } : {};
    return [kind, { ...support, ...accepts, execute }];
  });
  return {
    ...scripted,
    queryTimeouts: real.queryTimeouts,
    queryBounds: { ...real.queryBounds, inFlight: 1_000, perSecond: 1e9 },
    operations: Object.fromEntries(worn) as ProviderAdapter['operations'],
  };
}
