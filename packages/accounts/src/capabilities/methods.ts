import type { MethodType, ProviderAdapter } from '@interlock/provider-kit';

/** One form or scenario of a method, as routing would find it with these settings. */
export interface MethodVariant {
  readonly form?: string;
  readonly scenario?: string;
  readonly offered: boolean;
  /** Why not. */
  readonly reason?: string;
  /** What the order has to bring beside the method. */
  readonly needs?: string;
  /** Whether it can be authorized first (`capture: "manual"`), and what may stand beside the amount. */
  readonly manualCapture: boolean;
  readonly tip: boolean;
  readonly cashback: boolean;
  /** Whether the method's `payway` is taken. */
  readonly payway: boolean;
}
export interface MethodCapability {
  readonly type: MethodType;
  readonly offered: boolean;
  readonly reason?: string;
  readonly variants: readonly MethodVariant[];
  /** Bounds of `expiresInSeconds`, and what holds where the order names none. */
  readonly expirySeconds?: { readonly min: number; readonly max: number; readonly default: number };
}

/** Every method of the unified order, with what narrows it down. */
const variants: Readonly<Record<MethodType, readonly { readonly form?: string; readonly scenario?: string }[]>> = {
  payer_code: [{}],
  merchant_qr: [{ form: 'qr' }, { form: 'wap' }, { form: 'mini_program' }],
  terminal: [{ scenario: 'card' }, { scenario: 'scan_payer' }, { scenario: 'show_qr' }],
  redirect: [{}],
  agreement: [{}],
  card: [{}],
};
const METHOD_TYPES = Object.keys(variants) as MethodType[];
/** The methods that have the member `payway`. */
const BY_PAYWAY: readonly MethodType[] = ['payer_code', 'merchant_qr'];

export function methodsOf(adapter: ProviderAdapter, settings: unknown): readonly MethodCapability[] {
  return METHOD_TYPES.map((type) => {
    const support = adapter.limits.methods.find((method) => method.type === type);
    if (support === undefined) {
      const others = adapter.limits.methods.map((method) => method.type).join(', ');
      return { type, offered: false, reason: `${adapter.name} has no such method; it has ${others}`, variants: [] };
    }
    const found = variants[type].map((variant) => variantOf(adapter, type, variant, settings));
    const offered = found.some((variant) => variant.offered);
    const [first] = found;
    return {
      type,
      offered,
      ...(offered || first?.reason === undefined ? {} : { reason: first.reason }),
      variants: found,
      expirySeconds: support.expirySeconds,
    };
  });
}

function variantOf(
  adapter: ProviderAdapter,
  type: MethodType,
  variant: { readonly form?: string; readonly scenario?: string },
  settings: unknown,
): MethodVariant {
  const support = adapter.limits.methods.find((method) => method.type === type);
  const buyer = adapter.showing?.buyer;
  const ask = (more: { payway?: string; capture?: 'manual'; tip?: boolean; cashback?: boolean }, known = true) =>
    support?.accepts(
      { type, ...variant, ...(more.payway === undefined ? {} : { payway: more.payway }) },
      {
        settings,
        capture: more.capture ?? 'automatic',
        tip: more.tip ?? false,
        cashback: more.cashback ?? false,
        ...(known && buyer !== undefined ? { buyer } : {}),
      },
    );
  const plain = ask({});
  const bare = ask({}, false);
  return {
    ...variant,
    offered: plain === true,
    ...(typeof plain === 'string' ? { reason: plain } : {}),
    ...(plain === true && typeof bare === 'string' ? { needs: bare } : {}),
    manualCapture: adapter.operations.authorize !== undefined && ask({ capture: 'manual' }) === true,
    tip: ask({ tip: true }) === true,
    cashback: ask({ cashback: true }) === true,
    payway: BY_PAYWAY.includes(type) && ask({ payway: '1' }) === true,
  };
}
