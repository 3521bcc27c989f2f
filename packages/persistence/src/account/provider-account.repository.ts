import type pg from 'pg';
import { SecretUnreadable } from '../secrets/errors.js';
import type { KeyRing } from '../secrets/key-ring.js';
import type { AccountBinding } from './account-binding.entity.js';
import { accountSecretsContext, OpenedSecrets } from './opened-secrets.js';
import type { ProviderAccount } from './provider-account.entity.js';
import { datedSecrets, type SecretDates } from './secret-dates.js';
import type { Queryable } from '../server/queryable.js';

/** An account with its secrets in clear, as a provider call needs it: for memory only. */
export type OpenAccount = Omit<ProviderAccount, 'secrets' | 'secretDates' | CheckIn | Rotation> & { readonly secrets: unknown };
type CheckIn = 'keyIssuedAt' | 'checkInDueAt' | 'checkInError' | 'checkInFailingSince';
type Rotation = 'rotationLease' | 'rotationUntil' | 'rotationKey' | 'rotationHashes';

/** An account that a merchant is bound to. It may take payments only where both flags are set. */
export type BoundAccount = OpenAccount & {
  readonly priority: number;
  readonly bindingEnabled: boolean;
  /** A disabled merchant begins nothing new. */
  readonly merchantEnabled: boolean;
};

const columns = `a.id, a.mode, a.provider, a.name, a.currency, a.enabled, a.settings, a.secrets, a.created_at as "createdAt", a.updated_at as "updatedAt"`;

const boundAccounts = `
select ${columns}, b.priority, b.enabled as "bindingEnabled", m.state = 'enabled' as "merchantEnabled"
from account_binding b join provider_account a on a.id = b.provider_account_id join merchant m on m.id = b.merchant_id
where b.merchant_id = $1 order by b.priority, b.provider_account_id`;

const insertAccount = `
insert into provider_account (id, mode, provider, name, currency, enabled, settings, secrets, secret_dates, created_at, updated_at, rotation_lease)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)`;

const insertBinding = `
insert into account_binding (merchant_id, provider_account_id, mode, priority, enabled, created_at) values ($1, $2, $3, $4, $5, $6)`;

export class ProviderAccountRepository {
  readonly #secrets: OpenedSecrets;

  /** `now`: the time port, epoch milliseconds. */
  constructor(
    private readonly pool: pg.Pool,
    private readonly keyRing: KeyRing,
    now: () => number,
  ) {
    this.#secrets = new OpenedSecrets(keyRing, now);
  }

  /** In the order in which routing asks them, disabled ones among them, since routing says why it dropped them. Throws `SecretUnreadable`. */
  async ofMerchant(merchantId: string): Promise<BoundAccount[]> {
    type Row = ProviderAccount & { priority: number; bindingEnabled: boolean; merchantEnabled: boolean };
    const { rows } = await this.pool.query<Row>({ name: 'accounts_of_merchant', text: boundAccounts, values: [merchantId] });
    return Promise.all(rows.map((row) => this.#open(row)));
  }

  /** Whether there is such a merchant and it begins something new. */
  async isMerchantEnabled(merchantId: string): Promise<boolean> {
    return (await this.pool.query(`select from merchant where id = $1 and state = 'enabled'`, [merchantId])).rowCount === 1;
  }

  /** For notifications and the worker, which know the account alone. Throws `SecretUnreadable`. */
  async find(id: string): Promise<OpenAccount | undefined> {
    const text = `select ${columns} from provider_account a where a.id = $1`;
    const { rows } = await this.pool.query<ProviderAccount>({ name: 'account_by_id', text, values: [id] });
    return rows[0] === undefined ? undefined : this.#open(rows[0]);
  }

  /** Whether other merchants take payments through it too: then what is the account's is not this merchant's alone. */
  async isShared(id: string, merchantId: string): Promise<boolean> {
    const text = 'select from account_binding where provider_account_id = $1 and merchant_id <> $2 limit 1';
    return (await this.pool.query({ name: 'account_shared', text, values: [id, merchantId] })).rowCount !== 0;
  }

  /** The secrets, any JSON, get sealed. */
  async insert(account: OpenAccount, at: Queryable = this.pool): Promise<void> {
    const { id, mode, provider, name, currency, enabled, settings, secrets, createdAt, updatedAt } = account;
    const sealed = await this.#seal(id, secrets);
    const dates = datedSecrets(undefined, secrets, createdAt);
    await at.query(insertAccount, [id, mode, provider, name, currency, enabled, settings, sealed, dates, createdAt, updatedAt]);
  }

  /** Puts other settings and secrets in the place of the present ones: another host, keys that were changed. */
  async reconfigure({ id, settings, secrets, updatedAt }: Pick<OpenAccount, 'id' | 'settings' | 'secrets' | 'updatedAt'>): Promise<void> {
    const text = 'update provider_account set settings = $2, secrets = $3, secret_dates = $4, updated_at = $5 where id = $1';
    await this.pool.query(text, [
      id,
      settings,
      await this.#seal(id, secrets),
      await this.#dates(this.pool, id, secrets, updatedAt),
      updatedAt,
    ]);
  }

  /** When the account's keys were changed last, by which request of its callers, and when they are changed next. */
  async lastRotation(
    id: string,
  ): Promise<Pick<ProviderAccount, 'keyIssuedAt' | 'checkInDueAt' | 'rotationKey' | 'rotationHashes'> | undefined> {
    const text = `select key_issued_at as "keyIssuedAt", check_in_due_at as "checkInDueAt", rotation_key as "rotationKey", rotation_hashes as "rotationHashes"
      from provider_account where id = $1`;
    return (await this.pool.query<ProviderAccount>(text, [id])).rows[0];
  }

  /** Takes the right to change the account's keys, which one process has at a time; returns its lease, or undefined while another has it. */
  async beginRotation(id: string, now: Date, until: Date): Promise<number | undefined> {
    const text = `update provider_account set rotation_lease = rotation_lease + 1, rotation_until = $3
      where id = $1 and (rotation_until is null or rotation_until <= $2) returning rotation_lease as lease`;
    return (await this.pool.query<{ lease: number }>(text, [id, now, until])).rows[0]?.lease;
  }

  /** Whether somebody has begun a change of keys and may still be at it. */
  async isRotating(id: string, now: Date): Promise<boolean> {
    const text = 'select from provider_account where id = $1 and rotation_until > $2';
    return (await this.pool.query(text, [id, now])).rowCount === 1;
  }

  /** Puts the new keys in the place of the present ones, under the lease alone; returns whether it was still held. Done twice it is done once. */
  async finishRotation(
    { id, settings, secrets, updatedAt }: Pick<OpenAccount, 'id' | 'settings' | 'secrets' | 'updatedAt'>,
    lease: number,
    checkInDueAt: Date,
    {
      at,
      request,
    }: {
      readonly at: Queryable;
      readonly request?: { readonly key: string; readonly hashes: Readonly<Record<string, string>> } | undefined;
    },
  ): Promise<boolean> {
    const text = `update provider_account set settings = $2, secrets = $3, updated_at = $4, key_issued_at = $4, check_in_due_at = $6, rotation_until = null,
      rotation_key = coalesce($7, rotation_key), rotation_hashes = coalesce($8, rotation_hashes), secret_dates = $9,
      check_in_error = null, check_in_failing_since = null
      where id = $1 and rotation_lease = $5`;
    const [sealed, dates] = [await this.#seal(id, secrets), await this.#dates(at, id, secrets, updatedAt)];
    const values = [id, settings, sealed, updatedAt, lease, checkInDueAt, request?.key ?? null, request?.hashes ?? null, dates];
    return (await at.query(text, values)).rowCount === 1;
  }

  /** Gives the right back: nothing was changed. */
  async abandonRotation(id: string, lease: number): Promise<void> {
    await this.pool.query('update provider_account set rotation_until = null where id = $1 and rotation_lease = $2', [id, lease]);
  }

  /** The same of a check-in that nobody asked for: it is tried again at `dueAt`, and the account says why it failed. */
  async failCheckIn(id: string, lease: number, failed: { readonly at: Date; readonly dueAt: Date; readonly error: string }): Promise<void> {
    const text = `update provider_account set rotation_until = null, check_in_due_at = $3, check_in_error = $4,
      check_in_failing_since = coalesce(check_in_failing_since, $5) where id = $1 and rotation_lease = $2`;
    await this.pool.query(text, [id, lease, failed.dueAt, failed.error, failed.at]);
  }

  /** Accounts whose next key is to be asked for by now; disabled ones too, since what is open there is asked after with that key. */
  async dueCheckIns(now: Date, limit: number): Promise<string[]> {
    const text = `select id from provider_account where check_in_due_at <= $1 and (rotation_until is null or rotation_until <= $1)
      order by check_in_due_at limit $2`;
    return (await this.pool.query<{ id: string }>(text, [now, limit])).rows.map(({ id }) => id);
  }

  /** The database refuses a live account for a test merchant, and the reverse. */
  async bind({ merchantId, providerAccountId, mode, priority, enabled, createdAt }: AccountBinding): Promise<void> {
    await this.pool.query(insertBinding, [merchantId, providerAccountId, mode, priority, enabled, createdAt]);
  }

  #seal(id: string, secrets: unknown): Promise<string> {
    return this.keyRing.seal(JSON.stringify(secrets), accountSecretsContext(id));
  }

  /** What they were before is only compared; where it cannot be opened any more, every one of them is new. */
  async #dates(database: Queryable, id: string, secrets: unknown, at: Date): Promise<SecretDates> {
    const text = 'select secrets, secret_dates as "secretDates" from provider_account where id = $1';
    const [row] = (await database.query<Pick<ProviderAccount, 'secrets' | 'secretDates'>>(text, [id])).rows;
    if (row === undefined) return datedSecrets(undefined, secrets, at);
    const before = await this.keyRing
      .openText(row.secrets, accountSecretsContext(id))
      .then((json): unknown => JSON.parse(json), unreadable);
    return datedSecrets({ secrets: before, secretDates: row.secretDates }, secrets, at);
  }

  async #open<T extends ProviderAccount>(row: T): Promise<Omit<T, 'secrets'> & { secrets: unknown }> {
    return { ...row, secrets: await this.#secrets.open(row.id, row.updatedAt, row.secrets) };
  }
}

function unreadable(error: unknown): undefined {
  if (!(error instanceof SecretUnreadable)) throw error;
}
