import type { AuditRecord } from '@interlock/persistence';

/** An entry of the audit log as every door shows it. Absent members are left out, never null. */
export interface AuditView {
  readonly id: string;
  readonly at: string;
  readonly merchantId?: string;
  readonly actor: string;
  readonly requestId: string;
  readonly address?: string;
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  /** Absent: it was not there before. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

export function auditView(entry: AuditRecord): AuditView {
  const { merchantId, address, before, after } = entry;
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    ...(merchantId === null ? {} : { merchantId }),
    actor: entry.actor,
    requestId: entry.requestId,
    ...(address === null ? {} : { address }),
    action: entry.action,
    subject: { type: entry.subjectType, id: entry.subjectId },
    ...(before === null ? {} : { before }),
    ...(after === null ? {} : { after }),
  };
}
