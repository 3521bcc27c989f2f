import type { Queryable } from '../server/queryable.js';
import type { Store } from './store.entity.js';

/** A store with what each provider account calls it. */
export type StoreWithBindings = Store & {
  readonly bindings: readonly { readonly providerAccountId: string; readonly providerStoreNo: string }[];
};
export type StoreChange = Partial<Pick<Store, 'name' | 'timeZone' | 'dayStartsMinute' | 'enabled' | 'payWaitSeconds'>>;

const columns = `s.id, s.merchant_id as "merchantId", s.store_no as "storeNo", s.name, s.currency, s.time_zone as "timeZone",
  s.day_starts_minute as "dayStartsMinute", s.enabled, s.pay_wait_seconds as "payWaitSeconds", s.created_at as "createdAt", s.updated_at as "updatedAt",
  coalesce((select jsonb_agg(jsonb_build_object('providerAccountId', b.provider_account_id, 'providerStoreNo', b.provider_store_no)
    order by b.provider_account_id) from store_binding b where b.store_id = s.id), '[]') as bindings`;

/** Of a merchant, newest first. */
export async function listStores(
  database: Queryable,
  merchantId: string,
  before: string | undefined,
  limit: number,
): Promise<StoreWithBindings[]> {
  const text = `select ${columns} from store s where s.merchant_id = $1 and ($2::uuid is null or s.id < $2) order by s.id desc limit $3`;
  return (await database.query<StoreWithBindings>(text, [merchantId, before ?? null, limit])).rows;
}

/** By its number, or by its id. */
export async function findStore(
  database: Queryable,
  merchantId: string,
  by: { readonly storeNo: string } | { readonly id: string },
): Promise<StoreWithBindings | undefined> {
  const [condition, value] = 'id' in by ? ['s.id = $2', by.id] : ['s.store_no = $2', by.storeNo];
  return (
    await database.query<StoreWithBindings>(`select ${columns} from store s where s.merchant_id = $1 and ${condition}`, [merchantId, value])
  ).rows[0];
}

/** Held against every other change until the transaction ends; undefined where there is none. */
export async function lockStore(transaction: Queryable, merchantId: string, storeNo: string): Promise<StoreWithBindings | undefined> {
  await transaction.query('select from store where merchant_id = $1 and store_no = $2 for no key update', [merchantId, storeNo]);
  return findStore(transaction, merchantId, { storeNo });
}

export async function insertStore(transaction: Queryable, store: Omit<Store, 'updatedAt' | 'enabled'>): Promise<StoreWithBindings> {
  const { id, merchantId, storeNo, name, currency, timeZone, dayStartsMinute, payWaitSeconds, createdAt } = store;
  const text = `insert into store (id, merchant_id, store_no, name, currency, time_zone, day_starts_minute, pay_wait_seconds, enabled, created_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, true, $9, $9)`;
  await transaction.query(text, [id, merchantId, storeNo, name, currency, timeZone, dayStartsMinute, payWaitSeconds, createdAt]);
  return { ...store, enabled: true, updatedAt: createdAt, bindings: [] };
}

export async function changeStore(
  transaction: Queryable,
  before: StoreWithBindings,
  change: StoreChange,
  at: Date,
): Promise<StoreWithBindings> {
  const after = { ...before, ...change, updatedAt: at };
  const text = `update store set name = $2, time_zone = $3, day_starts_minute = $4, enabled = $5, pay_wait_seconds = $6, updated_at = $7 where id = $1`;
  await transaction.query(text, [after.id, after.name, after.timeZone, after.dayStartsMinute, after.enabled, after.payWaitSeconds, at]);
  return after;
}

/** What the account calls the store from now on; null: it does not know it. */
export async function bindStore(
  transaction: Queryable,
  storeId: string,
  providerAccountId: string,
  providerStoreNo: string | null,
  at: Date,
): Promise<void> {
  if (providerStoreNo === null) {
    await transaction.query('delete from store_binding where store_id = $1 and provider_account_id = $2', [storeId, providerAccountId]);
    return;
  }
  const text = `insert into store_binding (store_id, provider_account_id, provider_store_no, created_at) values ($1, $2, $3, $4)
    on conflict (store_id, provider_account_id) do update set provider_store_no = excluded.provider_store_no`;
  await transaction.query(text, [storeId, providerAccountId, providerStoreNo, at]);
}
