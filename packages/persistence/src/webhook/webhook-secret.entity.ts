import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull, jsonOrNull, textOrNull, uuidOrNull } from '../columns.js';

/** What deliveries are signed with. One of an endpoint has no end; the others still sign until theirs, so that a receiver can change over. */
@Entity('webhook_secret')
export class WebhookSecret {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  /** Null: it signs what goes to the orders' own notifyUrl. */
  @Column(uuidOrNull('endpoint_id')) endpointId!: string | null;
  /** Sealed. */
  @Column('text') secret!: string;
  @Column(textOrNull('idempotency_key')) idempotencyKey!: string | null;
  @Column(jsonOrNull('idempotency_hashes')) idempotencyHashes!: Record<string, string> | null;
  @Column(at('created_at')) createdAt!: Date;
  @Column(atOrNull('expires_at')) expiresAt!: Date | null;
}
