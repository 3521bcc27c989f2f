import { RUNTIME, UUID } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import type { CurrencyCode } from '@interlock/domain';
import { isUniqueViolation, SettingChanges, storeRows, terminalRows } from '@interlock/persistence';
import type { Author, StoreWithBindings } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Answer } from '../answer.js';
import { AlreadyThere, SettingRefused, StoreNotFound } from '../errors.js';
import { nextOf } from '../page.js';
import type { PageInput } from '../page.js';
import { given, repeatKey } from '../requests.js';
import type { Request } from '../requests.js';
import { auditedStore, storeView } from './store-view.js';
import type { StoreView } from './store-view.js';

export interface StoreInput {
  readonly storeNo: string;
  readonly name: string;
  readonly currency: CurrencyCode;
  readonly timeZone: string;
  /** Minutes after midnight. */
  readonly dayStartsMinute: number;
  readonly payWaitSeconds?: number | undefined;
}
export interface StorePatch {
  readonly name?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly dayStartsMinute?: number | undefined;
  readonly payWaitSeconds?: number | null | undefined;
  readonly enabled?: boolean | undefined;
}
type MerchantRequest = Request & { readonly merchantId: string };

/** The stores of a merchant. Number and currency stay: orders and reports stand on them. */
@Injectable()
export class Stores {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly changes: SettingChanges,
  ) {}

  /** Throws `AlreadyThere`, `IdempotencyKeyReused`. */
  async create(request: MerchantRequest, input: StoreInput): Promise<Answer<StoreView>> {
    const { keyRing, newId, pool } = this.runtime;
    const { merchantId } = request;
    const key = repeatKey(keyRing, request, 'POST /v1/stores', input);
    const answer = await this.changes
      .change(request.author, key, async (transaction, at) => {
        const made = { ...input, id: newId(), merchantId, payWaitSeconds: input.payWaitSeconds ?? null, createdAt: at };
        const store = await storeRows.insertStore(transaction, made);
        const subject = { type: 'store', id: store.id };
        return { action: 'store.create', subject, merchantId, before: null, after: auditedStore(store), result: store };
      })
      .catch((error: unknown) => {
        if (isUniqueViolation(error, 'store_merchant_id_store_no_key')) throw new AlreadyThere('storeNo', 'is the number of another store');
        throw error;
      });
    if (!answer.replayed) return { view: storeView(answer.result), replayed: false };
    return { view: storeView(existing(await storeRows.findStore(pool, merchantId, { id: answer.subjectId }))), replayed: true };
  }

  /** Throws `StoreNotFound`. */
  async change(author: Author, merchantId: string, storeNo: string, patch: StorePatch): Promise<StoreView> {
    const store = await this.changes.changeNow(author, async (transaction, at) => {
      const before = existing(await storeRows.lockStore(transaction, merchantId, storeNo));
      const after = await storeRows.changeStore(transaction, before, given(patch), at);
      const terminals = await terminalRows.listTerminalSns(transaction, before.id);
      return {
        ...{ action: 'store.change', subject: { type: 'store', id: before.id }, merchantId, result: after },
        ...{ before: auditedStore(before), after: auditedStore(after) },
        stale: terminals.map((id) => ({ kind: 'terminal' as const, id })),
      };
    });
    return storeView(store);
  }

  /** What a provider account calls the store; null: it does not know it any more, nor does one that the merchant had. Throws `StoreNotFound`, `SettingRefused`. */
  async bind(author: Author, merchantId: string, storeNo: string, accountId: string, providerStoreNo: string | null): Promise<StoreView> {
    const store = await this.changes.changeNow(author, async (transaction, at) => {
      const before = existing(await storeRows.lockStore(transaction, merchantId, storeNo));
      if (!UUID.test(accountId) || (providerStoreNo !== null && !(await terminalRows.isBoundToAccount(transaction, merchantId, accountId))))
        throw new SettingRefused('the merchant has no such provider account', [
          { path: 'accountId', message: 'is no account of this merchant' },
        ]);
      await storeRows.bindStore(transaction, before.id, accountId, providerStoreNo, at);
      const after = existing(await storeRows.findStore(transaction, merchantId, { id: before.id }));
      return {
        ...{ action: 'store.bind', subject: { type: 'store', id: before.id }, merchantId, result: after },
        ...{ before: auditedStore(before), after: auditedStore(after) },
      };
    });
    return storeView(store);
  }

  /** Throws `StoreNotFound`. */
  async read(merchantId: string, storeNo: string): Promise<StoreView> {
    return storeView(existing(await storeRows.findStore(this.runtime.pool, merchantId, { storeNo })));
  }

  /** Newest first. */
  async list(merchantId: string, { cursor, limit }: PageInput): Promise<{ readonly stores: StoreView[]; readonly nextCursor?: string }> {
    const found = await storeRows.listStores(this.runtime.pool, merchantId, cursor, limit + 1);
    return { stores: found.slice(0, limit).map(storeView), ...nextOf(found, limit) };
  }
}

function existing(store: StoreWithBindings | undefined): StoreWithBindings {
  if (store === undefined) throw new StoreNotFound();
  return store;
}
