import { loadOrCreateKeys, parseMasterKeys, type KeyRing } from '@interlock/persistence';
import type { Terminal } from '../terminal.js';

/** The master keys of INTERLOCK_MASTER_KEYS, or those of the data directory. Throws `InvalidMasterKeys`. */
export function keyRingOf({ env }: Terminal): Promise<KeyRing> {
  const keys = env['INTERLOCK_MASTER_KEYS'] || undefined;
  return keys === undefined ? loadOrCreateKeys(env['INTERLOCK_DATA_DIR'] || '.interlock') : Promise.resolve(parseMasterKeys(keys));
}
