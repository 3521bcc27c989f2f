import type { Pool } from 'pg';
import { SecretUnreadable } from './errors.js';
import type { KeyRing } from './key-ring.js';
import { secretColumns, type SecretColumn } from './secret-columns.js';

/** How many secrets of a column rest under one master key. */
export interface SecretCount {
  readonly table: string;
  readonly column: string;
  readonly kid: string;
  readonly count: number;
}

/** A secret that no key of the ring opens; it stays as it is. */
export interface UnreadableSecret {
  readonly table: string;
  readonly column: string;
  /** Of its row. */
  readonly id: string;
  /** What is wrong, without the secret. */
  readonly reason: string;
}

export interface Resealed {
  readonly resealed: number;
  readonly unreadable: readonly UnreadableSecret[];
}

const BATCH = 200;
/** Processes that still seal with an older key are slower than this; where they are not, somebody has to end them. */
const MOST_PASSES = 5;

/** Under which master keys everything rests. Nothing is opened for it. */
export async function countSecrets(pool: Pool): Promise<SecretCount[]> {
  const texts = secretColumns.map(
    ({ table, column }) =>
      `select '${table}' as "table", '${column}' as "column", kid_of(${column}) as kid, count(*)::integer as count
      from ${table} where ${column} is not null group by kid_of(${column})`,
  );
  return (await pool.query<SecretCount>(`${texts.join(' union all ')} order by 1, 2, 3`)).rows;
}

/**
 * Seals everything anew that does not rest under the newest master key. What has been done is told by the rows themselves, so that whoever begins
 * again after an end half-way does only the rest. Beside running processes: a row that one of them changes meanwhile is left to it, and looked at
 * again. `onProgress` hears after each batch how many are done, of about how many.
 */
export async function resealSecrets(
  pool: Pool,
  keyRing: KeyRing,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<Resealed> {
  const unreadable = new Map<string, UnreadableSecret>();
  let resealed = 0;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const left = olderThan(keyRing.newestKid, await countSecrets(pool)) - unreadable.size;
    if (left <= 0) break;
    for (const column of secretColumns) {
      for await (const batch of resealColumn(pool, keyRing, column)) {
        resealed += batch.resealed;
        for (const one of batch.unreadable) unreadable.set(`${one.table}.${one.column} ${one.id}`, one);
        onProgress(resealed, Math.max(resealed, left));
      }
    }
  }
  return { resealed, unreadable: [...unreadable.values()] };
}

export function olderThan(newestKid: string, counts: readonly SecretCount[]): number {
  return counts.filter(({ kid }) => kid !== newestKid).reduce((sum, { count }) => sum + count, 0);
}

/** One pass over a column in the order of its keys, each batch one statement that changes only what still is as it was read. */
async function* resealColumn(pool: Pool, keyRing: KeyRing, { table, column, key, keyType }: SecretColumn): AsyncGenerator<Resealed> {
  const next = `select ${key}::text as id, ${column} as secret from ${table}
    where kid_of(${column}) <> $1 and ($2::${keyType} is null or ${key} > $2::${keyType}) order by ${key} limit ${String(BATCH)}`;
  const write = `update ${table} t set ${column} = n.fresh from unnest($1::${keyType}[], $2::text[], $3::text[]) as n (id, was, fresh)
    where t.${key} = n.id and t.${column} = n.was`;
  let after: string | null = null;
  for (;;) {
    const { rows }: { rows: { id: string; secret: string }[] } = await pool.query(next, [keyRing.newestKid, after]);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
    const unreadable: UnreadableSecret[] = [];
    const fresh: { id: string; was: string; now: string }[] = [];
    for (const { id, secret } of rows) {
      try {
        fresh.push({ id, was: secret, now: await keyRing.reseal(secret) });
      } catch (error) {
        if (!(error instanceof SecretUnreadable)) throw error;
        unreadable.push({ table, column, id, reason: error.message });
      }
    }
    const written = await pool.query(write, [fresh.map(({ id }) => id), fresh.map(({ was }) => was), fresh.map(({ now }) => now)]);
    yield { resealed: written.rowCount ?? 0, unreadable };
  }
}
