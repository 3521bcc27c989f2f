import { ProviderRegistry, RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { allowedBeside, allowedResolutions, usable } from '@interlock/domain';
import type { QueryResult, Snapshot, Stated } from '@interlock/domain';
import { CaseRepository, MerchantRepository, snapshotOf } from '@interlock/persistence';
import type { CaseFact, CaseFilter, CaseRow, OperationRecord, OrderWithOperations } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../commands.js';
import { chargeOf } from '../engine/order-operations.js';
import { operationOf } from '../engine/word-finisher.js';
import { caseSummary, caseView } from './case-view.js';
import type { CaseSummary, CaseView } from './case-view.js';
import { caseWithOrder } from './case-with-order.js';
import { limitFor, stakeOf } from './second-person.js';
import { latestStated } from './stated.js';

/** A case with all that a resolution is judged by, as one moment sees it. */
export interface CaseStanding {
  readonly row: CaseRow;
  readonly read: OrderWithOperations;
  readonly operation: OperationRecord;
  readonly charge: OperationRecord;
  readonly snapshot: Snapshot;
  readonly fact: CaseFact | undefined;
  readonly stated: Stated | 'not_stated';
  readonly offers: ReturnType<typeof allowedResolutions>;
}

/** Reads of a merchant's own cases; another merchant's are not told from none. */
@Injectable()
export class CaseReads {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly cases: CaseRepository,
    private readonly merchants: MerchantRepository,
    private readonly providers: ProviderRegistry,
  ) {}

  /** Newest first. `cursor` is the `nextCursor` of the page before. */
  async list(
    actor: Pick<Actor, 'merchantId'>,
    { cursor, limit, ...filter }: Omit<CaseFilter, 'before'> & { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<{ readonly cases: CaseSummary[]; readonly nextCursor?: string }> {
    const now = this.runtime.clock.now();
    const found = await this.cases.list(actor.merchantId, { ...filter, before: cursor }, now, limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      cases: page.map((row) => caseSummary(row, now)),
      ...(found.length > limit && last !== undefined ? { nextCursor: last.id } : {}),
    };
  }

  /** Throws `CaseNotFound`. */
  async byId(actor: Pick<Actor, 'merchantId'>, caseId: string): Promise<CaseView> {
    const standing = await this.standing(actor, caseId);
    const { row, operation, fact } = standing;
    const { stake, limit } = await this.weigh(standing);
    const open = row.state !== 'closed';
    return caseView(
      {
        row,
        operation,
        fact,
        stated: standing.stated === 'not_stated' ? undefined : standing.stated,
        history: await this.cases.history(row.id),
        offers: open ? offersNow(standing) : [],
        stake,
        limit,
      },
      this.runtime.clock.now(),
    );
  }

  /** `said`: what the provider has just answered, where it was asked. Throws `CaseNotFound`. */
  async standing({ merchantId }: Pick<Actor, 'merchantId'>, caseId: string, said?: QueryResult): Promise<CaseStanding> {
    const { row, read } = await caseWithOrder(this.runtime.pool, this.cases, { merchantId, caseId });
    const operation = operationOf(read, row.operationId);
    const charge = chargeOf(read, operation);
    const fact = row.factId === null ? undefined : await this.cases.fact(row.factId);
    const stated = latestStated(fact, row.proposal, said);
    const snapshot = snapshotOf(read, operation.id);
    const { authorize, void: undo } = this.providers.adapter(charge.provider).operations;
    const about = { kind: row.kind, writtenOff: row.suspenseMinor ?? 0n };
    const offers = allowedResolutions(snapshot, about, stated, { voidsHolds: authorize !== undefined && undo !== undefined });
    return { row, read, operation, charge, snapshot, fact, stated, offers };
  }

  /** The most that may be at stake, and above which amount a second person must agree. */
  async weigh(standing: CaseStanding, given?: Stated): Promise<{ readonly stake: bigint; readonly limit: bigint | undefined }> {
    const { read, operation, charge, snapshot, stated } = standing;
    const merchant = await this.merchants.find(read.order.merchantId);
    return {
      stake: stakeOf(read, operation, charge, [usable(snapshot, stated), given]),
      limit: limitFor(read.order.currency, merchant?.caseLimits ?? null, this.runtime.secondPersonAbove ?? {}),
    };
  }
}

/** What may be made of the case now, also while a second person is waited for. */
export function offersNow({ row, offers }: Pick<CaseStanding, 'row' | 'offers'>): ReturnType<typeof allowedResolutions> {
  return row.proposal === null ? offers : allowedBeside(row.proposal, offers);
}
