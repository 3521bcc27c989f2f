import type { EventName } from '@interlock/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull } from '../columns.js';

/** An event that is to leave the system, written in the commit of the change that it tells of. */
@Entity('outbox')
export class OutboxEvent {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'order_id' }) orderId!: string;
  /** The order's version after the change. */
  @Column('integer') version!: number;
  @Column('text') type!: EventName;
  @Column('jsonb') payload!: Record<string, unknown>;
  @Column(at('created_at')) createdAt!: Date;
  @Column(atOrNull('relayed_at')) relayedAt!: Date | null;
}
