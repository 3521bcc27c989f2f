import type { KeyRing } from '../secrets/key-ring.js';
import type { Mode } from '../merchant/merchant.entity.js';
import type { Queryable } from '../server/queryable.js';
import type { Vendor } from './vendor.entity.js';

/** What a vendor's requests are signed with. */
export interface VendorSecrets {
  readonly key: string;
  /** The one before, which signs until `previousUntil`. */
  readonly previousKey?: string;
}
/** A vendor as the database has it, its secrets still sealed. */
export type SealedVendor = Vendor;
/** What may be changed of a vendor; the rest stays. */
export type VendorChange = Partial<Pick<Vendor, 'name' | 'enabled' | 'secrets' | 'previousUntil'>>;

const columns = `id, mode, name, vendor_sn as "vendorSn", app_id as "appId", secrets, previous_until as "previousUntil", enabled, failures,
  locked_until as "lockedUntil", created_at as "createdAt", updated_at as "updatedAt"`;

const insertVendor = `
insert into vendor (id, mode, name, vendor_sn, app_id, secrets, enabled, failures, created_at, updated_at)
values ($1, $2, $3, $4, $5, $6, true, 0, $7, $7) returning ${columns}`;

const changeVendor = `
update vendor set name = $2, enabled = $3, secrets = $4, previous_until = $5, updated_at = $6 where id = $1 returning ${columns}`;

/** Vendors and what they sign with. Those that write take the transaction of the change. */
export class VendorRepository {
  constructor(
    private readonly pool: Queryable,
    private readonly keyRing: KeyRing,
  ) {}

  seal(id: string, secrets: VendorSecrets): Promise<string> {
    return this.keyRing.seal(JSON.stringify(secrets), vendorSecretsContext(id));
  }

  /** Throws `SecretUnreadable`. */
  async open({ id, secrets }: Pick<Vendor, 'id' | 'secrets'>): Promise<VendorSecrets> {
    return JSON.parse(await this.keyRing.openText(secrets, vendorSecretsContext(id))) as VendorSecrets;
  }

  async find(mode: Mode, id: string): Promise<SealedVendor | undefined> {
    return this.#one(this.pool, `select ${columns} from vendor where mode = $1 and id = $2`, [mode, id]);
  }

  async findBySn(vendorSn: string): Promise<SealedVendor | undefined> {
    return this.#one(this.pool, `select ${columns} from vendor where vendor_sn = $1`, [vendorSn]);
  }

  /** Held against every other change of it until the transaction ends. */
  async lock(transaction: Queryable, id: string): Promise<SealedVendor | undefined> {
    return this.#one(transaction, `select ${columns} from vendor where id = $1 for update`, [id]);
  }

  /** Newest first. */
  async list(mode: Mode, before: string | undefined, limit: number): Promise<SealedVendor[]> {
    const text = `select ${columns} from vendor where mode = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`;
    return (await this.pool.query<SealedVendor>(text, [mode, before ?? null, limit])).rows;
  }

  async insert(
    transaction: Queryable,
    given: Pick<Vendor, 'id' | 'mode' | 'name' | 'vendorSn' | 'appId' | 'secrets' | 'createdAt'>,
  ): Promise<SealedVendor> {
    const { id, mode, name, vendorSn, appId, secrets, createdAt } = given;
    const made = await this.#one(transaction, insertVendor, [id, mode, name, vendorSn, appId, secrets, createdAt]);
    return made as SealedVendor;
  }

  async change(transaction: Queryable, before: SealedVendor, change: VendorChange, at: Date): Promise<SealedVendor> {
    const { id, name, enabled, secrets, previousUntil } = { ...before, ...change };
    return (await this.#one(transaction, changeVendor, [id, name, enabled, secrets, previousUntil, at])) as SealedVendor;
  }

  /** How many codes in a row were not taken, and until when none is looked at. */
  async countFailures(transaction: Queryable, id: string, failures: number, lockedUntil: Date | null): Promise<void> {
    await transaction.query('update vendor set failures = $2, locked_until = $3 where id = $1', [id, failures, lockedUntil]);
  }

  async #one(database: Queryable, text: string, values: unknown[]): Promise<SealedVendor | undefined> {
    return (await database.query<SealedVendor>(text, values)).rows[0];
  }
}

/** Where `vendor.secrets` are sealed to. */
const vendorSecretsContext = (id: string): string => `vendor:${id}:secrets`;
