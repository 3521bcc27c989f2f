import type { Pool } from 'pg';

/** The next value of the sequence behind the numbers that tills know orders by; each stands for a block of them. */
export async function nextPlatformBlock(pool: Pool): Promise<bigint> {
  const { rows } = await pool.query<{ next: bigint }>({ name: 'platform_block', text: `select nextval('platform_number') as next` });
  const next = rows[0]?.next;
  if (next === undefined) throw new Error('the sequence of the platform numbers gave nothing');
  return next;
}

/** Gives an order without one this number, and returns the one that it has: somebody else may have been first. Undefined where there is no such order. */
export async function givePlatformNumber(pool: Pool, orderId: string, platformSn: bigint): Promise<bigint | undefined> {
  const { rows } = await pool.query<{ sn: bigint }>({
    name: 'give_platform_number',
    text: `with given as (update "order" set platform_sn = $2::bigint where id = $1 and platform_sn is null returning platform_sn as sn)
      select sn from given union all select platform_sn from "order" where id = $1 and platform_sn is not null limit 1`,
    values: [orderId, platformSn.toString()],
  });
  return rows[0]?.sn ?? (await numberOf(pool, orderId));
}

/** A statement of its own: it sees what somebody else has just given. */
async function numberOf(pool: Pool, orderId: string): Promise<bigint | undefined> {
  const { rows } = await pool.query<{ sn: bigint | null }>({
    name: 'platform_number_of',
    text: 'select platform_sn as sn from "order" where id = $1',
    values: [orderId],
  });
  return rows[0]?.sn ?? undefined;
}
