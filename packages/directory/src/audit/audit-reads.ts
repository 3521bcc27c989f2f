import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { listAuditEntries } from '@interlock/persistence';
import type { AuditSelection } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { nextOf } from '../page.js';
import type { PageInput } from '../page.js';
import { auditView } from './audit-view.js';
import type { AuditView } from './audit-view.js';

/** What was changed, by whom. */
@Injectable()
export class AuditReads {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** Newest first. */
  async list(
    selection: Omit<AuditSelection, 'before' | 'limit'>,
    { cursor, limit }: PageInput,
  ): Promise<{ readonly entries: AuditView[]; readonly nextCursor?: string }> {
    const found = await listAuditEntries(this.runtime.pool, { ...selection, before: cursor, limit: limit + 1 });
    return { entries: found.slice(0, limit).map(auditView), ...nextOf(found, limit) };
  }
}
