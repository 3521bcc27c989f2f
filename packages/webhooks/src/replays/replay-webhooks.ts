import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { assertSame, memberHashes, refuseKeyOfAnother, WebhookEndpointRepository, WebhookReplayRepository } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { ReplayWebhooks } from '../commands.js';
import type { Answer } from '../commands.js';
import { webhookOf } from '../endpoints/webhook-of.js';
import { WebhookRefused } from '../errors.js';
import { replayView } from './replay-view.js';
import type { ReplayView } from './replay-view.js';

/** `POST /v1/webhooks/{id}/replay`: noted here, carried out by a worker page by page. */
@CommandHandler(ReplayWebhooks)
export class ReplayWebhooksHandler implements ICommandHandler<ReplayWebhooks> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly endpoints: WebhookEndpointRepository,
    private readonly replays: WebhookReplayRepository,
  ) {}

  async execute({ actor: { merchantId }, webhookId, selection, idempotencyKey }: ReplayWebhooks): Promise<Answer<ReplayView>> {
    const { keyRing, newId, clock } = this.runtime;
    const endpoint = await webhookOf(this.endpoints, merchantId, webhookId);
    const hashes = memberHashes(keyRing, { ...selection, path: `POST /v1/webhooks/${endpoint.id}/replay` });
    const before = await this.replays.findByKey(merchantId, idempotencyKey);
    if (before !== undefined) {
      assertSame(idempotencyKey, before, hashes);
      return { view: replayView(before), replayed: true };
    }
    if (endpoint.state !== 'enabled') throw new WebhookRefused('the endpoint is disabled: enable it first');
    this.runtime.assertReady();
    const replay = { id: newId(), merchantId, endpointId: endpoint.id, selection, idempotencyKey, idempotencyHashes: hashes };
    const begun = await this.replays.begin({ ...replay, createdAt: new Date(clock.now()) }).catch(refuseKeyOfAnother(idempotencyKey));
    const known = begun ?? (await this.replays.findByKey(merchantId, idempotencyKey));
    if (known === undefined) throw new Error('a replay was written and is gone');
    assertSame(idempotencyKey, known, hashes);
    return { view: replayView(known), replayed: begun === undefined };
  }
}
