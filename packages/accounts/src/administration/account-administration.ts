import { OperationInProgress, ProviderAccountNotFound } from '@interlock/domain';
import { AccountSettingsRepository, ProviderAccountRepository, SettingChanges, memberHashes, platformScope } from '@interlock/persistence';
import type { AccountRecord } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { AccountDirectory } from '../account-directory.js';
import { ProviderRegistry } from '../provider-registry.js';
import { RUNTIME } from '../runtime.js';
import type { Runtime } from '../runtime.js';
import { UUID } from '../uuid.js';
import { checkedAccount } from './account-input.js';
import { accountView, auditedAccount } from './account-view.js';
import type { ProviderAccountView } from './account-view.js';
import type { AccountAnswer, ChangeAccount, CreateAccount } from './commands.js';
import { mergePatch } from './merge-patch.js';
import { ProviderHosts } from './provider-hosts.js';

/** Accounts are made and changed with their audit entry, in one transaction, and are never taken away: orders of years ago name them. */
@Injectable()
export class AccountAdministration {
  private readonly hosts: ProviderHosts;

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly accounts: ProviderAccountRepository,
    private readonly settings: AccountSettingsRepository,
    private readonly changes: SettingChanges,
    private readonly directory: AccountDirectory,
    private readonly providers: ProviderRegistry,
  ) {
    this.hosts = runtime.providerHosts ?? new ProviderHosts();
  }

  async create({ author, input, idempotencyKey }: CreateAccount): Promise<AccountAnswer> {
    const { keyRing, newId } = this.runtime;
    const scope = platformScope(author.mode);
    const key = { scope, key: idempotencyKey, hashes: memberHashes(keyRing, { ...input, path: 'POST /v1/provider-accounts' }) };
    const checked = checkedAccount(this.providers.adapter(input.provider), input, this.hosts);
    const id = newId();
    const answer = await this.changes.change(author, key, async (transaction, at) => {
      const { provider, name, currency, enabled } = input;
      const account = { id, mode: author.mode, provider, name, currency, enabled, ...checked, createdAt: at, updatedAt: at };
      await this.accounts.insert(account, transaction);
      return {
        ...{ action: 'provider_account.create', subject: { type: 'provider_account', id }, merchantId: null, result: id },
        ...{ before: null, after: auditedAccount({ ...account, secretDates: {} }) },
      };
    });
    const made = await this.settings.find(author.mode, answer.replayed ? answer.subjectId : answer.result);
    if (made === undefined) throw new ProviderAccountNotFound();
    return { view: this.view(made), replayed: answer.replayed };
  }

  async change({ author, id, input }: ChangeAccount): Promise<ProviderAccountView> {
    if (!UUID.test(id)) throw new ProviderAccountNotFound();
    await this.changes.changeNow(author, async (transaction, at) => {
      const before = await this.settings.lock(transaction, author.mode, id);
      if (before === undefined) throw new ProviderAccountNotFound();
      // Whoever asks for the next key now would write over this, or this over the key.
      if (input.settings !== undefined || input.secrets !== undefined) assertNoRotation(before, at);
      const { name = before.name, enabled = before.enabled } = input;
      const checked = this.patched(before, input);
      const updatedAt = new Date(Math.max(at.getTime(), before.updatedAt.getTime() + 1));
      const settings = checked?.settings ?? before.settings;
      const secretDates = await this.settings.update(transaction, before, {
        name,
        enabled,
        settings,
        updatedAt,
        secrets: checked?.secrets,
      });
      const after = { ...before, name, enabled, settings, secretDates, secrets: checked?.secrets ?? before.secrets };
      return {
        ...{ action: 'provider_account.change', subject: { type: 'provider_account', id }, merchantId: null, result: id },
        ...{ before: auditedAccount(before), after: auditedAccount(after), stale: [{ kind: 'account', id }] },
      };
    });
    this.directory.forget(id);
    const changed = await this.settings.find(author.mode, id);
    if (changed === undefined) throw new ProviderAccountNotFound();
    return this.view(changed);
  }

  view(account: AccountRecord): ProviderAccountView {
    return accountView(account, this.providers.notifyUrl(account));
  }

  /** Undefined where neither settings nor secrets are changed: an account that is disabled need not be one that could be made today. */
  private patched(before: AccountRecord, { settings, secrets }: ChangeAccount['input']): ReturnType<typeof checkedAccount> | undefined {
    if (settings === undefined && secrets === undefined) return undefined;
    const given = { settings: mergePatch(before.settings, settings ?? {}), secrets: mergePatch(before.secrets, secrets ?? {}) };
    return checkedAccount(this.providers.adapter(before.provider), { ...given, currency: before.currency }, this.hosts);
  }
}

function assertNoRotation({ rotationUntil }: AccountRecord, at: Date): void {
  if (rotationUntil !== null && rotationUntil > at) throw new OperationInProgress('change of keys');
}
