import type { Queryable } from '@interlock/persistence';

/** What a device says of itself. */
export interface DeviceFacts {
  readonly deviceId: string;
  /** The vendor's own name of the terminal. */
  readonly clientSn?: string | undefined;
  readonly name?: string | undefined;
  readonly osInfo?: string | undefined;
  readonly sdkVersion?: string | undefined;
}
interface By {
  readonly vendorId: string;
  readonly codeId: string;
  readonly at: Date;
}
interface Activated {
  readonly terminalSn: string;
  /** What it was activated on before; null: it is new. */
  readonly before: object | null;
}

const insertStatement = `
insert into terminal (id, merchant_id, store_id, terminal_sn, name, enabled, vendor_id, client_sn, device_id, os_info, sdk_version,
  activation_code_id, activated_at, ip_list, notify_with_terminal_key, created_at, updated_at)
values ($1, $2, $3, $4, $5, true, $6, $7, $8, $9, $10, $11, $12, '{}', false, $12, $12)`;

const beforeStatement = `
select t.terminal_sn as "terminalSn", t.device_id as "deviceId", t.client_sn as "clientSn", v.vendor_sn as "vendorSn",
  t.activated_at as "activatedAt"
from terminal t left join vendor v on v.id = t.vendor_id where t.id = $1 for update of t`;

const activateStatement = `
update terminal set vendor_id = $2, client_sn = case when vendor_id = $2 then coalesce($3, client_sn) else $3 end, device_id = $4, os_info = $5, sdk_version = $6, activation_code_id = $7,
  activated_at = $8, updated_at = $8 where id = $1`;

/** A new terminal of the code's store. */
export async function insertActivatedTerminal(
  transaction: Queryable,
  place: { readonly id: string; readonly merchantId: string; readonly storeId: string },
  terminalSn: string,
  { deviceId, clientSn, name, osInfo, sdkVersion }: DeviceFacts,
  { vendorId, codeId, at }: By,
): Promise<Activated> {
  const said = [name ?? clientSn ?? terminalSn, vendorId, clientSn ?? null, deviceId, osInfo ?? null, sdkVersion ?? null];
  await transaction.query(insertStatement, [place.id, place.merchantId, place.storeId, terminalSn, ...said, codeId, at]);
  return { terminalSn, before: null };
}

/**
 * A terminal that is there, on this device from now on; its serial, its name and whether it is enabled stay. The name that a vendor gave it is that
 * vendor's: another one may have a terminal of that name already.
 */
export async function activateTerminal(
  transaction: Queryable,
  terminalId: string,
  { deviceId, clientSn, osInfo, sdkVersion }: DeviceFacts,
  { vendorId, codeId, at }: By,
): Promise<Activated> {
  const { rows } = await transaction.query<{ terminalSn: string; deviceId: string | null; activatedAt: Date | null }>(beforeStatement, [
    terminalId,
  ]);
  const said = [vendorId, clientSn ?? null, deviceId, osInfo ?? null, sdkVersion ?? null];
  await transaction.query(activateStatement, [terminalId, ...said, codeId, at]);
  return { terminalSn: rows[0]?.terminalSn ?? '', before: rows[0] === undefined || rows[0].activatedAt === null ? null : rows[0] };
}

/** What this code has made of this device since then, newest first. */
export async function activatedTerminals(
  transaction: Queryable,
  { codeId, deviceId, since }: { readonly codeId: string; readonly deviceId: string; readonly since: Date },
): Promise<{ readonly id: string; readonly terminalSn: string }[]> {
  const text = `select id, terminal_sn as "terminalSn" from terminal
    where activation_code_id = $1 and device_id = $2 and activated_at > $3 order by activated_at desc, id desc`;
  return (await transaction.query<{ id: string; terminalSn: string }>(text, [codeId, deviceId, since])).rows;
}

/** Whether another terminal of the vendor's has the name. */
export async function isClientSnTaken(transaction: Queryable, vendorId: string, clientSn: string, except: string | null): Promise<boolean> {
  const text = 'select from terminal where vendor_id = $1 and client_sn = $2 and ($3::uuid is null or id <> $3)';
  return (await transaction.query(text, [vendorId, clientSn, except])).rowCount !== 0;
}

/** Neither the store nor its merchant is disabled. */
export async function isOpenForBusiness(transaction: Queryable, storeId: string): Promise<boolean> {
  const text = `select from store s join merchant m on m.id = s.merchant_id where s.id = $1 and s.enabled and m.state = 'enabled'`;
  return (await transaction.query(text, [storeId])).rowCount === 1;
}
