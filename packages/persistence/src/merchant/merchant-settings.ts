import type { Queryable } from '../server/queryable.js';
import type { Merchant, Mode } from './merchant.entity.js';

export type MerchantChange = Partial<Pick<Merchant, 'name' | 'state' | 'latePaymentPolicy' | 'caseLimits'>>;

const columns = `id, name, mode, late_payment_policy as "latePaymentPolicy", case_limits as "caseLimits", state, created_at as "createdAt",
  updated_at as "updatedAt"`;

/** Newest first. */
export async function listMerchants(database: Queryable, mode: Mode, before: string | undefined, limit: number): Promise<Merchant[]> {
  const text = `select ${columns} from merchant where mode = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`;
  return (await database.query<Merchant>(text, [mode, before ?? null, limit])).rows;
}

export async function findMerchant(database: Queryable, mode: Mode, id: string): Promise<Merchant | undefined> {
  return (await database.query<Merchant>(`select ${columns} from merchant where mode = $1 and id = $2`, [mode, id])).rows[0];
}

/** Held against every other change until the transaction ends. */
export async function lockMerchant(transaction: Queryable, mode: Mode, id: string): Promise<Merchant | undefined> {
  return (await transaction.query<Merchant>(`select ${columns} from merchant where mode = $1 and id = $2 for no key update`, [mode, id]))
    .rows[0];
}

export async function insertMerchant(transaction: Queryable, merchant: Omit<Merchant, 'updatedAt'>): Promise<Merchant> {
  const { id, name, mode, latePaymentPolicy, caseLimits, state, createdAt } = merchant;
  const text = `insert into merchant (id, name, mode, late_payment_policy, case_limits, state, created_at, updated_at)
    values ($1, $2, $3, $4, $5::jsonb, $6, $7, $7)`;
  await transaction.query(text, [id, name, mode, latePaymentPolicy, caseLimits, state, createdAt]);
  return { ...merchant, updatedAt: createdAt };
}

export async function changeMerchant(transaction: Queryable, before: Merchant, change: MerchantChange, at: Date): Promise<Merchant> {
  const after = { ...before, ...change, updatedAt: at };
  const text =
    'update merchant set name = $2, state = $3, late_payment_policy = $4, case_limits = $5::jsonb, updated_at = $6 where id = $1';
  await transaction.query(text, [after.id, after.name, after.state, after.latePaymentPolicy, after.caseLimits, at]);
  return after;
}
