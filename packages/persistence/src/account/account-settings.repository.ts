import type { Pool } from 'pg';
import { SecretUnreadable } from '../secrets/errors.js';
import type { KeyRing } from '../secrets/key-ring.js';
import type { Mode } from '../merchant/merchant.entity.js';
import type { Queryable } from '../server/queryable.js';
import { accountSecretsContext } from './opened-secrets.js';
import type { ProviderAccount } from './provider-account.entity.js';
import { datedSecrets, type SecretDates } from './secret-dates.js';

type Shown = 'id' | 'mode' | 'provider' | 'name' | 'currency' | 'enabled' | 'settings' | 'secretDates' | 'createdAt' | 'updatedAt';
type CheckIn = 'keyIssuedAt' | 'checkInDueAt' | 'checkInError' | 'checkInFailingSince';

/** An account as those read it who set it up. */
export type AccountRecord = Pick<ProviderAccount, Shown | CheckIn | 'rotationUntil' | 'rotationLease'> & {
  /** In clear, for memory only; undefined where they cannot be opened. */
  readonly secrets: unknown;
};

/** A merchant that an account takes payments for. */
export interface MerchantBinding {
  readonly merchantId: string;
  readonly merchantName: string;
  readonly priority: number;
  readonly enabled: boolean;
  readonly createdAt: Date;
}

const columns = `id, mode, provider, name, currency, enabled, settings, secrets, secret_dates as "secretDates", created_at as "createdAt",
  updated_at as "updatedAt", key_issued_at as "keyIssuedAt", check_in_due_at as "checkInDueAt", check_in_error as "checkInError",
  check_in_failing_since as "checkInFailingSince", rotation_until as "rotationUntil",
  rotation_lease as "rotationLease"`;
type Row = Omit<AccountRecord, 'secrets'> & { readonly secrets: string };

const bindings = `
select b.merchant_id as "merchantId", m.name as "merchantName", b.priority, b.enabled, b.created_at as "createdAt"
from account_binding b join merchant m on m.id = b.merchant_id where b.provider_account_id = $1`;

/** Raised with it: whoever began to change the keys before writes nothing, since it read what is changed here. */
const updateAccount = `
update provider_account set name = $2, enabled = $3, settings = $4, secrets = coalesce($5, secrets), secret_dates = $6, updated_at = $7,
  rotation_lease = rotation_lease + 1 where id = $1`;

const putBinding = `
insert into account_binding (merchant_id, provider_account_id, mode, priority, enabled, created_at) values ($1, $2, $3, $4, $5, $6)
on conflict (merchant_id, provider_account_id) do update set priority = excluded.priority, enabled = excluded.enabled`;

/** What a platform team sets up of accounts. Writes run in the transaction of their audit entry. */
export class AccountSettingsRepository {
  constructor(
    private readonly pool: Pool,
    private readonly keyRing: KeyRing,
  ) {}

  /** One of the other mode is not found. */
  find(mode: Mode, id: string): Promise<AccountRecord | undefined> {
    return this.#one(this.pool, `select ${columns} from provider_account where mode = $1 and id = $2`, [mode, id]);
  }

  /** The same, and nobody else changes it meanwhile. */
  lock(transaction: Queryable, mode: Mode, id: string): Promise<AccountRecord | undefined> {
    return this.#one(transaction, `select ${columns} from provider_account where mode = $1 and id = $2 for update`, [mode, id]);
  }

  /** Newest first. `before`: the id of the last one of the page before. */
  async list(
    mode: Mode,
    { provider, before, limit }: { readonly provider?: string | undefined; readonly before?: string | undefined; readonly limit: number },
  ): Promise<AccountRecord[]> {
    const text = `select ${columns} from provider_account where mode = $1 and ($2::text is null or provider = $2) and ($3::uuid is null or id < $3)
      order by id desc limit $4`;
    const { rows } = await this.pool.query<Row>(text, [mode, provider ?? null, before ?? null, limit]);
    return Promise.all(rows.map((row) => this.#opened(row)));
  }

  /** `before`: what `lock` has read. Secrets that are undefined stay as they are. */
  async update(
    transaction: Queryable,
    before: AccountRecord,
    after: Pick<AccountRecord, 'name' | 'enabled' | 'settings' | 'updatedAt'> & { readonly secrets?: unknown },
  ): Promise<SecretDates> {
    const { id } = before;
    const sealed = after.secrets === undefined ? null : await this.keyRing.seal(JSON.stringify(after.secrets), accountSecretsContext(id));
    const dates = after.secrets === undefined ? before.secretDates : datedSecrets(before, after.secrets, after.updatedAt);
    await transaction.query(updateAccount, [id, after.name, after.enabled, after.settings, sealed, dates, after.updatedAt]);
    return dates;
  }

  /** In the order of their names. */
  async bindings(accountId: string): Promise<MerchantBinding[]> {
    return (await this.pool.query<MerchantBinding>(`${bindings} order by m.name, m.id`, [accountId])).rows;
  }

  async binding(at: Queryable, accountId: string, merchantId: string): Promise<MerchantBinding | undefined> {
    return (await at.query<MerchantBinding>(`${bindings} and b.merchant_id = $2`, [accountId, merchantId])).rows[0];
  }

  /** Whether there is a merchant of this mode. */
  async isMerchant(at: Queryable, mode: Mode, merchantId: string): Promise<boolean> {
    return (await at.query('select from merchant where id = $1 and mode = $2', [merchantId, mode])).rowCount === 1;
  }

  /** The database refuses a live account for a test merchant, and the reverse. */
  async putBinding(
    transaction: Queryable,
    {
      merchantId,
      accountId,
      mode,
      priority,
      enabled,
      at,
    }: {
      readonly merchantId: string;
      readonly accountId: string;
      readonly mode: Mode;
      readonly priority: number;
      readonly enabled: boolean;
      readonly at: Date;
    },
  ): Promise<void> {
    await transaction.query(putBinding, [merchantId, accountId, mode, priority, enabled, at]);
  }

  async removeBinding(transaction: Queryable, accountId: string, merchantId: string): Promise<void> {
    await transaction.query('delete from account_binding where provider_account_id = $1 and merchant_id = $2', [accountId, merchantId]);
  }

  async #one(at: Queryable, text: string, values: unknown[]): Promise<AccountRecord | undefined> {
    const row = (await at.query<Row>(text, values)).rows[0];
    return row === undefined ? undefined : this.#opened(row);
  }

  /** An account whose secrets cannot be opened is shown all the same: it has to be mended. */
  async #opened(row: Row): Promise<AccountRecord> {
    try {
      return { ...row, secrets: JSON.parse(await this.keyRing.openText(row.secrets, accountSecretsContext(row.id))) as unknown };
    } catch (error) {
      if (!(error instanceof SecretUnreadable)) throw error;
      return { ...row, secrets: undefined };
    }
  }
}
