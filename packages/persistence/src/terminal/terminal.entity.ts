import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at } from '../columns.js';

@Entity('terminal')
export class Terminal {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'store_id' }) storeId!: string;
  /** Our own serial number, unique over all merchants. */
  @Column('text', { name: 'terminal_sn' }) terminalSn!: string;
  @Column('text') name!: string;
  @Column('boolean') enabled!: boolean;
  @Column(at('created_at')) createdAt!: Date;
}
