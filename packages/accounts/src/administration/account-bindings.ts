import { InvalidReference, ProviderAccountNotFound } from '@interlock/domain';
import { AccountSettingsRepository, SettingChanges } from '@interlock/persistence';
import type { Author, MerchantBinding } from '@interlock/persistence';
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { AccountDirectory } from '../account-directory.js';
import { UUID } from '../uuid.js';
import { bindingView } from './binding-view.js';
import type { BindingView } from './binding-view.js';
import type { BindMerchant, UnbindMerchant } from './commands.js';

/** Which merchants are paid through an account. Test and live never meet: each is sought in the mode of the author's key. */
@Injectable()
export class AccountBindings {
  constructor(
    private readonly settings: AccountSettingsRepository,
    private readonly changes: SettingChanges,
    private readonly directory: AccountDirectory,
  ) {}

  async bind({ author, accountId, merchantId, input }: BindMerchant): Promise<BindingView> {
    await this.changes.changeNow(author, async (transaction, at) => {
      const before = await this.bound(transaction, author, accountId, merchantId);
      if (!UUID.test(merchantId) || !(await this.settings.isMerchant(transaction, author.mode, merchantId)))
        throw new InvalidReference('merchantId', `is no ${author.mode} merchant: test and live never mix`);
      await this.settings.putBinding(transaction, { ...input, merchantId, accountId, mode: author.mode, at });
      return this.told(before === undefined ? 'bind' : 'rebind', { accountId, merchantId }, before, input);
    });
    this.directory.forget(accountId);
    const [binding] = (await this.settings.bindings(accountId)).filter((one) => one.merchantId === merchantId.toLowerCase());
    if (binding === undefined) throw new ProviderAccountNotFound();
    return bindingView(binding);
  }

  async unbind({ author, accountId, merchantId }: UnbindMerchant): Promise<void> {
    await this.changes.changeNow(author, async (transaction) => {
      const before = await this.bound(transaction, author, accountId, merchantId);
      if (before === undefined) return { action: null, result: undefined };
      await this.settings.removeBinding(transaction, accountId, merchantId);
      return this.told('unbind', { accountId, merchantId }, before, null);
    });
    this.directory.forget(accountId);
  }

  private async bound(
    transaction: PoolClient,
    { mode }: Author,
    accountId: string,
    merchantId: string,
  ): Promise<MerchantBinding | undefined> {
    if (!UUID.test(accountId) || (await this.settings.lock(transaction, mode, accountId)) === undefined)
      throw new ProviderAccountNotFound();
    return UUID.test(merchantId) ? this.settings.binding(transaction, accountId, merchantId) : undefined;
  }

  private told(
    verb: string,
    { accountId, merchantId }: { readonly accountId: string; readonly merchantId: string },
    before: MerchantBinding | undefined,
    after: { readonly priority: number; readonly enabled: boolean } | null,
  ) {
    const shown = before === undefined ? null : { priority: before.priority, enabled: before.enabled };
    return {
      ...{ action: `provider_account.${verb}`, subject: { type: 'provider_account', id: accountId }, merchantId, result: undefined },
      ...{ before: shown, after, stale: [{ kind: 'account', id: accountId } as const] },
    };
  }
}
