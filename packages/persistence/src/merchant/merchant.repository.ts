import type pg from 'pg';
import type { Merchant } from './merchant.entity.js';

const merchantById = `
select id, name, mode, late_payment_policy as "latePaymentPolicy", case_limits as "caseLimits", created_at as "createdAt" from merchant where id = $1`;

/** One without limits of its own has those of the installation. */
type NewMerchant = Omit<Merchant, 'caseLimits'> & Partial<Pick<Merchant, 'caseLimits'>>;

export class MerchantRepository {
  constructor(private readonly pool: pg.Pool) {}

  async find(id: string): Promise<Merchant | undefined> {
    const { rows } = await this.pool.query<Merchant>({ name: 'merchant_by_id', text: merchantById, values: [id] });
    return rows[0];
  }

  async insert({ id, name, mode, latePaymentPolicy, caseLimits = null, createdAt }: NewMerchant): Promise<void> {
    const text =
      'insert into merchant (id, name, mode, late_payment_policy, case_limits, created_at) values ($1, $2, $3, $4, $5::jsonb, $6)';
    await this.pool.query(text, [id, name, mode, latePaymentPolicy, caseLimits === null ? null : JSON.stringify(caseLimits), createdAt]);
  }
}
