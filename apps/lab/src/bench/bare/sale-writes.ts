import { beginChargeStatement, bound, finishPlainChargeStatement, operationColumns, orderColumns } from '@interlock/persistence';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import type { SampleSale } from './sample-sale.js';

/** A sale between its two writes. */
export interface BegunSale {
  readonly orderId: string;
  readonly chargeId: string;
  /** What the provider receives as its number. */
  readonly providerKey: string;
}

const ACTOR = 'bare';
/** The gateway leaves room for the call; nobody looks at the bare handler's sales. */
const DUE_MS = 45_000;

/** The gateway's own two statements with parameters put together by hand: what a sale must write, and nothing that decides about it. */
export class SaleWrites {
  /** What is the same in every second write. */
  readonly #finishing: Readonly<Record<string, unknown>>;

  constructor(
    private readonly pool: pg.Pool,
    private readonly sample: SampleSale,
  ) {
    this.#finishing = { ...seen, ...unchanged, ...finishingOf(sample) };
  }

  /** Commit 1. */
  async begin(merchantOrderNo: string): Promise<BegunSale> {
    const { order, charge, events, transitions } = this.sample;
    const [orderId, chargeId] = [uuid(), uuid()];
    const providerKey = chargeId.replaceAll('-', '');
    const at = new Date();
    const created_at = at.toISOString();
    const due_at = new Date(at.getTime() + DUE_MS).toISOString();
    const begun = {
      ...order,
      ...{
        id: orderId,
        merchant_order_no: merchantOrderNo,
        state: 'created',
        version: 1,
        payment: null,
        created_at,
        updated_at: created_at,
      },
    };
    const begunCharge = {
      ...charge,
      ...{ outcome: null, provider_reference: null, provider_code: null, shown: false, captured_minor: 0, finished_at: null },
      ...{ id: chargeId, order_id: orderId, charge_id: chargeId, provider_key: providerKey, created_at, due_at, send_until: due_at },
    };
    const payload = JSON.stringify({ ...(events[0]?.['payload'] as object), orderId, merchantOrderNo });
    const answer = await this.pool.query({
      ...beginChargeStatement,
      values: [
        ...['request', ACTOR, transitions[0]?.['request_id'], uuid(), 'order.created', payload],
        ...orderColumns.map((column) => begun[column as keyof typeof begun]),
        ...operationColumns.map((column) => begunCharge[column as keyof typeof begunCharge]),
      ],
    });
    if (answer.rowCount !== 1) throw new Error(`the order ${merchantOrderNo} is there already`);
    return { orderId, chargeId, providerKey };
  }

  /** Commit 2: the sale was approved under this reference of the provider. */
  async finish({ orderId, chargeId }: BegunSale, reference: string): Promise<void> {
    const movementId = uuid();
    const answer = await this.pool.query(
      bound(finishPlainChargeStatement, {
        ...this.#finishing,
        order_id: orderId,
        charge_id: chargeId,
        operation_id: chargeId,
        at: new Date().toISOString(),
        provider_reference: reference,
        fact_id: uuid(),
        event_id: uuid(),
        leg_ids: [uuid(), uuid()],
        leg_movement_ids: [movementId, movementId],
      }),
    );
    if (answer.rowCount !== 1) throw new Error(`the order ${orderId} was not as it was begun`);
  }
}

/** What a sale's second write is decided on: an order just begun. */
const seen = {
  seen_state: 'created',
  seen_version: 1,
  seen_cancel_requested: null,
  seen_charge_outcome: null,
  seen_open_exclusive: null,
  seen_captured: 0,
  seen_refunded: 0,
  seen_over_refunded: 0,
  seen_outcome: null,
  seen_answer: null,
  seen_attempts: 1,
  seen_due_at: null,
  lease_held: null,
};

const unchanged = {
  due_at: null,
  clears_cancel_request: false,
  sets_next_action: true,
  next_action: null,
  routing: null,
  looks: 0,
  authorized: 0,
  capturing: 0,
  tip: 0,
  cashback: 0,
  surcharge: 0,
  excess: 0,
  refunding: 0,
  refunded: 0,
  over_refunded: 0,
  open_refunds: 0,
  open_exclusive: null,
};

/** What the sample's finish wrote beside its ids and times. */
function finishingOf({ order, charge, fact, entries, transitions }: SampleSale): Readonly<Record<string, unknown>> {
  const change = ['outcome', 'provider_code', 'decline_code', 'shown', 'answer', 'answered_at', 'not_found_count', 'not_found_at'];
  const flags = ['send_again', 'duplicate'];
  return {
    ...Object.fromEntries([...change, ...flags].map((column) => [column, charge[column]])),
    ...Object.fromEntries(Object.entries(fact).map(([column, value]) => [`fact_${column}`, value])),
    fact_result: JSON.stringify(fact['result']),
    fact_exchanges: JSON.stringify(fact['exchanges']),
    state: 'paid',
    captured: charge['captured_minor'],
    payment: JSON.stringify(order['payment']),
    currency: order['currency'],
    cause: 'answer',
    actor: ACTOR,
    request_id: transitions[0]?.['request_id'],
    event_type: 'order.paid',
    leg_accounts: entries.map(({ account }) => account),
    leg_amounts: entries.map(({ amount_minor }) => amount_minor),
  };
}
