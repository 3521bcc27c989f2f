import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { SettingChanges } from '@interlock/persistence';
import { Module } from '@nestjs/common';
import { AuditReads } from './audit/audit-reads.js';

/** What a platform team sets up, and the record of it. An app composes it beside the accounts, which are there for every module. */
@Module({
  providers: [
    {
      provide: SettingChanges,
      inject: [RUNTIME],
      useFactory: ({ pool, newId, clock }: Runtime) => new SettingChanges(pool, newId, clock.now),
    },
    AuditReads,
  ],
  exports: [SettingChanges, AuditReads],
})
export class DirectoryModule {}
