import type { Runtime } from '@interlock/accounts';

/** The next number of the database's own sequence, for providers whose key fields are too short for a UUID. */
export async function nextProviderKey(pool: Runtime['pool']): Promise<bigint> {
  const answer = await pool.query<{ next: bigint }>(`select nextval('provider_key_sequence') as next`);
  const next = answer.rows[0]?.next;
  if (next === undefined) throw new Error('the provider key sequence gave nothing');
  return next;
}
