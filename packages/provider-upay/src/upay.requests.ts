import type { CancelRequest, ChargeReference, QueryRequest, RefundRequest, VoidRequest } from '@interlock/provider-kit';
import type { Endpoint } from './upay.mapping.js';
import { goodsDetailsOf } from './upay.options.js';
import type { UpayRefundOptions } from './upay.options.js';
import type { UpaySettings } from './upay.settings.js';
import { amountText, fitBytes } from './upay.wire.js';

/** A request as the wire has it, in the documents' order of members; undefined members are not written. */
export interface WireRequest {
  readonly path: string;
  /** Whose results its answer may carry. */
  readonly answers: Endpoint;
  readonly body: Readonly<Record<string, unknown>>;
}
/** Why a request was refused before anything was sent. Never holds the payer's code. */
export interface Refused {
  readonly refused: string;
}

/** Refund: part or all of a paid order, under a number of its own. */
export function refundRequest(request: RefundRequest, settings: UpaySettings): WireRequest | Refused {
  const refundAmount = amountText(request.amount.minor);
  if (refundAmount === undefined) return { refused: 'the amount does not fit 10 digits' };
  const { order = 0n, ...others } = request.parts ?? { order: request.amount.minor };
  if (order !== request.amount.minor || Object.values(others).some((part) => part !== undefined && part !== 0n))
    return { refused: 'Upay refunds the amount of the order alone: it has no other parts' };
  // Checked by `upayRefundOptions` when the command was taken.
  const options = (request.options ?? {}) as UpayRefundOptions;
  return {
    path: '/upay/v2/refund',
    answers: 'refund',
    body: {
      ...identityOf(request.charge, settings),
      refund_request_no: request.providerKey,
      refund_amount: refundAmount,
      operator: operatorOf(request.operator, settings),
      extended: options.extended,
      goods_details: goodsDetailsOf(options.goodsDetails),
    },
  };
}

/** Cancel: reverses an unpaid or uncertain order; one that turns out paid today gives the money back. */
export function cancelRequest({ charge }: CancelRequest, settings: UpaySettings): WireRequest | Refused {
  if (settings.withheld.includes('cancel')) return { refused: 'the account has no cancel (settings.withheld)' };
  return { path: '/upay/v2/cancel', answers: 'cancel', body: identityOf(charge, settings) };
}

/** Revoke: gives a paid order back whole, on its day. It is answered as a cancel is. */
export function revokeRequest({ charge }: VoidRequest, settings: UpaySettings): WireRequest {
  return { path: '/upay/v2/revoke', answers: 'cancel', body: identityOf(charge, settings) };
}

/** Query: the state of the order, or of one refund of it. */
export function queryRequest({ operation, charge }: QueryRequest, settings: UpaySettings): WireRequest {
  const refundNo = operation.kind === 'refund' ? operation.providerKey : undefined;
  return { path: '/upay/v2/query', answers: 'query', body: { ...identityOf(charge, settings), refund_request_no: refundNo } };
}

/** Where both are sent the platform decides by `sn`; the answer must name our `client_sn` all the same. */
function identityOf(charge: ChargeReference, settings: UpaySettings): Readonly<Record<string, string | undefined>> {
  return { terminal_sn: settings.terminalSn, sn: charge.providerRef, client_sn: charge.providerKey };
}

export function operatorOf(operator: string | undefined, settings: UpaySettings): string {
  return fitBytes(operator ?? '', 32) || settings.operator;
}
