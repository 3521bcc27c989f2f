import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull, jsonOrNull, textOrNull, uuidOrNull } from '../columns.js';

/** `replayed`: it was given up or skipped, and goes out again as `replayedAs`. */
export type WebhookDeliveryState = 'pending' | 'delivered' | 'skipped' | 'dead' | 'replayed';

/** One attempt: what came back, and how long it took. Of the receiver's answer nothing but the status is kept. */
export interface WebhookTry {
  /** ISO 8601. */
  readonly at: string;
  readonly durationMs: number;
  readonly status?: number;
  /** Why it failed; absent where it did not. */
  readonly error?: string;
}

/** One view of an order, or one notice, on its way to one endpoint; also its own job. */
@Entity('webhook_delivery')
export class WebhookDelivery {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'endpoint_id' }) endpointId!: string;
  @Column(uuidOrNull('order_id')) orderId!: string | null;
  @Column({ type: 'integer', nullable: true }) version!: number | null;
  @Column('text') type!: string;
  /** When what it tells of happened. */
  @Column(at('occurred_at')) occurredAt!: Date;
  /** The order's own notifyUrl; null: it goes to the endpoint's. */
  @Column(textOrNull('url')) url!: string | null;
  /** Rows of the order, its operations and its cases at this version. */
  @Column(jsonOrNull('snapshot')) snapshot!: Record<string, unknown> | null;
  /** Of a notice or a test: its data. */
  @Column(jsonOrNull('payload')) payload!: Record<string, unknown> | null;
  @Column('text') state!: WebhookDeliveryState;
  /** Why it was skipped or given up. */
  @Column(textOrNull('reason')) reason!: string | null;
  @Column(uuidOrNull('replay_of')) replayOf!: string | null;
  @Column(uuidOrNull('replayed_as')) replayedAs!: string | null;
  @Column('integer') attempts!: number;
  @Column('jsonb') tries!: WebhookTry[];
  /** Raised by each claim. */
  @Column('integer') lease!: number;
  /** A claim's holder is at it, until `dueAt`. */
  @Column('boolean', { name: 'in_flight' }) inFlight!: boolean;
  @Column(atOrNull('due_at')) dueAt!: Date | null;
  @Column(textOrNull('idempotency_key')) idempotencyKey!: string | null;
  @Column(jsonOrNull('idempotency_hashes')) idempotencyHashes!: Record<string, string> | null;
  @Column(at('created_at')) createdAt!: Date;
  @Column(atOrNull('finished_at')) finishedAt!: Date | null;
}
