import { OperationInProgress, OperationNotSupported, ProviderAccountNotFound } from '@interlock/domain';
import { ProviderAccountRepository } from '@interlock/persistence';
import type { OpenAccount } from '@interlock/persistence';
import type { AccountActivation, AccountResult, ProviderCall } from '@interlock/provider-kit';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { AccountDirectory } from '../account-directory.js';
import { AccountRefused, ProviderSilent } from '../errors.js';
import { ProviderRegistry } from '../provider-registry.js';
import { RUNTIME } from '../runtime.js';
import type { Runtime } from '../runtime.js';
import { UUID } from '../uuid.js';
import type { ActivationView } from './commands.js';

/** Published clients wait 35 s for an activation. Source: Upay Web API, Transport. */
const TIMEOUTS = { connectTimeoutMs: 5_000, totalTimeoutMs: 35_000, attempt: 1 };
/** Longer than the call takes: until then no other process changes the keys. */
const ROTATION_MS = 60_000;
/** A check-in that failed is asked for again this much later; the key before it is good for many of these. */
const RETRY_MS = 5 * 60_000;
const PAGE = 20;

type Ask = (calls: AccountActivation, call: ProviderCall) => Promise<AccountResult>;

/**
 * Keys that a provider gives and takes away. One process at a time changes an account's; a new key is stored before anything is signed with it,
 * and the one before it is kept beside it, since other processes still sign with that for a moment and a lost answer is recovered by it.
 */
@Injectable()
export class AccountActivations {
  private readonly logger = new Logger('Accounts');

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly repository: ProviderAccountRepository,
    private readonly directory: AccountDirectory,
    private readonly providers: ProviderRegistry,
  ) {}

  activate(mode: 'test' | 'live', accountId: string, input: { readonly code: string; readonly deviceId: string }): Promise<ActivationView> {
    return this.rotate(mode, accountId, (calls, call) => calls.activate(input, call));
  }

  checkIn(mode: 'test' | 'live', accountId: string): Promise<ActivationView> {
    return this.rotate(mode, accountId, (calls, call) => calls.checkIn(call));
  }

  /** One turn of the worker. */
  async checkInDue(): Promise<number> {
    const due = await this.repository.dueCheckIns(new Date(this.runtime.clock.now()), PAGE);
    for (const accountId of due) {
      await this.rotate(undefined, accountId, (calls, call) => calls.checkIn(call)).catch((error: unknown) => {
        if (error instanceof OperationInProgress) return;
        this.logger.error({ accountId, err: error }, 'a check-in failed; it is tried again while the present key is good');
      });
    }
    return due.length;
  }

  private async rotate(mode: 'test' | 'live' | undefined, accountId: string, ask: Ask): Promise<ActivationView> {
    const { clock } = this.runtime;
    const account = UUID.test(accountId) ? await this.repository.find(accountId) : undefined;
    if (account === undefined || (mode !== undefined && account.mode !== mode)) throw new ProviderAccountNotFound();
    const { activation } = this.providers.adapter(account.provider);
    if (activation === undefined) throw new OperationNotSupported(`${account.provider} has no activation: its accounts are configured`);
    this.runtime.assertReady();
    const begunAt = clock.now();
    const lease = await this.repository.beginRotation(account.id, new Date(begunAt), new Date(begunAt + ROTATION_MS));
    if (lease === undefined) throw new OperationInProgress('change of keys');
    try {
      // What was read before the lease was taken may be what another process has changed since.
      this.directory.forget(account.id);
      const opened = await this.providers.open(account.id, TIMEOUTS);
      const result: AccountResult =
        opened === undefined ? { outcome: 'unknown', cause: 'account_unusable' } : await ask(activation, opened.call);
      if (result.outcome === 'declined') throw new AccountRefused(result.providerCode, result.message);
      if (result.outcome === 'unknown' || opened === undefined)
        throw new ProviderSilent(result.outcome === 'unknown' ? result.cause : 'account_unusable');
      return await this.store(opened.account, result, lease, activation.checkInEveryMs);
    } catch (error) {
      await this.repository.abandonRotation(account.id, lease, mode === undefined ? new Date(clock.now() + RETRY_MS) : null);
      throw error;
    }
  }

  private async store(
    account: OpenAccount,
    given: Extract<AccountResult, { outcome: 'approved' }>,
    lease: number,
    checkInEveryMs: number,
  ): Promise<ActivationView> {
    const now = this.runtime.clock.now();
    const updatedAt = new Date(Math.max(now, account.updatedAt.getTime() + 1));
    const checkInDueAt = new Date(now + checkInEveryMs);
    const changed = {
      id: account.id,
      settings: { ...account.settings, ...given.settings },
      // A member that is given as undefined is gone: the keys of a terminal that the account was before.
      secrets: { ...(account.secrets as Record<string, unknown>), ...given.secrets },
      updatedAt,
    };
    if (!(await this.repository.finishRotation(changed, lease, checkInDueAt))) throw new OperationInProgress('change of keys');
    this.directory.forget(account.id);
    return {
      providerAccountId: account.id,
      provider: account.provider,
      keyIssuedAt: updatedAt.toISOString(),
      nextCheckInAt: checkInDueAt.toISOString(),
    };
  }
}
