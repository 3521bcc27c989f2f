import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { AccountBinding } from './account/account-binding.entity.js';
import { AccountPace } from './account/account-pace.entity.js';
import { ProviderAccount } from './account/provider-account.entity.js';
import { Agreement } from './agreement/agreement.entity.js';
import { AuditEntry } from './audit/audit-entry.entity.js';
import { Batch } from './batch/batch.entity.js';
import { Case } from './case/case.entity.js';
import { CaseEvent } from './case/case-event.entity.js';
import { Fact } from './evidence/fact.entity.js';
import { Transition } from './evidence/transition.entity.js';
import { IdempotencyKey } from './idempotency/idempotency-key.entity.js';
import { Entry } from './ledger/entry.entity.js';
import { ApiKey } from './merchant/api-key.entity.js';
import { Merchant } from './merchant/merchant.entity.js';
import { migrations } from './migrations/index.js';
import { HashKey } from './secrets/hash-key.entity.js';
import { UnmatchedNotification } from './notification/unmatched-notification.entity.js';
import { CancelWish } from './order/cancel-wish.entity.js';
import { Operation } from './order/operation.entity.js';
import { Order } from './order/order.entity.js';
import { TerminalOrder } from './order/terminal-order.entity.js';
import { OutboxEvent } from './outbox/outbox-event.entity.js';
import { Store } from './terminal/store.entity.js';
import { StoreBinding } from './terminal/store-binding.entity.js';
import { TerminalBinding } from './terminal/terminal-binding.entity.js';
import { Terminal } from './terminal/terminal.entity.js';
import { TerminalKey } from './terminal/terminal-key.entity.js';
import { ActivationCode } from './vendor/activation-code.entity.js';
import { Vendor } from './vendor/vendor.entity.js';
import { WebhookDelivery } from './webhook/webhook-delivery.entity.js';
import { WebhookEndpoint } from './webhook/webhook-endpoint.entity.js';
import { WebhookReplay } from './webhook/webhook-replay.entity.js';
import { WebhookSecret } from './webhook/webhook-secret.entity.js';

const merchants = [
  Merchant,
  ApiKey,
  Store,
  StoreBinding,
  Terminal,
  TerminalBinding,
  TerminalKey,
  Vendor,
  ActivationCode,
  ProviderAccount,
  AccountBinding,
  AccountPace,
  Agreement,
  AuditEntry,
  HashKey,
];
const orders = [
  Order,
  CancelWish,
  TerminalOrder,
  IdempotencyKey,
  Operation,
  Batch,
  Fact,
  Transition,
  Entry,
  Case,
  CaseEvent,
  OutboxEvent,
  UnmatchedNotification,
];
const webhooks = [WebhookEndpoint, WebhookSecret, WebhookDelivery, WebhookReplay];

/** TypeORM for reads and everything off the money path. Never synchronizes: the migrations alone make the schema. Not yet initialized. */
export function createDataSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [...merchants, ...orders, ...webhooks],
    migrations: [...migrations],
    installExtensions: false,
    poolSize: 4,
    applicationName: 'interlock',
  });
}
