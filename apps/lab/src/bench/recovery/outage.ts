import type pg from 'pg';
import { demoIds } from '../../demo-merchant/ids.js';
import { ApiClient, ControlDoor, eventually, type System } from '../../system/index.js';
import { PAYER_CODE } from '../load/sale-body.js';

const AT_ONCE = 32;
/** So far away that the account is asked nothing until it is said to be back. */
const FAR_AWAY = new Date(Date.UTC(2100, 0, 1));
/** Ends in 912: the provider's notification is lost as well. */
const AMOUNT = { currency: 'MXN', value: '12912' };
const DUE_WITHIN_MS = 120_000;

/**
 * So many sales at the demo merchant's first Upay account that took the money and whose answers were lost. Meanwhile the account rests as if its
 * provider had asked for it, so that all of them are due, and none was asked after, when this resolves.
 */
export async function loseAnswers(system: System, apiKey: string, pool: pg.Pool, sales: number): Promise<void> {
  const door = new ControlDoor(system.urls.sandbox);
  const client = new ApiClient(system.urls.gateway, apiKey);
  await rest(pool, FAR_AWAY);
  await door.arm('upay', { operation: 'pay', fault: 'drop_after', times: sales });
  let next = 0;
  const sell = async (): Promise<void> => {
    while (next < sales) {
      const merchantOrderNo = `lost-${String((next += 1))}`;
      const { status, body } = await client.createOrder({
        merchantOrderNo,
        amount: AMOUNT,
        method: { type: 'payer_code', code: PAYER_CODE },
        description: 'Two coffees',
        route: { providerAccountId: demoIds.upayFirst },
      });
      if (body.state !== 'uncertain') throw new Error(`the answer of ${merchantOrderNo} was not lost: ${String(status)} ${body.state}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sell));
  await door.forgetFaults('upay');
  const areDue = async (): Promise<boolean> => {
    const { rows } = await pool.query<{ due: number }>(
      `select count(*)::int as due from operation where outcome = 'unknown' and due_at <= $1`,
      [new Date()],
    );
    return rows[0]?.due === sales;
  };
  await eventually(`${String(sales)} operations are due`, areDue, { withinMs: DUE_WITHIN_MS, everyMs: 250 });
}

/** The provider is back: from now on the worker asks. */
export function comeBack(pool: pg.Pool): Promise<void> {
  return rest(pool, null);
}

async function rest(pool: pg.Pool, until: Date | null): Promise<void> {
  const { rowCount } = await pool.query('update account_pace set paused_until = $2 where provider_account_id = $1', [
    demoIds.upayFirst,
    until,
  ]);
  if (rowCount !== 1) throw new Error('the account has no pace');
}
