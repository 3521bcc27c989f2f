import { AuditReads } from '@interlock/directory';
import type { AuditView } from '@interlock/directory';
import type { Author } from '@interlock/persistence';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, Owner } from '../auth/caller.js';
import { Permitted } from '../auth/permission.js';
import { Answers } from '../docs/answers.js';
import { auditPage, auditQuery } from './audit.schema.js';
import type { AuditQuery } from './audit.schema.js';

/** Who changed which setting, when, from where, and what it was before. */
@ApiTags('audit')
@Controller('v1/audit')
export class AuditController {
  constructor(private readonly audit: AuditReads) {}

  @Get()
  @Permitted('audit:read')
  @Answers(
    { 200: auditPage },
    "Changes of the merchant's settings, newest first; for a platform's key that names none, of every setting of its mode.",
  )
  list(
    @By() { mode }: Author,
    @Owner() merchantId: string | null,
    @Query({ schema: auditQuery }) { subject: [subjectType, subjectId] = [], actor, from, to, cursor, limit }: AuditQuery,
  ): Promise<{ readonly entries: readonly AuditView[]; readonly nextCursor?: string }> {
    const selection = { mode, merchantId: merchantId ?? undefined, subjectType, subjectId, actor, from, to };
    return this.audit.list(selection, { cursor, limit });
  }
}
