import type { WireAnswer } from '../core/calls.js';
import { connectionFaults, notificationFaults, type FaultName, type FaultOrder } from '../core/faults.js';
import { envelope, fail, isRequestCode, Refusal, type Business } from './upay.envelope.js';
import type { Terminal } from './upay.terminals.js';

const any: readonly FaultName[] = [...connectionFaults, 'decline'];
const sale = new Set<FaultName>([...any, 'wrong_amount', 'unknown_then_paid', 'unknown_then_failed', ...notificationFaults]);
const reversal = new Set<FaultName>([
  ...any,
  'wrong_amount',
  'unknown_then_paid',
  'unknown_then_failed',
  'notify_twice',
  'notify_never',
  'notify_late',
]);
const other = new Set<FaultName>(any);

/** No `bad_signature`: Upay signs no answers. */
export const operations = {
  pay: sale,
  precreate: sale,
  push: sale,
  query: new Set<FaultName>([...any, 'wrong_amount']),
  refund: reversal,
  cancel: reversal,
  revoke: reversal,
  activate: other,
  checkin: other,
  uploadLog: other,
} satisfies Record<string, ReadonlySet<FaultName>>;

export const paths = {
  pay: '/upay/v2/pay',
  precreate: '/upay/v2/precreate',
  query: '/upay/v2/query',
  refund: '/upay/v2/refund',
  cancel: '/upay/v2/cancel',
  revoke: '/upay/v2/revoke',
  /** Not a route of Upay's, whose own is not public. */
  push: '/sandbox/mis-pos/orders',
} as const;
export type OrderOperation = keyof typeof paths;

/** Check 6 of a terminal's call: it is active. */
export function abnormal({ disabled, switchedOff }: Terminal): Business | undefined {
  return disabled || switchedOff ? fail('UPAY_TERMINAL_STATUS_ABNORMAL', 'the terminal is not active') : undefined;
}

/** `decline` of a call that is about no order. */
export function armed(fault: FaultOrder | undefined): WireAnswer | undefined {
  if (fault?.name !== 'decline') return undefined;
  return envelope(isRequestCode(fault.code) ? new Refusal(fault.code, 'as armed') : fail(fault.code ?? '', 'as armed'));
}

/** `wrong_amount`: the work is done right and told wrong, by one minor unit. */
export function spoiled(fault: FaultOrder | undefined, outcome: Business | Refusal): Business | Refusal {
  if (fault?.name !== 'wrong_amount' || outcome instanceof Refusal || outcome.data === undefined) return outcome;
  const raised = (value: unknown): string | undefined => (typeof value === 'string' ? (BigInt(value) + 1n).toString() : undefined);
  const { total_amount: total, net_amount: net, settlement_amount: settlement } = outcome.data;
  return {
    ...outcome,
    data: { ...outcome.data, total_amount: raised(total), net_amount: raised(net), settlement_amount: raised(settlement) },
  };
}
