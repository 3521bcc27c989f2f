import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { Inject, Injectable } from '@nestjs/common';

/** How exact "last seen" and "last used" are. */
const EVERY_MS = 60_000;
const MOST_KEPT = 10_000;

/** The later of two gateways' words stays. */
const statements = {
  terminal: 'update terminal set last_seen_at = $2 where id = $1 and (last_seen_at is null or last_seen_at < $2)',
  apiKey: 'update api_key set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $2)',
} as const;

/** When terminals and API keys were last heard of: written at most once a minute for each by each gateway, and nobody waits for it. */
@Injectable()
export class LastSeen {
  private readonly written = new Map<string, number>();

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** What cannot be written now is written the next time; the caller need not wait. */
  async note(kind: keyof typeof statements, id: string): Promise<void> {
    const now = this.runtime.clock.now();
    const before = this.written.get(id);
    if (before !== undefined && now - before < EVERY_MS) return;
    if (this.written.size >= MOST_KEPT) this.written.clear();
    this.written.set(id, now);
    await this.runtime.pool.query(statements[kind], [id, new Date(now)]).catch(() => this.written.delete(id));
  }
}
