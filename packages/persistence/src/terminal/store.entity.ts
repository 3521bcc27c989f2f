import type { CurrencyCode } from '@interlock/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, currencyColumn } from '../columns.js';

@Entity('store')
export class Store {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  /** The merchant's own number of the store. */
  @Column('text', { name: 'store_no' }) storeNo!: string;
  @Column('text') name!: string;
  @Column(currencyColumn) currency!: CurrencyCode;
  /** IANA name, such as America/Santiago: what "a day" is in its reports. */
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  /** A business day begins so many minutes after midnight there, 0 to 1439. */
  @Column('integer', { name: 'day_starts_minute' }) dayStartsMinute!: number;
  /** Nothing new begins in a disabled one. */
  @Column('boolean') enabled!: boolean;
  /** How long a till's pay is held open for its end, 0 to 45; null: 30 (docs/terminal-door.md). */
  @Column({ type: 'integer', name: 'pay_wait_seconds', nullable: true }) payWaitSeconds!: number | null;
  @Column(at('created_at')) createdAt!: Date;
  @Column(at('updated_at')) updatedAt!: Date;
}
