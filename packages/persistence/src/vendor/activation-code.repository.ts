import type { Queryable } from '../server/queryable.js';
import type { ActivationCode } from './activation-code.entity.js';

export type NewActivationCode = Omit<ActivationCode, 'usesLeft' | 'revokedAt'>;
/** With the serial of the terminal that it is for, where it is for one. */
export type ShownActivationCode = ActivationCode & { readonly terminalSn: string | null };

const columns = `c.id, c.mode, c.merchant_id as "merchantId", c.store_id as "storeId", c.vendor_id as "vendorId", c.terminal_id as "terminalId",
  c.code_hash as "codeHash", c.prefix, c.uses, c.uses_left as "usesLeft", c.expires_at as "expiresAt", c.created_by as "createdBy",
  c.created_at as "createdAt", c.revoked_at as "revokedAt", t.terminal_sn as "terminalSn"`;
const from = 'activation_code c left join terminal t on t.id = c.terminal_id';

const insertCode = `
insert into activation_code (id, mode, merchant_id, store_id, vendor_id, terminal_id, code_hash, prefix, uses, uses_left, expires_at, created_by, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9::integer, $9::integer, $10, $11, $12)`;

/** Guarded by itself: a code that was revoked or used up meanwhile gives nothing. */
const useCode = `
update activation_code set uses_left = uses_left - 1 where id = $1 and uses_left > 0 and revoked_at is null and expires_at > $2`;

export class ActivationCodeRepository {
  constructor(private readonly pool: Queryable) {}

  async find(merchantId: string, id: string): Promise<ShownActivationCode | undefined> {
    return (
      await this.pool.query<ShownActivationCode>(`select ${columns} from ${from} where c.merchant_id = $1 and c.id = $2`, [merchantId, id])
    ).rows[0];
  }

  /** Those that begin alike, whatever has become of them: few, and the caller compares the secret itself. */
  async beginningWith(transaction: Queryable, vendorId: string, prefix: string): Promise<ShownActivationCode[]> {
    const text = `select ${columns} from ${from} where c.vendor_id = $1 and c.prefix = $2`;
    return (await transaction.query<ShownActivationCode>(text, [vendorId, prefix])).rows;
  }

  /** Of one store, newest first. */
  async list(storeId: string, before: string | undefined, limit: number): Promise<ShownActivationCode[]> {
    const text = `select ${columns} from ${from} where c.store_id = $1 and ($2::uuid is null or c.id < $2) order by c.id desc limit $3`;
    return (await this.pool.query<ShownActivationCode>(text, [storeId, before ?? null, limit])).rows;
  }

  async insert(transaction: Queryable, code: NewActivationCode): Promise<void> {
    const { id, mode, merchantId, storeId, vendorId, terminalId, codeHash, prefix, uses, expiresAt, createdBy, createdAt } = code;
    const values = [id, mode, merchantId, storeId, vendorId, terminalId, codeHash, prefix, uses, expiresAt, createdBy, createdAt];
    await transaction.query(insertCode, values);
  }

  /** False where it cannot be used any more. */
  async use(transaction: Queryable, id: string, at: Date): Promise<boolean> {
    return (await transaction.query(useCode, [id, at])).rowCount === 1;
  }

  async revoke(transaction: Queryable, id: string, at: Date): Promise<void> {
    await transaction.query('update activation_code set revoked_at = $2 where id = $1 and revoked_at is null', [id, at]);
  }
}
