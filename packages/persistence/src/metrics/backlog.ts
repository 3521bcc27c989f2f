import type { CaseKind, ProviderName } from '@interlock/domain';
import type { Pool } from 'pg';

/** What a provider's operations wait for. */
export interface OperationBacklog {
  readonly provider: ProviderName;
  /** Whose time to be looked at has passed. */
  readonly due: number;
  /** Whose outcome is not known. */
  readonly unresolved: number;
  /** When the oldest of those was begun; null where there is none. */
  readonly oldestAt: Date | null;
}

export interface OpenCases {
  readonly kind: CaseKind;
  readonly count: number;
}

const open = `(p.outcome is null or p.outcome in ('pending', 'unknown'))`;

/**
 * Each by an index of what waits (`operation_due`, `case_waiting`), so that its cost does not grow with what is finished. An operation whose
 * outcome is open has a `due_at` or a case that waits.
 */
export const backlogStatements = {
  operations: {
    name: 'operation_backlog',
    text: `
select p.provider, (count(*) filter (where p.due_at <= $1))::int as due, (count(*) filter (where ${open}))::int as unresolved,
  min(p.created_at) filter (where ${open}) as "oldestAt"
from (
  select p.provider, p.due_at, p.outcome, p.created_at from operation p where p.due_at is not null
  union all
  select p.provider, p.due_at, p.outcome, p.created_at
  from (select distinct k.operation_id from "case" k where k.state <> 'closed') waiting
    cross join lateral (select * from operation q where q.id = waiting.operation_id and q.due_at is null offset 0) p
) p group by p.provider`,
  },
  cases: { name: 'case_backlog', text: `select kind, count(*)::int as count from "case" where state <> 'closed' group by kind` },
  pausedAccounts: { name: 'paused_accounts', text: 'select count(*)::int as paused from account_pace where paused_until > $1' },
} as const;

export async function operationBacklog(pool: Pool, now: number): Promise<OperationBacklog[]> {
  return (await pool.query<OperationBacklog>({ ...backlogStatements.operations, values: [new Date(now)] })).rows;
}

export async function openCases(pool: Pool): Promise<OpenCases[]> {
  return (await pool.query<OpenCases>(backlogStatements.cases)).rows;
}

/** Accounts whose provider wanted fewer requests, and that are left alone for now. */
export async function pausedAccounts(pool: Pool, now: number): Promise<number> {
  const { rows } = await pool.query<{ paused: number }>({ ...backlogStatements.pausedAccounts, values: [new Date(now)] });
  return rows[0]?.paused ?? 0;
}

/** Accounts by provider whose check-in fails. */
export async function failingCheckIns(pool: Pool): Promise<readonly { readonly provider: string; readonly count: number }[]> {
  const text = `select provider, count(*)::integer as count from provider_account where check_in_failing_since is not null group by provider`;
  return (await pool.query<{ provider: string; count: number }>({ name: 'failing_check_ins', text })).rows;
}
