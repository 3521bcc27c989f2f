import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import {
  SettingChanges,
  WebhookDeliveryRepository,
  WebhookEndpointRepository,
  WebhookReplayRepository,
  WebhookSecretRepository,
} from '@interlock/persistence';
import { FlatNotifications } from '@interlock/terminal-door';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { DeliveredWrites } from './deliveries/delivered-writes.js';
import { DeliveryJob } from './deliveries/delivery-job.js';
import { WebhookHousekeeping } from './deliveries/housekeeping.js';
import { DeliverySender } from './deliveries/sender.js';
import { TestWebhookHandler } from './deliveries/test-webhook.js';
import { Destinations } from './destination/destinations.js';
import { ChangeWebhookHandler } from './endpoints/change-webhook.js';
import { CreateWebhookHandler } from './endpoints/create-webhook.js';
import { RemoveWebhookHandler } from './endpoints/remove-webhook.js';
import { WEBHOOK_OPTIONS } from './options.js';
import type { WebhookOptions } from './options.js';
import { ReplayWebhooksHandler } from './replays/replay-webhooks.js';
import { RotateWebhookSecretHandler } from './secrets/rotate-secret.js';
import { SigningSecrets } from './secrets/signing-secrets.js';
import { WebhookReads } from './webhook-reads.js';

/** Webhooks to merchants: the doors' commands and reads, and the worker's jobs. An app composes it beside the accounts, which are there for every module. */
@Module({})
export class WebhooksModule {
  static forRoot(options: WebhookOptions): DynamicModule {
    const inject = [RUNTIME];
    return {
      module: WebhooksModule,
      providers: [
        { provide: WEBHOOK_OPTIONS, useValue: options },
        { provide: Destinations, useValue: options.destinations },
        { provide: WebhookEndpointRepository, inject, useFactory: ({ pool }: Runtime) => new WebhookEndpointRepository(pool) },
        {
          provide: WebhookSecretRepository,
          inject,
          useFactory: ({ pool, keyRing }: Runtime) => new WebhookSecretRepository(pool, keyRing),
        },
        {
          provide: SettingChanges,
          inject,
          useFactory: ({ pool, newId, clock }: Runtime) => new SettingChanges(pool, newId, clock.now),
        },
        { provide: WebhookDeliveryRepository, inject, useFactory: ({ pool }: Runtime) => new WebhookDeliveryRepository(pool) },
        { provide: WebhookReplayRepository, inject, useFactory: ({ pool }: Runtime) => new WebhookReplayRepository(pool) },
        SigningSecrets,
        FlatNotifications,
        DeliveredWrites,
        DeliverySender,
        DeliveryJob,
        WebhookHousekeeping,
        WebhookReads,
        ...[CreateWebhookHandler, ChangeWebhookHandler, RemoveWebhookHandler],
        ...[RotateWebhookSecretHandler, TestWebhookHandler, ReplayWebhooksHandler],
      ],
      exports: [Destinations, DeliveryJob, DeliverySender, WebhookHousekeeping, WebhookReads],
    };
  }
}
