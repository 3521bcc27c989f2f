import type { MethodRequest, SaleRequest } from '@interlock/provider-kit';
import { PAYER_UID, PAYWAY, goodsDetailsOf } from './upay.options.js';
import type { UpaySaleOptions } from './upay.options.js';
import { pushedBody } from './upay.order-push.js';
import { operatorOf } from './upay.requests.js';
import type { Refused, WireRequest } from './upay.requests.js';
import type { UpaySettings } from './upay.settings.js';
import { amountText, fitBytes } from './upay.wire.js';

/** Pay (the payer's code), Precreate (a code or page for the payer), or the push of the order to a POS. */
export function saleRequest(request: SaleRequest, settings: UpaySettings): WireRequest | Refused {
  const totalAmount = amountText(request.amount.minor);
  if (totalAmount === undefined) return { refused: 'the amount does not fit 10 digits' };
  if (request.tip !== undefined || request.cashback !== undefined) return { refused: 'Upay takes nothing beside the amount' };
  // Checked by `upaySaleOptions` when the command was taken.
  const options = (request.options ?? {}) as UpaySaleOptions;
  const means = meansOf(request.method, { options, settings, buyer: request.buyer });
  if ('refused' in means) return means;
  const { latitude, longitude } = placeOf(request, options);
  const deviceId = request.device?.id ?? settings.deviceId;
  const body = {
    terminal_sn: settings.terminalSn,
    client_sn: request.providerKey,
    total_amount: totalAmount,
    ...means.members,
    subject: fitBytes(request.subject, 64) || fitBytes(request.merchantOrderNo, 64),
    operator: operatorOf(request.operator, settings),
    description: fitBytes(request.description, 255) || undefined,
    longitude,
    latitude,
    // An identifier is not cut: half of one names another device.
    device_id: deviceId !== undefined && fitBytes(deviceId, 32) === deviceId ? deviceId : undefined,
    extended: options.extended,
    goods_details: goodsDetailsOf(options.goodsDetails) ?? goodsOf(request.goods),
    reflect: options.reflect,
    // Polling finds out without it; a longer one would have the whole payment refused.
    notify_url: Buffer.byteLength(request.notifyUrl) <= 128 ? request.notifyUrl : undefined,
  };
  if (means.endpoint !== 'push') return { path: `/upay/v2/${means.endpoint}`, answers: means.endpoint, body };
  return { path: means.push.path, answers: 'precreate', body: pushedBody(body, means.push) };
}

/** Both coordinates or neither. */
function placeOf({ device }: SaleRequest, options: UpaySaleOptions): { readonly latitude?: string; readonly longitude?: string } {
  const { latitude, longitude } = options.latitude === undefined ? (device ?? {}) : options;
  return latitude === undefined || longitude === undefined ? {} : { latitude, longitude };
}

type Members = Readonly<Record<string, string | undefined>>;
type Means =
  | { readonly endpoint: 'pay' | 'precreate'; readonly members: Members }
  | { readonly endpoint: 'push'; readonly members: Members; readonly push: NonNullable<UpaySettings['orderPush']> };

/** What the choice of a call depends on beside the method. */
export interface Context {
  readonly options: UpaySaleOptions;
  readonly settings: Pick<UpaySettings, 'defaultPayway' | 'orderPush'>;
  readonly buyer: SaleRequest['buyer'] | undefined;
}

function meansOf(method: MethodRequest, context: Context): Means | Refused {
  switch (method.type) {
    case 'payer_code': {
      const payway = payerCodePayway(method, context);
      if (typeof payway === 'object') return payway;
      if (!/^[\x21-\x7E]{1,32}$/.test(method.code)) return { refused: 'a payer code has 1 to 32 printable characters' };
      return { endpoint: 'pay', members: { dynamic_id: method.code, payway } };
    }
    case 'merchant_qr':
    case 'redirect':
      return precreate(method, context);
    case 'terminal': {
      const push = pushable(context);
      if ('refused' in push) return push;
      return { endpoint: 'push', members: { target_terminal_sn: method.providerTerminalSn }, push };
    }
    case 'agreement':
    case 'card':
      return { refused: `Upay has no ${method.type} payment` };
  }
}

/** The payway of a payer's code, if one is named. Routing asks this and the next two as well, so that no order is taken only to be refused here. */
export function payerCodePayway(method: { readonly payway?: string }, { options }: Context): string | undefined | Refused {
  if (options.subPayway !== undefined || options.payerUid !== undefined)
    return { refused: 'subPayway and payerUid belong to a code or page for the payer, not to the code of the payer' };
  return named(method.payway, options.payway, 'payway', PAYWAY, 'payway is 1 to 4 digits');
}

const SUB_PAYWAY = { qr: '2', wap: '3', mini_program: '4' } as const;

/** Precreate, or what it lacks: a payway, or for a page the payer's id. */
export function precreate(
  method: { readonly type: 'merchant_qr'; readonly form?: string; readonly payway?: string } | { readonly type: 'redirect' },
  { options, settings, buyer }: Context,
): Extract<Means, { endpoint: 'pay' | 'precreate' }> | Refused {
  const { form, payway: ofMethod } = method.type === 'redirect' ? {} : method;
  if (form !== undefined && !Object.hasOwn(SUB_PAYWAY, form)) return { refused: 'Upay has no such form' };
  const subPayway = named(form === undefined ? undefined : SUB_PAYWAY[form as keyof typeof SUB_PAYWAY], options.subPayway, 'subPayway');
  if (typeof subPayway === 'object') return subPayway;
  if (method.type === 'redirect' && (subPayway === SUB_PAYWAY.qr || subPayway === SUB_PAYWAY.mini_program))
    return { refused: 'a QR or a mini program is no page: use merchant_qr' };
  const payway = named(ofMethod, options.payway, 'payway', PAYWAY, 'payway is 1 to 4 digits') ?? settings.defaultPayway;
  if (payway === undefined) return { refused: 'precreate needs a payway, and the account has no default' };
  if (typeof payway === 'object') return payway;
  const payerUid = options.payerUid ?? buyer?.['payerUid'];
  const reached = subPayway ?? (method.type === 'redirect' ? SUB_PAYWAY.wap : SUB_PAYWAY.qr);
  if (reached === SUB_PAYWAY.wap || reached === SUB_PAYWAY.mini_program) {
    if (payerUid === undefined || !PAYER_UID.test(payerUid))
      return { refused: 'WAP and mini program need the wallet user id (buyer.payerUid or the option payerUid)' };
    return { endpoint: 'precreate', members: { payway, sub_payway: reached, payer_uid: payerUid } };
  }
  return { endpoint: 'precreate', members: { payway, sub_payway: reached, payer_uid: options.payerUid } };
}

/** The push of an order: the POS asks the payer how to pay. */
export function pushable({ options, settings }: Context): NonNullable<UpaySettings['orderPush']> | Refused {
  if (settings.orderPush === undefined) return { refused: 'the account pushes no orders to a POS (settings.orderPush)' };
  if (options.payway !== undefined || options.subPayway !== undefined || options.payerUid !== undefined)
    return { refused: 'payway, subPayway and payerUid are found out at the POS' };
  return settings.orderPush;
}

/** What the method and the options name, if they do not contradict each other. */
function named(
  ofMethod: string | undefined,
  ofOptions: string | undefined,
  name: string,
  pattern?: RegExp,
  error = '',
): string | undefined | Refused {
  const value = ofMethod ?? ofOptions;
  if (ofMethod !== undefined && ofOptions !== undefined && ofMethod !== ofOptions)
    return { refused: `the method and the options name two values of ${name}` };
  return value !== undefined && pattern !== undefined && !pattern.test(value) ? { refused: error } : value;
}

/** The list informs the payer only, so one that does not fit is left out and the payment goes on. */
function goodsOf(goods: SaleRequest['goods']): readonly Readonly<Record<string, unknown>>[] | undefined {
  if (goods === undefined || goods.length === 0) return undefined;
  const fits = goods.every(
    ({ quantity, unitAmount }) =>
      Number.isInteger(quantity) && quantity > 0 && quantity <= 9_999_999_999 && unitAmount.minor >= 0n && unitAmount.minor <= 999_999_999n,
  );
  if (!fits) return undefined;
  return goods.map(({ id, name, quantity, unitAmount }) => ({
    goods_id: fitBytes(id, 32),
    goods_name: fitBytes(name, 32),
    quantity,
    price: Number(unitAmount.minor),
    promotion_type: 0,
  }));
}
