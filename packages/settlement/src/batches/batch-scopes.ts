import { AccountDirectory, ProviderRegistry } from '@interlock/accounts';
import { InvalidReference, OperationNotSupported, ProviderAccountNotFound } from '@interlock/domain';
import { ProviderAccountRepository, TerminalRepository } from '@interlock/persistence';
import type { BoundAccount, StoredScope } from '@interlock/persistence';
import type { Batches, BatchScope } from '@interlock/provider-kit';
import { Injectable } from '@nestjs/common';
import type { ScopeInput } from './commands.js';

/** A scope that the provider accepts: the account, its adapter's batches, and whose payments are meant. */
export interface AcceptedScope {
  readonly account: BoundAccount;
  readonly batches: Batches;
  readonly scope: StoredScope;
}

/** What a caller names is checked here before anything is begun: that it is the merchant's own, and known at the account. */
@Injectable()
export class BatchScopes {
  constructor(
    private readonly directory: AccountDirectory,
    private readonly providers: ProviderRegistry,
    private readonly accounts: ProviderAccountRepository,
    private readonly terminals: TerminalRepository,
  ) {}

  /** Throws `ProviderAccountNotFound`, `OperationNotSupported`, which names the provider, or `InvalidReference`, which names the member. */
  async accepted(merchantId: string, providerAccountId: string, input: ScopeInput, action: 'close' | 'open'): Promise<AcceptedScope> {
    // Also one that is disabled: what it took is still to be handed in.
    const account = (await this.directory.ofMerchant(merchantId)).find(({ id }) => id === providerAccountId.toLowerCase());
    if (account === undefined) throw new ProviderAccountNotFound();
    const { batches, name } = this.providers.adapter(account.provider);
    if (batches === undefined) throw new OperationNotSupported(`${name} has no batches that are closed from here: it settles on its own`);
    const usable = this.providers.usableSettings(account);
    if (usable === undefined) throw new InvalidReference('providerAccountId', 'the account cannot be used as it is configured');
    const scope = await this.stored(merchantId, account.id, input);
    const accepts = batches.accepts(providerScope(scope), action, usable.settings);
    if (accepts !== true) throw new OperationNotSupported(`${name}: ${accepts}`);
    return { account, batches, scope };
  }

  private async stored(merchantId: string, accountId: string, input: ScopeInput): Promise<StoredScope> {
    if ('all' in input) {
      // The provider would close, and count, what other merchants took through it.
      if (await this.accounts.isShared(accountId, merchantId))
        throw new InvalidReference('scope.all', 'the provider account is shared with other merchants: name a store or terminals');
      return { type: 'all' };
    }
    if ('storeNo' in input) {
      const store = await this.terminals.findStoreAt(merchantId, input.storeNo, accountId);
      if (store !== undefined) return { type: 'store', ...store };
      const known = (await this.terminals.findStore(merchantId, input.storeNo)) !== undefined;
      throw new InvalidReference('scope.storeNo', known ? NOT_BOUND : 'no such store of this merchant');
    }
    const terminals = input.terminalSns.map(async (terminalSn, index) => ({
      terminalSn,
      providerTerminalSn: await this.serialAt(merchantId, accountId, terminalSn, `scope.terminalSns.${String(index)}`),
    }));
    return { type: 'terminals', terminals: await Promise.all(terminals) };
  }

  /** Also of a terminal that is disabled: what it took is still to be handed in. */
  private async serialAt(merchantId: string, accountId: string, terminalSn: string, path: string): Promise<string> {
    const terminal = await this.terminals.findTerminal(merchantId, terminalSn);
    if (terminal === undefined) throw new InvalidReference(path, 'no such terminal of this merchant');
    const binding = terminal.bindings.find(({ providerAccountId }) => providerAccountId === accountId);
    if (binding === undefined) throw new InvalidReference(path, NOT_BOUND);
    return binding.providerTerminalSn;
  }
}

const NOT_BOUND = 'is not bound to the provider account';

/** In the provider's own numbers. */
export function providerScope(scope: StoredScope): BatchScope {
  switch (scope.type) {
    case 'all':
      return { type: 'all' };
    case 'store':
      return { type: 'store', providerStoreNo: scope.providerStoreNo };
    case 'terminals':
      return { type: 'terminals', providerTerminalSns: scope.terminals.map(({ providerTerminalSn }) => providerTerminalSn) };
  }
}
