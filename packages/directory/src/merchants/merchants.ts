import { RUNTIME, UUID } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { merchantRows, SettingChanges } from '@interlock/persistence';
import type { Author, LatePaymentPolicy, Merchant, Mode } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Answer } from '../answer.js';
import { MerchantNotFound } from '../errors.js';
import { nextOf } from '../page.js';
import type { PageInput } from '../page.js';
import { given, repeatKey } from '../requests.js';
import type { Request } from '../requests.js';
import { auditedMerchant, merchantView } from './merchant-view.js';
import type { MerchantView } from './merchant-view.js';

export interface MerchantInput {
  readonly name: string;
  readonly latePaymentPolicy: LatePaymentPolicy;
  readonly caseLimits?: Readonly<Record<string, string>> | undefined;
}
export interface MerchantPatch {
  readonly name?: string | undefined;
  readonly latePaymentPolicy?: LatePaymentPolicy | undefined;
  readonly enabled?: boolean | undefined;
  /** Null: as the installation is set up. */
  readonly caseLimits?: Readonly<Record<string, string>> | null | undefined;
}

/** Merchants, as the platform sets them up: of the mode of its key. */
@Injectable()
export class Merchants {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly changes: SettingChanges,
  ) {}

  /** Throws `IdempotencyKeyReused`. */
  async create(request: Request, input: MerchantInput): Promise<Answer<MerchantView>> {
    const { keyRing, newId, pool } = this.runtime;
    const { mode } = request.author;
    const answer = await this.changes.change(
      request.author,
      repeatKey(keyRing, request, 'POST /v1/merchants', input),
      async (transaction, at) => {
        const { name, latePaymentPolicy, caseLimits = null } = input;
        const made = { id: newId(), name, mode, latePaymentPolicy, caseLimits, state: 'enabled' as const, createdAt: at };
        const merchant = await merchantRows.insertMerchant(transaction, made);
        const subject = { type: 'merchant', id: merchant.id };
        return {
          action: 'merchant.create',
          subject,
          merchantId: merchant.id,
          before: null,
          after: auditedMerchant(merchant),
          result: merchant,
        };
      },
    );
    if (!answer.replayed) return { view: merchantView(answer.result), replayed: false };
    const merchant = await merchantRows.findMerchant(pool, mode, answer.subjectId);
    if (merchant === undefined) throw new MerchantNotFound();
    return { view: merchantView(merchant), replayed: true };
  }

  /** Throws `MerchantNotFound`. */
  async change(author: Author, id: string, { enabled, ...patch }: MerchantPatch): Promise<MerchantView> {
    if (!UUID.test(id)) throw new MerchantNotFound();
    const state = enabled === undefined ? {} : { state: enabled ? ('enabled' as const) : ('disabled' as const) };
    const merchant = await this.changes.changeNow(author, async (transaction, at) => {
      const before = await merchantRows.lockMerchant(transaction, author.mode, id);
      if (before === undefined) throw new MerchantNotFound();
      const after = await merchantRows.changeMerchant(transaction, before, { ...given(patch), ...state }, at);
      return {
        ...{ action: 'merchant.change', subject: { type: 'merchant', id: before.id }, merchantId: before.id, result: after },
        ...{ before: auditedMerchant(before), after: auditedMerchant(after), stale: [{ kind: 'merchant' as const, id: before.id }] },
      };
    });
    return merchantView(merchant);
  }

  /** Throws `MerchantNotFound`. */
  async read(mode: Mode, id: string): Promise<MerchantView> {
    const merchant = UUID.test(id) ? await merchantRows.findMerchant(this.runtime.pool, mode, id) : undefined;
    if (merchant === undefined) throw new MerchantNotFound();
    return merchantView(merchant);
  }

  /** Newest first. */
  async list(mode: Mode, { cursor, limit }: PageInput): Promise<{ readonly merchants: MerchantView[]; readonly nextCursor?: string }> {
    const found: Merchant[] = await merchantRows.listMerchants(this.runtime.pool, mode, cursor, limit + 1);
    return { merchants: found.slice(0, limit).map(merchantView), ...nextOf(found, limit) };
  }
}
