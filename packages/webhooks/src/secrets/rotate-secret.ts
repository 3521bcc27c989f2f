import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import {
  assertSame,
  fingerprint,
  isUniqueViolation,
  memberHashes,
  refuseKeyOfAnother,
  SettingChanges,
  WebhookEndpointRepository,
  WebhookSecretRepository,
} from '@interlock/persistence';
import type { OpenWebhookSecret } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { RotateWebhookSecret } from '../commands.js';
import type { Answer } from '../commands.js';
import { authorOf } from '../endpoints/audited-webhook.js';
import { webhookOf } from '../endpoints/webhook-of.js';
import { WebhookRefused } from '../errors.js';
import { newSecret } from './new-secret.js';
import { secretView } from './secret-view.js';
import type { SecretView } from './secret-view.js';

/** Older ones that may sign beside the newest. Each makes every message longer. */
const MOST_OLDER = 4;
/** How often a rotation that lost against another one is tried again. */
const TRIES = 5;

/** `POST /v1/webhooks/{id}/secrets`, `POST /v1/webhooks/notify-secret` */
@CommandHandler(RotateWebhookSecret)
export class RotateWebhookSecretHandler implements ICommandHandler<RotateWebhookSecret> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly endpoints: WebhookEndpointRepository,
    private readonly secrets: WebhookSecretRepository,
    private readonly changes: SettingChanges,
  ) {}

  async execute(command: RotateWebhookSecret): Promise<Answer<SecretView & { readonly secret: string }>> {
    const { actor, webhookId, overlapSeconds, idempotencyKey } = command;
    const { keyRing, newId, clock } = this.runtime;
    const { merchantId } = actor;
    if (webhookId !== null && (await webhookOf(this.endpoints, merchantId, webhookId)).kind === 'notify')
      throw new WebhookRefused('what goes to the notifyUrl of orders is signed with a secret of its own: POST /v1/webhooks/notify-secret');
    const owner = { merchantId, endpointId: webhookId };
    const hashes = memberHashes(keyRing, { overlapSeconds, path: `POST /v1/webhooks/${webhookId ?? 'notify'}/secrets` });
    for (let count = 0; count < TRIES; count += 1) {
      const before = await this.secrets.findByKey(merchantId, idempotencyKey);
      if (before !== undefined) {
        assertSame(idempotencyKey, before, hashes);
        return { view: shown(before), replayed: true };
      }
      this.runtime.assertReady();
      const now = clock.now();
      if (webhookId === null) await this.secrets.ensureForNotify({ id: newId(), merchantId, secret: newSecret(), at: now });
      const input = { id: newId(), secret: newSecret(), expiresAt: now + overlapSeconds * 1000, most: MOST_OLDER, at: now };
      const [present] = await this.secrets.live(owner, now);
      const change = this.changes.changeNow<OpenWebhookSecret | undefined>(authorOf(actor), async (transaction) => {
        const secret = await this.secrets.rotate(transaction, owner, { ...input, idempotencyKey, idempotencyHashes: hashes });
        if (secret === undefined) return { action: null, result: undefined };
        const subject = webhookId === null ? { type: 'notify_secret', id: secret.id } : { type: 'webhook', id: webhookId };
        const views = { before: present === undefined ? null : audited(present), after: { ...audited(secret), overlapSeconds } };
        return { action: `${subject.type}.rotate_secret`, subject, merchantId, ...views, result: secret };
      });
      const made = await change.catch((error: unknown) => {
        if (isUniqueViolation(error, 'webhook_secret_idempotency_key')) return undefined;
        return refuseKeyOfAnother(idempotencyKey)(error);
      });
      if (made !== undefined) return { view: shown(made), replayed: false };
      const live = await this.secrets.live(owner, now);
      // Where this very request, by another gateway, has made the last one that fits, the next look finds it.
      if (live.length > MOST_OLDER && live[0]?.idempotencyKey !== idempotencyKey)
        throw new WebhookRefused(`at most ${String(MOST_OLDER)} older secrets sign beside the newest: wait until one of them has expired`);
    }
    throw new WebhookRefused('the secret is being rotated by other requests: ask again');
  }
}

/** What the audit log keeps of a secret. */
function audited({ secret, createdAt }: OpenWebhookSecret): object {
  return { secret: { fingerprint: fingerprint(secret), changedAt: createdAt.toISOString() } };
}

function shown(secret: OpenWebhookSecret): SecretView & { readonly secret: string } {
  return { ...secretView(secret), secret: secret.secret };
}
