import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at } from '../columns.js';
import type { Mode } from '../merchant/merchant.entity.js';

/** A merchant may be paid through a provider account. The lowest priority is asked first. */
@Entity('account_binding')
export class AccountBinding {
  @PrimaryColumn('uuid', { name: 'merchant_id' }) merchantId!: string;
  @PrimaryColumn('uuid', { name: 'provider_account_id' }) providerAccountId!: string;
  @Column('text') mode!: Mode;
  @Column('integer') priority!: number;
  @Column('boolean') enabled!: boolean;
  @Column(at('created_at')) createdAt!: Date;
}
