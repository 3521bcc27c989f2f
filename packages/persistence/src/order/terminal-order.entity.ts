import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull } from '../columns.js';

/** An order that one of our own terminals is to take, and to which of its polls it was handed. */
@Entity('terminal_order')
export class TerminalOrder {
  @PrimaryColumn('uuid', { name: 'order_id' }) orderId!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text', { name: 'terminal_sn' }) terminalSn!: string;
  /** `begun`: its charge has; `closed`: canceled before that. */
  @Column('text') state!: 'waiting' | 'begun' | 'closed';
  /** How often it was handed out. */
  @Column('integer') lease!: number;
  @Column(atOrNull('leased_until')) leasedUntil!: Date | null;
  @Column(atOrNull('acknowledged_at')) acknowledgedAt!: Date | null;
  /** Until when it may be begun. */
  @Column(at('expires_at')) expiresAt!: Date;
  @Column(at('created_at')) createdAt!: Date;
  @Column(at('updated_at')) updatedAt!: Date;
}
