import { isUndecided, type OrderState } from '@interlock/domain';
import type { OrderView } from '@interlock/orders';
import type pg from 'pg';
import { compareBooks, type BookLine } from '../../demo/books.js';
import type { ControlDoor } from '../../system/index.js';

/** Where an order may still go from a state that a merchant was told. What is not named may not change any more. */
const ONWARD: Partial<Record<OrderState, readonly OrderState[]>> = {
  authorized: ['authorized', 'paid', 'canceled'],
  paid: ['paid', 'partially_refunded', 'refunded', 'reversed'],
  partially_refunded: ['partially_refunded', 'refunded'],
};

export interface Verdict {
  /** In words, one for each order, charge or row that is not as it must be. */
  readonly violations: readonly string[];
  /** How many cases are open, by kind. */
  readonly cases: Readonly<Record<string, number>>;
  readonly orders: number;
}

interface Row {
  readonly id: string;
  readonly no: string;
  readonly state: OrderState;
  readonly cases: readonly string[];
}

/** Compares, when all is quiet: what merchants were told, what our rows say, and what the payers' accounts saw. */
export async function judge(pool: pg.Pool, databaseUrl: string, door: ControlDoor, told: ReadonlyMap<string, OrderView>): Promise<Verdict> {
  const { rows } = await pool.query<Row>(
    `select o.id, o.merchant_order_no as no, o.state,
       coalesce((select jsonb_agg(k.kind) from "case" k where k.order_id = o.id and k.state <> 'closed'), '[]') as cases from "order" o`,
  );
  const byNo = new Map(rows.map((row) => [row.no, row]));
  const { lines, violations } = await compareBooks(databaseUrl, door);
  return {
    orders: rows.length,
    cases: countByKind(rows),
    violations: [
      ...[...told].flatMap(([no, view]) => brokenPromise(no, view, byNo.get(no))),
      ...rows
        .filter(({ state, cases }) => isUndecided(state) && cases.length === 0)
        .map(({ no, state }) => `${no} is still ${state}, and no case is open`),
      ...lines
        .filter((line) => !line.equal && !isClosedAndEven(line, byNo.get(line.order)) && (byNo.get(line.order)?.cases.length ?? 0) === 0)
        .map(
          ({ account, order, ours, theirs }) =>
            `${order} at ${account}: our books say ${moved(ours)}, the payer's account ${moved(theirs)}`,
        ),
      ...violations.flatMap(({ says, rows: found }) => found.map(({ orderId, detail }) => `${says} ${orderId ?? ''} ${detail}`)),
      ...(await chargedTwice(pool)),
    ],
  };
}

function brokenPromise(no: string, { state }: OrderView, row: Row | undefined): readonly string[] {
  if (row === undefined) return [`${no} was told to be ${state}, and is not there`];
  const from = state as OrderState;
  const allowed = isUndecided(from) || row.state === from || ONWARD[from]?.includes(row.state) === true;
  // Money that turns up after the end is a case of its own, and the merchant hears of it.
  return allowed || row.cases.includes('late_success') ? [] : [`${no} was told to be ${state}, and is ${row.state}`];
}

/** Of an order that is canceled no provider's word says whether it had been paid for an instant before that; that nothing of it is left with them, it does. */
function isClosedAndEven({ ours, theirs }: BookLine, row: Row | undefined): boolean {
  return row?.state === 'canceled' && (ours?.taken ?? 0n) === (ours?.returned ?? 0n) && (theirs?.taken ?? 0n) === (theirs?.returned ?? 0n);
}

function countByKind(rows: readonly Row[]): Record<string, number> {
  const byKind = Map.groupBy(
    rows.flatMap(({ cases }) => cases),
    (kind) => kind,
  );
  return Object.fromEntries([...byKind].map(([kind, all]) => [kind, all.length]));
}

/** Orders of which two charges took money, and nobody is told. */
async function chargedTwice(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ no: string }>(
    `select o.merchant_order_no as no from "order" o join operation c on c.order_id = o.id and c.charge_id = c.id and c.captured_minor > 0
     where not exists (select 1 from "case" k where k.order_id = o.id and k.kind = 'duplicate_charge') group by o.id having count(*) > 1`,
  );
  return rows.map(({ no }) => `${no} was charged twice`);
}

const moved = (of: { readonly taken: bigint; readonly returned: bigint } | undefined): string =>
  of === undefined ? 'nothing' : `${String(of.taken)} taken, ${String(of.returned)} given back`;
