import { beginChargeStatement, finishPlainChargeStatement } from '@interlock/persistence';
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
  readonly #changes: string;
  readonly #deltas: string;

  constructor(
    private readonly pool: pg.Pool,
    private readonly sample: SampleSale,
  ) {
    const { charge } = sample;
    const kept = [
      'outcome',
      'provider_code',
      'decline_code',
      'shown',
      'answer',
      'answered_at',
      'not_found_count',
      'not_found_at',
      'send_again',
      'duplicate',
    ];
    this.#changes = JSON.stringify(Object.fromEntries(kept.map((column) => [column, charge[column]]))).slice(1, -1);
    this.#deltas = JSON.stringify({
      captured: charge['captured_minor'],
      tip: 0,
      cashback: 0,
      surcharge: 0,
      excess: 0,
      refunding: 0,
      refunded: 0,
      over_refunded: 0,
      open_refunds: 0,
      open_exclusive: null,
    });
  }

  /** Commit 1. */
  async begin(merchantOrderNo: string): Promise<BegunSale> {
    const { order, charge, events, transitions } = this.sample;
    const [orderId, chargeId] = [uuid(), uuid()];
    const providerKey = chargeId.replaceAll('-', '');
    const at = new Date();
    const created_at = at.toISOString();
    const begun = {
      id: orderId,
      merchant_order_no: merchantOrderNo,
      state: 'created',
      version: 1,
      payment: null,
      created_at,
      updated_at: created_at,
    };
    const due_at = new Date(at.getTime() + DUE_MS).toISOString();
    const unsent = { outcome: null, provider_reference: null, provider_code: null, shown: false, captured_minor: 0, finished_at: null };
    const ids = { id: chargeId, order_id: orderId, charge_id: chargeId, provider_key: providerKey };
    const answer = await this.pool.query({
      ...beginChargeStatement,
      values: [
        JSON.stringify({ ...order, ...begun }),
        JSON.stringify({ ...charge, ...unsent, ...ids, created_at, due_at, send_until: due_at }),
        'request',
        ACTOR,
        transitions[0]?.['request_id'],
        uuid(),
        JSON.stringify({ ...(events[0]?.['payload'] as object), orderId, merchantOrderNo }),
      ],
    });
    if (answer.rowCount !== 1) throw new Error(`the order ${merchantOrderNo} is there already`);
    return { orderId, chargeId, providerKey };
  }

  /** Commit 2: the sale was approved under this reference of the provider. */
  async finish({ orderId, chargeId }: BegunSale, reference: string): Promise<void> {
    const { order, fact, entries, transitions } = this.sample;
    const [factId, movementId] = [uuid(), uuid()];
    const legs = entries.map(({ account, currency, amount_minor }) => ({
      id: uuid(),
      movement_id: movementId,
      account,
      currency,
      amount_minor,
    }));
    const at = new Date();
    const change = `{${this.#changes},"provider_reference":"${reference}","due_at":null,"seen_due_at":null}`;
    const answer = await this.pool.query({
      ...finishPlainChargeStatement,
      values: [
        ...[orderId, chargeId, chargeId, at],
        // What the decision was made on.
        ...['created', null, null, null, 0, 0, 0, null, null, 1, null],
        ...[change, 'paid', false, true, null, JSON.stringify(order['payment']), null],
        ...[JSON.stringify({ ...fact, id: factId }), 'approved', factId],
        ...['answer', ACTOR, transitions[0]?.['request_id'], uuid(), 'order.paid'],
        ...[JSON.stringify(legs), 0, this.#deltas],
      ],
    });
    if (answer.rowCount !== 1) throw new Error(`the order ${orderId} was not as it was begun`);
  }
}
