import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key that a merchant has used, and the row that it stands for. Taken by triggers of those rows' tables. */
@Entity('idempotency_key')
export class IdempotencyKey {
  @PrimaryColumn('uuid', { name: 'merchant_id' }) merchantId!: string;
  @PrimaryColumn('text') key!: string;
  @Column('text', { name: 'used_for' }) usedFor!:
    | 'operation'
    | 'batch'
    | 'agreement'
    | 'confirmation'
    | 'case'
    | 'webhook_endpoint'
    | 'webhook_secret'
    | 'webhook_delivery'
    | 'webhook_replay'
    | 'setting';
  @Column('uuid', { name: 'row_id' }) rowId!: string;
}
