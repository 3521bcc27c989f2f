import { ProviderRegistry, UUID } from '@interlock/accounts';
import { BatchRepository } from '@interlock/persistence';
import type { BatchRecord } from '@interlock/persistence';
import type { BatchResult } from '@interlock/provider-kit';
import { Injectable, Logger } from '@nestjs/common';
import { BatchMembers } from './batch-members.js';
import { BatchScopes, providerScope } from './batch-scopes.js';
import type { AcceptedScope } from './batch-scopes.js';
import { batchView, figuresView, scopeView } from './batch-view.js';
import type { BatchView, FiguresView, ScopeView } from './batch-view.js';
import type { Actor, ScopeInput } from './commands.js';
import { BatchNotFound } from './errors.js';

/** The open batch: what the provider states, what is ours, and what the one is above the other. */
export interface OpenBatchView {
  readonly providerAccountId: string;
  readonly scope: ScopeView;
  /** Whether the provider told; its figures are absent where it did not. */
  readonly outcome: 'approved' | 'declined' | 'unknown';
  readonly stated?: FiguresView;
  readonly own: FiguresView;
  readonly difference?: FiguresView;
  readonly providerCode?: string;
  readonly message?: string;
}

/** Reads of a merchant's own batches; another merchant's are not told from none. */
@Injectable()
export class BatchReads {
  private readonly logger = new Logger('Batches');

  constructor(
    private readonly repository: BatchRepository,
    private readonly scopes: BatchScopes,
    private readonly providers: ProviderRegistry,
    private readonly members: BatchMembers,
  ) {}

  /** Throws `BatchNotFound`. */
  async byId(actor: Actor, batchId: string): Promise<BatchView> {
    return batchView(await batchOf(this.repository, actor.merchantId, batchId));
  }

  /** Newest first. `cursor` is the `nextCursor` of the page before. */
  async list(
    actor: Actor,
    { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<{ readonly batches: BatchView[]; readonly nextCursor?: string }> {
    const found = await this.repository.list(actor.merchantId, cursor, limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { batches: page.map(batchView), ...(found.length > limit && last !== undefined ? { nextCursor: last.id } : {}) };
  }

  /** Asks the provider, and closes nothing. Throws as `CloseBatch` does where the scope cannot be asked. */
  async open(actor: Actor, providerAccountId: string, input: ScopeInput): Promise<OpenBatchView> {
    const accepted = await this.scopes.accepted(actor.merchantId, providerAccountId, input, 'open');
    const { account, batches, scope } = accepted;
    const { currency } = account;
    const result = await this.ask(accepted);
    const own = await this.members.openFigures(batches, { providerAccountId: account.id, scope });
    const stated = statedOf(result);
    return {
      providerAccountId: account.id,
      scope: scopeView(scope),
      outcome: result.outcome,
      own: figuresView(currency, own.count, own.totalMinor),
      ...(stated === undefined
        ? {}
        : {
            stated: figuresView(currency, stated.count, stated.totalMinor),
            difference: figuresView(currency, stated.count - own.count, stated.totalMinor - own.totalMinor),
          }),
      ...(result.outcome === 'declined' ? { providerCode: result.providerCode, message: result.message } : {}),
      ...(result.outcome === 'unknown' ? { message: result.cause } : {}),
    };
  }

  private async ask({ account, batches, scope }: AcceptedScope): Promise<BatchResult> {
    const { connectTimeoutMs, totalTimeoutMs } = batches;
    const opened = await this.providers.open(account.id, { purpose: 'batch_read', connectTimeoutMs, totalTimeoutMs, attempt: 1 });
    if (opened === undefined) return { outcome: 'unknown', cause: 'account_unusable' };
    return batches.open(providerScope(scope), opened.call).catch((error: unknown): BatchResult => {
      this.logger.error({ accountId: account.id, err: error }, 'the adapter threw');
      return { outcome: 'unknown', cause: 'unreadable_answer' };
    });
  }
}

/** An empty batch is a figure too. */
function statedOf(result: BatchResult): { readonly count: number; readonly totalMinor: bigint } | undefined {
  if (result.outcome === 'declined' && result.empty) return { count: 0, totalMinor: 0n };
  if (result.outcome !== 'approved' || result.totals === undefined) return undefined;
  return { count: result.totals.count, totalMinor: result.totals.total.minor };
}

/** A batch of this merchant; anything else, also what is no id at all, is `BatchNotFound`. */
export async function batchOf(repository: BatchRepository, merchantId: string, batchId: string): Promise<BatchRecord> {
  const batch = UUID.test(batchId) ? await repository.find(merchantId, batchId) : undefined;
  if (batch === undefined) throw new BatchNotFound();
  return batch;
}
