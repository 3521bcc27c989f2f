import type { ProviderName } from '@interlock/domain';
import { BrokenInvariant } from '@interlock/domain';
import type { ClaimBounds, OpenAccount } from '@interlock/persistence';
import { openCall } from '@interlock/provider-kit';
import type { ProviderAdapter, ProviderCall, RecordedTransport, SendUntil } from '@interlock/provider-kit';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { RUNTIME } from './runtime.js';
import { AccountDirectory } from './account-directory.js';
import { ProviderCalls } from './metrics/provider-calls.js';
import type { CallPurpose } from './metrics/provider-calls.js';
import type { Runtime } from './runtime.js';

/** A call that is about to be made: the adapter, what it gets, and the transport that keeps the transcript. */
export interface OpenedCall {
  readonly adapter: ProviderAdapter;
  readonly account: OpenAccount;
  readonly call: ProviderCall;
  readonly transport: RecordedTransport;
}

/** The bounds of one call. `attempt`: which send of the operation it is, from 1. */
interface CallBounds {
  /** What the call is about, for the metrics. */
  readonly purpose: CallPurpose;
  readonly connectTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly sendUntil?: SendUntil;
  readonly attempt: number;
}

/** The adapters by name and the accounts by id. Only an app names concrete providers; it hands them over in `Runtime`. */
@Injectable()
export class ProviderRegistry {
  private readonly logger = new Logger('Providers');
  private readonly byName: ReadonlyMap<string, ProviderAdapter>;
  private readonly checked = new WeakMap<
    OpenAccount,
    { readonly settings: unknown; readonly secrets: unknown; readonly baseUrl: string }
  >();

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly accounts: AccountDirectory,
    private readonly calls: ProviderCalls,
  ) {
    this.byName = new Map(runtime.adapters.map((adapter) => [adapter.name, adapter]));
  }

  adapter(name: ProviderName): ProviderAdapter {
    const adapter = this.byName.get(name);
    if (adapter === undefined) throw new BrokenInvariant(`no adapter for ${name} in this process`);
    return adapter;
  }

  /** What a claim of due operations may take of each provider that this process can ask. */
  claimBounds(): readonly ClaimBounds[] {
    return this.runtime.adapters.map(({ name, queryBounds: { inFlight, perSecond, orderEveryMs } }) => ({
      provider: name,
      inFlight,
      perSecond,
      orderEveryMs,
    }));
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  async account(accountId: string): Promise<OpenAccount> {
    const account = await this.accounts.find(accountId);
    if (account === undefined) throw new BrokenInvariant(`provider account ${accountId} is gone`);
    return account;
  }

  /** The account's settings and secrets, checked by the adapter's schemas once for as long as the cached row lives. */
  configuration(account: OpenAccount): { readonly settings: unknown; readonly secrets: unknown; readonly baseUrl: string } {
    const known = this.checked.get(account);
    if (known !== undefined) return known;
    const adapter = this.adapter(account.provider);
    const settings: unknown = adapter.settingsSchema.parse(account.settings);
    const secrets: unknown = adapter.secretsSchema.parse(account.secrets);
    const configuration = { settings, secrets, baseUrl: (settings as { readonly baseUrl: string }).baseUrl };
    this.checked.set(account, configuration);
    return configuration;
  }

  /** The account's settings as its adapter reads them; undefined where they, or its secrets, cannot be used. */
  usableSettings(account: OpenAccount): { readonly settings: unknown } | undefined {
    try {
      return this.configuration(account);
    } catch {
      return undefined;
    }
  }

  /** Undefined, and an error in the log, where the account cannot be called as it stands: then no byte of this call has left. */
  async open(accountId: string, bounds: CallBounds): Promise<OpenedCall | undefined> {
    try {
      return await this.opened(accountId, bounds);
    } catch (error) {
      // The kind of the error alone: its text may quote what could not be read, and that may be a secret.
      this.logger.error({ accountId, kind: error instanceof Error ? error.name : 'unknown' }, 'the account cannot be called as it stands');
      return undefined;
    }
  }

  private async opened(accountId: string, bounds: CallBounds): Promise<OpenedCall> {
    const { clock, pools } = this.runtime;
    const account = await this.account(accountId);
    const adapter = this.adapter(account.provider);
    const { settings, secrets, baseUrl } = this.configuration(account);
    const transport = openCall({
      pools,
      accountId,
      baseUrl,
      connectTimeoutMs: bounds.connectTimeoutMs,
      totalTimeoutMs: bounds.totalTimeoutMs,
      ...(bounds.sendUntil === undefined ? {} : { sendUntil: bounds.sendUntil }),
      now: clock.now,
      onExchange: ({ askedAt, finishedAt }) => {
        this.calls.took(account.provider, bounds.purpose, finishedAt - askedAt);
      },
    });
    const call: ProviderCall = {
      settings,
      secrets,
      currency: account.currency,
      http: transport,
      now: clock.now,
      attempt: bounds.attempt,
    };
    return { adapter, account, call, transport };
  }

  notifyUrl(account: Pick<OpenAccount, 'id' | 'provider'>): string {
    return `${this.runtime.publicUrl}/hooks/${account.provider}/${account.id}`;
  }
}
