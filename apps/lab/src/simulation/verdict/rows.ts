import type { ProviderName } from '@interlock/domain';
import type { Pool } from 'pg';

export type Outcome = 'approved' | 'declined' | 'pending' | 'unknown' | 'not_sent' | null;

/** A sale or authorization; amounts in minor units. */
export interface ChargeRow {
  readonly orderId: string;
  readonly id: string;
  readonly kind: string;
  readonly outcome: Outcome;
  readonly provider: ProviderName;
  readonly providerKey: string;
  readonly authorized: bigint;
  /** What the provider owes us for it, from the entries alone. */
  readonly net: bigint;
}
export interface RefundRow {
  readonly orderId: string;
  readonly chargeId: string;
  readonly refundNo: string;
  readonly outcome: Outcome;
  readonly providerKey: string;
}
export interface CaseRow {
  readonly orderId: string;
  readonly operationId: string;
  readonly chargeId: string;
  readonly kind: string;
  readonly state: string;
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
  readonly charges: readonly ChargeRow[];
  readonly refunds: readonly RefundRow[];
  readonly cases: readonly CaseRow[];
  /** Operations without an end. */
  readonly open: readonly OpenRow[];
}

const orders = `select id, merchant_order_no as "merchantOrderNo", state, version from "order" order by id`;
const charges = `
select c.order_id as "orderId", c.id, c.kind, c.outcome, c.provider, c.provider_key as "providerKey", c.authorized_minor::bigint as authorized,
  coalesce(sum(e.amount_minor), 0)::bigint as net
from operation c left join operation p on p.charge_id = c.id left join entry e on e.operation_id = p.id and e.account = 'provider_receivable'
where c.charge_id = c.id group by c.id order by c.id`;
const refunds = `select order_id as "orderId", charge_id as "chargeId", refund_no as "refundNo", outcome, provider_key as "providerKey"
from operation where kind = 'refund' and origin <> 'provider' order by id`;
const cases = `select k.order_id as "orderId", k.operation_id as "operationId", p.charge_id as "chargeId", k.kind, k.state
from "case" k join operation p on p.id = k.operation_id order by k.id`;
const open = `select order_id as "orderId", id, kind from operation where outcome is null or outcome in ('pending', 'unknown') order by id`;

/** Every order with what its rows say. */
export async function readBooks(pool: Pool): Promise<readonly OrderRow[]> {
  const all = await pool.query<Pick<OrderRow, 'id' | 'merchantOrderNo' | 'state' | 'version'>>(orders);
  const ofOrder = {
    charges: await byOrder<ChargeRow>(pool, charges),
    refunds: await byOrder<RefundRow>(pool, refunds),
    cases: await byOrder<CaseRow>(pool, cases),
    open: await byOrder<OpenRow>(pool, open),
  };
  return all.rows.map((order) => ({
    ...order,
    charges: ofOrder.charges.get(order.id) ?? [],
    refunds: ofOrder.refunds.get(order.id) ?? [],
    cases: ofOrder.cases.get(order.id) ?? [],
    open: ofOrder.open.get(order.id) ?? [],
  }));
}

async function byOrder<T extends { readonly orderId: string }>(pool: Pool, statement: string): Promise<Map<string, T[]>> {
  const found = new Map<string, T[]>();
  for (const row of (await pool.query<T>(statement)).rows) {
    const list = found.get(row.orderId) ?? [];
    list.push(row);
    found.set(row.orderId, list);
  }
  return found;
}
