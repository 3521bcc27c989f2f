import { ProviderAccountNotFound } from '@interlock/domain';
import type { ProviderName } from '@interlock/domain';
import { AccountSettingsRepository } from '@interlock/persistence';
import { Injectable } from '@nestjs/common';
import { UUID } from '../uuid.js';
import { AccountAdministration } from './account-administration.js';
import type { ProviderAccountView } from './account-view.js';
import { bindingView } from './binding-view.js';
import type { BindingView } from './binding-view.js';

type Mode = 'test' | 'live';

/** Accounts of one mode, as the platform reads them; one of the other is not told from none. Throws `ProviderAccountNotFound`. */
@Injectable()
export class AccountReads {
  constructor(
    private readonly settings: AccountSettingsRepository,
    private readonly administration: AccountAdministration,
  ) {}

  async byId(mode: Mode, id: string): Promise<ProviderAccountView> {
    const account = UUID.test(id) ? await this.settings.find(mode, id) : undefined;
    if (account === undefined) throw new ProviderAccountNotFound();
    return this.administration.view(account);
  }

  /** Newest first. */
  async list(
    mode: Mode,
    {
      provider,
      cursor,
      limit,
    }: { readonly provider?: ProviderName | undefined; readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<{ readonly accounts: readonly ProviderAccountView[]; readonly nextCursor?: string }> {
    const found = await this.settings.list(mode, { provider, before: cursor, limit: limit + 1 });
    const last = found.length > limit ? found[limit - 1] : undefined;
    const accounts = found.slice(0, limit).map((account) => this.administration.view(account));
    return { accounts, ...(last === undefined ? {} : { nextCursor: last.id }) };
  }

  async merchants(mode: Mode, id: string): Promise<{ readonly merchants: readonly BindingView[] }> {
    await this.byId(mode, id);
    return { merchants: (await this.settings.bindings(id)).map(bindingView) };
  }
}
