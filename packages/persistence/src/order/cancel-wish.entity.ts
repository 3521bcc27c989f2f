import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, jsonOrNull, textOrNull } from '../columns.js';

/** A merchant's words with the latest cancel that was noted on an order and not begun at once. */
@Entity('cancel_wish')
export class CancelWish {
  @PrimaryColumn('uuid', { name: 'order_id' }) orderId!: string;
  @Column(textOrNull('operator')) operator!: string | null;
  @Column(textOrNull('reason')) reason!: string | null;
  /** As an operation's. */
  @Column(jsonOrNull('content')) content!: Record<string, unknown> | null;
  @Column(at('noted_at')) notedAt!: Date;
}
