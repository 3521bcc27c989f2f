import type pg from 'pg';
import type { Merchant } from './merchant.entity.js';

const merchantById = `
select id, name, mode, late_payment_policy as "latePaymentPolicy", created_at as "createdAt" from merchant where id = $1`;

export class MerchantRepository {
  constructor(private readonly pool: pg.Pool) {}

  async find(id: string): Promise<Merchant | undefined> {
    const { rows } = await this.pool.query<Merchant>({ name: 'merchant_by_id', text: merchantById, values: [id] });
    return rows[0];
  }

  async insert({ id, name, mode, latePaymentPolicy, createdAt }: Merchant): Promise<void> {
    const text = 'insert into merchant (id, name, mode, late_payment_policy, created_at) values ($1, $2, $3, $4, $5)';
    await this.pool.query(text, [id, name, mode, latePaymentPolicy, createdAt]);
  }
}
