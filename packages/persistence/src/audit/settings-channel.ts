import type { Queryable } from '../server/queryable.js';
import type { StaleSetting } from './setting-change.js';

/** On which PostgreSQL tells every gateway whose cached reads are out of date; a message is `kind:id`. */
export const SETTINGS_CHANNEL = 'interlock_settings';

/** Tells every process that listens, once the transaction is committed, and nobody without that. */
export async function tellStale(transaction: Queryable, { kind, id }: StaleSetting): Promise<void> {
  await transaction.query('select pg_notify($1, $2)', [SETTINGS_CHANNEL, `${kind}:${id}`]);
}
