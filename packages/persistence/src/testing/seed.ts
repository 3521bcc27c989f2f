import { randomBytes } from 'node:crypto';
import { currencyCode } from '@interlock/domain';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import type { AccountBinding } from '../account/account-binding.entity.js';
import { ProviderAccountRepository, type OpenAccount } from '../account/provider-account.repository.js';
import { AgreementRepository, type OpenAgreement } from '../agreement/agreement.repository.js';
import { BatchRepository } from '../batch/batch.repository.js';
import type { BatchRecord } from '../batch/batch-record.js';
import { ApiKeyRepository, type NewApiKey } from '../merchant/api-key.repository.js';
import type { Merchant } from '../merchant/merchant.entity.js';
import { MerchantRepository } from '../merchant/merchant.repository.js';
import { KeyRing } from '../secrets/key-ring.js';
import { TerminalRepository, type NewStore, type NewTerminal } from '../terminal/terminal.repository.js';
import { NOW, batchRecord, type Place } from './records.js';
import { insertRow } from './rows.js';

/** When a seeded row was made, unless the test says otherwise. */
export const SEEDED_AT = new Date('2026-01-01T00:00:00.000Z');

export function createTestKeyRing(): KeyRing {
  return new KeyRing(new Map([['test', randomBytes(32)]]));
}

export async function seedMerchant(pool: pg.Pool, given: Partial<Merchant> = {}): Promise<Merchant> {
  const merchant: Merchant = {
    id: uuid(),
    name: 'A merchant',
    mode: 'test',
    latePaymentPolicy: 'refund',
    caseLimits: null,
    state: 'enabled',
    createdAt: SEEDED_AT,
    updatedAt: SEEDED_AT,
    ...given,
  };
  await new MerchantRepository(pool).insert(merchant);
  return merchant;
}

/** Returns the key in clear, as a request carries it. */
export async function seedApiKey(pool: pg.Pool, given: Partial<NewApiKey> & { readonly key?: string } = {}): Promise<string> {
  const { key = `sk_test_${randomBytes(24).toString('base64url')}`, ...rest } = given;
  const scope = given.merchantId === undefined ? 'platform' : 'merchant';
  const permissions = ['orders:write', 'orders:read'];
  await new ApiKeyRepository(pool).insert(key, {
    id: uuid(),
    merchantId: null,
    scope,
    mode: 'test',
    permissions,
    createdAt: SEEDED_AT,
    ...rest,
  });
  return key;
}

/** A Upay account in USD, unless the test says otherwise. */
export async function seedAccount(pool: pg.Pool, keyRing: KeyRing, given: Partial<OpenAccount> = {}): Promise<OpenAccount> {
  const account: OpenAccount = {
    id: uuid(),
    mode: 'test',
    provider: 'upay',
    name: 'An account',
    currency: currencyCode('USD'),
    enabled: true,
    settings: {},
    secrets: {},
    createdAt: SEEDED_AT,
    updatedAt: SEEDED_AT,
    ...given,
  };
  await new ProviderAccountRepository(pool, keyRing, Date.now).insert(account);
  return account;
}

/** Binds the account to the merchant; routing asks the lowest priority first. */
export async function seedBinding(
  pool: pg.Pool,
  given: Pick<AccountBinding, 'merchantId' | 'providerAccountId'> & Partial<AccountBinding>,
): Promise<void> {
  const { merchantId, providerAccountId, mode = 'test', priority = 1, enabled = true, createdAt = SEEDED_AT } = given;
  const ids = { merchant_id: merchantId, provider_account_id: providerAccountId };
  await insertRow(pool, 'account_binding', { ...ids, mode, priority, enabled, created_at: createdAt });
}

export interface SeededTerminal {
  readonly store: NewStore;
  readonly terminal: NewTerminal;
}

/** A terminal in a store of its own, called so by those provider accounts. */
export async function seedTerminal(
  pool: pg.Pool,
  merchantId: string,
  given: {
    readonly store?: Partial<NewStore>;
    readonly terminal?: Partial<NewTerminal>;
    readonly bindings?: readonly { readonly providerAccountId: string; readonly providerTerminalSn: string }[];
  } = {},
): Promise<SeededTerminal> {
  const terminals = new TerminalRepository(pool);
  const id = uuid();
  const place = { name: 'A store', currency: currencyCode('USD'), timeZone: 'UTC' };
  const store: NewStore = { id: uuid(), merchantId, storeNo: `store-${id}`, ...place, createdAt: SEEDED_AT, ...given.store };
  const terminal: NewTerminal = {
    id,
    merchantId,
    storeId: store.id,
    terminalSn: `terminal-${id}`,
    name: 'A terminal',
    enabled: true,
    createdAt: SEEDED_AT,
    ...given.terminal,
  };
  await terminals.insertStore(store);
  await terminals.insertTerminal(terminal);
  for (const binding of given.bindings ?? []) await terminals.bind({ terminalId: terminal.id, ...binding, createdAt: SEEDED_AT });
  return { store, terminal };
}

/** An active agreement without end. */
export async function seedAgreement(
  pool: pg.Pool,
  keyRing: KeyRing,
  given: Pick<OpenAgreement, 'merchantId' | 'providerAccountId'> & Partial<OpenAgreement>,
): Promise<OpenAgreement> {
  const accessToken = `token-${randomBytes(24).toString('base64url')}`;
  const agreement = { id: uuid(), state: 'active' as const, accessToken, createdAt: SEEDED_AT, expiresAt: null, ...given };
  const agreements = new AgreementRepository(pool, keyRing);
  await agreements.insert(agreement);
  return (await agreements.find(agreement.merchantId, agreement.id)) as OpenAgreement;
}

/** A batch that the provider said is closed, to stamp operations with. */
export async function seedProvenBatch(pool: pg.Pool, place: Place): Promise<BatchRecord> {
  const batch = batchRecord(place, { closedAsOf: NOW });
  await new BatchRepository(pool).begin(batch);
  return batch;
}

/** A batch that is closed, and took nothing. */
export async function seedClosedBatch(pool: pg.Pool, place: Place, id = uuid()): Promise<BatchRecord> {
  const closed = { state: 'closed', dueAt: null, closedAsOf: NOW, ownCount: 0, ownTotalMinor: 0n, finishedAt: NOW } as const;
  const batch = batchRecord(place, { id, ...closed });
  await new BatchRepository(pool).begin(batch);
  return batch;
}
