import type { CurrencyCode } from '@interlock/domain';
import type pg from 'pg';
import type { StoreBinding } from './store-binding.entity.js';
import type { Store } from './store.entity.js';
import type { TerminalBinding } from './terminal-binding.entity.js';
import type { Terminal } from './terminal.entity.js';

/** A store whose day begins at midnight, enabled. */
export type NewStore = Pick<Store, 'id' | 'merchantId' | 'storeNo' | 'name' | 'currency' | 'timeZone' | 'createdAt'> &
  Partial<Pick<Store, 'dayStartsMinute' | 'enabled'>>;
/** A terminal that no device is bound to yet. */
export type NewTerminal = Pick<Terminal, 'id' | 'merchantId' | 'storeId' | 'terminalSn' | 'name' | 'enabled' | 'createdAt'>;

/** A terminal, its store, and what each provider account calls it. */
export interface BoundTerminal {
  readonly id: string;
  readonly terminalSn: string;
  readonly name: string;
  /** Neither it nor its store is disabled. */
  readonly enabled: boolean;
  /** A device of ours is bound to it: it can take orders by the terminal door. */
  readonly activated: boolean;
  readonly storeId: string;
  readonly storeNo: string;
  /** The store's: what its amounts are of. */
  readonly currency: CurrencyCode;
  readonly bindings: readonly { readonly providerAccountId: string; readonly providerTerminalSn: string }[];
}

/** A store as one provider account knows it, with the terminals that stand in it. */
export interface BoundStore {
  readonly storeNo: string;
  readonly providerStoreNo: string;
  readonly providerTerminalSns: readonly string[];
}

const storeAt = `
select s.store_no as "storeNo", sb.provider_store_no as "providerStoreNo", coalesce((
    select jsonb_agg(b.provider_terminal_sn order by b.provider_terminal_sn)
    from terminal t join terminal_binding b on b.terminal_id = t.id where t.store_id = s.id and b.provider_account_id = $3), '[]') as "providerTerminalSns"
from store s join store_binding sb on sb.store_id = s.id and sb.provider_account_id = $3 where s.merchant_id = $1 and s.store_no = $2`;

const terminalBySn = `
select t.id, t.terminal_sn as "terminalSn", t.name, t.enabled and s.enabled as enabled, t.device_id is not null as activated, s.id as "storeId", s.store_no as "storeNo",
  s.currency, coalesce((
    select jsonb_agg(jsonb_build_object('providerAccountId', b.provider_account_id, 'providerTerminalSn', b.provider_terminal_sn) order by b.provider_account_id)
    from terminal_binding b where b.terminal_id = t.id), '[]') as bindings
from terminal t join store s on s.id = t.store_id where t.merchant_id = $1 and t.terminal_sn = $2`;

const storeByNo = `
select id, merchant_id as "merchantId", store_no as "storeNo", name, currency, time_zone as "timeZone", day_starts_minute as "dayStartsMinute", enabled,
  pay_wait_seconds as "payWaitSeconds",
  created_at as "createdAt", updated_at as "updatedAt"
from store where merchant_id = $1 and store_no = $2`;

const insertStore = `
insert into store (id, merchant_id, store_no, name, currency, time_zone, day_starts_minute, enabled, created_at, updated_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`;

const insertTerminal = `
insert into terminal (id, merchant_id, store_id, terminal_sn, name, enabled, ip_list, notify_with_terminal_key, created_at, updated_at)
values ($1, $2, $3, $4, $5, $6, '{}', false, $7, $7)`;

/** Stores and their terminals. Another merchant's are not found. */
export class TerminalRepository {
  constructor(private readonly pool: pg.Pool) {}

  async findTerminal(merchantId: string, terminalSn: string): Promise<BoundTerminal | undefined> {
    const { rows } = await this.pool.query<BoundTerminal>({ name: 'terminal_by_sn', text: terminalBySn, values: [merchantId, terminalSn] });
    return rows[0];
  }

  async findStore(merchantId: string, storeNo: string): Promise<Store | undefined> {
    const { rows } = await this.pool.query<Store>({ name: 'store_by_no', text: storeByNo, values: [merchantId, storeNo] });
    return rows[0];
  }

  /** Undefined where that account knows no store of this number. */
  async findStoreAt(merchantId: string, storeNo: string, providerAccountId: string): Promise<BoundStore | undefined> {
    const values = [merchantId, storeNo, providerAccountId];
    const { rows } = await this.pool.query<BoundStore>({ name: 'store_at', text: storeAt, values });
    return rows[0];
  }

  async insertStore(store: NewStore): Promise<void> {
    const { id, merchantId, storeNo, name, currency, timeZone, dayStartsMinute = 0, enabled = true, createdAt } = store;
    await this.pool.query(insertStore, [id, merchantId, storeNo, name, currency, timeZone, dayStartsMinute, enabled, createdAt]);
  }

  async insertTerminal({ id, merchantId, storeId, terminalSn, name, enabled, createdAt }: NewTerminal): Promise<void> {
    await this.pool.query(insertTerminal, [id, merchantId, storeId, terminalSn, name, enabled, createdAt]);
  }

  async bind({ terminalId, providerAccountId, providerTerminalSn, createdAt }: TerminalBinding): Promise<void> {
    const text =
      'insert into terminal_binding (terminal_id, provider_account_id, provider_terminal_sn, created_at) values ($1, $2, $3, $4)';
    await this.pool.query(text, [terminalId, providerAccountId, providerTerminalSn, createdAt]);
  }

  async bindStore({ storeId, providerAccountId, providerStoreNo, createdAt }: StoreBinding): Promise<void> {
    const text = 'insert into store_binding (store_id, provider_account_id, provider_store_no, created_at) values ($1, $2, $3, $4)';
    await this.pool.query(text, [storeId, providerAccountId, providerStoreNo, createdAt]);
  }
}
