import { createHash, randomBytes } from 'node:crypto';
import { apiKeyRows, SettingChanges, systemClock, type Mode } from '@interlock/persistence';
import { v7 as newId } from 'uuid';
import { openPool } from '../connection/database.js';
import { CannotRun, EXIT } from '../failure.js';
import { confirm } from '../frame/confirm.js';
import { keepSecret, SecretFile } from '../frame/secret-file.js';
import { details } from '../show/details.js';
import type { Terminal } from '../terminal.js';
import { ALL_PERMISSIONS } from './permissions.js';

export interface FirstKeyOptions {
  readonly mode: Mode;
  readonly name: string;
  readonly secretTo?: string;
  readonly json?: true;
  readonly yes?: true;
}

const ACTOR = 'interlock key first';
/** Characters of a key that may be shown. */
const PREFIX_LENGTH = 12;

/**
 * Makes a key of the platform with every right, by the database itself: a key can only be made by a key, and there is none yet. It is in the audit
 * log as every other is. Throws `CannotRun` where the mode has a key of the platform that can make others: then that one makes them.
 */
export async function firstKey({ mode, name, secretTo, json, yes }: FirstKeyOptions, terminal: Terminal): Promise<number> {
  const { place, pool } = await openPool(terminal, 'interlock key');
  let file: SecretFile | undefined;
  try {
    await confirm(`Make a ${mode} key of the platform that may do everything, in the database ${place}?`, yes === true, terminal);
    file = secretTo === undefined ? undefined : await SecretFile.open(secretTo);
    const key = `sk_${mode}_${randomBytes(24).toString('base64url')}`;
    const prefix = key.slice(0, PREFIX_LENGTH);
    const changes = new SettingChanges(pool, newId, () => systemClock.now());
    const made = await changes.changeNow({ mode, actor: ACTOR, requestId: newId(), address: null }, async (transaction, at) => {
      // Two that ask at once: the second sees what the first has made.
      await transaction.query('lock table api_key in share row exclusive mode');
      const { rowCount } = await transaction.query(
        `select from api_key where merchant_id is null and mode = $1 and revoked_at is null and (expires_at is null or expires_at > $2)
           and 'keys:write' = any (permissions)`,
        [mode, at],
      );
      if (rowCount !== 0)
        throw new CannotRun(`The platform has a ${mode} key that can make others: interlock key create, with that key. Nothing was done.`);
      const row = { id: newId(), merchantId: null, scope: 'platform' as const, mode, prefix, name, permissions: [...ALL_PERMISSIONS] };
      const keyHash = createHash('sha256').update(key).digest();
      const stored = await apiKeyRows.insertApiKey(transaction, {
        ...row,
        keyHash,
        ipList: [],
        expiresAt: null,
        createdBy: ACTOR,
        createdAt: at,
      });
      const { id, permissions } = stored;
      const result = { id, mode, name, prefix, permissions };
      return {
        ...{ action: 'api_key.create', subject: { type: 'api_key', id }, merchantId: null },
        ...{ before: null, after: { name, prefix, scope: 'platform', permissions, ipList: [], expiresAt: null }, result },
      };
    });
    const shown = await keepSecret({ ...made, key }, 'key', file, terminal);
    terminal.out(json === true ? `${JSON.stringify(shown, undefined, 2)}\n` : details(shown));
    return EXIT.fine;
  } finally {
    await file?.close();
    await pool.end();
  }
}
