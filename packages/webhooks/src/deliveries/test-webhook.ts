import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import {
  assertSame,
  findDeliveryByKey,
  memberHashes,
  refuseKeyOfAnother,
  WebhookDeliveryRepository,
  WebhookEndpointRepository,
} from '@interlock/persistence';
import type { LoggedDelivery } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { TestWebhook } from '../commands.js';
import type { Answer, TestView } from '../commands.js';
import { webhookOf } from '../endpoints/webhook-of.js';
import { WebhookRefused } from '../errors.js';
import { attemptView } from './delivery-view.js';
import { DeliverySender } from './sender.js';

/** As a claim's: a test whose process died is sent by a worker, once. */
const LEASE_MS = 60_000;

/** `POST /v1/webhooks/{id}/test`: one attempt, also to an endpoint that is disabled, and nothing follows from it. */
@CommandHandler(TestWebhook)
export class TestWebhookHandler implements ICommandHandler<TestWebhook> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly endpoints: WebhookEndpointRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly sender: DeliverySender,
  ) {}

  async execute({ actor: { merchantId }, webhookId, idempotencyKey }: TestWebhook): Promise<Answer<TestView>> {
    const { keyRing, newId, clock, pool } = this.runtime;
    const endpoint = await webhookOf(this.endpoints, merchantId, webhookId);
    if (endpoint.kind === 'notify') throw new WebhookRefused('a notifyUrl is an order’s: there is nothing to send a test to');
    const hashes = memberHashes(keyRing, { path: `POST /v1/webhooks/${endpoint.id}/test` });
    const now = clock.now();
    const payload = { webhookId: endpoint.id, message: 'This is a test. Nothing has happened.' };
    const test = { id: newId(), merchantId, endpointId: endpoint.id, payload, idempotencyKey, idempotencyHashes: hashes };
    this.runtime.assertReady();
    const begun = await this.deliveries.beginTest(test, now, now + LEASE_MS).catch(refuseKeyOfAnother(idempotencyKey));
    if (begun) {
      const at = new Date(now);
      const place = { url: endpoint.url, kind: endpoint.kind, failing: false, supersededBy: null };
      const delivery = {
        ...test,
        ...place,
        orderId: null,
        version: null,
        type: 'webhook.test',
        occurredAt: at,
        attempts: 0,
        lease: 1,
        createdAt: at,
      };
      await this.sender.send(delivery, payload, true);
    }
    const known = await findDeliveryByKey(pool, merchantId, idempotencyKey);
    if (known === undefined) throw new Error('a test was written and is gone');
    assertSame(idempotencyKey, known, hashes);
    return { view: testView(known), replayed: !begun };
  }
}

function testView({ id, state, tries }: LoggedDelivery): TestView {
  const last = tries.at(-1);
  return { deliveryId: id, delivered: state === 'delivered', ...(last === undefined ? {} : { attempt: attemptView(last) }) };
}
