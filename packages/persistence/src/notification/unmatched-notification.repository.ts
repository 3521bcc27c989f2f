import type pg from 'pg';

export interface UnmatchedMessage {
  /** Of the row, should this body be new. */
  readonly id: string;
  readonly providerAccountId: string;
  /** Of the exact bytes received, in hexadecimal. */
  readonly bodySha256: string;
  /** The message with everything secret masked. */
  readonly body: unknown;
  readonly receivedAt: Date;
}

const recordMessage = `
insert into unmatched_notification as known (id, provider_account_id, body_sha256, body, seen_count, first_seen_at, last_seen_at)
values ($1, $2, $3, $4, 1, $5, $5)
on conflict (provider_account_id, body_sha256)
do update set seen_count = known.seen_count + 1, last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)
returning seen_count as "seenCount"`;

/** Verified notifications of orders that we do not know: one row per account and body, however often the provider repeats it. */
export class UnmatchedNotificationRepository {
  constructor(private readonly pool: pg.Pool) {}

  /** Returns how often this body has come by now. */
  async record({ id, providerAccountId, bodySha256, body, receivedAt }: UnmatchedMessage): Promise<number> {
    const values = [id, providerAccountId, bodySha256, JSON.stringify(body), receivedAt];
    const { rows } = await this.pool.query<{ seenCount: number }>(recordMessage, values);
    return rows[0]?.seenCount ?? 0;
  }
}
