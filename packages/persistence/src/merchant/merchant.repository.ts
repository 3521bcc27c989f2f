import type pg from 'pg';
import type { Merchant } from './merchant.entity.js';

const merchantById = `
select id, name, mode, late_payment_policy as "latePaymentPolicy", case_limits as "caseLimits", state, created_at as "createdAt",
  updated_at as "updatedAt" from merchant where id = $1`;

/** One without limits of its own has those of the installation. */
type NewMerchant = Omit<Merchant, 'caseLimits' | 'state' | 'updatedAt'> & Partial<Pick<Merchant, 'caseLimits'>>;

const insertMerchant = `
insert into merchant (id, name, mode, late_payment_policy, case_limits, state, created_at, updated_at) values ($1, $2, $3, $4, $5::jsonb, 'enabled', $6, $6)`;

export class MerchantRepository {
  constructor(private readonly pool: pg.Pool) {}

  async find(id: string): Promise<Merchant | undefined> {
    const { rows } = await this.pool.query<Merchant>({ name: 'merchant_by_id', text: merchantById, values: [id] });
    return rows[0];
  }

  async insert({ id, name, mode, latePaymentPolicy, caseLimits = null, createdAt }: NewMerchant): Promise<void> {
    await this.pool.query(insertMerchant, [
      id,
      name,
      mode,
      latePaymentPolicy,
      caseLimits === null ? null : JSON.stringify(caseLimits),
      createdAt,
    ]);
  }
}
