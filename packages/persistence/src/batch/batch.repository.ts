import type { Pool } from 'pg';
import { bound } from '../engine/named.js';
import type { NamedStatement } from '../engine/named.js';
import { toJson } from '../engine/rows.js';
import { batchFromRow, batchRow } from './batch-record.js';
import type { BatchRecord } from './batch-record.js';
import {
  beginBatchAttemptStatement,
  beginBatchStatement,
  claimBatchStatement,
  claimBatchesStatement,
  finishBatchStatement,
  leaveBatchOpenStatement,
  proveBatchStatement,
  refuseBatchStatement,
} from './batch-statements.js';

/** What an exchange about a close left behind; `exchanges` are masked. */
export interface BatchEvidence {
  readonly providerCode: string | undefined;
  readonly message: string | undefined;
  readonly exchanges: readonly unknown[];
}

/** Closes of batches, as rows. Each write is one guarded statement, and returns the row as it left it; undefined where its guard refused. */
export class BatchRepository {
  constructor(private readonly pool: Pool) {}

  /** Undefined where the merchant has used the key, or another close of the account is not over. */
  begin(batch: BatchRecord): Promise<BatchRecord | undefined> {
    return this.one(beginBatchStatement, { batch: toJson(batchRow(batch)) });
  }

  beginAttempt(batch: Pick<BatchRecord, 'id' | 'lease' | 'sendUntil' | 'dueAt' | 'askedAt'>): Promise<BatchRecord | undefined> {
    return this.one(beginBatchAttemptStatement, {
      id: batch.id,
      lease: batch.lease,
      send_until: new Date(batch.sendUntil),
      due_at: moment(batch.dueAt),
      asked_at: new Date(batch.askedAt),
    });
  }

  /** The provider has said that everything of the scope is closed; whoever says so has the lease from now on. `askedAt`: of the attempt that it answered; `dueAt`: until the stamping is over. */
  prove(
    id: string,
    proof: {
      readonly askedAt: number;
      readonly stated: { readonly count: number; readonly totalMinor: bigint } | undefined;
      readonly dueAt: number;
      readonly evidence: BatchEvidence;
    },
  ): Promise<BatchRecord | undefined> {
    return this.one(proveBatchStatement, {
      id,
      asked_at: new Date(proof.askedAt),
      stated_count: proof.stated?.count ?? null,
      stated_total: proof.stated?.totalMinor ?? null,
      due_at: new Date(proof.dueAt),
      ...evidenceOf(proof.evidence),
    });
  }

  /** Only where it was sent once. */
  refuse(id: string, at: number, evidence: BatchEvidence): Promise<BatchRecord | undefined> {
    return this.one(refuseBatchStatement, { id, at: new Date(at), ...evidenceOf(evidence) });
  }

  /** `dueAt`: when it is asked again; null: nobody asks unless somebody wants it. */
  leaveOpen(
    { id, lease }: Pick<BatchRecord, 'id' | 'lease'>,
    dueAt: number | null,
    evidence: BatchEvidence,
  ): Promise<BatchRecord | undefined> {
    return this.one(leaveBatchOpenStatement, { id, lease, due_at: moment(dueAt), ...evidenceOf(evidence) });
  }

  /** `own`: counted under this lease, after everything was stamped. */
  finish(
    { id, lease }: Pick<BatchRecord, 'id' | 'lease'>,
    at: number,
    own: { readonly count: number; readonly totalMinor: bigint },
  ): Promise<BatchRecord | undefined> {
    return this.one(finishBatchStatement, { id, lease, at: new Date(at), own_count: own.count, own_total: own.totalMinor });
  }

  /** Under a raised lease each, due again at `leaseUntil`. */
  async claimDue(input: { readonly now: number; readonly most: number; readonly leaseUntil: number }): Promise<BatchRecord[]> {
    const { rows } = await this.pool.query<Record<string, unknown>>(
      bound(claimBatchesStatement, { now: new Date(input.now), most: input.most, lease_until: new Date(input.leaseUntil) }),
    );
    return rows.map(batchFromRow);
  }

  /** Undefined where it is over, or somebody has claimed it since it was seen. */
  claim({ id, lease }: Pick<BatchRecord, 'id' | 'lease'>, leaseUntil: number): Promise<BatchRecord | undefined> {
    return this.one(claimBatchStatement, { id, lease, lease_until: new Date(leaseUntil) });
  }

  /** Another merchant's is not found. */
  async find(merchantId: string, id: string): Promise<BatchRecord | undefined> {
    return (await this.rows('batch_by_id', 'merchant_id = $1 and id = $2', [merchantId, id]))[0];
  }

  async findByKey(merchantId: string, idempotencyKey: string): Promise<BatchRecord | undefined> {
    return (await this.rows('batch_by_key', 'merchant_id = $1 and idempotency_key = $2', [merchantId, idempotencyKey]))[0];
  }

  async findClosing(providerAccountId: string): Promise<BatchRecord | undefined> {
    return (await this.rows('batch_closing', `provider_account_id = $1 and state = 'closing'`, [providerAccountId]))[0];
  }

  /** Newest first; ids below `before`. */
  list(merchantId: string, before: string | undefined, limit: number): Promise<BatchRecord[]> {
    const where = 'merchant_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3';
    return this.rows('list_batches', where, [merchantId, before ?? null, limit]);
  }

  private async rows(name: string, where: string, values: unknown[]): Promise<BatchRecord[]> {
    const { rows } = await this.pool.query<Record<string, unknown>>({ name, text: `select * from batch where ${where}`, values });
    return rows.map(batchFromRow);
  }

  private async one(statement: NamedStatement, values: Readonly<Record<string, unknown>>): Promise<BatchRecord | undefined> {
    const { rows } = await this.pool.query<Record<string, unknown>>(bound(statement, values));
    return rows[0] && batchFromRow(rows[0]);
  }
}

const moment = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

function evidenceOf({ providerCode, message, exchanges }: BatchEvidence): Record<string, unknown> {
  return { provider_code: providerCode ?? null, message: message ?? null, exchanges: toJson(exchanges) };
}
