import type { CancelRequest, MethodRequest, QueryRequest, RefundRequest, SaleRequest } from '@interlock/provider-kit';
import type { Endpoint } from './upay.mapping.js';
import type { UpaySettings } from './upay.settings.js';
import { amountText, fitBytes } from './upay.wire.js';

/** A request as the wire has it, in the documents' order of members; undefined members are not written. */
export interface WireRequest {
  readonly endpoint: Endpoint;
  readonly body: Readonly<Record<string, unknown>>;
}
/** Why a request was refused before anything was sent. Never holds the payer's code. */
export interface Refused {
  readonly refused: string;
}

/** Pay (the payer's code) or Precreate (a code or page for the payer). */
export function saleRequest(request: SaleRequest, settings: UpaySettings): WireRequest | Refused {
  const totalAmount = amountText(request.amount.minor);
  if (totalAmount === undefined) return { refused: 'the amount does not fit 10 digits' };
  const means = meansOf(request.method, request.buyer?.['payerUid'], settings);
  if ('refused' in means) return means;
  const { latitude, longitude } = request.device ?? {};
  const deviceId = request.device?.id ?? settings.deviceId;
  return {
    endpoint: means.endpoint,
    body: {
      terminal_sn: settings.terminalSn,
      client_sn: request.providerKey,
      total_amount: totalAmount,
      ...means.members,
      subject: fitBytes(request.subject, 64) || fitBytes(request.merchantOrderNo, 64),
      operator: operatorOf(request.operator, settings),
      description: fitBytes(request.description, 255) || undefined,
      // Both or neither.
      longitude: latitude === undefined ? undefined : longitude,
      latitude: longitude === undefined ? undefined : latitude,
      // An identifier is not cut: half of one names another device.
      device_id: deviceId !== undefined && fitBytes(deviceId, 32) === deviceId ? deviceId : undefined,
      goods_details: goodsOf(request.goods),
      // Polling finds out without it; a longer one would have the whole payment refused.
      notify_url: Buffer.byteLength(request.notifyUrl) <= 128 ? request.notifyUrl : undefined,
    },
  };
}

interface Means {
  readonly endpoint: 'pay' | 'precreate';
  readonly members: Readonly<Record<string, string | undefined>>;
}

function meansOf(method: MethodRequest, payerUid: string | undefined, settings: UpaySettings): Means | Refused {
  switch (method.type) {
    case 'payer_code':
      if (!/^[\x21-\x7E]{1,32}$/.test(method.code)) return { refused: 'a payer code has 1 to 32 printable characters' };
      if (method.payway !== undefined && !PAYWAY.test(method.payway)) return { refused: 'payway is 1 to 4 digits' };
      return { endpoint: 'pay', members: { dynamic_id: method.code, payway: method.payway } };
    case 'merchant_qr':
    case 'redirect':
      return precreate(method, payerUid, settings);
    case 'terminal':
    case 'agreement':
    case 'card':
      return { refused: `Upay has no ${method.type} payment` };
  }
}

const PAYWAY = /^[0-9]{1,4}$/;
const SUB_PAYWAY = { qr: '2', wap: '3', mini_program: '4' } as const;

/** Precreate, or what it lacks: a payway, or for a page the payer's id. Routing asks too, so that no order is taken only to be refused here. */
export function precreate(
  method: { readonly type: 'merchant_qr'; readonly form?: string; readonly payway?: string } | { readonly type: 'redirect' },
  payerUid: string | undefined,
  settings: Pick<UpaySettings, 'defaultPayway'>,
): Means | Refused {
  const form = method.type === 'redirect' ? 'wap' : (method.form ?? 'qr');
  if (!Object.hasOwn(SUB_PAYWAY, form)) return { refused: 'Upay has no such form' };
  const subPayway = SUB_PAYWAY[form as keyof typeof SUB_PAYWAY];
  const payway = method.type === 'redirect' ? settings.defaultPayway : (method.payway ?? settings.defaultPayway);
  if (payway === undefined) return { refused: 'precreate needs a payway, and the account has no default' };
  if (!PAYWAY.test(payway)) return { refused: 'payway is 1 to 4 digits' };
  if (subPayway === SUB_PAYWAY.qr) return { endpoint: 'precreate', members: { payway, sub_payway: subPayway } };
  if (payerUid === undefined || !/^[\x21-\x7E]{1,64}$/.test(payerUid))
    return { refused: 'WAP and mini program need the wallet user id (buyer.payerUid)' };
  return { endpoint: 'precreate', members: { payway, sub_payway: subPayway, payer_uid: payerUid } };
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

/** Refund: part or all of a paid order, under a number of its own. */
export function refundRequest(request: RefundRequest, settings: UpaySettings): WireRequest | Refused {
  const refundAmount = amountText(request.amount.minor);
  if (refundAmount === undefined) return { refused: 'the amount does not fit 10 digits' };
  return {
    endpoint: 'refund',
    body: {
      ...identityOf(request.charge, settings),
      refund_request_no: request.providerKey,
      refund_amount: refundAmount,
      operator: operatorOf(request.operator, settings),
    },
  };
}

/** Cancel: reverses an unpaid or uncertain order; one that turns out paid today gives the money back. */
export function cancelRequest(request: CancelRequest, settings: UpaySettings): WireRequest {
  return { endpoint: 'cancel', body: identityOf(request.charge, settings) };
}

/** Query: the state of the order, or of one refund of it. */
export function queryRequest(request: QueryRequest, settings: UpaySettings): WireRequest {
  const refundNo = request.operation.kind === 'refund' ? request.operation.providerKey : undefined;
  return { endpoint: 'query', body: { ...identityOf(request.charge, settings), refund_request_no: refundNo } };
}

/** Where both are sent the platform decides by `sn`; the answer must name our `client_sn` all the same. */
function identityOf(charge: CancelRequest['charge'], settings: UpaySettings): Readonly<Record<string, string | undefined>> {
  return { terminal_sn: settings.terminalSn, sn: charge.providerRef, client_sn: charge.providerKey };
}

function operatorOf(operator: string | undefined, settings: UpaySettings): string {
  return fitBytes(operator ?? '', 32) || settings.operator;
}
