import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at } from '../columns.js';

/** A verified notification of an order that we do not know: one row per body, however often the provider repeats it. */
@Entity('unmatched_notification')
export class UnmatchedNotification {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'provider_account_id' }) providerAccountId!: string;
  /** Of the exact bytes received, in hexadecimal. */
  @Column('text', { name: 'body_sha256' }) bodySha256!: string;
  /** Masked, as it may be stored. */
  @Column('jsonb') body!: unknown;
  @Column('integer', { name: 'seen_count' }) seenCount!: number;
  @Column(at('first_seen_at')) firstSeenAt!: Date;
  @Column(at('last_seen_at')) lastSeenAt!: Date;
}
