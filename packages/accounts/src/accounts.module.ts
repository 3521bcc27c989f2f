import {
  AccountSettingsRepository,
  AgreementRepository,
  ProviderAccountRepository,
  SettingChanges,
  TerminalRepository,
} from '@interlock/persistence';
import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { AccountDirectory } from './account-directory.js';
import { ActivateAccountHandler, CheckInAccountHandler, CheckInAccountsHandler } from './activation/activation-handlers.js';
import { AccountActivations } from './activation/activation.js';
import { AccountAdministration } from './administration/account-administration.js';
import { AccountBindings } from './administration/account-bindings.js';
import { AccountCheck } from './administration/account-check.js';
import { AccountReads } from './administration/account-reads.js';
import {
  BindMerchantHandler,
  ChangeAccountHandler,
  CheckProviderAccountHandler,
  CreateAccountHandler,
  UnbindMerchantHandler,
} from './administration/administration-handlers.js';
import {
  ConfirmAgreementHandler,
  EndAgreementHandler,
  KeepAgreementsHandler,
  PrepareAgreementHandler,
} from './agreements/agreement-handlers.js';
import { AgreementCalls } from './agreements/agreement-calls.js';
import { AgreementKeeping } from './agreements/agreement-keeping.js';
import { AgreementRequests } from './agreements/agreement-requests.js';
import { ProviderCalls } from './metrics/provider-calls.js';
import { ProviderRegistry } from './provider-registry.js';
import { RUNTIME } from './runtime.js';
import type { Runtime } from './runtime.js';

/** The process it all runs in, its provider accounts and the adapters that call them. Once in each process, for every other module. */
@Global()
@Module({})
export class AccountsModule {
  static forRoot(runtime: Runtime): DynamicModule {
    const { pool, keyRing, clock, newId } = runtime;
    const shared = [
      { provide: RUNTIME, useValue: runtime },
      { provide: ProviderAccountRepository, useFactory: () => new ProviderAccountRepository(pool, keyRing, clock.now) },
      { provide: AgreementRepository, useFactory: () => new AgreementRepository(pool, keyRing) },
      { provide: TerminalRepository, useFactory: () => new TerminalRepository(pool) },
      AccountDirectory,
      ProviderCalls,
      ProviderRegistry,
      AccountReads,
      ...[AgreementCalls, AgreementKeeping, AgreementRequests],
    ];
    const administration = [
      { provide: AccountSettingsRepository, useFactory: () => new AccountSettingsRepository(pool, keyRing) },
      { provide: SettingChanges, useFactory: () => new SettingChanges(pool, newId, clock.now) },
      ...[AccountAdministration, AccountBindings, AccountCheck],
      ...[CreateAccountHandler, ChangeAccountHandler, CheckProviderAccountHandler, BindMerchantHandler, UnbindMerchantHandler],
    ];
    const handlers = [
      AccountActivations,
      ...[PrepareAgreementHandler, ConfirmAgreementHandler, EndAgreementHandler, KeepAgreementsHandler],
      ...[ActivateAccountHandler, CheckInAccountHandler, CheckInAccountsHandler],
    ];
    return { module: AccountsModule, providers: [...shared, ...administration, ...handlers], exports: shared };
  }
}
