import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { ActivationCodeRepository, SettingChanges, TerminalKeyRepository, VendorRepository } from '@interlock/persistence';
import { Module } from '@nestjs/common';
import { LastSeen } from './activation/last-seen.js';
import { TerminalActivation } from './activation/terminal-activation.js';
import { TerminalCheckIn } from './activation/terminal-check-in.js';
import { TerminalKeys } from './activation/terminal-keys.js';
import { VendorAccess } from './activation/vendor-access.js';
import { ApiKeySettings } from './api-keys/api-key-settings.js';
import { AuditReads } from './audit/audit-reads.js';
import { StaleSettings } from './cache/stale-settings.js';
import { Merchants } from './merchants/merchants.js';
import { Stores } from './stores/stores.js';
import { Terminals } from './terminals/terminals.js';
import { ActivationCodes } from './vendors/activation-codes.js';
import { Vendors } from './vendors/vendors.js';

const inject = [RUNTIME];
const repositories = [
  { provide: VendorRepository, inject, useFactory: ({ pool, keyRing }: Runtime) => new VendorRepository(pool, keyRing) },
  { provide: ActivationCodeRepository, inject, useFactory: ({ pool }: Runtime) => new ActivationCodeRepository(pool) },
  { provide: TerminalKeyRepository, inject, useFactory: ({ pool, keyRing }: Runtime) => new TerminalKeyRepository(pool, keyRing) },
];
const changes = {
  provide: SettingChanges,
  inject: [RUNTIME, StaleSettings],
  useFactory: ({ pool, newId, clock }: Runtime, { tell }: StaleSettings) => new SettingChanges(pool, newId, clock.now, tell),
};
const access = [VendorAccess, TerminalKeys, TerminalActivation, TerminalCheckIn, LastSeen];
const settings = [Merchants, Stores, Terminals, Vendors, ActivationCodes, ApiKeySettings];

/** What a platform team sets up, and the record of it. An app composes it beside the accounts, which are there for every module. */
@Module({
  providers: [StaleSettings, changes, ...repositories, ...access, ...settings, AuditReads],
  exports: [StaleSettings, SettingChanges, TerminalKeyRepository, ...access, ...settings, AuditReads],
})
export class DirectoryModule {}
