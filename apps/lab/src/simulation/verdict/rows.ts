import type { CaseKind, CaseState, ChargeKind, OperationKind, Outcome, ProviderName } from '@interlock/domain';
import type { Pool } from 'pg';

/** A sale or authorization; amounts in minor units. */
export interface ChargeRow {
  readonly orderId: string;
  readonly id: string;
  readonly kind: ChargeKind;
  readonly outcome: Outcome | null;
  readonly provider: ProviderName;
  readonly providerKey: string;
  /** Beside another charge, by which the order lives. */
  readonly duplicate: boolean;
  /** What was asked: the base, and beside it the tip and the cashback. */
  readonly asked: bigint;
  readonly tipAsked: bigint;
  readonly cashbackAsked: bigint;
  readonly authorized: bigint;
  /** The base money taken, with what was taken beyond what we asked. */
  readonly captured: bigint;
  readonly tip: bigint;
  readonly cashback: bigint;
  readonly surcharge: bigint;
  readonly refunded: bigint;
  /** What the provider owes us for it, from the entries alone. */
  readonly net: bigint;
}
export interface RefundRow {
  readonly orderId: string;
  readonly id: string;
  readonly chargeId: string;
  readonly refundNo: string;
  readonly outcome: Outcome | null;
  readonly providerKey: string;
}
export interface CaseRow {
  readonly orderId: string;
  readonly operationId: string;
  readonly chargeId: string;
  readonly kind: CaseKind;
  readonly state: CaseState;
  /** What stands in suspense by it, once a person has written the difference off. */
  readonly suspense: bigint;
  /** The operation that it is about. */
  readonly about: { readonly kind: OperationKind; readonly outcome: Outcome | null; readonly amount: bigint; readonly tip: bigint };
  /** What the exchange that opened it said; amounts as text. */
  readonly said: { readonly outcome?: string; readonly stated?: unknown };
}
interface OpenRow {
  readonly orderId: string;
  readonly id: string;
  readonly kind: string;
}
export interface OrderRow {
  readonly id: string;
  readonly merchantOrderNo: string;
  readonly state: string;
  readonly version: number;
  /** Its own address for webhooks. */
  readonly notifyUrl: string | null;
  readonly charges: readonly ChargeRow[];
  readonly refunds: readonly RefundRow[];
  readonly cases: readonly CaseRow[];
  /** Operations without an end. */
  readonly open: readonly OpenRow[];
}

const orders = `select id, merchant_order_no as "merchantOrderNo", state, version, content ->> 'notifyUrl' as "notifyUrl" from "order" order by id`;
const charges = `
select c.order_id as "orderId", c.id, c.kind, c.outcome, c.provider, c.provider_key as "providerKey", c.duplicate, coalesce(c.amount_minor, o.amount_minor)::bigint as asked,
  coalesce(c.tip_minor, 0)::bigint as "tipAsked", coalesce(c.cashback_asked_minor, 0)::bigint as "cashbackAsked", c.authorized_minor::bigint as authorized,
  (c.captured_minor + c.excess_minor)::bigint as captured, c.tip_taken_minor::bigint as tip, c.cashback_minor::bigint as cashback,
  c.surcharge_minor::bigint as surcharge, c.refunded_minor::bigint as refunded,
  coalesce(sum(e.amount_minor), 0)::bigint as net
from operation c join "order" o on o.id = c.order_id left join operation p on p.charge_id = c.id left join entry e on e.operation_id = p.id and e.account = 'provider_receivable'
where c.charge_id = c.id group by c.id, o.id order by c.id`;
const refunds = `select order_id as "orderId", id, charge_id as "chargeId", refund_no as "refundNo", outcome, provider_key as "providerKey"
from operation where kind = 'refund' and origin <> 'provider' order by id`;
const cases = `select k.order_id as "orderId", k.operation_id as "operationId", p.charge_id as "chargeId", k.kind, k.state, coalesce(k.suspense_minor, 0)::bigint as suspense,
  p.kind as "aboutKind", p.outcome as "aboutOutcome", coalesce(p.amount_minor, 0)::bigint as "aboutAmount", coalesce(p.tip_minor, 0)::bigint as "aboutTip",
  coalesce(f.result, '{}') as said
from "case" k join operation p on p.id = k.operation_id left join fact f on f.id = k.fact_id order by k.id`;
const open = `select order_id as "orderId", id, kind from operation where outcome is null or outcome in ('pending', 'unknown') order by id`;

/** Every order with what its rows say. */
export async function readBooks(pool: Pool): Promise<readonly OrderRow[]> {
  const all = await pool.query<Pick<OrderRow, 'id' | 'merchantOrderNo' | 'state' | 'version' | 'notifyUrl'>>(orders);
  const ofOrder = {
    charges: byOrder((await pool.query<ChargeRow>(charges)).rows),
    refunds: byOrder((await pool.query<RefundRow>(refunds)).rows),
    cases: byOrder((await pool.query<FlatCase>(cases)).rows.map(caseOf)),
    open: byOrder((await pool.query<OpenRow>(open)).rows),
  };
  return all.rows.map((order) => ({
    ...order,
    charges: ofOrder.charges.get(order.id) ?? [],
    refunds: ofOrder.refunds.get(order.id) ?? [],
    cases: ofOrder.cases.get(order.id) ?? [],
    open: ofOrder.open.get(order.id) ?? [],
  }));
}

interface FlatCase extends Omit<CaseRow, 'about'> {
  readonly aboutKind: OperationKind;
  readonly aboutOutcome: Outcome | null;
  readonly aboutAmount: bigint;
  readonly aboutTip: bigint;
}

function caseOf({ aboutKind, aboutOutcome, aboutAmount, aboutTip, ...row }: FlatCase): CaseRow {
  return { ...row, about: { kind: aboutKind, outcome: aboutOutcome, amount: aboutAmount, tip: aboutTip } };
}

function byOrder<T extends { readonly orderId: string }>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const list = found.get(row.orderId) ?? [];
    list.push(row);
    found.set(row.orderId, list);
  }
  return found;
}
