import type { CurrencyCode } from '@interlock/domain';
import type { Mode } from '../merchant/merchant.entity.js';
import type { KeyRing } from '../secrets/key-ring.js';
import type { Queryable } from '../server/queryable.js';
import type { Terminal } from './terminal.entity.js';
import type { TerminalKey } from './terminal-key.entity.js';

/** A key of a terminal's, opened. */
export type OpenTerminalKey = Omit<TerminalKey, 'secret'> & { readonly key: string };

/** All that a terminal's door asks of a terminal. */
export interface KnownTerminal {
  readonly id: string;
  readonly terminalSn: string;
  readonly merchantId: string;
  readonly mode: Mode;
  readonly storeId: string;
  readonly storeNo: string;
  /** What its amounts are of. */
  readonly currency: CurrencyCode;
  /** How long its pay is held open; null: the store says nothing. */
  readonly payWaitSeconds: number | null;
  /** The device that it is bound to; null: it was never activated. */
  readonly deviceId: string | null;
  /** Neither it, nor its store, nor its merchant is disabled. */
  readonly enabled: boolean;
  readonly ipList: readonly string[];
  readonly notifyWithTerminalKey: boolean;
  /** Sealed; see `openNotificationKey`. */
  readonly notificationKey: string | null;
  /** Newest first, at most two, whatever their age. */
  readonly keys: readonly OpenTerminalKey[];
}

const keyColumns = 'id, terminal_id as "terminalId", number, secret, issued_at as "issuedAt", request_hash as "requestHash"';

const terminalBySn = `
select t.id, t.terminal_sn as "terminalSn", t.merchant_id as "merchantId", m.mode, t.store_id as "storeId", s.store_no as "storeNo", s.currency,
  s.pay_wait_seconds as "payWaitSeconds",
  t.device_id as "deviceId", t.enabled and s.enabled and m.state = 'enabled' as enabled, t.ip_list as "ipList",
  t.notify_with_terminal_key as "notifyWithTerminalKey", t.notification_key as "notificationKey"
from terminal t join store s on s.id = t.store_id join merchant m on m.id = t.merchant_id where t.terminal_sn = $1`;

const newestKeys = `select ${keyColumns} from terminal_key where terminal_id = $1 order by number desc limit 2`;

/** Older ones than the one before it can never be accepted again. */
const issueKey = `
with dropped as (delete from terminal_key where terminal_id = $2 and number < $3 - 1)
insert into terminal_key (id, terminal_id, number, secret, issued_at, request_hash) values ($1, $2, $3, $4, $5, $6)`;

/** What terminals sign with, sealed in the table. */
export class TerminalKeyRepository {
  constructor(
    private readonly pool: Queryable,
    private readonly keyRing: KeyRing,
  ) {}

  /** Throws `SecretUnreadable`. */
  async find(terminalSn: string): Promise<KnownTerminal | undefined> {
    const query = { name: 'terminal_of_door', text: terminalBySn, values: [terminalSn] };
    const [terminal] = (await this.pool.query<Omit<KnownTerminal, 'keys'>>(query)).rows;
    return terminal && { ...terminal, keys: await this.newest(this.pool, terminal.id) };
  }

  /** The newest two, the newest first. */
  async newest(database: Queryable, terminalId: string): Promise<OpenTerminalKey[]> {
    const { rows } = await database.query<TerminalKey>({ name: 'newest_terminal_keys', text: newestKeys, values: [terminalId] });
    return Promise.all(
      rows.map(async ({ secret, ...row }) => ({ ...row, key: await this.keyRing.openText(secret, terminalKeyContext(row.id)) })),
    );
  }

  /** Held against every other activation, check-in and change of it until the transaction ends. */
  async lock(transaction: Queryable, terminalId: string): Promise<Pick<Terminal, 'id' | 'terminalSn' | 'deviceId'> | undefined> {
    const text = 'select id, terminal_sn as "terminalSn", device_id as "deviceId" from terminal where id = $1 for update';
    return (await transaction.query<Pick<Terminal, 'id' | 'terminalSn' | 'deviceId'>>(text, [terminalId])).rows[0];
  }

  /** Makes it the newest; the terminal is held by the transaction. */
  async issue(transaction: Queryable, { key, ...row }: OpenTerminalKey): Promise<void> {
    const secret = await this.keyRing.seal(key, terminalKeyContext(row.id));
    await transaction.query(issueKey, [row.id, row.terminalId, row.number, secret, row.issuedAt, row.requestHash]);
  }

  /** What the device said of itself beside its check-in; what it left out stays. */
  async noteCheckIn(
    transaction: Queryable,
    { id, osInfo, sdkVersion, at }: Pick<Terminal, 'id' | 'osInfo' | 'sdkVersion'> & { readonly at: Date },
  ): Promise<void> {
    const text =
      'update terminal set os_info = coalesce($2, os_info), sdk_version = coalesce($3, sdk_version), last_seen_at = $4 where id = $1';
    await transaction.query(text, [id, osInfo, sdkVersion, at]);
  }

  /** Nothing that was signed with the present ones is accepted any more. */
  async drop(transaction: Queryable, terminalId: string): Promise<void> {
    await transaction.query('delete from terminal_key where terminal_id = $1', [terminalId]);
  }

  sealNotificationKey(terminalId: string, key: string): Promise<string> {
    return this.keyRing.seal(key, notificationKeyContext(terminalId));
  }

  /** Keeps this one where there is none, and returns the one that is kept, sealed. */
  async ensureNotificationKey(terminalId: string, sealed: string, at: Date): Promise<string> {
    const text = `update terminal set notification_key = coalesce(notification_key, $2), updated_at = case when notification_key is null then $3 else updated_at end
      where id = $1 returning notification_key as sealed`;
    const { rows } = await this.pool.query<{ sealed: string }>(text, [terminalId, sealed, at]);
    return rows[0]?.sealed ?? sealed;
  }

  /** Throws `SecretUnreadable`. */
  openNotificationKey(terminalId: string, sealed: string): Promise<string> {
    return this.keyRing.openText(sealed, notificationKeyContext(terminalId));
  }
}

/** Where `terminal_key.secret` is sealed to. */
const terminalKeyContext = (keyId: string): string => `terminal_key:${keyId}`;
/** Where `terminal.notification_key` is sealed to. */
const notificationKeyContext = (terminalId: string): string => `terminal:${terminalId}:notification_key`;
