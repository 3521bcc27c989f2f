import type { CaseKind, Movement, OperationKind, OrderState, Outcome, Situation } from '@interlock/domain';
import type { Pool } from 'pg';
import { v7 } from 'uuid';
import type { OperationRecord, OrderRecord } from '../engine/records.js';
import { NOW, chargeRecord, insertOrder, orderRecord } from './records.js';
import type { Place } from './records.js';
import { insertRow } from './rows.js';

/** A case of a kind about an operation in a situation, as rows: an order of 1000 begun long ago, with the history and the books that belong to it. */
export interface SeededCase {
  readonly caseId: string;
  readonly orderId: string;
  readonly operationId: string;
}

interface Rows {
  readonly state: OrderState;
  readonly charges: readonly OperationRecord[];
  readonly following?: OperationRecord;
  readonly movements: readonly (Movement & { readonly of: OperationRecord })[];
  /** What the case is about. */
  readonly about: OperationRecord;
}

const AMOUNT = 1000n;
const PART = 400n;
const taken = { debit: 'provider_receivable', credit: 'merchant_payable', amountMinor: AMOUNT } as const;
const suspended = { debit: 'provider_receivable', credit: 'suspense', amountMinor: AMOUNT } as const;
const returned = { debit: 'merchant_payable', credit: 'provider_receivable', amountMinor: PART } as const;
const done = { outcome: 'approved', finishedAt: NOW, dueAt: null, shown: true, providerReference: 'ref' } as const;
const paid = { ...done, capturedMinor: AMOUNT } as const;
const refused = { outcome: 'declined', declineCode: 'declined_by_provider', finishedAt: NOW, dueAt: null } as const;
const silent = { outcome: 'unknown', dueAt: null } as const;

function rowsOf(situation: Situation, charge: Charge): Rows {
  const alone = (state: OrderState, over: Partial<OperationRecord>, movements: readonly Movement[] = []): Rows => {
    const row = charge(over);
    return { state, charges: [row], about: row, movements: movements.map((movement) => ({ ...movement, of: row })) };
  };
  const followed = (
    state: OrderState,
    kind: OperationKind,
    of: Partial<OperationRecord>,
    over: Partial<OperationRecord>,
    movements: readonly Movement[] = [],
  ): Rows => {
    const base = charge(of);
    const id = v7();
    const exclusive = kind === 'cancel';
    const following: OperationRecord = {
      ...base,
      ...{ id, kind, chargeId: base.id, providerKey: id.replaceAll('-', ''), credentialHeld: false, providerReference: null, shown: false },
      ...{
        amountMinor: exclusive ? null : PART,
        authorizedMinor: 0n,
        capturedMinor: 0n,
        refundingMinor: 0n,
        refundedMinor: 0n,
        openRefunds: 0,
      },
      ...{ refundNo: exclusive ? null : `r-${id}`, origin: 'interlock', declineCode: null, finishedAt: null, dueAt: null },
      ...over,
    };
    const open = following.outcome === 'unknown';
    return {
      state,
      charges: [{ ...base, openExclusive: open && exclusive ? id : null }],
      following,
      about: situation === 'suspended' ? base : following,
      movements: movements.map((movement, index) => ({ ...movement, of: index === 0 ? base : following })),
    };
  };
  switch (situation) {
    case 'open_charge':
      return alone('uncertain', silent);
    case 'open_cancel':
      return followed('uncertain', 'cancel', silent, { ...silent, reason: 'requested' });
    case 'open_change':
      return followed('paid', 'refund', { ...paid, refundingMinor: PART, openRefunds: 1 }, silent, [taken]);
    case 'standing_charge':
      return alone('paid', paid, [taken]);
    case 'duplicate': {
      const second = charge({ ...paid, duplicate: true });
      const first = charge(paid);
      return {
        state: 'paid',
        charges: [first, second],
        about: second,
        movements: [
          { ...taken, of: first },
          { ...suspended, of: second },
        ],
      };
    }
    case 'closed_charge':
      return alone('failed', refused);
    case 'suspended':
      return followed('canceled', 'cancel', refused, { ...silent, dueAt: NOW, reason: 'late_success' }, [suspended]);
    case 'done_change':
      return followed('partially_refunded', 'refund', { ...paid, refundedMinor: PART }, done, [taken, returned]);
    case 'refused_change':
      return followed('paid', 'refund', paid, refused, [taken]);
  }
}

type Charge = (over: Partial<OperationRecord>) => OperationRecord;

export async function seedCase(
  pool: Pool,
  place: Place & { readonly currency: OrderRecord['currency'] },
  given: { readonly kind: CaseKind; readonly situation: Situation; readonly stated?: Readonly<Record<string, string>> },
): Promise<SeededCase> {
  const { merchantId, accountId, currency } = place;
  const order = orderRecord(place, { currency, amountMinor: AMOUNT });
  const rows = rowsOf(given.situation, (over) => chargeRecord(place, order.id, { currency, ...over }));
  const operations = [...rows.charges, ...(rows.following === undefined ? [] : [rows.following])];
  await insertOrder(pool, { ...order, state: rows.state, version: operations.length }, ...operations);
  const line = (version: number, from: OrderState | null, about: OperationRecord, outcome: Outcome | null) =>
    insertRow(pool, 'transition', {
      ...{ order_id: order.id, version, from_state: from, to_state: rows.state, operation_id: about.id, operation_outcome: outcome },
      ...{ cause: 'request', actor: 'test', request_id: 'request-0001', at: new Date(NOW) },
    });
  for (const [index, operation] of operations.entries()) {
    await line(index + 1, index === 0 ? null : rows.state, operation, operation.outcome);
    await insertRow(pool, 'outbox', {
      ...{ id: v7(), merchant_id: merchantId, order_id: order.id, version: index + 1, type: 'order.updated', payload: {} },
      created_at: new Date(NOW),
    });
  }
  for (const { of, debit, credit, amountMinor } of rows.movements) {
    const legs = { movement_id: v7(), order_id: order.id, operation_id: of.id, merchant_id: merchantId, provider_account_id: accountId };
    const [to, from] = [v7(), v7()];
    await pool.query(
      `insert into entry (id, movement_id, order_id, operation_id, merchant_id, provider_account_id, account, currency, amount_minor, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $13), ($10, $2, $3, $4, $5, $6, $11, $8, $12, $13)`,
      [to, ...Object.values(legs), debit, currency, amountMinor, from, credit, -amountMinor, new Date(NOW)],
    );
  }
  const factId = v7();
  await insertRow(pool, 'fact', {
    ...{ id: factId, operation_id: rows.about.id, order_id: order.id, source: 'query', attempt: 1, lease: 1, outcome: 'approved' },
    ...{
      asked_at: new Date(NOW),
      received_at: new Date(NOW),
      request_id: 'request-0001',
      exchanges: JSON.stringify([{ answer: 'masked' }]),
    },
    result: { outcome: 'approved', ...(given.stated === undefined ? {} : { stated: given.stated }) },
  });
  const caseId = v7();
  await insertRow(pool, 'case', {
    ...{ id: caseId, merchant_id: merchantId, order_id: order.id, operation_id: rows.about.id, kind: given.kind, state: 'open' },
    ...{ detail: 'a case of the test', fact_id: factId, opened_at: new Date(NOW), due_at: new Date(NOW + 1000) },
  });
  return { caseId, orderId: order.id, operationId: rows.about.id };
}
