import { NO_AMOUNTS, currencyCode } from '@interlock/domain';
import type { OperationRecord, OrderRecord, OrderWithOperations } from '@interlock/persistence';

const AT = Date.UTC(2026, 4, 22, 8);

/** An order of 10.00 MXN by a till, with the charge that paid it unless said otherwise, and what followed. */
export function anOrder(
  order: Partial<OrderRecord> = {},
  charge: Partial<OperationRecord> = {},
  following: readonly Partial<OperationRecord>[] = [],
): OrderWithOperations {
  const base = operation({ id: 'op-1', chargeId: 'op-1', capturedMinor: 1000n, ...charge });
  return {
    order: {
      id: 'order-1',
      merchantId: 'merchant-1',
      merchantOrderNo: 'MEX202605220001',
      state: 'paid',
      version: 2,
      amountMinor: 1000n,
      currency: currencyCode('MXN'),
      method: { type: 'payer_code' },
      content: { terminal: { subject: 'MUWE test order', payway: '3', subPayway: '1', reflect: 'till 4' } },
      contentHashes: {},
      metadata: null,
      storeNo: 'S-1',
      terminalSn: '10298371039',
      operator: 'cashier01',
      routing: { candidates: [], proofs: [] },
      nextAction: null,
      payment: null,
      cancelRequested: null,
      expiresAt: null,
      expiryHandled: true,
      createdAt: AT,
      updatedAt: AT + 1000,
      platformSn: 7_890_000_000_000_100n,
      ...order,
    },
    operations: [base, ...following.map((one, index) => operation({ id: `op-${String(index + 2)}`, chargeId: 'op-1', ...one }))],
    cases: [],
  };
}

function operation(over: Partial<OperationRecord>): OperationRecord {
  const record: OperationRecord = {
    id: '',
    orderId: 'order-1',
    chargeId: '',
    merchantId: 'merchant-1',
    kind: 'sale',
    outcome: 'approved',
    origin: 'merchant',
    providerAccountId: 'account-1',
    provider: 'upay',
    providerKey: 'key-1',
    providerReference: '4200001234',
    requestHash: '00',
    currency: currencyCode('MXN'),
    amountMinor: 1000n,
    tipMinor: null,
    cashbackAskedMinor: null,
    tipOnScreen: false,
    content: null,
    batchId: null,
    refundNo: null,
    idempotencyKey: null,
    idempotencyHashes: null,
    operator: null,
    reason: null,
    credentialHeld: true,
    attempts: 1,
    sendAgain: false,
    lease: 1,
    sendUntil: AT + 5000,
    dueAt: null,
    looks: 0,
    shown: true,
    answer: null,
    answeredAt: null,
    notFoundCount: 0,
    notFoundAt: null,
    repeatCount: 0,
    duplicate: false,
    declineCode: null,
    providerCode: null,
    createdAt: AT,
    finishedAt: AT + 1000,
    ...NO_AMOUNTS,
  };
  return { ...record, ...over };
}
