import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at } from '../columns.js';

/** What a provider calls one of our stores. */
@Entity('store_binding')
export class StoreBinding {
  @PrimaryColumn('uuid', { name: 'store_id' }) storeId!: string;
  @PrimaryColumn('uuid', { name: 'provider_account_id' }) providerAccountId!: string;
  @Column('text', { name: 'provider_store_no' }) providerStoreNo!: string;
  @Column(at('created_at')) createdAt!: Date;
}
