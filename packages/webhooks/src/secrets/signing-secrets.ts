import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { WebhookSecretRepository } from '@interlock/persistence';
import type { SecretOwner } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { newSecret } from './new-secret.js';

/** How long a process signs with what it knows: a rotation is seen by all of them this much later. */
const FRESH_MS = 2_000;
const MOST_KEPT = 10_000;

interface Kept {
  readonly until: number;
  readonly secrets: Promise<readonly string[]>;
}

/** The secrets that sign now, newest first, read at most every two seconds. */
@Injectable()
export class SigningSecrets {
  private readonly kept = new Map<string, Kept>();

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly repository: WebhookSecretRepository,
  ) {}

  /** Of the orders' own notifyUrl (`endpointId` null) a first one is made where there is none. */
  of(owner: SecretOwner): Promise<readonly string[]> {
    const now = this.runtime.clock.now();
    const key = `${owner.merchantId} ${owner.endpointId ?? ''}`;
    const known = this.kept.get(key);
    if (known !== undefined && known.until > now) return known.secrets;
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    const secrets = this.read(owner, now);
    this.kept.set(key, { until: now + FRESH_MS, secrets });
    // A failed read is not kept: the next delivery asks again.
    secrets.catch(() => this.kept.delete(key));
    return secrets;
  }

  private async read(owner: SecretOwner, now: number): Promise<readonly string[]> {
    const live = await this.repository.live(owner, now);
    if (live.length > 0 || owner.endpointId !== null) return live.map(({ secret }) => secret);
    await this.repository.ensureForNotify({ id: this.runtime.newId(), merchantId: owner.merchantId, secret: newSecret(), at: now });
    return (await this.repository.live(owner, now)).map(({ secret }) => secret);
  }
}
