import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull, jsonOrNull, textOrNull } from '../columns.js';

/** `failing`: disabled by us after long failure, what happens meanwhile is kept as dead letters; `gone`: the receiver said so (410). */
export type WebhookEndpointState = 'enabled' | 'disabled' | 'failing' | 'gone' | 'deleted';

/** Where a merchant hears of changes; or, of the kind `notify`, one origin of the orders' own notifyUrl. */
@Entity('webhook_endpoint')
export class WebhookEndpoint {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text') kind!: 'endpoint' | 'notify';
  /** Of the kind `notify`: the origin alone. */
  @Column('text') url!: string;
  @Column(textOrNull('description')) description!: string | null;
  /** Names of events; null: every one. */
  @Column('text', { name: 'event_types', array: true, nullable: true }) eventTypes!: string[] | null;
  @Column('text') state!: WebhookEndpointState;
  /** Since when it is in this state. */
  @Column(at('state_at')) stateAt!: Date;
  /** Attempts that failed since the last that did not. */
  @Column('integer') failures!: number;
  @Column(atOrNull('failing_since')) failingSince!: Date | null;
  @Column(textOrNull('idempotency_key')) idempotencyKey!: string | null;
  @Column(jsonOrNull('idempotency_hashes')) idempotencyHashes!: Record<string, string> | null;
  @Column(at('created_at')) createdAt!: Date;
  @Column(at('updated_at')) updatedAt!: Date;
}
