import type { Pool } from 'pg';
import type { Mode } from '../merchant/merchant.entity.js';
import type { AuditEntry } from './audit-entry.entity.js';

/** An entry as readers see it. */
export type AuditRecord = Omit<AuditEntry, 'idempotencyScope' | 'idempotencyKey' | 'idempotencyHashes'>;

/** Of which entries a page is wanted; what is absent narrows nothing. */
export interface AuditSelection {
  readonly mode: Mode;
  /** Of one merchant's settings only. */
  readonly merchantId?: string | undefined;
  readonly subjectType?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly actor?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** The id of the last entry of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

const columns = `id, at, mode, merchant_id as "merchantId", actor, request_id as "requestId", address, action, subject_type as "subjectType",
  subject_id as "subjectId", before, after`;

/** Newest first; from `from` (included) to `to` (not included). */
export async function listAuditEntries(pool: Pool, selection: AuditSelection): Promise<AuditRecord[]> {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const where = (condition: string, value: unknown): void => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition.replace('?', `$${String(values.length)}`));
  };
  where('mode = ?', selection.mode);
  where('merchant_id = ?', selection.merchantId);
  where('subject_type = ?', selection.subjectType);
  where('subject_id = ?', selection.subjectId);
  where('actor = ?', selection.actor);
  where('at >= ?', selection.from);
  where('at < ?', selection.to);
  where('id < ?', selection.before);
  values.push(selection.limit);
  const text = `select ${columns} from audit_entry where ${conditions.join(' and ')} order by id desc limit $${String(values.length)}`;
  return (await pool.query<AuditRecord>(text, values)).rows;
}
