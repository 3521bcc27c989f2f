import { resealSecrets, type Resealed } from '@interlock/persistence';
import { openPool } from '../connection/database.js';
import { CannotRun, EXIT } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { keyRingOf } from './key-ring.js';
import type { KeysOptions } from './status.js';

const BAR = 30;

/** Seals every secret with the newest master key. Returns 0 when all are, 1 where some cannot be opened by any key. */
export async function keysRotate({ json }: KeysOptions, terminal: Terminal): Promise<number> {
  const ring = await keyRingOf(terminal);
  const { place, pool } = await openPool(terminal, 'interlock keys');
  try {
    const done = await resealSecrets(pool, ring, (count, of) => terminal.passing(bar(count, of))).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new CannotRun(`The database broke off: ${why}. What was done stays done; run it again.`);
    });
    terminal.passing('');
    if (json === true) terminal.out(`${JSON.stringify({ database: place, newest: ring.newestKid, ...done }, undefined, 2)}\n`);
    else tell(ring.newestKid, done, terminal);
    return done.unreadable.length === 0 ? EXIT.fine : EXIT.found;
  } finally {
    await pool.end();
  }
}

function tell(newest: string, { resealed, unreadable }: Resealed, { out, paint }: Terminal): void {
  out(`${String(resealed)} secrets were sealed anew, under ${newest}.\n`);
  for (const { table, column, id, reason } of unreadable) out(`  ${paint('red', `${table}.${column} of ${id}`)}: ${reason}\n`);
  if (unreadable.length === 0) out('Every other master key may be taken away.\n');
  else out(`${String(unreadable.length)} stay as they are: add the key that sealed them, or give the secret anew.\n`);
}

function bar(done: number, of: number): string {
  const filled = of === 0 ? BAR : Math.floor((BAR * done) / of);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${String(done)} of ${String(of)} secrets`;
}
