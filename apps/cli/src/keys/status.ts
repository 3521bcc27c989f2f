import { countSecrets, olderThan, type SecretCount } from '@interlock/persistence';
import { openPool } from '../connection/database.js';
import { EXIT } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { keyRingOf } from './key-ring.js';

export interface KeysOptions {
  readonly json?: true;
}

/** Shows how many secrets rest under which master key. Returns 0 where all rest under the newest, 1 where some do not. */
export async function keysStatus({ json }: KeysOptions, terminal: Terminal): Promise<number> {
  const { newestKid } = await keyRingOf(terminal);
  const { place, pool } = await openPool(terminal, 'interlock keys');
  try {
    const counts = await countSecrets(pool);
    if (json === true) terminal.out(`${JSON.stringify({ database: place, newest: newestKid, secrets: counts }, undefined, 2)}\n`);
    else showCounts(place, newestKid, counts, terminal);
    return olderThan(newestKid, counts) === 0 ? EXIT.fine : EXIT.found;
  } finally {
    await pool.end();
  }
}

function showCounts(place: string, newest: string, counts: readonly SecretCount[], { out, paint }: Terminal): void {
  out(`${paint('bold', place)}: new secrets rest under ${newest}\n`);
  if (counts.length === 0) out('  there is no secret yet\n');
  const width = Math.max(...counts.map(({ table, column }) => table.length + column.length + 1), 0);
  for (const { table, column, kid, count } of counts)
    out(`  ${`${table}.${column}`.padEnd(width)}  ${paint(kid === newest ? 'green' : 'yellow', kid)}  ${String(count)}\n`);
  const older = olderThan(newest, counts);
  if (older === 0) out('Every other master key may be taken away.\n');
  else out(`${String(older)} secrets rest under other keys: npm run -s interlock -- keys rotate\n`);
}
