import type { CaseKind, CaseState, ProviderName } from '@interlock/domain';
import type { Pool } from 'pg';
import type { Cause } from '../engine/cause.js';
import { bound } from '../engine/named.js';
import type { CaseNote } from './case-notes.js';
import { caseEventFromRow, caseFactFromRow, caseFromRow } from './case-record.js';
import type { CaseEventRow, CaseFact, CaseRow, Proposal } from './case-record.js';
import { moveCaseStatement, noteCaseStatement } from './case-statements.js';

/** What of a merchant's cases is asked for; absent members do not matter. */
export interface CaseFilter {
  readonly kind?: CaseKind | undefined;
  readonly state?: CaseState | undefined;
  readonly provider?: ProviderName | undefined;
  readonly owner?: string | undefined;
  readonly orderId?: string | undefined;
  /** True: not closed, and due before `now`; false: every other one. */
  readonly overdue?: boolean | undefined;
  /** Ids below this one (UUIDv7 sorts by time). */
  readonly before?: string | undefined;
}

const select = `select k.*, o.merchant_order_no, o.state as order_state, o.version as order_version, o.amount_minor, o.currency, p.provider, p.provider_account_id
  from "case" k join "order" o on o.id = k.order_id join operation p on p.id = k.operation_id`;

/** Cases, as people work on them. Each write is one guarded statement; false or undefined where its guard refused. */
export class CaseRepository {
  constructor(private readonly pool: Pool) {}

  /** Another merchant's is not found. */
  async find(merchantId: string, id: string): Promise<CaseRow | undefined> {
    const { rows } = await this.pool.query<Record<string, unknown>>({
      name: 'case_by_id',
      text: `${select} where k.merchant_id = $1 and k.id = $2`,
      values: [merchantId, id],
    });
    return rows[0] && caseFromRow(rows[0]);
  }

  /** Newest first. */
  async list(merchantId: string, filter: CaseFilter, now: number, limit: number): Promise<CaseRow[]> {
    const { rows } = await this.pool.query<Record<string, unknown>>({
      name: 'list_cases',
      text: `${select} where k.merchant_id = $1 and k.superseded_by is null and ($2::text is null or k.kind = $2) and ($3::text is null or k.state = $3)
        and ($4::text is null or p.provider = $4) and ($5::text is null or k.owner = $5) and ($6::uuid is null or k.order_id = $6)
        and ($7::boolean is null or (k.state <> 'closed' and k.due_at < $8) = $7) and ($9::uuid is null or k.id < $9)
        order by k.id desc limit $10`,
      values: [
        merchantId,
        filter.kind ?? null,
        filter.state ?? null,
        filter.provider ?? null,
        filter.owner ?? null,
        filter.orderId ?? null,
        filter.overdue ?? null,
        new Date(now),
        filter.before ?? null,
        limit,
      ],
    });
    return rows.map(caseFromRow);
  }

  /** Oldest first. */
  async history(caseId: string): Promise<CaseEventRow[]> {
    const { rows } = await this.pool.query<Record<string, unknown>>({
      name: 'case_history',
      text: 'select * from case_event where case_id = $1 order by number',
      values: [caseId],
    });
    return rows.map(caseEventFromRow);
  }

  async fact(factId: string): Promise<CaseFact | undefined> {
    const { rows } = await this.pool.query<Record<string, unknown>>({
      name: 'case_fact',
      text: 'select source, outcome, result, exchanges, body_sha256, signature, asked_at, received_at from fact where id = $1',
      values: [factId],
    });
    return rows[0] && caseFactFromRow(rows[0]);
  }

  /** What a key of the merchant stands for on a case; undefined: nothing. */
  async ofKey(
    merchantId: string,
    key: string,
  ): Promise<{ readonly caseId: string; readonly hashes: Readonly<Record<string, string>> } | undefined> {
    const { rows } = await this.pool.query<{ case_id: string; idempotency_hashes: Record<string, string> | null }>({
      name: 'case_event_by_key',
      text: 'select case_id, idempotency_hashes from case_event where merchant_id = $1 and idempotency_key = $2',
      values: [merchantId, key],
    });
    return rows[0] && { caseId: rows[0].case_id, hashes: rows[0].idempotency_hashes ?? {} };
  }

  /** A line of history, and with `owner` (null: nobody) whose case it is from now on; false where a closed case was to be given to somebody. */
  async note(
    { id, merchantId }: Pick<CaseRow, 'id' | 'merchantId'>,
    note: CaseNote,
    change: { readonly owner?: string | null } = {},
  ): Promise<boolean> {
    const { owner } = change;
    const values = {
      case_id: id,
      merchant_id: merchantId,
      sets_owner: owner !== undefined,
      owner: owner ?? null,
      notes: JSON.stringify([note]),
    };
    return (await this.pool.query(bound(noteCaseStatement, values))).rowCount === 1;
  }

  /** Into the waiting for a second person (`proposal`) or out of it (null), on what was read; the order's new version, undefined where something had changed. */
  async move(
    seen: Pick<CaseRow, 'id' | 'merchantId' | 'state' | 'orderVersion'>,
    to: {
      readonly proposal: Proposal | null;
      readonly note: CaseNote;
      readonly cause: Cause;
      readonly eventId: string;
      readonly at: number;
    },
  ): Promise<number | undefined> {
    const { rows } = await this.pool.query<{ version: number }>(
      bound(moveCaseStatement, {
        case_id: seen.id,
        merchant_id: seen.merchantId,
        seen_state: seen.state,
        seen_version: seen.orderVersion,
        state: to.proposal === null ? 'open' : 'awaiting_second',
        proposal: to.proposal === null ? null : JSON.stringify(to.proposal),
        notes: JSON.stringify([to.note]),
        at: new Date(to.at),
        cause: to.cause.cause,
        actor: to.cause.actor,
        request_id: to.cause.requestId,
        event_id: to.eventId,
      }),
    );
    return rows[0]?.version;
  }
}
