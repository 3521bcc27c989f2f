export { createDataSource } from './data-source.js';
export { migrate } from './migrations/migrate.js';
export { createPool, type PoolOptions } from './server/pool.js';
export { checkDatabase } from './server/check-database.js';
export { startEmbeddedServer, type EmbeddedServer, type EmbeddedServerOptions } from './server/embedded-server.js';
export { DatabaseUnusable, DataDirectoryInUse, EmbeddedServerFailed, StartupError } from './server/startup-error.js';

export { KeyRing } from './secrets/key-ring.js';
export { InvalidMasterKeys, loadOrCreateKeys, parseMasterKeys } from './secrets/master-keys.js';
export { SecretDamaged, SecretUnreadable, UnknownSecretKey, WrongSecretContext } from './secrets/errors.js';

export { Merchant, type LatePaymentPolicy, type Mode } from './merchant/merchant.entity.js';
export { MerchantRepository } from './merchant/merchant.repository.js';
export { ApiKey, type KeyScope } from './merchant/api-key.entity.js';
export { ApiKeyRepository, type KnownKey } from './merchant/api-key.repository.js';
export { AccountBinding } from './account/account-binding.entity.js';
export { ProviderAccount } from './account/provider-account.entity.js';
export { ProviderAccountRepository, type BoundAccount, type OpenAccount } from './account/provider-account.repository.js';
export { Store } from './terminal/store.entity.js';
export { Terminal } from './terminal/terminal.entity.js';
export { TerminalBinding } from './terminal/terminal-binding.entity.js';
export { TerminalRepository, type BoundTerminal } from './terminal/terminal.repository.js';
export { Agreement, type AgreementState } from './agreement/agreement.entity.js';
export { AgreementRepository, type OpenAgreement } from './agreement/agreement.repository.js';
export { UnmatchedNotification } from './notification/unmatched-notification.entity.js';
export { UnmatchedNotificationRepository, type UnmatchedMessage } from './notification/unmatched-notification.repository.js';

export { Order, type StoredMethod } from './order/order.entity.js';
export { Operation } from './order/operation.entity.js';
export { Fact } from './evidence/fact.entity.js';
export { Transition } from './evidence/transition.entity.js';
export { Entry } from './ledger/entry.entity.js';
export { Case } from './case/case.entity.js';
export { OutboxEvent } from './outbox/outbox-event.entity.js';
export * from './engine/index.js';
export * from './settings/index.js';
