import { Disabled, IdempotencyKeyReused, InterlockError, InvalidReference, NotReady } from '@interlock/domain';
import { NoRoute } from '@interlock/orders';
import { abnormal, BusinessRefused, RequestRefused } from '../wire/envelope.js';

/** What a member of the unified command is called by a till. */
const tillNames: Readonly<Record<string, string>> = {
  merchantOrderNo: 'client_sn',
  notifyUrl: 'notify_url',
  refundNo: 'refund_request_no',
  amount: 'refund_amount',
  'providerOptions.upay.goodsDetails': 'goods_details',
  'providerOptions.upay.extended': 'extended',
  'providerOptions.upay.subPayway': 'sub_payway',
  // As a whole: nobody who hears it takes the order.
  'providerOptions.upay': 'extended or goods_details',
};

const paymentNames = {
  ...tillNames,
  amount: 'total_amount',
  goods: 'goods_details',
  terminalSn: 'target_terminal_sn',
  expiresInSeconds: 'expire_seconds',
};

/** A refusal by which nothing was begun, as a till hears it. What is none of ours is handed on: what became of it is not known then. */
export function requestRefusal(error: unknown, names = tillNames): unknown {
  if (!(error instanceof InterlockError)) return error;
  // Disabled since this gateway last looked.
  if (error instanceof Disabled) return abnormal();
  if (error instanceof NotReady) return new RequestRefused('REQUEST_FAIL', 'nothing was begun: ask again in a moment');
  const faults = error.fields.map(({ path, message }) => `${nameOf(path, names)} ${message}`);
  return new RequestRefused('INVALID_PARAMS', faults.length === 0 ? error.message : faults.join('; '));
}

/** The same of a payment; `failed`: what is closed by it, where there is anything to close. */
export function paymentRefusal(error: unknown, failed: 'PAY_FAIL' | 'PRECREATE_FAIL' | 'FAIL'): unknown {
  if (error instanceof IdempotencyKeyReused) return conflict();
  // Which providers a merchant has, and why each does not take it, is no till's to know.
  if (error instanceof NoRoute) return new BusinessRefused('UNEXPECTED_PROVIDER_ERROR', error.message, failed);
  if (error instanceof InvalidReference && error.fields.some(({ path }) => path === 'method.agreementId'))
    return new BusinessRefused('INVALID_BARCODE', 'the code stands for no agreement that can be used', failed);
  return requestRefusal(error, paymentNames);
}

export const conflict = (): BusinessRefused => new BusinessRefused('CLIENT_SN_CONFLICT', 'there is an order of this client_sn: query it');

function nameOf(path: string, names: Readonly<Record<string, string>>): string {
  const known = Object.entries(names).find(([ours]) => path === ours || path.startsWith(`${ours}.`));
  return known === undefined ? path : path.replace(known[0], known[1]);
}
