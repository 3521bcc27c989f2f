import { NO_AMOUNTS, currencyCode } from '@interlock/domain';
import type { OperationRecord, OrderRecord, OrderWithOperations } from '@interlock/persistence';
import { chargeRecord, orderRecord } from '@interlock/persistence/testing';

const AT = Date.UTC(2026, 4, 22, 8);
const place = { merchantId: 'merchant-1', accountId: 'account-1' };

/** An order of 10.00 MXN by a till, with the charge that paid it unless said otherwise, and what followed. */
export function anOrder(
  order: Partial<OrderRecord> = {},
  charge: Partial<OperationRecord> = {},
  following: readonly Partial<OperationRecord>[] = [],
): OrderWithOperations {
  const base = operation({ id: 'op-1', capturedMinor: 1000n, ...charge });
  return {
    order: orderRecord(place, {
      id: 'order-1',
      merchantOrderNo: 'MEX202605220001',
      state: 'paid',
      version: 2,
      currency: currencyCode('MXN'),
      content: { terminal: { subject: 'MUWE test order', payway: '3', subPayway: '1', reflect: 'till 4' } },
      storeNo: 'S-1',
      terminalSn: '10298371039',
      operator: 'cashier01',
      expiryHandled: true,
      createdAt: AT,
      updatedAt: AT + 1000,
      platformSn: 7_890_000_000_000_100n,
      ...order,
    }),
    operations: [base, ...following.map((one, index) => operation({ id: `op-${String(index + 2)}`, ...one }))],
    cases: [],
  };
}

/** One that is over: it was approved at once. */
function operation(over: Partial<OperationRecord>): OperationRecord {
  return chargeRecord(place, 'order-1', {
    chargeId: 'op-1',
    outcome: 'approved',
    providerReference: '4200001234',
    currency: currencyCode('MXN'),
    sendUntil: AT + 5000,
    dueAt: null,
    shown: true,
    createdAt: AT,
    finishedAt: AT + 1000,
    ...NO_AMOUNTS,
    ...over,
  });
}
