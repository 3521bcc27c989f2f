import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull, uuidOrNull } from '../columns.js';

/** Which deliveries of an endpoint are sent again: these, those of a time, or those of an order. Times are ISO 8601. */
export type ReplaySelection =
  | { readonly deliveryIds: readonly string[] }
  | { readonly from: string; readonly to: string; readonly state?: 'dead' | 'skipped' | 'delivered' | undefined }
  | { readonly orderId: string };

/** Deliveries that are being sent again; also its own job. */
@Entity('webhook_replay')
export class WebhookReplay {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'endpoint_id' }) endpointId!: string;
  @Column('jsonb') selection!: ReplaySelection;
  /** The last delivery that was looked at. */
  @Column(uuidOrNull('cursor_id')) cursorId!: string | null;
  @Column('integer') replayed!: number;
  @Column('text', { name: 'idempotency_key' }) idempotencyKey!: string;
  @Column('jsonb', { name: 'idempotency_hashes' }) idempotencyHashes!: Record<string, string>;
  @Column(at('created_at')) createdAt!: Date;
  @Column(atOrNull('finished_at')) finishedAt!: Date | null;
}
