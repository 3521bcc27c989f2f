import type { Queryable } from '../server/queryable.js';
import type { Terminal } from './terminal.entity.js';

/** A terminal with its store, its vendor, its newest key's age and what each provider account calls it. */
export type TerminalWithPlace = Terminal & {
  readonly storeNo: string;
  readonly vendorSn: string | null;
  readonly keyNumber: number | null;
  readonly keyIssuedAt: Date | null;
  readonly bindings: readonly { readonly providerAccountId: string; readonly providerTerminalSn: string }[];
};
export type TerminalChange = Partial<Pick<Terminal, 'name' | 'enabled' | 'ipList' | 'notifyWithTerminalKey' | 'notificationKey'>>;

const columns = `t.id, t.merchant_id as "merchantId", t.store_id as "storeId", t.terminal_sn as "terminalSn", t.name, t.enabled, t.created_at as "createdAt",
  t.vendor_id as "vendorId", t.client_sn as "clientSn", t.device_id as "deviceId", t.os_info as "osInfo", t.sdk_version as "sdkVersion",
  t.activation_code_id as "activationCodeId", t.activated_at as "activatedAt", t.last_seen_at as "lastSeenAt", t.ip_list as "ipList",
  t.notification_key as "notificationKey", t.notify_with_terminal_key as "notifyWithTerminalKey", t.updated_at as "updatedAt",
  s.store_no as "storeNo", v.vendor_sn as "vendorSn", k.number as "keyNumber", k.issued_at as "keyIssuedAt",
  coalesce((select jsonb_agg(jsonb_build_object('providerAccountId', b.provider_account_id, 'providerTerminalSn', b.provider_terminal_sn)
    order by b.provider_account_id) from terminal_binding b where b.terminal_id = t.id), '[]') as bindings`;
const from = `terminal t join store s on s.id = t.store_id left join vendor v on v.id = t.vendor_id
  left join lateral (select number, issued_at from terminal_key where terminal_id = t.id order by number desc limit 1) k on true`;

/** Of a merchant, or of one of its stores; newest first. */
export async function listTerminals(
  database: Queryable,
  selection: { readonly merchantId: string; readonly storeNo?: string | undefined },
  before: string | undefined,
  limit: number,
): Promise<TerminalWithPlace[]> {
  const text = `select ${columns} from ${from} where t.merchant_id = $1 and ($2::text is null or s.store_no = $2) and ($3::uuid is null or t.id < $3)
    order by t.id desc limit $4`;
  const values = [selection.merchantId, selection.storeNo ?? null, before ?? null, limit];
  return (await database.query<TerminalWithPlace>(text, values)).rows;
}

/** Those of one store: what is cached of them is out of date with it. */
export async function listTerminalSns(database: Queryable, storeId: string): Promise<string[]> {
  const { rows } = await database.query<{ terminalSn: string }>('select terminal_sn as "terminalSn" from terminal where store_id = $1', [
    storeId,
  ]);
  return rows.map(({ terminalSn }) => terminalSn);
}

/** By its serial, or by its id. */
export async function findTerminal(
  database: Queryable,
  merchantId: string,
  by: { readonly terminalSn: string } | { readonly id: string },
): Promise<TerminalWithPlace | undefined> {
  const [condition, value] = 'id' in by ? ['t.id = $2', by.id] : ['t.terminal_sn = $2', by.terminalSn];
  return (
    await database.query<TerminalWithPlace>(`select ${columns} from ${from} where t.merchant_id = $1 and ${condition}`, [merchantId, value])
  ).rows[0];
}

/** Held against every other change until the transaction ends; undefined where there is none. */
export async function lockTerminal(transaction: Queryable, merchantId: string, terminalSn: string): Promise<TerminalWithPlace | undefined> {
  await transaction.query('select from terminal where merchant_id = $1 and terminal_sn = $2 for no key update', [merchantId, terminalSn]);
  return findTerminal(transaction, merchantId, { terminalSn });
}

export async function insertTerminal(
  transaction: Queryable,
  {
    id,
    merchantId,
    storeId,
    terminalSn,
    name,
    ipList,
    createdAt,
  }: Pick<Terminal, 'id' | 'merchantId' | 'storeId' | 'terminalSn' | 'name' | 'ipList' | 'createdAt'>,
): Promise<void> {
  const text = `insert into terminal (id, merchant_id, store_id, terminal_sn, name, enabled, ip_list, notify_with_terminal_key, created_at, updated_at)
    values ($1, $2, $3, $4, $5, true, $6, false, $7, $7)`;
  await transaction.query(text, [id, merchantId, storeId, terminalSn, name, ipList, createdAt]);
}

export async function changeTerminal(
  transaction: Queryable,
  before: TerminalWithPlace,
  change: TerminalChange,
  at: Date,
): Promise<TerminalWithPlace> {
  const after = { ...before, ...change, updatedAt: at };
  const text = `update terminal set name = $2, enabled = $3, ip_list = $4, notify_with_terminal_key = $5, notification_key = $6, updated_at = $7 where id = $1`;
  await transaction.query(text, [
    after.id,
    after.name,
    after.enabled,
    after.ipList,
    after.notifyWithTerminalKey,
    after.notificationKey,
    at,
  ]);
  return after;
}

/** What the account calls the terminal from now on; null: it does not know it. */
export async function bindTerminal(
  transaction: Queryable,
  terminalId: string,
  providerAccountId: string,
  providerTerminalSn: string | null,
  at: Date,
): Promise<void> {
  if (providerTerminalSn === null) {
    await transaction.query('delete from terminal_binding where terminal_id = $1 and provider_account_id = $2', [
      terminalId,
      providerAccountId,
    ]);
    return;
  }
  const text = `insert into terminal_binding (terminal_id, provider_account_id, provider_terminal_sn, created_at) values ($1, $2, $3, $4)
    on conflict (terminal_id, provider_account_id) do update set provider_terminal_sn = excluded.provider_terminal_sn`;
  await transaction.query(text, [terminalId, providerAccountId, providerTerminalSn, at]);
}

/** Whether the account is one of the merchant's: only then can the merchant's stores and terminals be bound to it. */
export async function isBoundToAccount(database: Queryable, merchantId: string, providerAccountId: string): Promise<boolean> {
  const text = 'select from account_binding where merchant_id = $1 and provider_account_id = $2';
  return (await database.query(text, [merchantId, providerAccountId])).rowCount === 1;
}
