import type { OutsideChange } from '@interlock/domain';
import type { OperationRecord, OrderRecord } from '@interlock/persistence';
import { newOperation } from './new-operation.js';

/** No key that a provider has ever received from us begins so. */
const OUTSIDE_KEY = 'outside-';

/**
 * The row of a change made outside us (at the provider's portal, on a device), finished as it is written. It was never sent and never will be: it
 * is due for nobody, and the last moment to send it is when the query that found it was asked.
 */
export function outsideOperation(
  change: OutsideChange,
  found: {
    readonly id: string;
    readonly order: OrderRecord;
    readonly charge: OperationRecord;
    /** When the query was asked, and when its answer is written; epoch milliseconds. */
    readonly askedAt: number;
    readonly at: number;
  },
): OperationRecord {
  const { id, order, charge, askedAt, at } = found;
  const row = newOperation({
    id,
    order,
    kind: change.kind,
    chargeId: charge.id,
    account: { id: charge.providerAccountId, provider: charge.provider },
    providerKey: `${OUTSIDE_KEY}${id.replaceAll('-', '')}`,
    amountMinor: change.amountMinor,
    ...(change.tipMinor === null ? {} : { tipMinor: change.tipMinor }),
    origin: 'provider',
    credentialHeld: false,
    now: at,
    totalTimeoutMs: 0,
  });
  return { ...row, outcome: 'approved', finishedAt: at, attempts: 0, sendUntil: askedAt, dueAt: null, shown: true };
}
