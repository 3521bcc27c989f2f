import {
  IdempotencyKeyReused,
  InterlockError,
  OperationInProgress,
  OperationNotSupported,
  ProviderAccountNotFound,
} from '@interlock/domain';
import {
  AccountSettingsRepository,
  ProviderAccountRepository,
  SettingChanges,
  differingMembers,
  isConnectionLoss,
  memberHashes,
} from '@interlock/persistence';
import type { Author, Change, OpenAccount } from '@interlock/persistence';
import type { AccountActivation, AccountResult, ProviderCall } from '@interlock/provider-kit';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { AccountDirectory } from '../account-directory.js';
import { auditedAccount } from '../administration/account-view.js';
import { AccountRefused, ProviderSilent } from '../errors.js';
import { ProviderRegistry } from '../provider-registry.js';
import { pause } from '../pause.js';
import { RUNTIME } from '../runtime.js';
import type { Runtime } from '../runtime.js';
import { UUID } from '../uuid.js';
import type { ActivateAccount, ActivationAnswer, ActivationView, CheckInAccount } from './commands.js';

/** Published clients wait 35 s for an activation. Source: Upay Web API, Transport. */
const TIMEOUTS = { connectTimeoutMs: 5_000, totalTimeoutMs: 35_000, attempt: 1 };
/** Two sends, one with each of the stored keys, and a short outage of the database: until then no other process changes them. */
const ROTATION_MS = 90_000;
/** How long the new key, which this process alone has, waits for a database that is away: a second key that is lost locks the terminal out. */
const OUTAGE_MS = 20_000;
const OUTAGE_PAUSE_MS = 200;
/** A check-in that failed is asked for again this much later: the key that we hold may be the one before by now, and that is good once more. */
const RETRY_MS = 5 * 60_000;
/** How often, and after which pause each, a request looks whether the change that it found under way was its own: ten seconds in all. */
const LOOKS = 50;
const LOOK_PAUSE_MS = 200;
const PAGE = 20;

/** Under which key of its caller a change is asked for, and what the key stands for. */
interface Keyed {
  readonly key: string;
  readonly hashes: Readonly<Record<string, string>>;
}
/** What the audit log says of it, and of whom. */
interface Recorded {
  readonly action: 'provider_account.activate' | 'provider_account.check_in';
  readonly author: Author;
}
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
    private readonly settings: AccountSettingsRepository,
    private readonly changes: SettingChanges,
  ) {}

  async activate({ author, providerAccountId, input, idempotencyKey }: ActivateAccount): Promise<ActivationAnswer> {
    const account = await this.existing(providerAccountId, author.mode);
    const request = this.keyed(idempotencyKey, { ...input, path: `POST /v1/provider-accounts/${account.id}/activate` });
    const change = { action: 'provider_account.activate', author } as const;
    return this.rotate(account, (calls, call) => calls.activate(input, call), change, request);
  }

  async checkIn({ author, providerAccountId, idempotencyKey }: CheckInAccount): Promise<ActivationAnswer> {
    const account = await this.existing(providerAccountId, author.mode);
    const request = this.keyed(idempotencyKey, { path: `POST /v1/provider-accounts/${account.id}/checkin` });
    return this.rotate(account, (calls, call) => calls.checkIn(call), { action: 'provider_account.check_in', author }, request);
  }

  /** One turn of the worker. */
  async checkInDue(): Promise<number> {
    const due = await this.repository.dueCheckIns(new Date(this.runtime.clock.now()), PAGE);
    for (const accountId of due) {
      await this.checkInAt(accountId).catch((error: unknown) => {
        if (error instanceof OperationInProgress) return;
        this.logger.error({ accountId, err: error }, 'a check-in failed; it is tried again while the present key is good');
      });
    }
    return due.length;
  }

  private async checkInAt(accountId: string): Promise<void> {
    const account = await this.existing(accountId);
    const { processName, newId } = this.runtime;
    const author = { mode: account.mode, actor: processName, requestId: newId(), address: null };
    await this.rotate(account, (calls, call) => calls.checkIn(call), { action: 'provider_account.check_in', author });
  }

  private async existing(accountId: string, mode?: 'test' | 'live'): Promise<OpenAccount> {
    const account = UUID.test(accountId) ? await this.repository.find(accountId) : undefined;
    if (account === undefined || (mode !== undefined && account.mode !== mode)) throw new ProviderAccountNotFound();
    return account;
  }

  private keyed(key: string, content: object): Keyed {
    return { key, hashes: memberHashes(this.runtime.keyRing, content) };
  }

  /** The present view, where this request has changed the keys already. */
  private async replay({ id, provider }: OpenAccount, request: Keyed | undefined): Promise<ActivationAnswer | undefined> {
    const last = request === undefined ? undefined : await this.repository.lastRotation(id);
    if (request === undefined || last?.rotationKey !== request.key || last.keyIssuedAt === null || last.checkInDueAt === null)
      return undefined;
    const differing = differingMembers(last.rotationHashes ?? {}, request.hashes);
    if (differing.length > 0) throw new IdempotencyKeyReused(`Idempotency-Key "${request.key}"`, differing);
    return { view: viewOf(id, provider, last.keyIssuedAt, last.checkInDueAt), replayed: true };
  }

  /** Without a request of somebody's a failed change is due again, and the account says so. */
  private async rotate(account: OpenAccount, ask: Ask, change: Recorded, request?: Keyed): Promise<ActivationAnswer> {
    const { clock } = this.runtime;
    const before = await this.replay(account, request);
    if (before !== undefined) return before;
    const { activation } = this.providers.adapter(account.provider);
    if (activation === undefined) throw new OperationNotSupported(`${account.provider} has no activation: its accounts are configured`);
    this.runtime.assertReady();
    const begunAt = clock.now();
    const lease = await this.repository.beginRotation(account.id, new Date(begunAt), new Date(begunAt + ROTATION_MS));
    if (lease === undefined) return this.underWay(account, request);
    try {
      const since = await this.replay(account, request);
      if (since !== undefined) {
        await this.repository.abandonRotation(account.id, lease);
        return since;
      }
      // What was read before the lease was taken may be what another process has changed since.
      this.directory.forget(account.id);
      const opened = await this.providers.open(account.id, { purpose: 'activation', ...TIMEOUTS });
      const result: AccountResult =
        opened === undefined ? { outcome: 'unknown', cause: 'account_unusable' } : await ask(activation, opened.call);
      if (result.outcome === 'declined') throw new AccountRefused(result.providerCode, result.message);
      if (result.outcome === 'unknown' || opened === undefined)
        throw new ProviderSilent(result.outcome === 'unknown' ? result.cause : 'account_unusable');
      return {
        view: await this.store(opened.account, result, { lease, everyMs: activation.checkInEveryMs, change, request }),
        replayed: false,
      };
    } catch (error) {
      if (request !== undefined) await this.repository.abandonRotation(account.id, lease);
      else {
        const at = clock.now();
        const failed = { at: new Date(at), dueAt: new Date(at + RETRY_MS), error: wordsOf(error) };
        await this.repository.failCheckIn(account.id, lease, failed);
      }
      throw error;
    }
  }

  /**
   * Somebody is changing the keys, perhaps for this very request, which was sent twice: it gets what that leads to. It never begins a change of its
   * own here: had that one failed, each of its repeats would ask the provider again.
   */
  private async underWay(account: OpenAccount, request: Keyed | undefined): Promise<ActivationAnswer> {
    for (let look = 0; request !== undefined && look < LOOKS; look += 1) {
      const over = !(await this.repository.isRotating(account.id, new Date(this.runtime.clock.now())));
      const since = await this.replay(account, request);
      if (since !== undefined) return since;
      if (over) break;
      await pause(this.runtime.clock, LOOK_PAUSE_MS);
    }
    throw new OperationInProgress('change of keys');
  }

  private async store(
    account: OpenAccount,
    given: Extract<AccountResult, { outcome: 'approved' }>,
    { lease, everyMs, change, request }: { lease: number; everyMs: number; change: Recorded; request: Keyed | undefined },
  ): Promise<ActivationView> {
    const now = this.runtime.clock.now();
    const updatedAt = new Date(Math.max(now, account.updatedAt.getTime() + 1));
    const checkInDueAt = new Date(now + everyMs);
    const changed = {
      id: account.id,
      settings: { ...account.settings, ...given.settings },
      // A member that is given as undefined is gone: the keys of a terminal that the account was before.
      secrets: { ...(account.secrets as Record<string, unknown>), ...given.secrets },
      updatedAt,
    };
    const finish = async (transaction: PoolClient): Promise<Change<boolean>> => {
      const before = await this.settings.lock(transaction, account.mode, account.id);
      // The answer to the commit was lost, and this is its repeat.
      if (before?.rotationLease === lease && before.rotationUntil === null) return { action: null, result: true };
      const held = await this.repository.finishRotation(changed, lease, checkInDueAt, { at: transaction, request });
      const after = held ? await this.settings.lock(transaction, account.mode, account.id) : undefined;
      if (before === undefined || after === undefined) return { action: null, result: false };
      const subject = { type: 'provider_account', id: account.id };
      const views = { before: auditedAccount(before), after: auditedAccount(after), stale: [{ kind: 'account', id: account.id } as const] };
      return { action: change.action, subject, merchantId: null, ...views, result: true };
    };
    const held = await this.throughOutage(() => this.changes.changeNow(change.author, finish));
    if (!held) throw new OperationInProgress('change of keys');
    this.directory.forget(account.id);
    return viewOf(account.id, account.provider, updatedAt, checkInDueAt);
  }

  /** A write that is harmless to repeat, until the database has taken it. */
  private async throughOutage<T>(write: () => Promise<T>): Promise<T> {
    const { clock } = this.runtime;
    const until = clock.monotonic() + OUTAGE_MS;
    for (;;) {
      try {
        return await write();
      } catch (error) {
        if (!isConnectionLoss(error) || clock.monotonic() >= until) throw error;
        await pause(clock, OUTAGE_PAUSE_MS);
      }
    }
  }
}

/** What the account's view says: refusals are in our words, or in the provider's without anything secret; the rest is for the log. */
function wordsOf(error: unknown): string {
  return error instanceof InterlockError ? error.message : 'something failed on our side; the log of the worker says what';
}

function viewOf(providerAccountId: string, provider: string, keyIssuedAt: Date, checkInDueAt: Date): ActivationView {
  return { providerAccountId, provider, keyIssuedAt: keyIssuedAt.toISOString(), nextCheckInAt: checkInDueAt.toISOString() };
}
